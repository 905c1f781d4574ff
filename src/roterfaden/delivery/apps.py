from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "roterfaden.delivery"
    label = "delivery"
