"""What the jobcentre has done already: ``@jc flyer erledigt``, ``… am 20.11. erledigt``."""

from datetime import date, timedelta

from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.model import Owner
from roterfaden.talk.capture.reckoning import coming
from roterfaden.talk.capture.words import Words, whole

_DAY = r"(?:am )?(?P<{0}d>\d{{1,2}})\.(?P<{0}m>\d{{1,2}})\.(?P<{0}y>\d{{4}}|\d\d)?\.?"
_DONE = whole(
    rf"(?:(?:{_DAY.format('b')}|(?P<bwhen>heute|gestern)) )?"
    r"(?:schon |bereits |ist |wurde )*(?:erledigt|gemacht|getan)"
    rf"(?: (?:{_DAY.format('')}|(?P<when>heute|gestern)))?(?= ?$| \|)"
)

Kept = tuple[date | None, tuple[Doubt, ...]]


def find(words: Words, owner: Owner | None, on: date) -> Kept:
    """The day on which it was done; today where none is named. A recipient's is a doubt only."""
    found = words.find(_DONE)
    if found is None:
        return None, ()
    if owner != Owner.JOBCENTRE:
        return None, (Doubt(Part.TEXT, Why.DONE_ALREADY),)
    words.take(found.first, found.end)
    match = found.match
    mark = "" if match["d"] or match["when"] else "b"
    if match[f"{mark}d"]:
        return _on_day(int(match[f"{mark}d"]), int(match[f"{mark}m"]), match[f"{mark}y"], on)
    return on - timedelta(days=match[f"{mark}when"] == "gestern"), ()


def _on_day(day: int, month: int, year: str | None, on: date) -> Kept:
    try:
        if year:
            return date(int(year) + (2000 if int(year) < 100 else 0), month, day), ()
        ahead = coming(on, lambda year: date(year, month, day)).on
        last = ahead if ahead is None or ahead == on else date(ahead.year - 1, month, day)
    except ValueError:
        return on, (Doubt(Part.DUE_ON, Why.NO_SUCH_DAY),)
    return last or on, ()
