"""Addresses of the pages that belong to no area."""

from django.conf import settings
from django.urls import path

from roterfaden.web.components import gallery, views

app_name = "components"

urlpatterns = [
    path("hilfe/", views.help_page, name="help"),
    path("hilfe/tasten/", views.keys, name="keys"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("datenschutz/", views.privacy, name="privacy"),
]
if settings.DEMO:
    urlpatterns.append(path("hilfe/bausteine/", gallery.gallery, name="gallery"))
