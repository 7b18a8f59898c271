"""A reader's account. It exists only when its address is confirmed, or when staff made it."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone

from standfirst.readers.addresses import as_kept
from standfirst.readers.finding_keys import ByCodePoint, key_of

_NAMES = {"first_name", "last_name"}
_KEYS = {"name_key", "surname_key"}


class ReaderQuerySet(models.QuerySet["Reader"]):
    """Readers by what they may be told."""

    def staying(self) -> "ReaderQuerySet":
        """Those who may sign in and have not asked to leave: whoever is written to, or shown to others."""
        return self.filter(is_active=True, leaves_at=None)

    def bulk_create(self, objs: Iterable["Reader"], *args: Any, **kwargs: Any) -> list["Reader"]:
        readers = list(objs)
        for reader in readers:
            reader.spell()
        return super().bulk_create(readers, *args, **kwargs)

    def lay_down(self, readers: Sequence["Reader"]) -> list["Reader"]:
        """Make accounts whose addresses are spelled as they are kept already: to spell them is half the work."""
        for reader in readers:
            reader.find_by_name()
        return super().bulk_create(readers)


class ReaderManager(BaseUserManager.from_queryset(ReaderQuerySet)):  # type: ignore[misc]  # made at run time
    """Makes accounts; an address is always kept in one spelling."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Reader":
        """A reader with ``password`` hashed. Raises ValueError without an address."""
        if not email:
            raise ValueError("a reader needs an email address")
        reader: Reader = self.model(email=as_kept(email), **fields)
        reader.set_password(password)
        reader.save(using=self._db)
        return reader

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Reader":
        """Somebody who may do everything in the admin."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "Reader":
        found: Reader = self.get(email=as_kept(username or ""))
        return found


class Reader(AbstractBaseUser, PermissionsMixin):
    """
    Somebody with an account; journalists and moderators too. The email address is the name to sign in with.

    ``subject`` is an opaque id: it goes into the reader pass and names the reader in consents and in what ``access``
    keeps of subscriptions and unlocked articles, so that none of them holds an address. ``resets_asked`` is part of
    every reset link, so that a newer one ends those before it. ``sign_ins`` are counted, and ``no_passkey`` is whether
    they said no, so that a passkey is offered once they come back, and not for ever. ``leaves_at`` is when the account
    will be erased, where its reader has asked for that. ``name_key`` and ``surname_key`` are what staff find a reader
    by (``finding_keys``).
    """

    email = models.EmailField("email address", max_length=254, unique=True)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    subject = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_staff = models.BooleanField("may use the admin", default=False)
    is_active = models.BooleanField("may sign in", default=True)
    date_joined = models.DateTimeField(default=timezone.now, db_index=True)
    language = models.CharField("language of mails", max_length=10, blank=True)
    resets_asked = models.PositiveIntegerField(default=0, editable=False)
    leaves_at = models.DateTimeField(null=True, blank=True, editable=False)
    name_key = models.CharField(max_length=200, blank=True, default="", editable=False)
    surname_key = models.CharField(max_length=200, blank=True, default="", editable=False)

    sign_ins = models.PositiveIntegerField(default=0, editable=False)
    no_passkey = models.BooleanField(default=False, editable=False)

    objects = ReaderManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "reader"
        indexes = (
            models.Index(ByCodePoint("email"), "id", name="reader_by_email"),
            models.Index(ByCodePoint("name_key"), "id", name="reader_by_name"),
            models.Index(ByCodePoint("surname_key"), "id", name="reader_by_surname"),
        )

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        super().clean()
        self.email = as_kept(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Whoever makes an account, by whatever way: one address, one account.
        self.spell()
        changed = kwargs.get("update_fields")
        if changed is not None and _NAMES.intersection(changed):
            kwargs["update_fields"] = {*changed, *_KEYS}
        super().save(*args, **kwargs)

    def spell(self) -> None:
        """The address in its one spelling, and the keys that follow from the name. Before every save."""
        self.email = as_kept(self.email)
        self.find_by_name()

    def find_by_name(self) -> None:
        """The keys that follow from the name."""
        self.name_key = key_of(self.first_name, self.last_name)
        self.surname_key = key_of(self.last_name, self.first_name)

    @property
    def is_colleague(self) -> bool:
        """Whether they may use the admin: by themselves, or by a group of theirs."""
        return self.is_staff or self.is_superuser or self.has_perm("wagtailadmin.access_admin")

    def get_full_name(self) -> str:
        """First and last name, as the reader wrote them."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """The first name."""
        return self.first_name
