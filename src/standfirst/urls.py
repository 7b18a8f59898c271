"""Which room answers which address. Pages of the newsroom come last: they may have any path."""

from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from standfirst import health
from standfirst.readers.views import signing_in

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("admin/login/", signing_in.staff_sign_in),
    path("admin/logout/", signing_in.sign_out),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("standfirst.access.urls")),
    # Before what Wagtail has at two of these addresses.
    path("", include("standfirst.readers.urls")),
    path("", include("standfirst.rights.urls")),
    path("", include("standfirst.provider.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("standfirst.theme.urls")),
]
if settings.STANDFIRST_DEMO:
    urlpatterns.append(path("demo/", include("standfirst.demo.urls")))
urlpatterns += [path("", include("standfirst.discussion.urls")), path("", include("standfirst.newsroom.urls"))]

handler400 = "standfirst.theme.errors.bad_request"
handler403 = "standfirst.theme.errors.forbidden"
handler404 = "standfirst.theme.errors.not_found"
handler500 = "standfirst.theme.errors.failed"
