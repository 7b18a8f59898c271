"""How long this room keeps what it holds."""

from allauth.idp.oidc.models import Token

from standfirst.keeping import Kept, keep
from standfirst.provider.models import Code


def declare_kept() -> None:
    """Called once, when the room starts."""
    keep(
        Kept(
            key="site_codes",
            name="Codes for connected sites",
            because="A code is good for a minute.",
            overdue=lambda before: Code.objects.filter(expires_at__lt=before),
        ),
        Kept(
            key="site_tokens",
            name="Tokens of connected sites",
            because="They open nothing after an hour.",
            overdue=lambda before: Token.objects.filter(expires_at__lt=before),
        ),
    )
