"""Authors and topics as the rooms beside this one know them."""

from standfirst.access.named import Named, Sort
from standfirst.newsroom.cards import listed
from standfirst.newsroom.models import Author, Topic


def called(sort: Sort, slug: str) -> Named | None:
    """The author or topic with ``slug``, or None."""
    one = (Author if sort == "author" else Topic).objects.filter(slug=slug).first()
    return _named(one) if isinstance(one, Author | Topic) else None


def named_by(article: int) -> tuple[Named, ...]:
    """The authors of the public article with that id, in the order of its byline, then its topics."""
    found = listed().filter(pk=article).first()
    if found is None:
        return ()
    writers = [byline.author for byline in found.bylines.select_related("author").order_by("sort_order")]
    return tuple(_named(one) for one in (*writers, *found.topics.all()))


def _named(one: Author | Topic) -> Named:
    sort: Sort = "author" if isinstance(one, Author) else "topic"
    return Named(sort, one.slug, one.name, one.get_absolute_url())
