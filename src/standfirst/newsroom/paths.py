"""Which article stands at a path."""

from django.utils.encoding import uri_to_iri

from standfirst.access.levels import Level
from standfirst.newsroom.cards import listed
from standfirst.newsroom.models import ArticlePage, HomePage


def article_at(path: str) -> ArticlePage | None:
    """The public article at ``path``, as readers know it, or None."""
    home = HomePage.objects.live().first()
    if home is None:
        return None
    tree_path = home.url_path.rstrip("/") + uri_to_iri(path.partition("?")[0])
    return listed().filter(url_path=tree_path).first()


def premium_article_at(path: str) -> int:
    """The id of the public Premium article at ``path``; 0 where there is none."""
    article = article_at(path)
    return counted_as(article) if article is not None and article.level is Level.PREMIUM else 0


def counted_as(article: ArticlePage) -> int:
    """The id under which opening ``article`` counts: an alias in another section is the article itself."""
    original: int | None = article.alias_of_id
    return original or article.pk
