"""The addresses of the conversation. They stand before those of the newsroom, which may have any path."""

from django.urls import URLPattern, URLResolver, path

from standfirst.discussion.views import (
    acting,
    appeals,
    counts,
    following,
    inbox,
    mine,
    own,
    people,
    reading,
    rules,
    stopping_mail,
    writing,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("comments/rules/", rules.rules, name="comment-rules"),
    path("comments/<int:comment>/appeal/", appeals.appeal, name="comment-appeal"),
    path("comments/counts/", counts.counts, name="comment-counts"),
    path("comments/<int:pk>/yours/", own.yours, name="comment-yours"),
    path("comments/<int:pk>/edit/", own.edit, name="comment-edit"),
    path("comments/<int:pk>/delete/", own.delete, name="comment-delete"),
    path("comments/<int:pk>/restore/", own.restore, name="comment-restore"),
    path("comments/<int:pk>/like/", acting.like, name="comment-like"),
    path("comments/<int:pk>/mute/", acting.mute, name="comment-mute"),
    path("comments/<int:pk>/report/", acting.report, name="comment-report"),
    path("readers/<str:handle>/", people.profile_page, name="profile"),
    path("account/comments/", people.your_comments, name="your-comments"),
    # Stories of any depth: what stands before is asked of whoever keeps them.
    path("<path:story>/comments/", reading.conversation_page, name="comments"),
    path("<path:story>/comments/first/", reading.first_comments, name="comments-first"),
    path("<path:story>/comments/mine/", mine.mine, name="comments-mine"),
    path("<path:story>/comments/write/", writing.write, name="comment-write"),
    path("<path:story>/comments/<int:comment>/", reading.comment_page, name="comment"),
    path("follow/", following.follow, name="follow"),
    path("follow/followed/", following.followed, name="followed"),
    path("account/following/", following.all_followed, name="following"),
    path("account/inbox/", inbox.inbox, name="inbox"),
    path("account/inbox/mark/", inbox.mark, name="mark-notice"),
    path("notices/stop/<str:token>/", stopping_mail.stop_notices, name="stop-notices"),
]
