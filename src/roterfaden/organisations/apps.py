from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "roterfaden.organisations"
    label = "organisations"
