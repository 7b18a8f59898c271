"""The gallery of components, for those who work on the look. In debug only: elsewhere it is not even imported."""

from django.conf import settings
from django.urls import URLPattern, path, re_path


def gallery() -> list[URLPattern]:
    """The addresses of the gallery."""
    from standfirst.theme.gallery import views

    return [
        path("_gallery/", views.index, name="gallery"),
        re_path(r"^_gallery/(?P<lang>en|ar)/pages/(?P<slug>[a-z-]+)/$", views.sheet, name="gallery-sheet"),
        re_path(r"^_gallery/(?P<lang>en|ar)/(?P<slug>[a-z-]+)/$", views.shelf, name="gallery-shelf"),
    ]


urlpatterns: list[URLPattern] = gallery() if settings.DEBUG else []
