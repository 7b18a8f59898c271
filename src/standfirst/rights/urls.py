"""Addresses of a reader's rights."""

from django.urls import path

from standfirst.rights.views import archives, leaving

urlpatterns = [
    path("account/data/", archives.your_data, name="your-data"),
    path("account/data/archive/", archives.ask, name="ask-archive"),
    path("account/data/archive/<uuid:archive>/", archives.fetch, name="fetch-archive"),
    path("account/erase/", leaving.erase, name="erase-account"),
    path("account/erase/undo/", leaving.stay, name="undo-erasure"),
]
