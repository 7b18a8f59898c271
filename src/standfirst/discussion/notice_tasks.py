"""What readers are told, after the commit of what they are told of."""

from functools import partial

from django_tasks import task

from standfirst.discussion import delivering, telling_of_comments, telling_of_stories
from standfirst.mail.outbox import with_patience


@task()
def tell_about_comment(comment: int) -> None:
    """Write the notices of a comment that everybody can see now."""
    telling_of_comments.tell_of_comment(comment)


@task()
def tell_about_edit(comment: int) -> None:
    """Write the notices of what an edited comment mentions."""
    telling_of_comments.tell_of_edit(comment)


@task()
def tell_about_articles(articles: list[int]) -> None:
    """Write the notices of articles that were published."""
    telling_of_stories.tell_of_articles(articles)


@task()
def mail_letter(letter: str, tries: int = 0) -> None:
    """Send the notices of one letter; what is no news any more is left out."""
    with_patience(partial(delivering.send, letter), mail_letter, tries=tries, letter=letter)
