"""Addresses about talks of a case."""

from django.urls import path

from roterfaden.web.staff.talk import finding_views, views

app_name = "talk"

_CASE = "faelle/<uuid:case_id>/"
_TALK = f"{_CASE}gespraeche/<uuid:meeting_id>/"

urlpatterns = [
    path(f"{_CASE}nicht-angesprochen/", views.not_raised, name="not_raised"),
    path(_TALK, views.use, name="use"),
    path(f"{_TALK}zuruecknehmen", views.take_back, name="take_back"),
    path(f"{_TALK}aufgabe", views.task, name="task"),
    path(f"{_CASE}kein-plan/", finding_views.no_plan, name="no_plan"),
    path(f"{_CASE}kein-plan/zuruecknehmen", finding_views.take_back, name="no_plan_take_back"),
]
