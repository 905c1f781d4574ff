"""Loads the demo: all or nothing, once, and only where nobody's real data can lie."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from django.conf import settings
from django.db import connection, transaction

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.demo import password
from roterfaden.demo.cast import cast
from roterfaden.demo.moving_in import move_in, opening_day, waves
from roterfaden.demo.office import (
    NAME,
    TRAEGERNUMMER,
    arrange_stand_ins,
    counsellors,
    open_office,
)
from roterfaden.demo.performing import Performance, in_order
from roterfaden.demo.story import Story
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.recipients.models import Case
from roterfaden.troubles import Trouble

EARLIEST = date(2025, 3, 1)
"""The demo reaches eighteen months back, and there is no cooperation plan before July 2023."""

Progress = Callable[[int, int], None]


class DemoRefused(Trouble):
    """The demo may not or cannot be loaded here."""


@dataclass(frozen=True)
class Loaded:
    """What lies in the database; ``password`` is unknown where it was not kept here."""

    state: Literal["made", "found"]
    people: int
    password: str | None


def load(progress: Progress = lambda done, whole: None) -> Loaded:
    """Load the demo, or find that it is loaded; raises :class:`DemoRefused`.

    ``progress`` hears how many steps of how many are done.
    """
    _check_place()
    if is_loaded():
        people = Case.objects.filter(jobcentre__traegernummer=TRAEGERNUMMER).count()
        return Loaded("found", people, password.kept(settings.ENVIRONMENT.var))
    _check_clock()
    secret = password.chosen()
    people = _perform(secret, clock.today(), progress)
    password.keep(settings.ENVIRONMENT.var, secret)
    return Loaded("made", people, secret)


def is_loaded() -> bool:
    """Whether the demo's jobcentre is there; raises :class:`DemoRefused` for a real one."""
    names = Jobcentre.objects.filter(traegernummer=TRAEGERNUMMER).values_list("name", flat=True)
    if any(name != NAME for name in names):
        raise DemoRefused(
            f"Die Trägernummer {TRAEGERNUMMER} gehört hier schon „{names[0]}“.",
            "Die Demo in eine leere Datenbank laden.",
        )
    return bool(names)


def _check_place() -> None:
    if not settings.DEMO:
        raise DemoRefused(
            "Die Demo lädt erfundene Personen und Konten mit bekanntem Passwort; hier ist sie aus.",
            "ROTERFADEN_DEMO=1 setzen, wenn diese Datenbank nur zum Probieren da ist.",
        )
    others = Jobcentre.objects.exclude(traegernummer=TRAEGERNUMMER)
    if names := sorted(others.values_list("name", flat=True)):
        raise DemoRefused(
            f"In der Datenbank gibt es schon ein anderes Jobcenter: {names[0]}.",
            "Die Demo in eine eigene Datenbank laden: DATABASE_URL auf eine leere setzen oder "
            "weglassen.",
        )


def _check_clock() -> None:
    if clock.today() < EARLIEST:
        raise DemoRefused(
            f"Die Uhr steht auf {clock.today():%d.%m.%Y}; so weit reicht die Demo nicht zurück.",
            f"ROTERFADEN_NOW weglassen oder auf einen Tag ab {EARLIEST:%d.%m.%Y} stellen.",
        )


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """One transaction around many actions, without a savepoint for each.

    A third of all statements would be savepoints, and nobody rolls back to one: an action that
    fails makes the whole load fail.
    """
    features = connection.features
    usual = features.uses_savepoints
    with transaction.atomic():
        features.uses_savepoints = False
        try:
            yield
        finally:
            features.uses_savepoints = usual


@_all_or_nothing()
def _perform(secret: str, today: date, progress: Progress) -> int:
    """Everything in one transaction, in the order of time; a broken-off load leaves nothing."""
    opened_at = datetime.combine(opening_day(today), time(7, 0), BERLIN)
    jobcentre, staff = open_office(password=secret, at=opened_at)
    stories = cast(today, counsellors())
    _move_all_in(stories, jobcentre, staff["verwaltung"], today)
    performances = _performances(stories, jobcentre, staff)
    acts = list(in_order(stories))
    for done, (story, act, at) in enumerate(acts, 1):
        performances[story.person.kundennummer].play(act, at)
        progress(done, len(acts))
    arrange_stand_ins(staff, today=today, at=acts[-1][2])
    return len(stories)


def _move_all_in(
    stories: list[Story], jobcentre: Jobcentre, administrator: StaffMember, today: date
) -> None:
    for day, people in waves([story.person for story in stories], today).items():
        at = datetime.combine(day, time(7, 30), BERLIN)
        if people:
            move_in(people, jobcentre=jobcentre, by=administrator, at=at)


def _performances(
    stories: list[Story], jobcentre: Jobcentre, staff: dict[str, StaffMember]
) -> dict[str, Performance]:
    cases = Case.objects.filter(jobcentre=jobcentre).select_related("recipient", "jobcentre")
    found = {case.recipient.kundennummer: case for case in cases}
    return {
        story.person.kundennummer: Performance(
            found[story.person.kundennummer], staff[story.person.counsellor], staff
        )
        for story in stories
    }
