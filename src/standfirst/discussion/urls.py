"""The addresses of the conversation. They stand before those of the newsroom, which may have any path."""

from django.urls import URLPattern, URLResolver, path

from standfirst.discussion.views import appeals, rules

urlpatterns: list[URLPattern | URLResolver] = [
    path("comments/rules/", rules.rules, name="comment-rules"),
    path("comments/<int:comment>/appeal/", appeals.appeal, name="comment-appeal"),
]
