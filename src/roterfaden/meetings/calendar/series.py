"""The single dates of a series in a calendar (RFC 5545: RRULE, RDATE, EXDATE). Pure.

Dates are counted on the clock of the series' own time zone, so that ten o'clock stays ten o'clock
when summer time ends.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from dateutil.rrule import rruleset, rrulestr
from icalendar import Event

from roterfaden.core.german import BERLIN

AHEAD = timedelta(weeks=26)
"""So far ahead the dates of a series are read: half a year, as long as a plan may hold."""
MOST = 60
_UNTIL = re.compile(r"UNTIL=(\d{8}T\d{6})Z", re.IGNORECASE)
_DAY = re.compile(r"UNTIL=(\d{8})(?=;|$)", re.IGNORECASE)


class UnreadableSeries(ValueError):
    """The rule of the series is no rule."""


def key_of(moment: date) -> str:
    """Names one date of a series, whatever zone it is written in: ``20261123T093000Z``."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    aware = moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)
    return f"{aware.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def dates(event: Event, begin: datetime, on: date) -> list[tuple[datetime, bool]]:
    """The dates from ``on`` for half a year, and whether each was taken out of the series.

    ``begin`` is the aware begin of the series. Raises :class:`UnreadableSeries`.
    """
    zone = begin.tzinfo or BERLIN
    out = set(_wall_times(event, "EXDATE", zone))
    first = datetime.combine(on, time())
    found = _all(event, begin, zone).between(first, first + AHEAD, inc=True)[:MOST]
    return [(one.replace(tzinfo=zone), one in out) for one in found]


def _all(event: Event, begin: datetime, zone: tzinfo) -> rruleset:
    wall = begin.replace(tzinfo=None)
    every = rruleset()
    try:
        for rule in _listed(event, "RRULE"):
            every.rrule(rrulestr(_local(rule.to_ical().decode(), zone), dtstart=wall))  # type: ignore[arg-type]
    except (ValueError, TypeError, AttributeError) as error:
        raise UnreadableSeries(str(error)) from error
    for one in _wall_times(event, "RDATE", zone):
        every.rdate(one)
    return every


def _local(rule: str, zone: tzinfo) -> str:
    """The rule with its end on the clock of the series; an end on a day includes that day."""

    def wall(found: re.Match[str]) -> str:
        end = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        return f"UNTIL={end.astimezone(zone):%Y%m%dT%H%M%S}"

    return _DAY.sub(r"UNTIL=\1T235959", _UNTIL.sub(wall, rule))


def _wall_times(event: Event, name: str, zone: tzinfo) -> Iterator[datetime]:
    for listed in _listed(event, name):
        for one in getattr(listed, "dts", []):
            moment = one.dt
            if isinstance(moment, datetime):
                local = moment.astimezone(zone) if moment.tzinfo else moment
                yield local.replace(tzinfo=None)


def _listed(event: Event, name: str) -> list[Any]:
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]
