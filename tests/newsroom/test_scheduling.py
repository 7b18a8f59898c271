"""What is published and withdrawn by the clock."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.signals import page_published, page_unpublished

from standfirst.newsroom.models import (
    ArticlePage,
    SectionPage,
)
from standfirst.newsroom.scheduling import publish_due
from tests.newsroom.making import (
    ARTICLE,
    EXITS,
    an_article,
    last_change,
    named_at,
    raised_since,
    words,
)


def test_what_is_due_is_published_and_withdrawn_at_its_time_and_not_before(
    draft: ArticlePage, time_machine: Any, client: Client
) -> None:
    now = timezone.now()
    draft.go_live_at, draft.expire_at = now + timedelta(hours=1), now + timedelta(hours=2)
    draft.save_revision().publish()
    assert publish_due() == 0
    assert client.get(ARTICLE).status_code == 404

    time_machine.move_to(now + timedelta(hours=1, seconds=1))
    before = last_change()
    assert publish_due() == 1
    assert raised_since(before) >= {f"page:{draft.pk}", "lists"}
    assert client.get(ARTICLE).status_code == 200
    assert named_at(client) == set(EXITS)
    assert publish_due() == 0

    time_machine.move_to(now + timedelta(hours=2, seconds=1))
    before = last_change()
    assert publish_due() == 1
    assert raised_since(before) >= {f"page:{draft.pk}", "lists"}
    assert client.get(ARTICLE).status_code == 404
    assert named_at(client) == set()
    assert publish_due() == 0


def test_a_scheduled_change_of_a_published_article_waits_while_the_article_stays(
    article: ArticlePage, time_machine: Any
) -> None:
    now = timezone.now()
    article.title, article.go_live_at = "The Dugong", now + timedelta(hours=1)
    article.save_revision().publish()
    assert publish_due() == 0
    assert "The Pilot" in words(ARTICLE)
    time_machine.move_to(now + timedelta(hours=2))
    assert publish_due() == 1
    assert "The Dugong" in words(ARTICLE)


def test_a_scheduled_change_of_an_article_that_was_brought_in_does_not_take_it_offline(
    harbour: SectionPage, time_machine: Any
) -> None:
    brought_in = an_article(harbour)
    now = timezone.now()
    brought_in.title, brought_in.go_live_at = "The Dugong", now + timedelta(hours=1)
    brought_in.save_revision().publish()
    assert "The Pilot" in words(ARTICLE)
    time_machine.move_to(now + timedelta(hours=2))
    assert publish_due() == 1
    assert "The Dugong" in words(ARTICLE)


def test_one_page_that_cannot_be_published_keeps_no_other_waiting(
    harbour: SectionPage, time_machine: Any, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    now = timezone.now()
    for slug in ("broken", "sound"):
        page = an_article(harbour, slug, live=False, go_live_at=now + timedelta(hours=1))
        page.save_revision().publish()
    revision = ArticlePage.objects.get(slug="broken").get_latest_revision()
    revision.content = {**revision.content, "access_level": "nonsense"}
    revision.save()
    time_machine.move_to(now + timedelta(hours=2))
    assert publish_due() == 1
    assert client.get("/harbour/sound/").status_code == 200
    assert client.get("/harbour/broken/").status_code == 404
    assert "could not be published or withdrawn" in caplog.text


def test_a_withdrawn_schedule_publishes_nothing(draft: ArticlePage, time_machine: Any, client: Client) -> None:
    now = timezone.now()
    draft.go_live_at = now + timedelta(hours=1)
    revision = draft.save_revision()
    revision.publish()
    revision.approved_go_live_at = None
    revision.save()
    time_machine.move_to(now + timedelta(hours=2))
    assert publish_due() == 0
    assert client.get(ARTICLE).status_code == 404


def test_a_schedule_that_is_withdrawn_while_others_are_published_is_withdrawn(
    harbour: SectionPage, time_machine: Any, client: Client
) -> None:
    now = timezone.now()
    for slug in ("first", "second"):
        page = an_article(harbour, slug, live=False, go_live_at=now + timedelta(hours=1))
        page.save_revision().publish()
    time_machine.move_to(now + timedelta(hours=2))

    def withdraw(**_: Any) -> None:
        Revision.objects.update(approved_go_live_at=None)

    page_published.connect(withdraw)
    try:
        assert publish_due() == 1
    finally:
        page_published.disconnect(withdraw)
    assert client.get("/harbour/first/").status_code == 200
    assert client.get("/harbour/second/").status_code == 404


def test_a_page_whose_end_is_put_off_while_others_are_withdrawn_stays(
    harbour: SectionPage, time_machine: Any, client: Client
) -> None:
    now = timezone.now()
    for slug in ("first", "second"):
        an_article(harbour, slug, expire_at=now + timedelta(hours=1))
    time_machine.move_to(now + timedelta(hours=2))

    def put_off(**_: Any) -> None:
        Page.objects.update(expire_at=now + timedelta(hours=9))

    page_unpublished.connect(put_off)
    try:
        assert publish_due() == 1
    finally:
        page_unpublished.disconnect(put_off)
    assert client.get("/harbour/first/").status_code == 404
    assert client.get("/harbour/second/").status_code == 200
