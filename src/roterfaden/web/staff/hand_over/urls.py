"""Addresses of hand-overs."""

from django.urls import path

from roterfaden.web.staff.hand_over import protocol_views, views

app_name = "hand_over"

_ONE = "<uuid:hand_over_id>/"

urlpatterns = [
    path("", views.hand_overs, name="list"),
    path("auswahl", views.choose, name="choose"),
    path("fachkraft", views.choose_caseload, name="caseload"),
    path(_ONE, views.hand_over, name="one"),
    path(f"{_ONE}ausfuehren", views.carry_out, name="carry_out"),
    path(f"{_ONE}verwerfen", views.discard, name="discard"),
    path(f"{_ONE}zurueck", views.undo, name="undo"),
    path(f"{_ONE}protokoll.csv", protocol_views.protocol_csv, name="csv"),
    path(f"{_ONE}protokoll.pdf", protocol_views.protocol_pdf, name="pdf"),
    path(f"{_ONE}fuer/<uuid:staff_id>/", protocol_views.received, name="received"),
]
