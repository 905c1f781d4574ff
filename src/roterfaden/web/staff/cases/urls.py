"""Addresses of the start page, the cases and their files."""

from django.urls import path

from roterfaden.web.staff.cases import case_views, file_views, list_views, responsibility_views
from roterfaden.web.staff.home.views import home

app_name = "cases"

_CASE = "faelle/<uuid:case_id>/"
_RESPONSIBILITY = f"{_CASE}zustaendigkeit/"
_DOCUMENT = "dokumente/<uuid:document_id>/"

urlpatterns = [
    path("", home, name="home"),
    path("faelle/", list_views.case_list, name="list"),
    path("faelle/liste.csv", list_views.case_export, name="export"),
    path("faelle/liste.xlsx", list_views.case_workbook, name="workbook"),
    path("faelle/suche", list_views.case_search, name="search"),
    path(_CASE, case_views.case_page, name="case"),
    path(f"{_CASE}verlauf/", case_views.case_history, name="history"),
    path(f"{_CASE}akte/", file_views.case_file, name="file"),
    path(_RESPONSIBILITY, responsibility_views.responsibility, name="responsibility"),
    path(f"{_RESPONSIBILITY}zuweisen", responsibility_views.assign, name="assign"),
    path(f"{_RESPONSIBILITY}vertretung", responsibility_views.arrange_stand_in, name="stand_in"),
    path(f"{_RESPONSIBILITY}schutz", responsibility_views.protect, name="protect"),
    path(
        f"{_RESPONSIBILITY}schutz-aufheben",
        responsibility_views.lift_protection,
        name="lift_protection",
    ),
    path(f"{_RESPONSIBILITY}benennen", responsibility_views.name_for_protected, name="name_staff"),
    path(_DOCUMENT, file_views.document_page, name="document"),
    path(f"{_DOCUMENT}datei", file_views.document_file, name="document_file"),
]
