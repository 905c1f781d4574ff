from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "roterfaden.obligations"
    label = "obligations"
