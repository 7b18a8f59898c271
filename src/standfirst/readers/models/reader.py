"""A reader's account. It exists only when its address is confirmed, or when staff made it."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils import timezone

from standfirst.readers.addresses import as_kept


class ReaderManager(BaseUserManager["Reader"]):
    """Makes accounts; an address is always kept in one spelling."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Reader":
        """A reader with ``password`` hashed. Raises ValueError without an address."""
        if not email:
            raise ValueError("a reader needs an email address")
        reader = self.model(email=as_kept(email), **fields)
        reader.set_password(password)
        reader.save(using=self._db)
        return reader

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Reader":
        """Somebody who may do everything in the admin."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> "Reader":
        return self.get(email=as_kept(username or ""))


class Reader(AbstractBaseUser, PermissionsMixin):
    """
    Somebody with an account; journalists and moderators too. The email address is the name to sign in with.

    ``subject`` is an opaque id: it goes into the reader pass and names the reader in consents and in what ``access``
    keeps of subscriptions and unlocked articles, so that none of them holds an address. ``resets_asked`` is part of
    every reset link, so that a newer one ends those before it. ``sign_ins`` are counted, and ``no_passkey`` is whether
    they said no, so that a passkey is offered once they come back, and not for ever.
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

    sign_ins = models.PositiveIntegerField(default=0, editable=False)
    no_passkey = models.BooleanField(default=False, editable=False)

    objects = ReaderManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "reader"

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        super().clean()
        self.email = as_kept(self.email)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Whoever makes an account, by whatever way: one address, one account.
        self.email = as_kept(self.email)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        """First and last name, as the reader wrote them."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """The first name."""
        return self.first_name
