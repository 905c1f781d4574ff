"""Addresses below ``/texte/gruende/nicht-angesprochen/``."""

from django.urls import path

from roterfaden.web.specialist.not_raised import views

app_name = "not_raised"

_HERE = "texte/gruende/nicht-angesprochen/"

urlpatterns = [
    path(_HERE, views.reasons, name="list"),
    path(f"{_HERE}neu/", views.add, name="add"),
    path(f"{_HERE}uebernehmen/", views.adopt, name="adopt"),
    path(f"{_HERE}<uuid:reason_id>/", views.reason, name="reason"),
    path(f"{_HERE}<uuid:reason_id>/zeigen/", views.switch, name="switch"),
    path(f"{_HERE}<uuid:reason_id>/verschieben/", views.move, name="move"),
]
