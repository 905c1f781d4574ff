"""Addresses of the proof ledger."""

from django.urls import path

from roterfaden.web.staff.proofs import views

app_name = "proofs"

_CASE = "faelle/<uuid:case_id>/nachweise/"
_DUE = f"{_CASE}<uuid:line_id>/<slug:due_on>/"

urlpatterns = [
    path("nachweise/", views.came_in, name="came_in"),
    path(_CASE, views.ledger, name="ledger"),
    path(f"{_DUE}festhalten", views.record, name="record"),
    path(f"{_DUE}zuruecknehmen", views.take_back, name="take_back"),
    path(f"{_CASE}<uuid:proof_id>/quittung.pdf", views.receipt, name="receipt"),
]
