"""Addresses of the own account that are ours."""

from django.urls import path

from roterfaden.web.account import views

app_name = "own_account"

urlpatterns = [
    path("konto/", views.own_settings, name="settings"),
    path("konto/darstellung/", views.choose, name="theme"),
    path("konto/sprache/", views.choose, name="language"),
    path("sitzung/", views.session, name="session"),
    path("sitzung/verlaengern/", views.extend_session, name="extend_session"),
]
