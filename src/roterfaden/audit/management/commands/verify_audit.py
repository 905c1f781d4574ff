"""``roterfaden manage verify-audit``."""

from typing import Any

from django.core.management.base import CommandError

from roterfaden.audit.models import ChainHead
from roterfaden.audit.verify import findings
from roterfaden.core.commands import GermanCommand


class Command(GermanCommand):
    help = "Prüft, ob das Protokoll der Änderungen vollständig und unverändert ist."
    own_name = "verify-audit"

    def handle(self, *args: Any, **options: Any) -> None:
        """Name everything that is wrong, or the head of each chain, to be noted elsewhere."""
        found = list(findings())
        for finding in found:
            self.stdout.write(str(finding))
        if found:
            raise CommandError(
                f"Das Protokoll wurde verändert: {len(found)} Stellen. Abhilfe: den Stand sichern, "
                "Leitung und Datenschutz informieren, mit der letzten Sicherung vergleichen."
            )
        for head in ChainHead.objects.order_by("jobcentre_id", "kind"):
            self.stdout.write(f"{head.kind} {head.jobcentre_id}: {head.sequence}, {head.hash}")
        self.stdout.write("Das Protokoll ist vollständig und unverändert.")
