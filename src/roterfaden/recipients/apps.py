from django.apps import AppConfig


class RecipientsConfig(AppConfig):
    name = "roterfaden.recipients"
    label = "recipients"
