from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "roterfaden.plans"
    label = "plans"
