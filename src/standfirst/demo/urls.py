"""Addresses that only the demo has."""

from django.urls import path

from standfirst.demo import views

urlpatterns = [
    path("mail/", views.mailbox, name="demo-mail"),
    path("mail/<str:name>/", views.one_letter, name="demo-letter"),
    path("mail/<str:name>/html/", views.letter_html, name="demo-letter-html"),
]
