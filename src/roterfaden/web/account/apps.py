from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "roterfaden.web.account"
    label = "web_account"

    def ready(self) -> None:
        """Write the audit log of sign-ins."""
        from roterfaden.web.account import record

        record.connect()
