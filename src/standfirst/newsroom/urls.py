"""The newsroom's addresses. Wagtail's pages come last: they may have any path."""

from django.urls import include, path, re_path, register_converter
from wagtail import urls as wagtail_urls

from standfirst.newsroom import api, feeds, listing, media, robots, searching, sitemaps
from standfirst.newsroom.slugs import UnicodeSlugConverter

register_converter(UnicodeSlugConverter, "uslug")

urlpatterns = [
    path("media/<path:path>", media.media_file, name="media"),
    path("search/", searching.search_page, name="search"),
    path("robots.txt", robots.robots_txt, name="robots"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    re_path(r"^sitemap-(?P<part>pages|[1-9][0-9]{0,4})\.xml$", sitemaps.sitemap_part, name="sitemap-part"),
    path("news-sitemap.xml", sitemaps.news_sitemap, name="news-sitemap"),
    path("api/v1/articles/", api.article_list, name="api-articles"),
    path("api/v1/articles/<int:article>/", api.article_detail, name="api-article"),
    path("topics/<uslug:slug>/", listing.topic_page, name="topic"),
    path("topics/<uslug:slug>/feed/", feeds.TopicFeed(), name="topic-feed"),
    path("topics/<uslug:slug>/feed/atom/", feeds.TopicAtomFeed(), name="topic-atom"),
    path("authors/<uslug:slug>/", listing.author_page, name="author"),
    path("authors/<uslug:slug>/feed/", feeds.AuthorFeed(), name="author-feed"),
    path("authors/<uslug:slug>/feed/atom/", feeds.AuthorAtomFeed(), name="author-atom"),
    path("feed/", feeds.ArticleFeed(), name="feed"),
    path("feed/atom/", feeds.AtomArticleFeed(), name="atom"),
    path("<uslug:section>/feed/", feeds.SectionFeed(), name="section-feed"),
    path("<uslug:section>/feed/atom/", feeds.SectionAtomFeed(), name="section-atom"),
    path("", include(wagtail_urls)),
]
