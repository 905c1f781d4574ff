"""Many events told as few: talks in a row as one, then the oldest years as one each.

What of the newest year has no room is drawn together where the picture is laid out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.web.components.thread.events import Kind, ThreadEvent

AT_MOST = 15
"""From more events on the picture would be hard to read."""

_TALKS: frozenset[Kind] = frozenset({"talk", "talks", "missed"})
_VERSIONS: frozenset[Kind] = frozenset({"version", "still", "back"})
_OPEN: frozenset[Kind] = frozenset({"now", "ahead", "earlier"})
"""What is now or ahead is never drawn together, and a year only once."""


def grouped(events: Sequence[ThreadEvent]) -> list[ThreadEvent]:
    """The events, told as few enough to read; every one is counted by one of the result."""
    if len(events) <= AT_MOST:
        return list(events)
    shown = list(_with_talks_together(events))
    while len(shown) > AT_MOST:
        year = _oldest_full_year(shown)
        if year is None:
            break
        shown = _with_year_together(shown, year)
    return shown


def _with_talks_together(events: Sequence[ThreadEvent]) -> Iterator[ThreadEvent]:
    for is_talk, run in groupby(events, key=lambda event: event.kind in _TALKS):
        talks = list(run)
        if is_talk and len(talks) > 1:
            yield _talks(talks)
        else:
            yield from talks


def _talks(talks: Sequence[ThreadEvent]) -> ThreadEvent:
    missed = sum(talk.kind == "missed" for talk in talks)
    held = len(talks) - missed
    detail = _missed_words(missed) if missed and held else ""
    label = _talk_words(held) if held else _missed_words(missed)
    return ThreadEvent(talks[-1].on, "talks", label, detail, count=len(talks))


def _oldest_full_year(events: Sequence[ThreadEvent]) -> int | None:
    """The oldest year with several signs; the newest is what one looks for, and stays as it is."""
    years = Counter(e.on.year for e in events if e.on and e.kind not in _OPEN)
    newest = max(years, default=None)
    return min((year for year, n in years.items() if n > 1 and year != newest), default=None)


def _with_year_together(events: Sequence[ThreadEvent], year: int) -> list[ThreadEvent]:
    gone = [e for e in events if e.on and e.on.year == year and e.kind not in _OPEN]
    place = events.index(gone[0])
    kept = [event for event in events if event not in gone]
    count = sum(event.count for event in gone)
    together = ThreadEvent(gone[-1].on, "earlier", str(year), _year_words(gone), count=count)
    return [*kept[:place], together, *kept[place:]]


def _year_words(events: Sequence[ThreadEvent]) -> str:
    """What a year brought, where it was all of a kind; else only how much, to stay short."""
    count = sum(event.count for event in events)
    kinds = {event.kind for event in events}
    if kinds <= _TALKS:
        return _talk_words(count)
    if kinds <= _VERSIONS:
        return ngettext("%(count)s Fassung", "%(count)s Fassungen", count) % {"count": count}
    return ngettext("%(count)s Ereignis", "%(count)s Ereignisse", count) % {"count": count}


def _talk_words(count: int) -> str:
    return ngettext("%(count)s Gespräch", "%(count)s Gespräche", count) % {"count": count}


def _missed_words(count: int) -> str:
    if count == 1:
        return _("1 Termin verpasst")
    return _("%(count)s Termine verpasst") % {"count": count}
