"""What the worker does for readers' rights."""

from django_tasks import task

from standfirst.rights.models import Archive


@task()
def make_archive(archive: int) -> None:
    """Make one archive. The queue holds its number and nothing about the reader."""
    from standfirst.rights.archiving import give_up, make

    asked = Archive.objects.select_related("reader").filter(pk=archive).first()
    if asked is None:
        return
    try:
        make(asked)
    except Exception:
        give_up(asked)
        raise
