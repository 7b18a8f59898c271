"""Addresses of registration, sign-in and the account."""

from importlib import import_module

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.urls import path

from standfirst.readers.views import (
    account,
    challenging,
    changing,
    confirming,
    cookies,
    other_doors,
    passkeys,
    passwords,
    policies,
    preferences,
    proving,
    registering,
    second_step,
    security,
    sessions,
    shared_passwords,
    signing_in,
    signing_in_by_code,
    subscriptions,
)
from standfirst.sign_in_providers import KNOWN

# Where the other sites send their people back to; "…/back/" is what is registered there.
ways_back = [
    path(
        f"sign-in/with/{name}/back/",
        import_module(f"allauth.socialaccount.providers.{name}.views").oauth2_callback,
        name=f"{name}_callback",
    )
    for name in settings.STANDFIRST_SIGN_IN_WITH
    if name in KNOWN
]
ways_back.append(path("sign-in/with/<str:provider_id>/back/", openid_connect.callback, name="openid_connect_callback"))

urlpatterns = [
    path("register/", registering.register, name="register"),
    path("register/challenge/", challenging.challenge, name="challenge"),
    path("register/code/", confirming.code, name="confirm-code"),
    path("register/code/again/", confirming.another_code, name="another-code"),
    path("register/confirm/<str:token>/", confirming.confirm, name="confirm"),
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/", signing_in.sign_in, name="account_login"),  # allauth sends there by this name
    path("sign-in/code/", signing_in_by_code.ask, name="sign-in-code"),
    path("sign-in/code/enter/", signing_in_by_code.enter, name="sign-in-code-enter"),
    path("sign-in/second-step/", second_step.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.sign_in, name="sign-in-passkey"),
    path("sign-in/passkey/options/", passkeys.options, name="passkey-options"),
    path("sign-in/with/<str:door>/", other_doors.go, name="sign-in-with"),
    *ways_back,
    path("sign-in/finish/", other_doors.finish, name="finish"),
    path("account/security/doors/remove/", other_doors.disconnect, name="disconnect-door"),
    path("account/security/doors/<str:door>/", other_doors.connect, name="connect-door"),
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
    path("account/name/", changing.name, name="name"),
    path("account/address/", changing.address, name="address"),
    path("account/address/code/", changing.address_code, name="address-code"),
    path("account/password/", changing.password, name="password"),
    path("account/prove/", proving.prove, name="prove"),
    path("account/prove/passkey/", proving.by_passkey, name="prove-passkey"),
    path("account/prove/code/", proving.ask_code, name="prove-ask-code"),
    path("account/prove/code/enter/", proving.enter_code, name="prove-code"),
    path("account/security/", security.security, name="security"),
    path("account/security/second-factor/", security.second_factor_needed, name="second-factor"),
    path("account/security/app/", security.set_up_app, name="set-up-app"),
    path("account/security/app/remove/", security.remove_app, name="remove-app"),
    path("account/security/recovery-codes/", security.recovery_codes, name="recovery-codes"),
    path("account/security/passkeys/add/", passkeys.add, name="add-passkey"),
    path("account/security/passkeys/options/", passkeys.new_options, name="new-passkey-options"),
    path("account/security/passkeys/remove/", passkeys.remove, name="remove-passkey"),
    path("account/security/passkeys/no-thanks/", passkeys.no_thanks, name="no-passkey"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/preferences/", preferences.preferences, name="preferences"),
    path("newsletters/choices/<str:token>/", preferences.newsletters_from_mail, name="newsletter-choices"),
    path("account/policies/", policies.changed_policies, name="changed-policies"),
    path("cookies/", cookies.cookies, name="cookies"),
    path("api/v1/subscriptions/", subscriptions.subscribe, name="api-subscribe"),
    path("api/v1/subscriptions/end/", subscriptions.unsubscribe, name="api-unsubscribe"),
]
