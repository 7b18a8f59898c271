"""The addresses of the conversation. They stand before those of the newsroom, which may have any path."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
