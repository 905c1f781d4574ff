"""Reads and checks ``plan.json`` (``plan.schema.json``); errors name the place and the way out."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from jsonschema import Draft202012Validator, FormatChecker

from roterfaden.core.german import UnreadableRhythm, rhythm_words
from roterfaden.plans.sheet.model import Contact, Entry, Meeting, Plan

SCHEMA = Path(__file__).parent / "plan.schema.json"

_TYPES = {
    "string": "ein Text",
    "null": "null",
    "object": "ein Objekt {…}",
    "array": "eine Liste […]",
    "integer": "eine ganze Zahl",
    "boolean": "true oder false",
}


class UnreadablePlan(ValueError):
    """The data is no plan. ``place`` such as ``entries[3].due_on``, ``reason`` and ``remedy``."""

    def __init__(self, place: str, reason: str, remedy: str) -> None:
        super().__init__(f"{place}: {reason} Abhilfe: {remedy}")
        self.place = place
        self.reason = reason
        self.remedy = remedy


def read(text: str | bytes) -> Plan:
    """The plan that a JSON text holds; raises :class:`UnreadablePlan`."""
    try:
        data = json.loads(text)
    except UnicodeDecodeError:
        raise UnreadablePlan(
            "Datei", "Die Zeichen sind nicht UTF-8.", "Die Datei als UTF-8 speichern."
        ) from None
    except json.JSONDecodeError as error:
        place = f"Zeile {error.lineno}, Spalte {error.colno}"
        raise UnreadablePlan(
            place, "Hier endet gültiges JSON.", "Komma, Klammer oder Anführungszeichen prüfen."
        ) from None
    return check(data)


def check(data: Any) -> Plan:
    """The plan that ``data`` describes; raises :class:`UnreadablePlan` for the first place."""
    if error := next(_validator().iter_errors(data), None):
        raise _unreadable(error)
    _check_entries(data["entries"])
    return _plan(data)


def _check_entries(entries: Iterable[Mapping[str, Any]]) -> None:
    """What the schema cannot say in words for people."""
    for index, entry in enumerate(entries):
        place = f"entries[{index}]"
        owner = entry.get("owner")
        if entry["kind"] == "step" and owner is None:
            raise UnreadablePlan(
                f"{place}.owner",
                "Ein Schritt braucht eine Seite, die ihn geht.",
                "recipient, jobcentre oder other angeben.",
            )
        if entry["kind"] != "step" and owner is not None:
            raise UnreadablePlan(
                f"{place}.owner", "Nur ein Schritt hat eine Seite.", "owner weglassen."
            )
        if owner == "other" and not entry.get("owner_name", "").strip():
            raise UnreadablePlan(
                f"{place}.owner_name",
                "Die andere Stelle hat keinen Namen.",
                "Den Namen der Stelle angeben.",
            )
        _check_time(place, entry)


def _check_time(place: str, entry: Mapping[str, Any]) -> None:
    rhythm = entry.get("rhythm")
    if rhythm and entry.get("due_on"):
        raise UnreadablePlan(
            f"{place}.rhythm",
            "Ein Eintrag hat entweder einen Termin oder einen Rhythmus.",
            "due_on oder rhythm weglassen.",
        )
    try:
        rhythm_words(rhythm) if rhythm else None
    except UnreadableRhythm as error:
        raise UnreadablePlan(
            f"{place}.rhythm", str(error), "Eine Regel wie FREQ=MONTHLY;BYMONTHDAY=1 angeben."
        ) from None


def _plan(data: Mapping[str, Any]) -> Plan:
    version = data["version"]
    contact, meeting = data.get("contact"), data.get("next_meeting")
    return Plan(
        jobcentre=data["jobcentre"]["name"],
        recipient=data["recipient"]["name"],
        kundennummer=data["recipient"]["kundennummer"],
        contact=Contact(**contact) if contact else None,
        state=version["state"],
        dated_on=date.fromisoformat(version["dated_on"]),
        agreed_on=_day(version.get("agreed_on")),
        next_meeting=Meeting(date.fromisoformat(meeting["on"]), meeting.get("at", ""))
        if meeting
        else None,
        entries=tuple(_entry(index, entry) for index, entry in enumerate(data["entries"])),
        data=data,
    )


def _entry(index: int, entry: Mapping[str, Any]) -> Entry:
    return Entry(
        index=index,
        kind=entry["kind"],
        owner=entry.get("owner"),
        owner_name=entry.get("owner_name", ""),
        text=entry["text"],
        due_on=_day(entry.get("due_on")),
        rhythm=entry.get("rhythm") or None,
        proof=entry.get("proof", ""),
        towards_work=bool(entry.get("towards_work")),
        words_of=entry.get("words_of"),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _validator() -> Draft202012Validator:
    formats = FormatChecker(formats=())
    formats.checks("date", raises=ValueError)(_is_day)
    formats.checks("uuid", raises=ValueError)(lambda value: bool(UUID(str(value))))
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=formats)


def _is_day(value: object) -> bool:
    """A day in the long form only; ``date.fromisoformat`` alone also takes ``20261124``."""
    if not isinstance(value, str):
        return True
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)) and bool(date.fromisoformat(value))


def _unreadable(error: Any) -> UnreadablePlan:
    place = error.json_path.removeprefix("$").lstrip(".")
    rule = error.validator_value
    match error.validator:
        case "required":
            name = next(name for name in rule if name not in error.instance)
            reason, remedy = "Die Angabe fehlt.", f"„{name}“ ergänzen."
            place = f"{place}.{name}".lstrip(".")
        case "additionalProperties":
            known = error.schema["properties"]
            name = next(name for name in error.instance if name not in known)
            reason = "Diese Angabe ist nicht bekannt."
            remedy = f"Weglassen; bekannt sind {', '.join(known)}."
            place = f"{place}.{name}".lstrip(".")
        case "const" | "enum":
            allowed = rule if error.validator == "enum" else [rule]
            reason = f"{_quoted(error.instance)} ist hier nicht möglich."
            remedy = f"{' oder '.join(map(_quoted, allowed))} angeben."
        case "type":
            names = [_TYPES[name] for name in ([rule] if isinstance(rule, str) else rule)]
            reason = "Die Angabe hat nicht die richtige Form."
            remedy = f"{' oder '.join(names)} angeben."
        case _:
            reason, remedy = _broken_limit(error)
    return UnreadablePlan(place or "Datei", reason, remedy)


def _broken_limit(error: Any) -> tuple[str, str]:
    """Reason and remedy for a value of the right type that breaks a limit or a pattern."""
    limit = error.validator_value
    match error.validator:
        case "maxLength":
            return f"Der Text ist länger als {limit} Zeichen.", "Den Text kürzen."
        case "maxItems":
            return f"Die Liste hat mehr als {limit} Einträge.", "Einträge streichen."
        case "minimum":
            return f"Die Zahl ist kleiner als {limit}.", f"Eine Zahl ab {limit} angeben."
        case "format" if limit == "date":
            return f"„{error.instance}“ ist kein Tag.", "Jahr-Monat-Tag wie 2026-11-24 angeben."
        case "format":
            return f"„{error.instance}“ ist keine UUID.", "Eine UUID angeben oder id weglassen."
        case "pattern" if limit in _PATTERNS:
            return f"„{error.instance}“ hat nicht die richtige Form.", _PATTERNS[limit]
        case _:
            return "Der Text ist leer.", "Einen Text angeben oder den Eintrag streichen."


def _quoted(value: object) -> str:
    return f"„{value}“" if isinstance(value, str) else json.dumps(value)


_PATTERNS = {
    "^[0-9]{5}$": "Fünf Ziffern angeben, etwa 99999.",
    "^[0-9]{3}[A-Z][0-9]{6}$": "Drei Ziffern, einen Großbuchstaben und sechs Ziffern angeben, "
    "etwa 123A123456.",
    "^([01][0-9]|2[0-3]):[0-5][0-9]$": "Stunden und Minuten angeben, etwa 10:30.",
    "^[a-z_]{0,40}$": "Kleinbuchstaben und Unterstriche angeben, etwa job_search.",
}
"""The way out for each pattern of the schema."""
