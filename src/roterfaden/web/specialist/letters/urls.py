"""Addresses below ``/texte/schreiben/``."""

from django.urls import path

from roterfaden.web.specialist.letters import views

app_name = "wordings"

_HERE = "texte/schreiben/"

urlpatterns = [
    path(_HERE, views.kinds, name="list"),
    path(f"{_HERE}vier-augen", views.four_eyes, name="four_eyes"),
    path(f"{_HERE}fassung/<uuid:wording_id>/zuruecknehmen", views.withdraw, name="withdraw"),
    path(f"{_HERE}<slug:kind>/", views.kind, name="kind"),
    path(f"{_HERE}<slug:kind>/neu/", views.write, name="write"),
    path(f"{_HERE}<slug:kind>/freigeben", views.approve, name="approve"),
]
