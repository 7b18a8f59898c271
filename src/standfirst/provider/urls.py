"""Addresses of the provider."""

from django.urls import path

from standfirst.provider.views import authorizing, connected, endpoints, publishing

urlpatterns = [
    path(".well-known/openid-configuration", publishing.discovery, name="openid-discovery"),
    path("openid/keys/", publishing.keys, name="openid-keys"),
    path("openid/authorize/", authorizing.authorize, name="openid-authorize"),
    path("openid/token/", endpoints.token, name="openid-token"),
    path("openid/userinfo/", endpoints.userinfo, name="openid-userinfo"),
    path("openid/revoke/", endpoints.revoke, name="openid-revoke"),
    path("account/connected-sites/", connected.connected_sites, name="connected-sites"),
]
