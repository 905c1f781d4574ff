"""Read a file of cases row by row: good rows checked, bad rows with a reason."""

from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from roterfaden.core.tables import Record, Table
from roterfaden.recipients.importing.fields import LAYOUT, CaseRow


class Reading(Table[CaseRow]):
    """The rows of one file of cases; ``today`` bounds dates of birth."""

    layout = LAYOUT
    key = "kundennummer"

    def row(self, record: Record, values: dict[str, Any]) -> CaseRow:
        """The case of a row."""
        return CaseRow(line=record.line, stated=frozenset(values), raw=record.raw, **values)

    def contradictions(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        """Spells that end before they begin, or begin before birth."""
        born_on, begins_on, ends_on = (
            values.get(name) for name in ("date_of_birth", "begins_on", "ends_on")
        )
        found = []
        if begins_on and ends_on and ends_on < begins_on:
            found.append(("ende", "liegt vor dem Beginn. Bitte prüfen Sie beginn und ende."))
        if born_on and begins_on and begins_on < born_on:
            found.append(
                ("beginn", "liegt vor der Geburt. Bitte prüfen Sie beginn und geburtsdatum.")
            )
        return found


def read(source: Path | bytes | BinaryIO, *, today: date) -> Reading:
    """Open a file of cases; see :class:`roterfaden.core.tables.Table`.

    Raises:
        FileProblem: the file as a whole cannot be read.
    """
    return Reading(source, today=today)
