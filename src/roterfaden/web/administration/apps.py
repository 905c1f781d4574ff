from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "roterfaden.web.administration"
    label = "web_administration"
