"""``roterfaden manage verify-files``."""

from typing import Any

from django.core.management.base import CommandError

from roterfaden.core.commands import GermanCommand
from roterfaden.documents.models import Document
from roterfaden.documents.verify import damaged_files


class Command(GermanCommand):
    help = "Prüft jede abgelegte Datei gegen ihre Prüfsumme."
    own_name = "verify-files"

    def handle(self, *args: Any, **options: Any) -> None:
        """Name every document whose file is no longer what was filed."""
        checked, damaged = damaged_files()
        for document in Document.objects.filter(stored_file__in=damaged).order_by("filed_at", "pk"):
            self.stdout.write(
                f"Dokument {document.pk}: Prüfsumme {document.stored_file_id} passt nicht"
            )
        if damaged:
            raise CommandError(
                f"{len(damaged)} von {checked} Dateien sind verändert. Abhilfe: den Stand sichern "
                "und diese Dateien aus der letzten Sicherung zurückholen."
            )
        self.stdout.write(f"{checked} Dateien geprüft, alle unverändert.")
