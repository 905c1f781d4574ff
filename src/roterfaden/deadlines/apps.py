from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "roterfaden.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """Follow what changes a deadline."""
        from roterfaden.audit.log import recorded
        from roterfaden.deadlines.following import follow

        recorded.connect(follow, dispatch_uid="deadlines")
