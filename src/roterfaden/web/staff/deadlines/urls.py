"""Addresses of open deadlines."""

from django.urls import path

from roterfaden.web.staff.deadlines import views

app_name = "deadlines"

urlpatterns = [
    path("fristen/", views.deadline_list, name="list"),
    path("fristen/monat/", views.month, name="month"),
    path("fristen/fristen.ics", views.calendar_file, name="calendar_file"),
    path("fristen/<uuid:moved_id>/gelesen", views.seen, name="seen"),
]
