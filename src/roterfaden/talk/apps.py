from django.apps import AppConfig


class TalkConfig(AppConfig):
    name = "roterfaden.talk"
    label = "talk"
