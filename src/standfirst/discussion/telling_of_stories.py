"""Who hears of a new article: those who follow one of its authors or topics."""

from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from standfirst.access.named import named_by
from standfirst.access.stories import stories_of
from standfirst.discussion.conversations import conversation_at, kept
from standfirst.discussion.models import Follow, NoticeKind
from standfirst.discussion.noticing import News, tell_followers

NEW_FOR = timedelta(days=1)
"""An article that was first published longer ago is no news: it was corrected, or brought in from elsewhere."""


def tell_of_articles(articles: Collection[int]) -> None:
    """
    Tell whoever follows an author or a topic of the public ones of ``articles``. Who follows several of them is told
    once, by the first: authors come before topics.
    """
    now = timezone.now()
    for article, story in stories_of(articles).items():
        conversation = conversation_at(story.path)
        if conversation is None or story.published_at is None or now - story.published_at > NEW_FOR:
            continue
        for one in named_by(article):
            follows = Follow.objects.filter(what=one.sort, slug=one.slug)
            if follows.exists():
                about = News(NoticeKind.ARTICLE, f"article:{article}", conversation=kept(conversation), about=one.name)
                tell_followers(follows, about, now)
