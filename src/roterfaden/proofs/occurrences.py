"""On which days a step asks for its proof, over all versions that say so. Pure.

A line is a step through the versions that continue it. Its days follow from the text of the version
that was in force, so nothing is stored until something comes in, and nothing is there twice.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice, takewhile

from dateutil.rrule import rrulestr

_LATE = re.compile(r"BYMONTHDAY=(29|30|31)(?=;|$)")
MOST = 2000
"""A rhythm of days over five years stays below; whatever is more is no rhythm of a plan."""


@dataclass(frozen=True)
class Span:
    """What one version said about a line, and while it was in force: ``until_on`` is not included.

    ``due_on`` and ``rhythm`` (RFC 5545) exclude each other.
    """

    from_on: date
    until_on: date | None
    due_on: date | None = None
    rhythm: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the version was in force on this day."""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


def due_days(spans: Sequence[Span], *, until: date, settled: Collection[date] = ()) -> list[date]:
    """The days up to ``until`` on which this line asks for a proof, the earliest first.

    ``spans`` stand in the order of versions. ``settled`` are days about which something is on
    record: they stay, also when a later version names another date. A single date that is still
    open moves with the newest version that names one; a rhythm asks on each of its days on which
    a version with it was in force, never on the day of the first agreement itself.
    """
    if not spans:
        return []
    found = {day for run in _runs(spans) for day in _rhythm_days(run, spans[0].from_on, until)}
    single = next((span for span in reversed(spans) if span.due_on), None)
    if single is not None and single.due_on is not None and _still_asks(single):
        found.add(single.due_on)
    return sorted({day for day in found if day <= until} | {day for day in settled if day <= until})


def last_until(spans: Sequence[Span]) -> date | None:
    """The day from which no version asks any more; None while one does."""
    return spans[-1].until_on if spans else None


def _still_asks(span: Span) -> bool:
    """A date on or after the end of its version is asked for no more."""
    return span.due_on is not None and (span.until_on is None or span.due_on < span.until_on)


def _runs(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Versions in a row that name the same rhythm: its days are counted from the first of them."""
    run: list[Span] = []
    for span in spans:
        if run and span.rhythm != run[-1].rhythm:
            yield run
            run = []
        run = [*run, span] if span.rhythm else []
    if run:
        yield run


def _rhythm_days(run: Sequence[Span], agreed_on: date, until: date) -> Iterator[date]:
    begins = run[0].from_on
    ends = min(until, run[-1].until_on) if run[-1].until_on else until
    for day in _days_of(run[0].rhythm, begins, ends):
        if day > agreed_on and any(span.holds_on(day) for span in run):
            yield day


def _days_of(rhythm: str, begins: date, until: date) -> Iterator[date]:
    rule = rrulestr(_with_last_days(rhythm), dtstart=datetime.combine(begins, time()))
    days = (moment.date() for moment in islice(rule, MOST))
    return takewhile(lambda day: day <= until, days)


def _with_last_days(rhythm: str) -> str:
    """The 31st of every month is its last day where a month is shorter (as in § 188 Abs. 3 BGB)."""
    text = rhythm.strip().upper().removeprefix("RRULE:")
    late = _LATE.search(text)
    if late is None or "FREQ=MONTHLY" not in text or "BYSETPOS" in text:
        return text
    days = ",".join(map(str, range(28, int(late[1]) + 1)))
    return _LATE.sub(f"BYMONTHDAY={days};BYSETPOS=-1", text)
