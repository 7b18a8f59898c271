"""The same password rules for the ways that are not ours: the admin's user forms and `createsuperuser`."""

from typing import Any

from django.core.exceptions import ValidationError

from standfirst.readers import rules


class PasswordRules:
    """A password validator as Django's setting AUTH_PASSWORD_VALIDATORS names them."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with the words a reader would get."""
        owner = rules.Owner(
            email=getattr(user, "email", "") or "",
            first_name=getattr(user, "first_name", "") or "",
            last_name=getattr(user, "last_name", "") or "",
        )
        try:
            rules.password(password, owner)
        except rules.Broken as broken:
            raise ValidationError(str(broken), code="password") from None

    def get_help_text(self) -> str:
        return rules.password_hint()
