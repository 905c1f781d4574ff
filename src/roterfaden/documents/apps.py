from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "roterfaden.documents"
    label = "documents"
