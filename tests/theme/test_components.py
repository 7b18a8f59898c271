"""The components: what each one says, whatever it is given."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template
from django.utils import translation
from wagtail.images.models import SourceImageIOError

from standfirst.theme.templatetags.components import moved_on, newspaper_date, page_link


class Form(forms.Form):
    email = forms.CharField(label="Email address", required=False, widget=forms.EmailInput, help_text="A hint")
    password = forms.CharField(label="Password", required=False, widget=forms.PasswordInput)
    over_18 = forms.BooleanField(label="I am 18 or over", required=False)


class Picture:
    def __init__(self, *, gone: bool = False) -> None:
        self.gone = gone

    def get_renditions(self, *specs: Any) -> dict[str, SimpleNamespace]:
        if self.gone:
            raise SourceImageIOError
        widths = {str(spec): int(str(spec).split("|")[0].removeprefix("width-")) for spec in specs}
        return {spec: SimpleNamespace(url=f"/{w}.webp", width=w, height=w // 2) for spec, w in widths.items()}


def written(source: str, **context: Any) -> str:
    return Template("{% load components %}" + source).render(Context(context))


def refused(**answers: str) -> Form:
    sent = QueryDict(mutable=True)
    sent.update(answers)
    form = Form(sent)
    form.add_error("email", "Enter your email address")
    return form


def test_an_input_is_described_by_its_hint_and_then_by_its_error() -> None:
    html = written("{% field form.email %}", form=refused(email="x"))
    assert 'aria-describedby="id_email-hint id_email-error"' in html
    assert 'aria-invalid="true"' in html
    assert html.index("<label") < html.index('id="id_email-hint"') < html.index('id="id_email-error"')
    assert html.index('id="id_email-error"') < html.index("<input")


def test_an_input_without_hint_or_error_is_described_by_nothing() -> None:
    assert "aria-describedby" not in written("{% password form.password %}", form=Form())


def test_an_answer_is_kept_and_escaped() -> None:
    html = written("{% field form.email %}", form=refused(email='"><script>alert(1)</script>'))
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html


def test_an_address_runs_left_to_right_in_every_script() -> None:
    assert 'dir="ltr"' in written("{% field form.email %}", form=Form())


def test_a_password_is_never_sent_back() -> None:
    assert "Blue-Harbour7" not in written("{% password form.password %}", form=refused(password="Blue-Harbour7"))


@pytest.mark.parametrize(("sent", "ticked"), [({}, False), ({"over_18": "on"}, True)])
def test_a_tick_is_on_only_where_it_was_put(sent: dict[str, str], ticked: bool) -> None:
    assert ("checked" in written("{% tick form.over_18 %}", form=refused(**sent))) is ticked


def test_a_newsletter_is_ticked_only_when_it_was_chosen() -> None:
    choice = SimpleNamespace(slug="tide", name="First Tide", summary="What moves today.", cadence="Weekdays at 7am")
    assert "checked" not in written("{% newsletter_tick choice chosen %}", choice=choice, chosen=[])
    html = written("{% newsletter_tick choice chosen %}", choice=choice, chosen=["tide"])
    assert 'name="newsletters" value="tide" checked' in html
    assert "What moves today. Weekdays at 7am." in html


def test_a_picture_offers_its_sizes_and_holds_its_place() -> None:
    html = written('{% photo picture "width-{480,720}" alt="A boat" sizes="100vw" %}', picture=Picture())
    assert 'src="/480.webp" srcset="/480.webp 480w, /720.webp 720w" sizes="100vw"' in html
    assert 'width="480" height="240" alt="A boat" loading="lazy"' in html


def test_the_first_picture_of_a_page_is_not_waited_for() -> None:
    html = written('{% photo picture "width-480" first=True %}', picture=Picture())
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html
    assert "srcset" not in html


def test_a_picture_whose_file_is_gone_says_what_it_showed() -> None:
    html = written('{% photo picture "width-480" alt="A boat" %}', picture=Picture(gone=True))
    assert "<img" not in html
    assert "A boat" in html
    assert "This picture cannot be shown at the moment." in html


def test_a_decorative_picture_whose_file_is_gone_says_nothing() -> None:
    html = written('{% photo picture "width-480" %}', picture=Picture(gone=True))
    assert html.strip() == '<span class="missing"></span>'


@pytest.mark.parametrize(
    ("language", "attributes"),
    [("en-gb", 'lang="en-GB" dir="ltr"'), ("ar", 'lang="ar" dir="rtl"'), ("fr", 'lang="fr" dir="ltr"')],
)
def test_the_interface_says_its_own_language(language: str, attributes: str) -> None:
    with translation.override(language):
        assert written("{% interface_language %}") == attributes


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "Monday 23 November 2026, 9.00am"),
        (datetime(2026, 11, 23, 0, 5, tzinfo=UTC), "Monday 23 November 2026, 12.05am"),
        (datetime(2026, 11, 23, 12, 30, tzinfo=UTC), "Monday 23 November 2026, 12.30pm"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thursday 2 July 2026, 12.30am"),
        (None, ""),
    ],
)
def test_dates_are_written_as_in_a_newspaper_in_its_own_zone(at: datetime | None, words: str) -> None:
    assert newspaper_date(at) == words


def test_an_update_is_told_only_when_it_came_later() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    assert moved_on(late, early)
    assert not moved_on(early, late)
    assert not moved_on(early, early)
    assert not moved_on(None, early)


def test_the_first_page_of_a_list_has_one_address_only() -> None:
    assert page_link("/harbour/", 1) == "/harbour/"
    assert page_link("/harbour/", 2) == "/harbour/?page=2"
