from django.apps import AppConfig


class SessionConfig(AppConfig):
    name = "roterfaden.web.session"
    label = "session_pages"
