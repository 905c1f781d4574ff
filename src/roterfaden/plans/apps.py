from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class PlansConfig(AppConfig):
    name = "roterfaden.plans"
    label = "plans"

    def ready(self) -> None:
        post_migrate.connect(_deliver_text_blocks, sender=self)


def _deliver_text_blocks(**sent: Any) -> None:
    """The central wordings come with the tables, and again after a flush (which names no apps)."""
    from roterfaden.plans.text_blocks.delivery import after_migrate

    after_migrate(using=sent["using"], apps=sent.get("apps", apps))
