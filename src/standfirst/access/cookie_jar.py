"""The cookies of this site on Django's side: their names, the keys of what is sealed, how each is set and deleted."""

from functools import cache

from django.conf import settings
from django.http import HttpResponse

from standfirst.access.cookies import CookieNames
from standfirst.access.passes import PassKeys


@cache
def pass_keys() -> PassKeys:
    """The keys of this site: the secret that signs, then the older ones that still open."""
    return PassKeys([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS], site=settings.STANDFIRST_SITE_URL)


def names() -> CookieNames:
    """The cookie names of this site."""
    cookies: CookieNames = settings.STANDFIRST_COOKIES
    return cookies


def set_cookie(response: HttpResponse, name: str, value: str, max_age: int, *, http_only: bool = True) -> None:
    """Set one of our cookies for ``max_age`` seconds, for the whole site and for no other."""
    secure = names().secure
    response.set_cookie(name, value, max_age=max_age, httponly=http_only, secure=secure, samesite="Lax", path="/")


def delete_cookie(response: HttpResponse, name: str) -> None:
    """Delete one of our cookies; the attributes must be the ones it was set with, or a ``__Host-`` cookie stays."""
    set_cookie(response, name, "", 0)
