"""When: the day or the rhythm among the words of an entry, with the words before it."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from roterfaden.talk.capture import rhythm_words, rhythms
from roterfaden.talk.capture.day_words import READINGS, VAGUE
from roterfaden.talk.capture.days import Match, Reading
from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.reckoning import Day
from roterfaden.talk.capture.rules import Rhythm
from roterfaden.talk.capture.terms import NUMBER, PARTS_OF_DAY, SHORT_WEEKDAY, WEEKDAY
from roterfaden.talk.capture.words import NOTHING, Words, whole

_BY, _BEFORE, _AT, _START = "by", "before", "at", "start"
_SMALL = (
    "zum|zur|zu|am|an|ans|im|in|den|dem|der|des|einschliesslich|einschl|inklusive|inkl|"
    "spaetestens|bis|ablauf"
)
_SINCE = "ab|seit|von|vom|nach|geboren|geb|statt|fuer"
_SPAN = r"(?:tag|woche|monat|jahr)e?n?"
_LEADS = (
    (_START, rf"(?:{_SINCE}|(?:{NUMBER}) (?:{_SPAN}) vor)(?: (?:dem|der|den|am|zum))*"),
    (_BEFORE, r"(?:bis )?(?:noch |kurz )?vor(?: (?:dem|der|den))?"),
    (_BY, rf"(?:noch |also )?(?:bis|spaetestens|frist|faellig)(?: (?:{_SMALL}))*"),
    (_AT, r"(?:noch )?(?:am|an (?:dem|den)|zum|zur|im|in|den|der|dem)(?: (?:den|der|dem))?|noch"),
)
"""``an`` by itself belongs to the verb: ``melde mich bei der vhs an 15.3.``"""
_LEAD = tuple((role, re.compile(rf"(?:^| )(?P<lead>{words}) $")) for role, words in _LEADS)
_NO_DAYS = whole(
    rf"(?:von )?(?:{SHORT_WEEKDAY})s? (?:bis|-) (?:{SHORT_WEEKDAY})s?|"
    r"(?:von )?\d{1,2}(?:[.:]\d\d)?(?: uhr)? (?:bis|-) \d{1,2}(?:[.:]\d\d)? uhr|"
    rf"(?:{NUMBER}) bis (?:{NUMBER})(?! ?\.)|"
    rf"(?:jeden|immer|an jedem)(?: am)? (?:{WEEKDAY})"
)
_HOUR = r"\d{1,2}(?:[.:]\d\d)?"
_CLOCK = re.compile(
    rf"(?:gegen |um |ab )?{_HOUR} ?(?:uhr|h)(?![a-z])|"
    rf"um (?:{_HOUR}(?![^ ])|halb |viertel |{NUMBER})"
)
_PART_OF_DAY = re.compile(rf"(?:{PARTS_OF_DAY})(?![^ ])")
_SAID_AGAIN = re.compile(rf"(?:{PARTS_OF_DAY}|inklusive|inkl|einschliesslich|spaetestens)(?![^ ])")
_LIKE_A_DAY = re.compile(
    r"(?<!raum )(?<!zimmer )(?<!note )(?<!version )(?<!nr )(?<!punkt )(?<!um )(?<![^ ])"
    r"(?:[1-9]|[12]\d|3[01])\.(?:[1-9]|1[0-2]|0[1-9]) ?$"
)
_OPEN_BY = whole(r"bis(?! zu (?:\d|zwei|drei))(?! \d{1,2}(?:[.:]\d\d)? uhr)")


@dataclass(frozen=True)
class When:
    """A day or a rhythm; ``is_read`` tells whether all words were understood."""

    due_on: date | None = None
    rhythm: str = ""
    doubts: tuple[Doubt, ...] = ()
    count: int | None = None
    is_read: bool = True


@dataclass(frozen=True)
class _Place:
    first: int
    end: int
    lead: int
    role: str
    day: Day
    stays: bool


def read_when(text: str, on: date) -> When:
    """The day or rhythm that a text by itself names: ``15.3.``, ``jeden Montag``, or nothing."""
    tries = (_alone(text, on), _alone(f"bis {text}", on))
    return next((when for when in tries if when.is_read), tries[0])


def _alone(text: str, on: date) -> When:
    words = Words.of(text)
    found = find_when(words, on)
    return replace(found, is_read=not words.left())


def find_when(words: Words, on: date, *, has_rhythm: bool = True) -> When:
    """Read day and rhythm out of the words; goals have no rhythm."""
    rhythm = rhythms.find(words) if has_rhythm else Rhythm()
    day, doubts = _find_day(words, on, rhythm)
    is_dated = bool(day or doubts)
    doubts = [*rhythm.doubts, *doubts, *_not_read(words, is_dated=is_dated)]
    if not rhythm.rule:
        return When(day, "", tuple(doubts), rhythm.count)
    end = f";UNTIL={day:%Y%m%d}" if day else ""
    return When(None, rhythm.rule + end, tuple(doubts), rhythm.count)


def _find_day(words: Words, on: date, rhythm: Rhythm) -> tuple[date | None, list[Doubt]]:
    places = _places(words, on)
    starts = [place for place in places if place.role == _START]
    wanted = [place for place in places if place.role != _START]
    wanted.sort(key=lambda place: place.role != _BY)
    doubts = [Doubt(Part.DUE_ON, Why.SEVERAL_DAYS)] if len(wanted) > 1 else []
    if rhythm.rule and wanted and wanted[0].role != _BY:
        return None, [Doubt(Part.DUE_ON, Why.DAY_BESIDE_RHYTHM)]
    if not wanted:
        return None, [Doubt(Part.DUE_ON, Why.NOT_READ)] if starts else []
    chosen = wanted[0]
    if any(start.end == chosen.lead for start in starts):
        doubts.append(Doubt(Part.DUE_ON, Why.SEVERAL_DAYS))
    is_verb = _is_verb(words, chosen)
    if not chosen.stays and chosen.day.on and not doubts:
        _take(words, chosen)
    if chosen.day.why:
        doubts.append(Doubt(Part.DUE_ON, chosen.day.why))
    if chosen.day.on is None or chosen.role != _BEFORE:
        return chosen.day.on, doubts
    if is_verb:
        return chosen.day.on, [*doubts, Doubt(Part.DUE_ON, Why.DAY_ITSELF)]
    return chosen.day.on - timedelta(days=1), [*doubts, Doubt(Part.DUE_ON, Why.DAY_BEFORE)]


def _take(words: Words, place: _Place) -> None:
    """The day with the words before it; an ``und`` that nothing follows any more goes with it."""
    lead, end = place.lead, place.end
    if _is_verb(words, place):
        lead = place.first
    if place.role == _BY and _SAID_AGAIN.match(words.after(end)):
        end += 1
    if not words.left(end) and words.before(lead).endswith(" und"):
        lead -= 1
    words.take(lead, end)


def _is_verb(words: Words, place: _Place) -> bool:
    """``ich stelle mich vor 3.12.``: the end of a verb, where nothing follows the figures."""
    is_bare = place.role == _BEFORE and place.first - place.lead == 1
    follows = any(word != NOTHING for word in words.folds[place.end :])
    return is_bare and not follows and " " in words.before(place.first)


def _places(words: Words, on: date) -> list[_Place]:
    claimed = set[int]()
    for span in words.find_all(_NO_DAYS):
        claimed.update(range(span.first, span.end))
    found = []
    for pattern, reading in READINGS:
        for place in words.find_all(pattern):
            covered = set(range(place.first, place.end))
            if covered & claimed:
                continue
            claimed |= covered
            day = _safely(reading, place.match, on)
            has_part = bool(place.match.groupdict().get("part_of_day"))
            found.append(_place(words, place.first, place.end, day, has_part=has_part))
    return sorted(found, key=lambda place: place.first)


def _safely(reading: Reading, match: Match, on: date) -> Day:
    try:
        return reading(match, on)
    except (ValueError, OverflowError):
        return Day(None, Why.NO_SUCH_DAY)


def _place(words: Words, first: int, end: int, day: Day, *, has_part: bool) -> _Place:
    before = f"{words.before(first)} "
    after = words.after(end)
    stays = bool(_CLOCK.match(after)) or day.why == Why.SEVERAL_DAYS
    has_part = has_part or bool(_PART_OF_DAY.match(after))
    for role, pattern in _LEAD:
        if lead := pattern.search(before):
            count = len(lead["lead"].split())
            return _Place(first, end, first - count, role, day, stays or (has_part and role != _BY))
    return _Place(first, end, first, _AT, day, stays or has_part)


def _not_read(words: Words, *, is_dated: bool) -> list[Doubt]:
    """Words about time that are left: vague ones, and a "bis" whose day is not known."""
    doubts = []
    if words.find(rhythm_words.VAGUE):
        doubts.append(Doubt(Part.RHYTHM, Why.NO_RHYTHM))
    if words.find(VAGUE) or (not is_dated and _LIKE_A_DAY.search(words.folded)):
        doubts.append(Doubt(Part.DUE_ON, Why.NO_DAY))
    ranges = {place for span in words.find_all(_NO_DAYS) for place in range(span.first, span.end)}
    open_ends = [found for found in words.find_all(_OPEN_BY) if found.first not in ranges]
    if open_ends and not is_dated:
        doubts.append(Doubt(Part.DUE_ON, Why.NOT_READ))
    return doubts
