"""What the clock makes due: publishing and unpublishing at the time an editor set."""

from django.core.management import call_command


def publish_due() -> None:
    """Publish and unpublish every page whose time has come; Wagtail's signals raise the generations as by hand."""
    call_command("publish_scheduled", verbosity=0)
