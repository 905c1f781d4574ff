"""Reading cases in and finding people, each beside the obvious way of doing it."""

import csv
import io
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import Q

from benchmarks.figures import Figure
from benchmarks.loading.names import BEGINNINGS, ENDINGS, FIRST_NAMES
from roterfaden.core import clock
from roterfaden.organisations.actions.offices import create_jobcentre, create_staff
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions.importing import import_rows
from roterfaden.recipients.importing import read
from roterfaden.recipients.models import Assignment, Case, Household, Recipient
from roterfaden.recipients.search import find

ROWS, SAMPLE, PEOPLE, QUESTIONS = 10_000, 500, 100_000, 200
COLUMNS = (
    *("kundennummer", "nachname", "vorname", "geburtsdatum", "bg_nummer", "strasse", "plz", "ort"),
    *("telefon", "sprache", "fachkraft", "beginn"),
)


def run() -> dict[str, Figure]:
    """Seconds for an import and milliseconds for a search, with their baselines."""
    with transaction.atomic():
        figures = _import_figures() | _search_figures()
        transaction.set_rollback(True)
    return figures


def _import_figures() -> dict[str, Figure]:
    office, _counsellor = _office("90001")
    content = _file(ROWS, seed=1)
    began = time.perf_counter()
    with read(content, today=clock.today()) as rows:
        result = import_rows(rows, jobcentre=office, by=None, at=clock.now())
    seconds = time.perf_counter() - began
    assert result.created == ROWS, result.rejects[:3]
    again = _seconds(lambda: _again(content, office))
    naive = _naive_seconds() / SAMPLE * ROWS
    return {
        "import of 10,000 cases": Figure(seconds, "s", naive, "row by row", target=30),
        "import of the same again": Figure(again, "s", naive, "row by row", target=30),
    }


def _again(content: bytes, office: Jobcentre) -> None:
    with read(content, today=clock.today()) as rows:
        result = import_rows(rows, jobcentre=office, by=None, at=clock.now())
    assert result.unchanged == ROWS


def _naive_seconds() -> float:
    """The same rows stored one by one with ``get_or_create``, without audit."""
    office, counsellor = _office("90002")
    with read(_file(SAMPLE, seed=1), today=clock.today()) as rows:
        return _seconds(lambda: _store_all_naively(rows, office, counsellor))


def _store_all_naively(rows: Iterable[Any], office: Jobcentre, counsellor: StaffMember) -> None:
    for row in rows:
        _store_naively(row, office, counsellor)


def _store_naively(row: Any, office: Jobcentre, counsellor: StaffMember) -> None:
    household, _ = Household.objects.get_or_create(jobcentre=office, bg_nummer=row.bg_nummer)
    names = ("last_name", "first_name", "date_of_birth", "street", "postcode", "city", "phone")
    values = {name: getattr(row, name) for name in names}
    person, _ = Recipient.objects.update_or_create(
        jobcentre=office,
        kundennummer=row.kundennummer,
        defaults={**values, "household": household, "search_key": "", "sort_key": ""},
    )
    case, _ = Case.objects.get_or_create(
        jobcentre=office, recipient=person, defaults={"begins_on": row.begins_on}
    )
    Assignment.objects.get_or_create(
        case=case, staff=counsellor, defaults={"begins_on": row.begins_on}
    )


def _search_figures() -> dict[str, Figure]:
    office, counsellor = _office("90003")
    with read(_file(PEOPLE, seed=2), today=clock.today()) as rows:
        import_rows(rows, jobcentre=office, by=None, at=clock.now())
    _gather_statistics()
    asked = list(_questions(office))
    ours = _times(asked, lambda text: find(staff=counsellor, text=text, on=clock.today()))
    naive = _times(asked, lambda text: _find_naively(counsellor, text))
    return {
        f"search among 100,000 people, p{percent}": Figure(
            _percentile(ours, percent), "ms", _percentile(naive, percent), "icontains", target
        )
        for percent, target in ((50, None), (95, 50))
    }


def _gather_statistics() -> None:
    """What autovacuum does sooner or later; here inside the transaction."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE recipients_recipient, recipients_case")


def _questions(office: Jobcentre) -> Iterator[str]:
    """What people type: growing beginnings, whole names, errors, numbers, birthdays."""
    dice = Random(3)  # noqa: S311  the same questions in each run
    people = list(office.recipients.order_by("kundennummer"))
    for person in dice.sample(people, QUESTIONS // 8):
        last, first = person.last_name, person.first_name
        yield from (last[:1], last[:2], last[:3], last, f"{first} {last}")
        yield _with_error(last, dice)
        yield dice.choice((person.kundennummer[:5], person.kundennummer))
        yield dice.choice((f"{person.date_of_birth:%d.%m.%Y}", f"{person.date_of_birth}"))


def _with_error(name: str, dice: Random) -> str:
    place = dice.randrange(1, len(name))
    return dice.choice((name[:place] + name[place + 1 :], name[:place] + name[place - 1 :]))


def _find_naively(staff: StaffMember, text: str) -> list[Case]:
    """Every word somewhere in one of the columns."""
    condition = Q()
    for word in text.split():
        condition &= (
            Q(recipient__last_name__icontains=word)
            | Q(recipient__first_name__icontains=word)
            | Q(recipient__kundennummer__icontains=word)
        )
    cases = Case.objects.visible_to(staff).filter(condition)
    return list(cases.select_related("recipient").order_by("recipient__sort_key")[:10])


def _office(traegernummer: str) -> tuple[Jobcentre, StaffMember]:
    office = create_jobcentre(
        traegernummer=traegernummer,
        name=f"Jobcenter {traegernummer}",
        kind=Jobcentre.Kind.MUNICIPAL,
        land="NW",
        at=clock.now(),
    )
    counsellor = create_staff(
        jobcentre=office,
        short_name=f"fk{traegernummer}",
        roles=[Role.COUNSELLOR],
        first_name="Anna",
        last_name="Reuter",
        at=clock.now(),
    )
    return office, counsellor


def _file(rows: int, seed: int) -> bytes:
    """An invented file of cases; names from parts, so that there are many."""
    dice = Random(seed)  # noqa: S311  the same people in each run
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    for number in range(rows):
        born = date(1962, 1, 1) + timedelta(days=dice.randrange(16_000))
        writer.writerow(
            (
                f"{number // 10_000 + 100}{dice.choice('ABCDEFGH')}{number:06}",
                dice.choice(BEGINNINGS) + dice.choice(ENDINGS),
                dice.choice(FIRST_NAMES),
                f"{born:%d.%m.%Y}",
                f"BG{number // 2:08}",
                f"Hauptstraße {number % 200 + 1}",
                "45127",
                "Essen",
                "0201 4711",
                dice.choice(("de", "ar", "uk", "tr")),
                "",
                "2025-03-01",
            )
        )
    return text.getvalue().encode()


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _times(texts: list[str], ask: Callable[[str], object]) -> list[float]:
    for text in texts[:8]:
        ask(text)
    return [_seconds(lambda text=text: ask(text)) * 1000 for text in texts]  # type: ignore[misc]


def _percentile(times: list[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100)[percent - 1], 1)
