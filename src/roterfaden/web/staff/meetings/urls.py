"""Addresses of the meetings of a case."""

from django.urls import path

from roterfaden.web.staff.meetings import calendar_views, note_views, preparing_views, views

app_name = "meetings"

_MEETINGS = "faelle/<uuid:case_id>/termine/"
_MEETING = f"{_MEETINGS}<uuid:meeting_id>/"
_NOTES = "faelle/<uuid:case_id>/notizen/"
_POTENTIAL = "faelle/<uuid:case_id>/potenzial/"

urlpatterns = [
    path(_MEETINGS, views.meetings, name="list"),
    path(f"{_MEETING}ergebnis", views.record, name="record"),
    path(f"{_MEETING}angaben", views.describe, name="describe"),
    path(f"{_MEETING}grund", views.settle_cause, name="settle_cause"),
    path(f"{_MEETING}verlegen", views.move, name="move"),
    path(f"{_MEETING}absagen", views.cancel, name="cancel"),
    path(f"{_MEETING}zuruecknehmen", views.take_back, name="take_back"),
    path("termine/kalender/", calendar_views.calendar, name="calendar"),
    path("termine/kalender/uebernehmen", calendar_views.calendar_take, name="calendar_take"),
    path("termine/kalender.ics", calendar_views.calendar_file, name="calendar_file"),
    path("termine/<uuid:meeting_id>/vorbereiten/", preparing_views.prepare_meeting, name="prepare"),
    path("termine/<uuid:meeting_id>/vorbereitet", preparing_views.prepared, name="prepared"),
    path("faelle/<uuid:case_id>/vorbereiten/", preparing_views.prepare_case, name="prepare_case"),
    path(_NOTES, note_views.notes, name="notes"),
    path(f"{_NOTES}<uuid:note_id>/", note_views.note_write, name="note_write"),
    path(_POTENTIAL, note_views.potential_find, name="potential_find"),
    path(
        f"{_POTENTIAL}<uuid:finding_id>/entfernen",
        note_views.potential_remove,
        name="potential_remove",
    ),
]
