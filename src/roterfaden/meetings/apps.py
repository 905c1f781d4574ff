from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "roterfaden.meetings"
    label = "meetings"
