"""Addresses for those who look after a jobcentre."""

from django.urls import path

from roterfaden.web.administration import views

app_name = "administration"

_RUN = "verwaltung/einlesen/<uuid:run_id>/"

urlpatterns = [
    path("verwaltung/", views.organisation, name="organisation"),
    path("verwaltung/einlesen/", views.import_cases, name="import"),
    path(_RUN, views.run, name="run"),
    path(f"{_RUN}start", views.start, name="start"),
    path(f"{_RUN}verwerfen", views.discard, name="discard"),
    path(f"{_RUN}abgelehnt.csv", views.rejects, name="rejects"),
]
