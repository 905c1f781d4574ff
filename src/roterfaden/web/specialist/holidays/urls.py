"""Addresses below ``/texte/feiertage/``."""

from django.urls import path

from roterfaden.web.specialist.holidays import views

app_name = "holidays"

_HERE = "texte/feiertage/"

urlpatterns = [
    path(_HERE, views.holidays, name="list"),
    path(f"{_HERE}einlesen/", views.read_in, name="read_in"),
    path(f"{_HERE}zurueckholen/", views.bring_back, name="bring_back"),
    path(f"{_HERE}<uuid:holiday_id>/entfernen/", views.remove, name="remove"),
]
