"""Addresses below ``/texte/zusagen/``."""

from django.urls import path

from roterfaden.web.specialist.offers import affected, views

app_name = "offers"

_HERE = "texte/zusagen/"
_OFFER = f"{_HERE}<uuid:offer_id>/"

urlpatterns = [
    path(_HERE, views.offers, name="list"),
    path(f"{_HERE}neu/", views.add, name="add"),
    path(f"{_HERE}zusagen.csv", views.export, name="export"),
    path(f"{_HERE}plaene/", affected.plans, name="plans"),
    path(f"{_HERE}plaene.csv", affected.plans_csv, name="plans_csv"),
    path(_OFFER, views.offer, name="offer"),
    path(f"{_OFFER}zurueck/", views.undo, name="undo"),
]
