from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "roterfaden.web.account"
    label = "web_account"
