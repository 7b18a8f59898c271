"""Addresses of the meter."""

from django.urls import path

from standfirst.access import views

urlpatterns = [
    path("account/meter/", views.meter, name="meter"),
    path("unlock/", views.open_article, name="unlock"),
]
