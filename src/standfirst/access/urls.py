"""Addresses of the meter and of gift links."""

from django.urls import path

from standfirst.access import views
from standfirst.access.gifts import account
from standfirst.access.gifts.views import gift

urlpatterns = [
    path("account/meter/", views.meter, name="meter"),
    path("account/institution/", views.institution, name="institution"),
    path("unlock/", views.open_article, name="unlock"),
    path("gift/<str:token>/", gift, name="gift"),
    path("account/gifts/", account.gifts, name="gifts"),
    path("account/gifts/give/", account.give_article, name="give"),
    path("account/gifts/<uuid:handle>/", account.one_gift, name="gift-given"),
    path("account/gifts/<uuid:handle>/stop/", account.stop_gift, name="stop-gift"),
    path("account/gifts/<uuid:handle>/go-on/", account.go_on_with_gift, name="go-on-with-gift"),
]
