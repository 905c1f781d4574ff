"""Addresses of procedures, and of proposals of work and measures."""

from django.urls import path

from roterfaden.web.staff.procedures import proposal_views, views

app_name = "procedures"

_CASE = "faelle/<uuid:case_id>/"

urlpatterns = [
    path("verfahren/<uuid:procedure_id>/", views.procedure, name="procedure"),
    path("verfahren/<uuid:procedure_id>/<slug:act>", views.act, name="act"),
    path(f"{_CASE}verfahren/", views.of_case, name="of_case"),
    path(f"{_CASE}verfahren/beginnen", views.begin, name="begin"),
    path(f"{_CASE}verfahren/schlichtung", views.conciliation, name="conciliation"),
    path(f"{_CASE}vorschlaege/", proposal_views.proposals, name="proposals"),
    path(f"{_CASE}vorschlaege/<uuid:offer_id>", proposal_views.outcome, name="outcome"),
    path(f"{_CASE}vorschlaege/<uuid:offer_id>/zurueck", proposal_views.take_back, name="take_back"),
    path(f"{_CASE}vorschlaege/<uuid:offer_id>/schreiben", proposal_views.write, name="write"),
]
