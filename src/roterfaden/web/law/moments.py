"""The days of an answer, one point each, with those that weekends and holidays moved."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.law.applying import Answer, Moment
from roterfaden.law.calendar import Place, is_working_day, why_no_working_day
from roterfaden.law.errors import german
from roterfaden.law.results import Status
from roterfaden.law.rules.missed_appointments import Consequence

Kind = Literal["given", "computed", "moved"]
NEAR = timedelta(days=10)
"""No deadline moves further than this, Christmas and New Year included."""


@dataclass(frozen=True)
class Point:
    """A day of the timeline: what it is, and whether it was typed, computed or only passed by."""

    on: date
    kind: Kind
    label: str
    status: Status | None = None

    @property
    def day(self) -> str:
        """The day with its weekday: Sa, 26.12.2026."""
        return f"{spoken.short_day(self.on).split(',')[0].split(' ')[0]}, {spoken.day(self.on)}"

    @property
    def source(self) -> str:
        """Where the day comes from, in words."""
        return {
            "given": _("angegeben"),
            "computed": _("berechnet"),
            "moved": _("verschoben"),
        }[self.kind]


def points(answer: Answer) -> list[Point]:
    """All days in the order of the calendar; what stands on one day twice is one point."""
    moved = [Point(day, "moved", why) for day, why in _moved(answer)]
    found = [*(_point(each) for each in answer.moments()), *_followed(answer), *moved]
    found.sort(key=lambda point: (point.on, point.kind))
    return [_together(list(same)) for _key, same in groupby(found, lambda it: (it.on, it.kind))]


def place_of(answer: Answer) -> Place:
    """Where the answer holds."""
    given = {key: str(answer.given[key]) for key in ("land", "municipality") if key in answer.given}
    return Place(**given)


def _point(moment: Moment) -> Point:
    return Point(moment.on, "given" if moment.given else "computed", moment.label, moment.status)


def _followed(answer: Answer) -> Iterator[Point]:
    """What each of several missed appointments leads to, on its day."""
    for _key, _label, value, status in answer.outputs():
        for each in value if isinstance(value, tuple) else ():
            if isinstance(each, Consequence):
                said = each.said.partition(": ")[2]
                yield Point(each.missed_on, "computed", said[:1].upper() + said[1:], status)


def _together(same: list[Point]) -> Point:
    labels = dict.fromkeys(point.label for point in same)
    return Point(same[0].on, same[0].kind, " · ".join(labels), same[0].status)


def _moved(answer: Answer) -> Iterator[tuple[date, str]]:
    """Days that the reasons name as no working day, near a computed one that is another day."""
    place = place_of(answer)
    told = " ".join(answer.result.reasons)
    taken = {moment.on for moment in answer.moments()}
    for day in sorted(_near(answer) - taken):
        if f"Der {german(day)} ist " in told and not is_working_day(day, place):
            yield day, why_no_working_day(day, place)


def _near(answer: Answer) -> set[date]:
    computed = [moment.on for moment in answer.moments() if not moment.given]
    steps = range(-NEAR.days, NEAR.days + 1)
    return {day + timedelta(days=step) for day in computed for step in steps}
