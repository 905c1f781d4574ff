from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "roterfaden.web.components"
    label = "web_components"
