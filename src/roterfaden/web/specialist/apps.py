from django.apps import AppConfig


class SpecialistConfig(AppConfig):
    name = "roterfaden.web.specialist"
    label = "web_specialist"
