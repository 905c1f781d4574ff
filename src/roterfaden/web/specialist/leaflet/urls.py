"""Addresses below ``/texte/merkblatt/``."""

from django.urls import path

from roterfaden.web.specialist.leaflet import views

app_name = "leaflet"

_HERE = "texte/merkblatt/"

urlpatterns = [
    path(_HERE, views.leaflet, name="leaflet"),
    path(f"{_HERE}merkblatt.pdf", views.pdf, name="pdf"),
    path(f"{_HERE}neu/", views.write, name="write"),
    path(f"{_HERE}vorschau/", views.preview, name="preview"),
    path(f"{_HERE}<uuid:leaflet_id>/", views.version, name="version"),
    path(f"{_HERE}<uuid:leaflet_id>/zuruecknehmen/", views.withdraw, name="withdraw"),
]
