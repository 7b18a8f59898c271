"""A site with the gallery, as one in debug has it."""

from standfirst.theme.urls import gallery
from standfirst.urls import handler404
from standfirst.urls import urlpatterns as site

urlpatterns = [*gallery(), *site]

__all__ = ["handler404", "urlpatterns"]
