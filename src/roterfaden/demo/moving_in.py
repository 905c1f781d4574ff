"""Brings the invented people in, as an office does: CSV files, read by the product's own import."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from roterfaden.core import clock
from roterfaden.demo.people import CITY, POSTCODE
from roterfaden.demo.story import Person
from roterfaden.demo.unfolding import OLDEST, working_day
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.recipients.actions.importing import import_rows
from roterfaden.recipients.importing import read

WAVE = 60
"""Days between two files."""

COLUMNS = (
    *("kundennummer", "nachname", "vorname", "geburtsdatum", "bg_nummer", "strasse", "plz", "ort"),
    *("telefon", "email", "sprache", "dolmetschen", "online_zustimmung", "geschuetzt"),
    *("fachkraft", "beginn", "ende"),
)


class DemoDataRejected(Exception):
    """The import rejected a row of the demo: a mistake in the demo itself."""


def opening_day(today: date) -> date:
    """The day on which the office opens and the first file comes in."""
    return working_day(today - timedelta(OLDEST + 8))


def waves(people: Iterable[Person], today: date) -> Mapping[date, list[Person]]:
    """Who comes with which file: the last one on or before the beginning of the case."""
    days = [opening_day(today)]
    while days[-1] < today - timedelta(WAVE):
        days.append(working_day(days[-1] + timedelta(WAVE)))
    found: dict[date, list[Person]] = {day: [] for day in days}
    for person in people:
        found[max((day for day in days if day <= person.begins_on), default=days[0])].append(person)
    return found


def as_csv(people: Iterable[Person]) -> str:
    """A file of cases as a specialist procedure writes it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(person) for person in people)
    return text.getvalue()


def move_in(
    people: Iterable[Person], *, jobcentre: Jobcentre, by: StaffMember, at: datetime
) -> None:
    """Read the people in; raises :class:`DemoDataRejected` for a rejected row."""
    content = as_csv(people).encode()
    with read(content, today=clock.day_of(at)) as rows:
        result = import_rows(rows, jobcentre=jobcentre, by=by, at=at)
    if result.rejects:
        first = result.rejects[0]
        raise DemoDataRejected(f"Zeile {first.line}, {first.column}: {first.reason}")


def _row(person: Person) -> list[str]:
    return [
        person.kundennummer,
        person.last_name,
        person.first_name,
        person.date_of_birth.strftime("%d.%m.%Y"),
        person.bg_nummer,
        person.street,
        POSTCODE,
        CITY,
        person.phone,
        person.email,
        person.language,
        _yes(person.needs_interpreter),
        _yes(person.online_consent),
        _yes(person.is_protected),
        person.counsellor,
        person.begins_on.strftime("%d.%m.%Y"),
        person.ends_on.strftime("%d.%m.%Y") if person.ends_on else "",
    ]


def _yes(value: bool) -> str:
    return "ja" if value else "nein"
