from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "roterfaden.sharing"
    label = "sharing"
