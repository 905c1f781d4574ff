"""Whether the demo is here, and whether it may be; quick, so that a second start is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.conf import settings

from roterfaden.core import clock
from roterfaden.demo import password
from roterfaden.demo.office import NAME, TRAEGERNUMMER
from roterfaden.organisations.models import Jobcentre
from roterfaden.recipients.models import Case
from roterfaden.troubles import Trouble

EARLIEST = date(2025, 3, 1)
"""The demo reaches eighteen months back, and there is no cooperation plan before July 2023."""


class DemoRefused(Trouble):
    """The demo may not or cannot be loaded here."""


@dataclass(frozen=True)
class Loaded:
    """What lies in the database; ``password`` is unknown where it was not kept here."""

    state: Literal["made", "found"]
    people: int
    password: str | None


def look() -> Loaded | None:
    """The demo that is loaded; ``None`` where it may be; raises :class:`DemoRefused` elsewhere."""
    _check_mode()
    names = dict(Jobcentre.objects.values_list("traegernummer", "name"))
    if names.pop(TRAEGERNUMMER, NAME) != NAME:
        raise DemoRefused(
            f"Die Trägernummer {TRAEGERNUMMER} gehört hier einem anderen Jobcenter.",
            "Die Demo in eine leere Datenbank laden.",
        )
    _check_alone(sorted(names.values()))
    if Jobcentre.objects.filter(traegernummer=TRAEGERNUMMER).exists():
        people = Case.objects.filter(jobcentre__traegernummer=TRAEGERNUMMER).count()
        return Loaded("found", people, password.kept(settings.ENVIRONMENT.var))
    _check_clock()
    return None


def _check_mode() -> None:
    if not settings.DEMO:
        raise DemoRefused(
            "Die Demo lädt erfundene Personen und Konten mit bekanntem Passwort; hier ist sie aus.",
            "ROTERFADEN_DEMO=1 setzen, wenn diese Datenbank nur zum Probieren da ist.",
        )


def _check_alone(others: list[str]) -> None:
    if others:
        raise DemoRefused(
            f"In der Datenbank gibt es schon ein anderes Jobcenter: {others[0]}.",
            "Die Demo in eine eigene Datenbank laden: DATABASE_URL auf eine leere setzen oder "
            "weglassen.",
        )


def _check_clock() -> None:
    if clock.today() < EARLIEST:
        raise DemoRefused(
            f"Die Uhr steht auf {clock.today():%d.%m.%Y}; so weit reicht die Demo nicht zurück.",
            f"ROTERFADEN_NOW weglassen oder auf einen Tag ab {EARLIEST:%d.%m.%Y} stellen.",
        )
