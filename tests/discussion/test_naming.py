"""The name above what a reader wrote."""

import pytest
from django.urls import reverse

from standfirst.discussion.models import Comment, Conversation
from standfirst.generations.models import Change
from standfirst.readers.models import Reader
from tests.discussion.desk import browser_of
from tests.discussion.making import say

pytestmark = pytest.mark.django_db


def rename(reader: Reader, first: str, last: str) -> None:
    """As the reader does it in the account."""
    answer = browser_of(reader).post(reverse("name"), {"first_name": first, "last_name": last})
    assert answer.status_code == 303


def test_a_new_name_stands_above_old_comments_and_their_cached_pages_fall(
    about_boats: Conversation, ann: Reader, ben: Reader
) -> None:
    hers, his = say(ann, about_boats), say(ben, about_boats)
    Change.objects.all().delete()
    rename(ann, "Anna", "Shaw")
    assert Comment.objects.get(pk=hers.pk).author_name == "Anna Shaw"
    assert Comment.objects.get(pk=his.pk).author_name == "Ben Shaw"
    assert Change.objects.filter(tag=about_boats.tag).exists()


def test_the_same_name_once_more_lets_no_page_fall(about_boats: Conversation, ann: Reader) -> None:
    say(ann, about_boats)
    Change.objects.all().delete()
    rename(ann, ann.first_name, ann.last_name)
    assert not Change.objects.exists()
