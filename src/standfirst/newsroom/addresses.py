"""Addresses of pages: none that something else of ours answers."""

from django.conf import settings
from django.urls import Resolver404, resolve


def is_spoken_for(path: str) -> bool:
    """Does ``path``, or what is below it, lead to something else than a page, like ``/account/`` or ``/topics/``?"""
    return path.startswith((settings.STATIC_URL, settings.MEDIA_URL)) or any(map(_is_ours, (path, f"{path}x/")))


def _is_ours(path: str) -> bool:
    try:
        return resolve(path).url_name != "wagtail_serve"
    except Resolver404:
        return False
