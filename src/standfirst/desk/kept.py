"""How long this room keeps what it holds."""

from standfirst.desk.models import Ban, Look, Note
from standfirst.keeping import Kept, keep


def declare_kept() -> None:
    """Called once, when the room starts."""
    keep(
        Kept(
            key="looks",
            name="Who looked at whose record",
            because="Long enough to find out that somebody wanders.",
            setting="STANDFIRST_KEEP_LOOKS_DAYS",
            overdue=lambda before: Look.objects.filter(at__lt=before),
            forget=lambda before: Look.objects.all().forget_before(before),
        ),
        Kept(
            key="notes",
            name="Notes about readers",
            because="What was talked about two years ago helps nobody.",
            setting="STANDFIRST_KEEP_NOTES_DAYS",
            overdue=lambda before: Note.objects.filter(at__lt=before),
        ),
        Kept(
            key="bans",
            name="Bans that were lifted",
            because="To see whether it happens again. A ban that lasts is kept.",
            setting="STANDFIRST_KEEP_BANS_DAYS",
            overdue=lambda before: Ban.objects.filter(lifted_at__lt=before),
        ),
    )
