"""Addresses of the meetings of a case."""

from django.urls import path

from roterfaden.web.staff.meetings import views

app_name = "meetings"

_MEETINGS = "faelle/<uuid:case_id>/termine/"
_MEETING = f"{_MEETINGS}<uuid:meeting_id>/"

urlpatterns = [
    path(_MEETINGS, views.meetings, name="list"),
    path(f"{_MEETING}ergebnis", views.record, name="record"),
    path(f"{_MEETING}verlegen", views.move, name="move"),
    path(f"{_MEETING}absagen", views.cancel, name="cancel"),
    path(f"{_MEETING}zuruecknehmen", views.take_back, name="take_back"),
]
