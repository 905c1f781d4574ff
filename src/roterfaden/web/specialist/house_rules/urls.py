"""Addresses below ``/texte/auslegung/``."""

from django.urls import path

from roterfaden.web.specialist.house_rules import views

app_name = "house_rules"

urlpatterns = [path("texte/auslegung/", views.rules, name="rules")]
