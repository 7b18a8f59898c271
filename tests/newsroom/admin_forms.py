"""The editor's forms, filled in as a browser does."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from standfirst.newsroom.models import Author

TEXT = "<p>First paragraph.</p><p>Second paragraph.</p><p>The zebra secret.</p>"


def article_form(*authors: Author, **changed: Any) -> dict[str, Any]:
    """An article that is filled in well, but for what the test changes."""
    told = {
        "title": "The Pilot",
        "slug": "the-pilot",
        "kicker": "",
        "standfirst": "What it is about.",
        "dateline": "",
        "hero": "",
        "hero_caption": "",
        "hero_alt": "",
        "updated_at": "",
        "access_level": "registered",
        "language": "en",
        "topics": [],
        "go_live_at": "",
        "expire_at": "",
        "body": streamfield([("text", rich_text(TEXT))]),
        "bylines": inline_formset([{"author": author.pk} for author in authors]),
        "corrections": inline_formset([]),
        "comments": inline_formset([]),
        **changed,
    }
    form: dict[str, Any] = nested_form_data(told)
    return form


def edit(page: Any) -> str:
    """The address of the form of ``page``."""
    return f"/admin/pages/{page.pk}/edit/"


def errors(answer: Any) -> str:
    """All that a form found wrong."""
    form = answer.context["form"]
    return str(form.errors) + "".join(
        str(formset.errors) + str(formset.non_form_errors()) for formset in form.formsets.values()
    )
