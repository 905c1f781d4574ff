"""Staff as a table in a file: its columns, reading it, writing it so that it can be read again."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from django.utils import translation

from roterfaden.core import german
from roterfaden.core.tables import Column, Fault, Record, Table, harmless
from roterfaden.core.tables.columns import day, email, up_to
from roterfaden.core.tables.header import Layout
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import ROLES, Role

_BETWEEN_ROLES = re.compile(r"\s*[,+/|;]\s*")
_SIGN_IN_NAME = re.compile(r"[\w.@-]+")
_EXAMPLE = (
    *("muster", "Muster", "Maria", "Frau", "Integrationsfachkraft", ""),
    *("0201 123456", "maria.muster@beispiel.de", "2.14", "", ""),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class StaffRow:
    """One checked row; ``values`` holds the fields about which it says something.

    A column missing in the file says nothing. An empty cell clears, but an empty cell of roles
    says nothing: nobody loses all roles by a gap in a table.
    """

    line: int
    raw: str
    short_name: str
    values: Mapping[str, Any]


def _text(longest: int) -> Any:
    """A text; the apostrophe that our export puts before signs of formulas goes away again."""
    parse = up_to(longest)

    def unquoted(text: str, today: date) -> str:
        return parse(text[1:] if harmless(text[1:]) == text else text, today)

    return unquoted


def _sign_in_name(text: str, today: date) -> str:
    name: str = _text(80)(text, today)
    if not _SIGN_IN_NAME.fullmatch(name):
        raise Fault(
            "darf nur Buchstaben, Ziffern und . - _ @ haben. Bitte schreiben Sie es anders."
        )
    return name


def _email(text: str, today: date) -> str:
    return email(_text(254)(text, today), today)


def _salutation(text: str, _today: date) -> str:
    if text.casefold() not in StaffMember.Salutation.values:
        raise Fault("ist weder Frau noch Herr. Bitte schreiben Sie eines davon, oder nichts.")
    return text.casefold()


def _roles(text: str, _today: date) -> tuple[Role, ...]:
    names = role_names()
    by_word = {name.casefold(): role for role, name in names.items()}
    by_word |= {str(role): role for role in Role}
    words = [word for word in _BETWEEN_ROLES.split(text) if word]
    unknown = [word for word in words if word.casefold() not in by_word]
    if unknown or not words:
        raise Fault(
            f"nennt „{', '.join(unknown) or text}“. Das ist keine Rolle. Möglich sind: "
            f"{', '.join(names.values())}; mehrere mit Komma."
        )
    chosen = {by_word[word.casefold()] for word in words}
    return tuple(role for role in Role if role in chosen)


def role_names() -> dict[Role, str]:
    """The German names of the roles, as files write them whatever language the pages speak."""
    with translation.override("de"):
        return {role: str(about.name) for role, about in ROLES.items()}


COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        column.name: column
        for column in (
            Column("anmeldename", "short_name", _sign_in_name, required=True),
            Column("nachname", "last_name", _text(80), required=True),
            Column("vorname", "first_name", _text(80), required=True),
            Column("anrede", "salutation", _salutation),
            Column("rollen", "roles", _roles, empty_says_nothing=True),
            Column("team", "team", _text(80)),
            Column("telefon", "phone", _text(40)),
            Column("email", "email", _email),
            Column("raum", "room", _text(20)),
            Column("erster_tag", "active_from_on", day, empty=None),
            Column("letzter_tag", "active_until_on", day, empty=None),
        )
    }
)
LAYOUT = Layout(COLUMNS, "eine Zeile je Person")


class StaffTable(Table[StaffRow]):
    """The rows of one file of staff."""

    layout = LAYOUT
    key = "anmeldename"
    key_minds_capitals = False

    def row(self, record: Record, values: dict[str, Any]) -> StaffRow:
        """The person of a row."""
        name = values.pop("short_name")
        return StaffRow(line=record.line, raw=record.raw, short_name=name, values=values)

    def contradictions(self, values: dict[str, Any]) -> list[tuple[str, str]]:
        """A last day before the first."""
        begins, ends = values.get("active_from_on"), values.get("active_until_on")
        if begins and ends and ends < begins:
            return [("letzter_tag", "liegt vor erster_tag. Bitte prüfen Sie beide Tage.")]
        return []


def read_staff(source: Path | bytes | BinaryIO, *, today: date) -> StaffTable:
    """Open a file of staff.

    Raises:
        FileProblem: the file as a whole cannot be read.
    """
    return StaffTable(source, today=today)


def template() -> bytes:
    """The header and one invented person, to be overwritten in a spreadsheet."""
    return _written([_EXAMPLE])


def as_csv(people: Iterable[StaffMember]) -> bytes:
    """The people as a spreadsheet opens them and as ``read_staff`` reads them again."""
    names = role_names()
    return _written(_cells(staff, names) for staff in people)


def _cells(staff: StaffMember, names: Mapping[Role, str]) -> tuple[str, ...]:
    return (
        staff.short_name,
        staff.last_name,
        staff.first_name,
        staff.salutation.title(),
        ", ".join(names[Role(role)] for role in staff.roles),
        staff.team.name if staff.team else "",
        staff.phone,
        staff.email,
        staff.room,
        german.day(staff.active_from_on) if staff.active_from_on else "",
        german.day(staff.active_until_on) if staff.active_until_on else "",
    )


def _written(rows: Iterable[Iterable[str]]) -> bytes:
    """Semicolons and UTF-8 with its mark, as German spreadsheets open it by double click."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
