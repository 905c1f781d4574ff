from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "roterfaden.core"
    label = "core"
