from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "roterfaden.web.staff"
    label = "web_staff"
