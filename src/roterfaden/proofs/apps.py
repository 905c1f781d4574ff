from django.apps import AppConfig


class ProofsConfig(AppConfig):
    name = "roterfaden.proofs"
    label = "proofs"
