"""What happens to accounts, told to the log of what matters for security by the signals that say so."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver
from django.utils.crypto import salted_hmac

from standfirst.readers.addresses import as_kept
from standfirst.readers.models import Reader
from standfirst.security_log import Event, asked_by, note

_RIGHTS = ("is_staff", "is_superuser", "is_active")


@receiver(user_logged_in)
def signed_in(request: Any, user: Reader, **kwargs: Any) -> None:
    """By whichever door, after the second step where there is one."""
    asked_by(user.subject.hex)
    shown = get_authentication_records(request, user)
    note(Event.SIGN_IN, "done", by="+".join(str(record.get("method", "")) for record in shown))


@receiver(user_logged_out)
def signed_out(user: Reader | None, **kwargs: Any) -> None:
    """By the reader; sessions that are ended elsewhere say so themselves."""
    if user is not None:
        note(Event.SIGN_OUT, "done", who=user.subject.hex)


@receiver(user_login_failed)
def not_signed_in(credentials: dict[str, Any], **kwargs: Any) -> None:
    """By password. Tries at one address can be told to belong together, and not what it is."""
    address = as_kept(str(credentials.get("email") or credentials.get("username") or ""))
    note(Event.SIGN_IN, "failed", by="password", address=short_for(address))


def short_for(address: str) -> str:
    """Twelve hexadecimal digits that stand for ``address`` in the log, and lead nowhere without the site's secret."""
    return salted_hmac("standfirst.readers.noting", address, algorithm="sha256").hexdigest()[:12]


@receiver(pre_save, sender=Reader)
def remember_rights(instance: Reader, raw: bool = False, update_fields: Any = None, **kwargs: Any) -> None:
    """What the account may do before it is saved."""
    if raw or instance.pk is None or (update_fields is not None and not set(update_fields) & set(_RIGHTS)):
        return
    instance._rights_before = Reader.objects.filter(pk=instance.pk).values(*_RIGHTS).first()  # type: ignore[attr-defined]


@receiver(post_save, sender=Reader)
def rights_changed(instance: Reader, created: bool, **kwargs: Any) -> None:
    """Made staff, closed, opened again."""
    before = instance.__dict__.pop("_rights_before", None)
    if created and (instance.is_staff or instance.is_superuser):
        before = dict.fromkeys(_RIGHTS, False)
    for right in _RIGHTS if before is not None else ():
        if before[right] != getattr(instance, right):
            note(Event.ROLES, "given" if getattr(instance, right) else "taken", who=instance.subject.hex, right=right)


@receiver(m2m_changed, sender=Reader.groups.through)
@receiver(m2m_changed, sender=Reader.user_permissions.through)
def roles_changed(instance: Any, action: str, pk_set: Any = None, **kwargs: Any) -> None:
    """A group or a permission given to, or taken from, somebody."""
    if action.startswith("post_"):
        who = instance.subject.hex if isinstance(instance, Reader) else ""
        of = instance.__class__.__name__
        note(Event.ROLES, action.removeprefix("post_"), who=who, of=of, numbers=_numbers(pk_set))


@receiver(m2m_changed, sender=Group.permissions.through)
def group_changed(instance: Any, action: str, pk_set: Any = None, **kwargs: Any) -> None:
    """What a group may do."""
    if action.startswith("post_"):
        note(Event.ROLES, action.removeprefix("post_"), group=str(instance), permissions=_numbers(pk_set))


def _numbers(keys: set[int] | None) -> str:
    """None where all of them were taken."""
    return ",".join(map(str, sorted(keys or ())))
