"""A list of cases as CSV for a spreadsheet: German, with a mark of order, without formulas."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from roterfaden.core import german
from roterfaden.web.staff.cases.rows import CaseRow

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(rows: Iterable[CaseRow]) -> bytes:
    """The rows as a spreadsheet opens them by double click: semicolons, UTF-8 with its mark."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_header())
    for row in rows:
        writer.writerow([safe_cell(cell) for cell in _cells(row)])
    return text.getvalue().encode("utf-8-sig")


def safe_cell(text: str) -> str:
    """The text so that no spreadsheet runs it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _header() -> list[str]:
    return [
        _("Kundennummer"),
        _("Nachname"),
        _("Vorname"),
        _("Geburtsdatum"),
        _("Plan"),
        _("Fassung"),
        _("Gemeinsam aktualisieren bis"),
        _("Zuständig"),
        _("Fall seit"),
    ]


def _cells(row: CaseRow) -> list[str]:
    recipient, plan = row.case.recipient, row.plan
    return [
        recipient.kundennummer,
        recipient.last_name,
        recipient.first_name,
        german.day(recipient.date_of_birth),
        plan.standing_name,
        str(plan.in_force.number) if plan.in_force else "",
        german.day(plan.due_on) if plan.due_on else "",
        row.in_charge,
        german.day(row.case.begins_on),
    ]
