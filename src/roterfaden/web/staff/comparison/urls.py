"""Addresses of the comparison of two versions."""

from django.urls import path

from roterfaden.web.staff.comparison import views

app_name = "comparison"

_COMPARISON = "faelle/<uuid:case_id>/vergleich"

urlpatterns = [
    path(f"{_COMPARISON}/", views.comparison, name="staff"),
    path(f"{_COMPARISON}.pdf", views.comparison_pdf, name="staff_pdf"),
    path(f"{_COMPARISON}/zeigen/", views.shown, name="shown"),
    path(f"{_COMPARISON}/zeigen.pdf", views.shown_pdf, name="shown_pdf"),
]
