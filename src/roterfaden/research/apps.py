from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "roterfaden.research"
    label = "research"
