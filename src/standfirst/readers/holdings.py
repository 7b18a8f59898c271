"""What this room holds about a reader: account, registrations of its address, sessions, consents, tries."""

from collections.abc import Iterable

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from standfirst.holdings import THE_ACCOUNT, Holding, Person, Row, declare, declare_about_nobody, rows_of
from standfirst.readers import consents_held, limits
from standfirst.readers.models import Preferences, Reader, Registration
from standfirst.readers.preferring import KINDS
from standfirst.readers.sessions import end_every_session_of, end_sessions_of, sessions_of


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(ACCOUNT, KEYS, ELSEWHERE, PREFERENCES, REGISTRATIONS, SESSIONS, TRIES, consents_held.CONSENTS)
    declare_about_nobody("account.EmailConfirmation", "never written: our own links and codes confirm an address")


def _account(person: Person) -> Iterable[Row]:
    for reader in Reader.objects.filter(pk=person.pk):
        yield {
            "email": reader.email,
            "first_name": reader.first_name,
            "last_name": reader.last_name,
            "id": reader.subject,
            "number": reader.pk,
            "registered_at": reader.date_joined,
            "signed_in_last_at": reader.last_login,
            "language": reader.language,
            "password": "kept as a hash that cannot be read back" if reader.has_usable_password() else "none",
            "may_sign_in": reader.is_active,
            "may_use_the_admin": reader.is_staff,
            "groups": list(reader.groups.values_list("name", flat=True)),
            "erased_at": reader.leaves_at,
            "addresses": [
                {"email": one.email, "confirmed": one.verified, "main": one.primary}
                for one in EmailAddress.objects.filter(user_id=person.pk)
            ],
        }


def _close(person: Person) -> None:
    """The row itself, with whatever hangs on it alone."""
    Reader.objects.filter(pk=person.pk).delete()


def _give_up(gone: Person, kept: Person) -> None:
    """The name and the address of who stays are those of the account."""
    Reader.objects.filter(pk=gone.pk).delete()


def _registrations(person: Person) -> Iterable[Row]:
    for one in Registration.objects.filter(email=person.email).order_by("created_at"):
        yield {
            "email": one.email,
            "first_name": one.first_name,
            "last_name": one.last_name,
            "newsletters": one.newsletters,
            "article": one.article or None,
            "page": one.next_path,
            "language": one.language,
            "mails": one.mails,
            "mailed_at": one.mailed_at,
            "made_at": one.created_at,
            "confirmed_at": one.confirmed_at,
            "called_off_at": one.cancelled_at,
            "runs_out_at": one.expires_at,
        }


def _forget_registrations(person: Person) -> None:
    Registration.objects.filter(subject=person.subject).delete()
    if person.email:
        Registration.objects.filter(email=person.email).delete()


def _let_registrations_go(gone: Person, kept: Person) -> None:
    """The provisional passes of the one that is gone open nothing more."""
    _forget_registrations(gone)


def _end_sessions(person: Person) -> None:
    end_every_session_of(person.pk)


def _end_sessions_of_the_gone(gone: Person, kept: Person) -> None:
    end_sessions_of(gone.pk)


def _keys(person: Person) -> Iterable[Row]:
    """Never what is secret about them."""
    yield from rows_of(Authenticator.objects.filter(user_id=person.pk), "type", "created_at", "last_used_at")


def _forget_keys(person: Person) -> None:
    Authenticator.objects.filter(user_id=person.pk).delete()


def _forget_keys_of_the_gone(gone: Person, kept: Person) -> None:
    """Each account is opened by its own."""
    _forget_keys(gone)


def _elsewhere(person: Person) -> Iterable[Row]:
    kept = SocialAccount.objects.filter(user_id=person.pk)
    yield from rows_of(kept, "provider", "uid", "date_joined", "last_login")


def _disconnect(person: Person) -> None:
    SocialAccount.objects.filter(user_id=person.pk).delete()


def _hand_over(gone: Person, kept: Person) -> None:
    """It opens the account that stays: the person is the same."""
    SocialAccount.objects.filter(user_id=gone.pk).update(user_id=kept.pk)


def _preferences(person: Person) -> Iterable[Row]:
    kept = Preferences.objects.filter(reader_id=person.pk)
    yield from rows_of(kept, *KINDS, "event_reminders", "quiet_from", "quiet_until", "time_zone")


def _forget_preferences(person: Person) -> None:
    Preferences.objects.filter(reader_id=person.pk).delete()


def _forget_preferences_of_the_gone(gone: Person, kept: Person) -> None:
    """Those of the account that stays count."""
    _forget_preferences(gone)


def _tries(person: Person) -> Iterable[Row]:
    for limit, counted in limits.counted_of(person.email):
        yield {"what": limit, "tries": counted}


def _forget_tries(person: Person) -> None:
    if person.email:
        limits.forget(person.email)


def _forget_tries_of_the_gone(gone: Person, kept: Person) -> None:
    _forget_tries(gone)


ACCOUNT = Holding(
    key="account",
    name=_("Your account"),
    about=_("Who you are to us: what you wrote when you registered, for as long as you have the account."),
    models=("readers.Reader", "readers.Reader_groups", "readers.Reader_user_permissions", "account.EmailAddress"),
    export=_account,
    erase=_close,
    merge=_give_up,
    erased=THE_ACCOUNT,
)
REGISTRATIONS = Holding(
    key="registrations",
    name=_("Registrations of your address"),
    about=_("Forms that were sent with your address; they go eight days later."),
    models=("readers.Registration",),
    export=_registrations,
    erase=_forget_registrations,
    merge=_let_registrations_go,
)
KEYS = Holding(
    key="keys",
    name=_("Passkeys and other ways to show that it is you"),
    about=_("Which you have set up, and when you used each last. What is secret about them is in no archive."),
    models=("mfa.Authenticator",),
    export=_keys,
    erase=_forget_keys,
    merge=_forget_keys_of_the_gone,
)
ELSEWHERE = Holding(
    key="elsewhere",
    name=_("Accounts elsewhere that open this one"),
    about=_(
        "By which number the other site knows you, for as long as the two are connected. Nothing else it says of you."
    ),
    models=("socialaccount.SocialAccount",),
    export=_elsewhere,
    erase=_disconnect,
    merge=_hand_over,
)
PREFERENCES = Holding(
    key="preferences",
    name=_("Your preferences"),
    about=_("How you hear of replies, of what you follow, and of events, and when not to write to you."),
    models=("readers.Preferences",),
    export=_preferences,
    erase=_forget_preferences,
    merge=_forget_preferences_of_the_gone,
)
SESSIONS = Holding(
    key="sessions",
    name=_("Browsers you are signed in with"),
    about=_("Until you sign out there, or the session runs out."),
    models=("sessions.Session", "usersessions.UserSession"),
    export=lambda person: sessions_of(person.pk),
    erase=_end_sessions,
    merge=_end_sessions_of_the_gone,
)
TRIES = Holding(
    key="tries",
    name=_("Tries at your address"),
    about=_(
        "How often somebody tried to sign in or asked for a mail, so that nobody can guess. Kept for an hour at most."
    ),
    models=("readers.Tally",),
    export=_tries,
    erase=_forget_tries,
    merge=_forget_tries_of_the_gone,
)
