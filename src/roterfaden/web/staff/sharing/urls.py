"""Addresses of the counsellor's side of the shared view."""

from django.urls import path

from roterfaden.web.staff.sharing import views

app_name = "sharing"

_HERE = "plaene/<uuid:version_id>/mitsicht/"

urlpatterns = [
    path(_HERE, views.panel, name="panel"),
    path(f"{_HERE}beginnen/", views.start, name="start"),
    path(f"{_HERE}<uuid:view_id>/bestaetigen/", views.confirm, name="confirm"),
    path(f"{_HERE}<uuid:view_id>/beenden/", views.end, name="end"),
    path(f"{_HERE}wunsch/<uuid:wish_id>/", views.decide, name="decide"),
    path(f"{_HERE}uebersetzung/<uuid:entry_id>/", views.translate, name="translate"),
]
