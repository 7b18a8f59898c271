"""The site's addresses with those of the demo."""

from django.urls import include, path

from standfirst.urls import handler400, handler403, handler404, handler500
from standfirst.urls import urlpatterns as of_every_site

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("demo/", include("standfirst.demo.urls")), *of_every_site]
