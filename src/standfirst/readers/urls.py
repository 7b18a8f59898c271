"""Addresses of registration, sign-in and the account."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
