"""Addresses for those who look after a jobcentre."""

from django.urls import path

from roterfaden.web.administration import (
    account_views,
    file_views,
    office_views,
    staff_views,
    team_views,
    views,
)

app_name = "administration"

_RUN = "verwaltung/einlesen/<uuid:run_id>/"
_TEAM = "verwaltung/teams/<uuid:team_id>/"
_PEOPLE = "verwaltung/personen/"
_PERSON = f"{_PEOPLE}<uuid:staff_id>/"
_FILE = f"{_PEOPLE}einlesen/<uuid:file_id>/"

urlpatterns = [
    path("verwaltung/", office_views.organisation, name="organisation"),
    path("verwaltung/jobcenter/", office_views.jobcentre, name="jobcentre"),
    path("verwaltung/rechte/", office_views.rights_history, name="rights"),
    path("verwaltung/teams/", team_views.team_list, name="teams"),
    path(_TEAM, team_views.team, name="team"),
    path(f"{_TEAM}schliessen", team_views.close, name="team_close"),
    path(f"{_TEAM}oeffnen", team_views.reopen, name="team_reopen"),
    path(_PEOPLE, staff_views.staff_list, name="staff"),
    path(f"{_PEOPLE}neu/", staff_views.person_new, name="person_new"),
    path(f"{_PEOPLE}tabelle.csv", file_views.export, name="staff_export"),
    path(f"{_PEOPLE}vorlage.csv", file_views.template, name="staff_template"),
    path(f"{_PEOPLE}einlesen/", file_views.upload, name="staff_upload"),
    path(_FILE, file_views.file, name="staff_file"),
    path(f"{_FILE}start", file_views.start, name="staff_file_start"),
    path(f"{_FILE}verwerfen", file_views.discard, name="staff_file_discard"),
    path(f"{_FILE}abgelehnt.csv", file_views.rejects, name="staff_file_rejects"),
    path(f"{_FILE}zugang", file_views.slips, name="staff_file_slips"),
    path(_PERSON, staff_views.person, name="person"),
    path(f"{_PERSON}ende", staff_views.deactivate, name="person_end"),
    path(f"{_PERSON}weiter", staff_views.reactivate, name="person_go_on"),
    path(f"{_PERSON}zugang", account_views.slip, name="person_slip"),
    path(f"{_PERSON}zweiter-schritt", account_views.second_factor, name="person_second_factor"),
    path(f"{_PERSON}sperren", account_views.close, name="person_close"),
    path(f"{_PERSON}entsperren", account_views.reopen, name="person_reopen"),
    path("verwaltung/einlesen/", views.import_cases, name="import"),
    path(_RUN, views.run, name="run"),
    path(f"{_RUN}start", views.start, name="start"),
    path(f"{_RUN}verwerfen", views.discard, name="discard"),
    path(f"{_RUN}abgelehnt.csv", views.rejects, name="rejects"),
]
