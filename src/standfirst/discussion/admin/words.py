"""The newsroom's words in the admin, and trying them on a text before a reader does."""

from dataclasses import replace
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import HeaderButton
from wagtail.permissions import register_permission_policy

from standfirst.discussion.admin.answering import for_moderators, page
from standfirst.discussion.admin.rights import BySettingTheRules, ForWhoSetsTheRules
from standfirst.discussion.models import WordList
from standfirst.discussion.moderating.draft import AuthorRecord, Draft, StoryRecord
from standfirst.discussion.moderating.in_force import rules_in_force, words_with
from standfirst.discussion.moderating.pipeline import decide
from standfirst.discussion.moderating.sentences import sentence
from standfirst.discussion.moderating.tidying import tidied
from standfirst.discussion.moderating.verdicts import Decision, Say

register_permission_policy(WordList, BySettingTheRules(WordList))

_A_REGULAR = AuthorRecord(published=1_000)
_OUTCOMES = {
    Say.PUBLISH: "It would be published at once.",
    Say.HOLD: "It would wait for a moderator.",
    Say.REJECT: "It would not be published.",
}


class _List(generic.IndexView):
    page_title = "Words"

    @cached_property
    def header_buttons(self) -> list[Any]:
        trying = HeaderButton("Try a text", url=reverse("conversations-try"), icon_name="view")
        return [*super().header_buttons, trying]


class _Kind(TitleColumn):
    def get_value(self, instance: Any) -> str:
        return str(instance.get_kind_display().partition(":")[0])


class _Language(Column):
    def get_value(self, instance: Any) -> str:
        return instance.language or "Every language"


class WordListViewSet(ModelViewSet):
    """One list for each language and kind; the history of each says who changed what."""

    model = WordList
    icon = "tag"
    name = "comment_words"
    menu_label = "Words"
    add_to_admin_menu = False
    copy_view_enabled = False
    index_view_class = _List
    search_backend_name = None
    exclude_form_fields: ClassVar = ["changed_at"]
    ordering: ClassVar = ["language", "kind"]
    list_display: ClassVar = [
        _Kind("kind", label="Words", url_name="comment_words:edit"),
        _Language("language", label="Language"),
        Column("count", label="How many"),
        DateColumn("changed_at", label="Changed"),
    ]


class TryForm(forms.Form):
    """A text, and words that are not listed yet."""

    text = forms.CharField(
        label="A comment",
        max_length=60_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Enter a text to try."},
        help_text="As by a reader who has written often, in an open conversation. Nothing of it is kept.",
    )
    language = forms.RegexField(
        "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        label="Language of the story",
        initial="en",
        max_length=20,
        error_messages={"invalid": "Enter a language like en or ar.", "required": "Enter a language like en or ar."},
    )
    words = forms.CharField(
        label="Words that are not listed yet",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line. They are tried beside the lists, as suspect ones, and are not kept.",
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        WordList(words=words).check_lines()
        return words


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderators
def try_words(request: HttpRequest) -> HttpResponse:
    """What the checks of the text alone would say. Asked by POST: a text does not belong into an address."""
    form = TryForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"title": "Try a text", "form": form}
    if form.is_valid():
        told = form.cleaned_data
        decision = _tried(told["text"], told["language"], told["words"])
        context["outcome"] = _OUTCOMES[decision.say]
        context["said"] = [sentence(word.reason, word.details, word.phase) for word in decision.words]
    return page(request, "try_words", context, status=422 if form.errors else 200)


def _tried(text: str, language: str, words: str) -> Decision:
    rules = rules_in_force()
    if words.strip():
        rules = replace(rules, words=words_with(WordList(words=words, kind=WordList.SUSPECT)))
    # The outside check is not asked about a try, and so has nothing to wait for.
    rules = replace(rules, outside=False)
    return decide(Draft(tidied(text), language, _A_REGULAR, StoryRecord(), (), timezone.now(), rules))


@hooks.register("register_admin_viewset")
def _lists() -> WordListViewSet:
    return WordListViewSet()


@hooks.register("register_admin_urls")
def _address() -> list[URLPattern]:
    return [path("conversations/try/", try_words, name="conversations-try")]


@hooks.register("register_conversations_menu_item")
def _item() -> MenuItem:
    return ForWhoSetsTheRules("Words", reverse("comment_words:index"), name="words", icon_name="tag", order=45)
