"""Addresses of registration, sign-in and the account."""

from django.urls import path

from standfirst.readers.views import (
    account,
    confirming,
    passwords,
    registering,
    shared_passwords,
    signing_in,
    subscriptions,
)

urlpatterns = [
    path("register/", registering.register, name="register"),
    path("register/code/", confirming.code, name="confirm-code"),
    path("register/code/again/", confirming.another_code, name="another-code"),
    path("register/confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("forgotten-password/", passwords.forgotten_password, name="forgotten-password"),
    path("reset-password/<str:key>/", passwords.reset_password, name="reset-password"),
    # At Wagtail's own addresses and under its names: its form for such pages is sent there.
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        shared_passwords.before_pages,
        name="wagtailcore_authenticate_with_password",
    ),
    path(
        "documents/authenticate_with_password/<int:restriction_id>/",
        shared_passwords.before_documents,
        name="wagtaildocs_authenticate_with_password",
    ),
    path("account/", account.account, name="account"),
    path("account/nav/", account.account_nav, name="account-nav"),
    path("api/v1/subscriptions/", subscriptions.subscribe, name="api-subscribe"),
    path("api/v1/subscriptions/end/", subscriptions.unsubscribe, name="api-unsubscribe"),
]
