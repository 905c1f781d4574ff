"""Addresses of the law pages."""

from django.urls import path

from roterfaden.web.law import views

app_name = "law"

urlpatterns = [
    path("recht/", views.by_date, name="by_date"),
    path("recht/fristen/", views.rules_page, name="rules"),
    path("recht/fristen/<slug:name>/", views.rule_page, name="rule"),
]
