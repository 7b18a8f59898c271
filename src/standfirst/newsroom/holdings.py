"""
What Wagtail keeps about those who work in the admin: who wrote, changed, locked, uploaded, commented.

A reader who was never staff has none of it. What a colleague made for the newsroom stays, without their name; what was
theirs alone (settings, forms left open, keys) goes.
"""

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, Revision

from standfirst.holdings import Holding, Person, Row, declare
from standfirst.readers.models import Reader

STAYS = {
    "wagtailcore.Page": ("owner", "locked_by"),
    "newsroom.Picture": ("uploaded_by_user",),
    "wagtailimages.Image": ("uploaded_by_user",),
    "wagtaildocs.Document": ("uploaded_by_user",),
    "wagtailcore.Revision": ("user",),
    "wagtailcore.UploadedFile": ("uploaded_by_user",),
    "wagtailcore.WorkflowState": ("requested_by",),
    "wagtailcore.TaskState": ("finished_by",),
    "wagtailcore.ModelLogEntry": ("user",),
    "wagtailcore.PageLogEntry": ("user",),
}
"""What stays without the name: models and the fields that name somebody."""
GOES = {
    "wagtailusers.UserProfile": ("user",),
    "wagtailadmin.EditingSession": ("user",),
    "wagtailadmin.FormState": ("user",),
    "wagtailcore.APIToken": ("user",),
    "wagtailcore.PageSubscription": ("user",),
    "wagtailcore.Comment": ("user", "resolved_by"),
    "wagtailcore.CommentReply": ("user",),
}
"""What goes with its owner. A comment of somebody else that they resolved stays."""


def declare_holdings() -> None:
    """Called once, when the room starts."""
    declare(WORK)


def _rows(person: Person, kinds: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, "QuerySet[Model]"]]:
    for label, fields in kinds.items():
        for field in fields:
            yield field, apps.get_model(label)._base_manager.filter(**{f"{field}_id": person.pk})


def _work(person: Person) -> Iterable[Row]:
    for field, rows in _rows(person, STAYS | GOES):
        for row in rows.order_by("pk").iterator():
            at = next((getattr(row, name) for name in _TIMES if getattr(row, name, None)), None)
            yield {"kind": str(row._meta.verbose_name), "as": field.replace("_", " "), "which": row.pk, "at": at}


_TIMES = ("timestamp", "created_at", "first_published_at", "started_at", "finished_at", "resolved_at")


def _unname(person: Person) -> None:
    _in_revisions(person.pk, None)
    about = ContentType.objects.get_for_model(Reader)
    ModelLogEntry.objects.filter(content_type=about, object_id=str(person.pk)).delete()
    for field, rows in _rows(person, STAYS):
        rows.update(**{field: None})
    for field, rows in _rows(person, GOES):
        if field == "resolved_by":
            rows.update(resolved_by=None)
        else:
            rows.delete()


def _hand_over(gone: Person, kept: Person) -> None:
    _in_revisions(gone.pk, kept.pk)
    for field, rows in _rows(gone, STAYS):
        rows.update(**{field: kept.pk})
    about = ContentType.objects.get_for_model(Reader)
    ModelLogEntry.objects.filter(content_type=about, object_id=str(gone.pk)).delete()


def _in_revisions(number: int, to: int | None) -> None:
    """Each revision holds its page as it was, with the numbers of those who owned and locked it."""
    for name in ("owner", "locked_by"):
        for revision in Revision.objects.filter(**{f"content__{name}": number}).only("pk", "content").iterator():
            Revision.objects.filter(pk=revision.pk).update(content={**revision.content, name: to})


WORK = Holding(
    key="work",
    name=_("Your work in the newsroom"),
    about=_("For colleagues alone: which pages, pictures and comments are yours, and what you changed when."),
    models=(
        *STAYS,
        *GOES,
        "newsroom.ArticlePage",
        "newsroom.HomePage",
        "newsroom.PolicyPage",
        "newsroom.SectionPage",
    ),
    export=_work,
    erase=_unname,
    merge=_hand_over,
)
