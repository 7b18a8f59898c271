"""The gallery of components, for those who work on the look. In debug only."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
