"""German words for rhythms, as recurrence rules (RFC 5545)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.terms import (
    CODES,
    MONTH,
    NUMBER,
    ORDINAL,
    WEEKDAY,
    WEEKDAYS,
    either,
    number,
    ordinal,
)
from roterfaden.talk.capture.words import Words, whole

Match = re.Match[str]

_OFTEN = r"(?:immer|jeweils|stets|und zwar|regelmaessig)"
_EACH_MONTH = r"(?:jeden|jedes|eines jeden|eines|im|pro|des) monate?s?"
_DAY = rf"(?:{ORDINAL}|letzten(?: tag)?)"
_DAYS = rf"(?P<days>{_DAY}(?:(?: und| oder)?(?: zum| am)? {_DAY})*)"
_WEEKDAYS = rf"(?P<weekdays>(?:{WEEKDAY})s?(?:(?: und)?(?: jeden| am)? (?:{WEEKDAY})s?)*)"
_NTH_WEEKDAY = rf"(?P<nth>{ORDINAL}|letzten) (?P<weekday>{WEEKDAY})"
_UNITS = {"tag": "DAILY", "woche": "WEEKLY", "monat": "MONTHLY", "jahr": "YEARLY"}
_UNIT = r"(?P<unit>tag|woche|monat|quartal|jahr)(?:en|es|e|n|s)?"
_TIMES = (
    r"(?:(?P<digits>\d{1,2}) ?(?:x|mal)|(?P<times>"
    + either(
        *(f"{word}mal" for word in ("ein", "zwei", "drei", "vier", "fuenf", "sechs", "sieben"))
    )
    + r")|(?P<apart>zwei|drei|vier|fuenf|sechs|sieben) mal)"
)
_PER = r"(?:pro|je|im|in der|in einer|in jeder|die|am|jede|jeden|jedes|in jedem)"
_NOT_A_MONTH = rf"(?! ?(?:{MONTH})(?![a-z]))"
_AMOUNT = re.compile(
    r"(?:^| )(?:\d+(?:[.,-]\d+)? ?|[a-z]+ )"
    r"(?:stunden|std|h|euro|eur|€|minuten|min|km|prozent|%|tage)$"
)


@dataclass(frozen=True)
class Rhythm:
    """A rule, what is doubtful about it, and how many times it asks for something."""

    rule: str = ""
    doubts: tuple[Doubt, ...] = ()
    count: int | None = None


def _doubt(why: Why) -> tuple[Doubt, ...]:
    return (Doubt(Part.RHYTHM, why),)


def _rule(freq: str, interval: int = 1, **by: str) -> str:
    parts = [f"FREQ={freq}", *([f"INTERVAL={interval}"] if interval > 1 else [])]
    return ";".join([*parts, *(f"{name}={value}" for name, value in by.items() if value)])


def _every(unit: str, many: int = 1) -> Rhythm:
    if unit == "quartal":
        return Rhythm(_rule("MONTHLY", 3 * many))
    if unit == "tag" and many > 1 and many % 7 == 0:
        return Rhythm(_rule("WEEKLY", many // 7))
    return Rhythm(_rule(_UNITS[unit], many))


def _codes(words: str) -> str:
    named = {WEEKDAYS[word] for word in re.findall(WEEKDAY, words)}
    return ",".join(CODES[day] for day in sorted(named))


def _on_weekdays(found: Match) -> Rhythm:
    return Rhythm(_rule("WEEKLY", BYDAY=_codes(found["weekdays"])))


def _from_to(found: Match) -> Rhythm:
    first, last = WEEKDAYS[found["first"]], WEEKDAYS[found["last"]]
    return (
        Rhythm(_rule("WEEKLY", BYDAY=",".join(CODES[first : last + 1])))
        if first < last
        else Rhythm()
    )


def _workdays(found: Match) -> Rhythm:
    return Rhythm(_rule("WEEKLY", BYDAY=",".join(CODES[:5])))


def _nth_of_month(found: Match) -> Rhythm:
    place = _place(found["nth"])
    if not 1 <= abs(place) <= 5:
        return Rhythm()
    return Rhythm(_rule("MONTHLY", BYDAY=f"{place}{CODES[WEEKDAYS[found['weekday']]]}"))


def _nth(found: Match) -> Rhythm:
    """``jeden zweiten Dienstag`` means two things, ``jeden ersten Montag`` hardly."""
    place = _place(found["nth"])
    if place in {1, -1}:
        return replace(_nth_of_month(found), doubts=_doubt(Why.EVERY_MONTH))
    if not 1 < place <= 5:
        return Rhythm()
    rule = _rule("WEEKLY", place, BYDAY=CODES[WEEKDAYS[found["weekday"]]])
    return Rhythm(rule, _doubt(Why.EVERY_OTHER_OR_SECOND))


def _place(word: str) -> int:
    return -1 if word == "letzten" else ordinal(word)


def _month_days(found: Match) -> Rhythm:
    days = [
        -1 if word.startswith("letzten") else ordinal(word)
        for word in re.findall(_DAY, found["days"])
    ]
    if not all(1 <= abs(day) <= 31 for day in days):
        return Rhythm()
    late = max(days) > 28
    if days == [31]:
        days = [-1]
    named = ",".join(str(day) for day in sorted(set(days)))
    if -1 in days and len(days) > 1:
        return Rhythm()
    is_sure = not late and found.groupdict().get("vague") is None
    why = Why.SHORT_MONTHS if late else Why.EVERY_MONTH
    return Rhythm(_rule("MONTHLY", BYMONTHDAY=named), () if is_sure else _doubt(why))


def _month_end(found: Match) -> Rhythm:
    return Rhythm(_rule("MONTHLY", BYMONTHDAY="-1"))


def _month_begin(found: Match) -> Rhythm:
    return Rhythm(_rule("MONTHLY", BYMONTHDAY="1"), _doubt(Why.BEGINNING))


def _alle(found: Match) -> Rhythm:
    many = number(found["n"])
    return _every(found["unit"], many) if 0 < many < 100 else Rhythm()


def _each(found: Match) -> Rhythm:
    word = found["nth"] or ""
    many = ordinal(f"{word}n" if word.endswith("e") else word) if word else 1
    return _every(found["unit"], many) if many else Rhythm()


_ADVERBS = {
    "taeglich": _rule("DAILY"),
    "woechentlich": _rule("WEEKLY"),
    "zweiwoechentlich": _rule("WEEKLY", 2),
    "vierzehntaegig": _rule("WEEKLY", 2),
    "vierzehntaeglich": _rule("WEEKLY", 2),
    "14-taegig": _rule("WEEKLY", 2),
    "14taegig": _rule("WEEKLY", 2),
    "14-taeglich": _rule("WEEKLY", 2),
    "monatlich": _rule("MONTHLY"),
    "allmonatlich": _rule("MONTHLY"),
    "vierteljaehrlich": _rule("MONTHLY", 3),
    "quartalsweise": _rule("MONTHLY", 3),
    "halbjaehrlich": _rule("MONTHLY", 6),
    "jaehrlich": _rule("YEARLY"),
}


def _adverb(found: Match) -> Rhythm:
    return Rhythm(_ADVERBS[found["adverb"]])


def _half_year(found: Match) -> Rhythm:
    return Rhythm(_rule("MONTHLY", 6))


def times_of(found: Match) -> int:
    """How many times: ``zweimal``, ``3x``, ``drei mal``."""
    word = found["digits"] or (found["times"] or "").removesuffix("mal") or found["apart"]
    return number(word)


_MONTHLY = rf"(?:monatlich|jeden monat|pro monat|im monat|alle monate|{_OFTEN})"
_TO = r"(?:(?:bis |spaetestens )?(?:spaetestens )?(?:zum|am|bis zum|bis am|den))"

READINGS: tuple[tuple[re.Pattern[str], Callable[[Match], Rhythm]], ...] = tuple(
    (whole(pattern), reading)
    for pattern, reading in (
        (
            rf"(?:{_OFTEN} )?(?:jeden|am|an jedem) {_NTH_WEEKDAY} {_EACH_MONTH}",
            _nth_of_month,
        ),
        (rf"(?:monatlich|jeden monat|{_OFTEN}) (?:jeden|am) {_NTH_WEEKDAY}", _nth_of_month),
        (rf"(?:{_OFTEN} )?jeden {_NTH_WEEKDAY}", _nth),
        (
            rf"(?:{_MONTHLY} )?(?:{_TO} )?{_DAYS} (?:jeden|jedes|eines jeden|eines) monats?",
            _month_days,
        ),
        (
            rf"(?:{_MONTHLY}|jeden) (?:{_TO} )?{_DAYS}(?: (?:des|im) monate?s?){_NOT_A_MONTH}",
            _month_days,
        ),
        (rf"{_MONTHLY} {_TO} {_DAYS}{_NOT_A_MONTH}", _month_days),
        (rf"{_TO} (?P<vague>){_DAYS} des monats", _month_days),
        (
            (
                rf"(?:{_MONTHLY} )(?:{_TO} )?(?:monatsende|ende des monats)|"
                r"(?:zum |am |bis )?ende (?:jedes|jeden|eines jeden) monats"
            ),
            _month_end,
        ),
        (
            (
                rf"(?:{_MONTHLY} )(?:{_TO} )?(?:monatsanfang|anfang des monats)|"
                r"(?:zum |am |bis )?anfang (?:jedes|jeden) monats"
            ),
            _month_begin,
        ),
        (rf"(?:von |jeden )?(?P<first>{WEEKDAY})s bis (?P<last>{WEEKDAY})s", _from_to),
        (rf"(?:{_OFTEN} )?(?:jeden|an jedem) {_WEEKDAYS}", _on_weekdays),
        (rf"{_OFTEN} (?:am )?{_WEEKDAYS}", _on_weekdays),
        (
            rf"(?P<weekdays>(?:{WEEKDAY})s(?:(?: und)? (?:{WEEKDAY})s)*)",
            _on_weekdays,
        ),
        (r"werktags|an (?:allen )?werktagen|jeden werktag", _workdays),
        (r"jedes (?:halbe jahr|halbjahr)|alle halbe jahre?", _half_year),
        (rf"alle (?P<n>{NUMBER}) {_UNIT}", _alle),
        (
            (
                rf"(?:{_OFTEN} )?(?:jeden|jede|jedes) "
                rf"(?:(?P<nth>{ORDINAL}|zweite|dritte|vierte) )?{_UNIT}"
            ),
            _each,
        ),
        (rf"(?:{_OFTEN} )?(?P<adverb>{either(*_ADVERBS)})", _adverb),
    )
)


VAGUE = whole(
    r"regelmaessig|ab und zu|oefters?|immer wieder|manchmal|haeufig|laufend|"
    r"(?:taegliche|woechentliche|monatliche|jaehrliche|regelmaessige)[nrsm]?"
)
"""Words about repeating that name no rhythm."""

_PER_UNIT = whole(rf"(?P<per>{_PER}) {_UNIT}")
_AFTER_TIMES = whole(rf"(?<=[xl] )(?P<per>{_PER} )?{_UNIT}")
_TIMES_PER = whole(
    rf"{_TIMES}(?= (?:(?:{_PER} )?(?:tag|woche|monat|quartal|jahr)|{either(*_ADVERBS)})(?![^ ]))"
)
_LATER_WEEKDAY = whole(rf"(?:{_OFTEN} )?(?:am |jeweils am )?{_WEEKDAYS}(?! ?(?:den )?\d)")
_LATER_DAY = whole(rf"{_TO} {_DAYS}{_NOT_A_MONTH}(?! \d)")
_LATER_NTH = whole(rf"am {_NTH_WEEKDAY}")
_COUNTED = re.compile(rf"(?:^| )(?:{NUMBER}) [a-z]")


def find(words: Words) -> Rhythm:
    """Read the rhythm out of the words: the rule, and how many times."""
    times = words.find(_TIMES_PER)
    count = times_of(times.match) if times else None
    found = _first(words) or _per_unit(words, is_counted=times is not None)
    if found is None:
        return Rhythm()
    if times and count == 1:
        words.take(times.first, times.end)
    found = _with_weekday(words, _with_day(words, found))
    if _first(words, take=False):
        found = replace(found, doubts=(*found.doubts, *_doubt(Why.SEVERAL_RHYTHMS)))
    return replace(found, count=count)


def _first(words: Words, *, take: bool = True) -> Rhythm | None:
    for pattern, reading in READINGS:
        for place in words.find_all(pattern):
            rhythm = reading(place.match)
            if rhythm.rule:
                if take:
                    words.take(place.first, place.end)
                return rhythm
    return None


def _per_unit(words: Words, *, is_counted: bool) -> Rhythm | None:
    """``im Monat`` is a rhythm beside a number only: ``5 Bewerbungen im Monat``."""
    found = words.find_all(_AFTER_TIMES) if is_counted else []
    for place in found or words.find_all(_PER_UNIT):
        before = words.before(place.first)
        is_rhythm = place.match["per"] in {"pro", "je"} or is_counted or _COUNTED.search(before)
        if is_rhythm and not _AMOUNT.search(before):
            words.take(place.first, place.end)
            return _every(place.match["unit"])
    return None


def _with_day(words: Words, rhythm: Rhythm) -> Rhythm:
    """The day of the month where it stands apart: ``monatlich 5 Bewerbungen zum 1.``."""
    if rhythm.rule != _rule("MONTHLY"):
        return rhythm
    for pattern, reading in ((_LATER_NTH, _nth_of_month), (_LATER_DAY, _month_days)):
        place = words.find(pattern)
        later = reading(place.match) if place else Rhythm()
        if place and later.rule:
            words.take(place.first, place.end)
            return later
    return rhythm


def _with_weekday(words: Words, rhythm: Rhythm) -> Rhythm:
    """The weekday where it stands apart: ``alle zwei Wochen am Montag``."""
    if not re.fullmatch(r"FREQ=WEEKLY(?:;INTERVAL=\d+)?", rhythm.rule):
        return rhythm
    place = words.find(_LATER_WEEKDAY)
    if place is None or words.before(place.first).endswith("bis"):
        return rhythm
    words.take(place.first, place.end)
    return replace(rhythm, rule=f"{rhythm.rule};BYDAY={_codes(place.match['weekdays'])}")
