"""What administrators send."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
LARGEST_FILE = 20 * MEGABYTE
ENDINGS = (".csv", ".txt")


class UploadForm(forms.Form):
    """One CSV file of at most 20 MB; what is in it, is judged by the reader."""

    file = forms.FileField(
        label=_("CSV-Datei"),
        error_messages={
            "required": _("Wählen Sie eine Datei."),
            "empty": _("Die Datei ist leer. Wählen Sie eine Datei mit Kopfzeile und Zeilen."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large or no CSV file by its name."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                _(
                    "Die Datei ist größer als 20 MB. Teilen Sie sie; die Kopfzeile gehört in "
                    "jeden Teil."
                )
            )
        if not str(file.name).lower().endswith(ENDINGS):
            raise forms.ValidationError(
                _("Das ist keine CSV-Datei. Speichern Sie die Tabelle als „CSV UTF-8“ (.csv).")
            )
        return file
