"""Addresses of practice."""

from django.urls import path

from roterfaden.web.staff.practice import views

app_name = "practice"

urlpatterns = [
    path("uebung/", views.practice, name="practice"),
    path("uebung/anlegen", views.create, name="create"),
    path("uebung/tag", views.set_day, name="set_day"),
    path("uebung/beginnen", views.begin, name="begin"),
]
