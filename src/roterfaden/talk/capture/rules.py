"""Which recurrence rule (RFC 5545) each way of naming a rhythm means; see ``rhythm_words``."""

import re
from dataclasses import dataclass, replace

from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.terms import CODES, SHORT_WEEKDAY, UNITS, WEEKDAYS, number, ordinal

Match = re.Match[str]

_FREQUENCIES = {"tag": "DAILY", "woche": "WEEKLY", "monat": "MONTHLY", "jahr": "YEARLY"}


@dataclass(frozen=True)
class Rhythm:
    """A rule, what is doubtful about it, and how many times it asks for something."""

    rule: str = ""
    doubts: tuple[Doubt, ...] = ()
    count: int | None = None


def doubt(why: Why) -> tuple[Doubt, ...]:
    """One doubt about the rhythm."""
    return (Doubt(Part.RHYTHM, why),)


def _rule(freq: str, interval: int = 1, **by: str) -> str:
    parts = [f"FREQ={freq}", *([f"INTERVAL={interval}"] if interval > 1 else [])]
    return ";".join([*parts, *(f"{name}={value}" for name, value in by.items() if value)])


ADVERBS = {
    "taeglich": _rule("DAILY"),
    "woechentlich": _rule("WEEKLY"),
    **dict.fromkeys(
        ("zweiwoechentlich", "vierzehntaegig", "vierzehntaeglich", "14-taegig", "14-taeglich"),
        _rule("WEEKLY", 2),
    ),
    **dict.fromkeys(("14taegig", "14taeglich", "2-woechentlich"), _rule("WEEKLY", 2)),
    "monatlich": _rule("MONTHLY"),
    "allmonatlich": _rule("MONTHLY"),
    "zweimonatlich": _rule("MONTHLY", 2),
    "vierteljaehrlich": _rule("MONTHLY", 3),
    "quartalsweise": _rule("MONTHLY", 3),
    "halbjaehrlich": _rule("MONTHLY", 6),
    "jaehrlich": _rule("YEARLY"),
}


def adverb(found: Match) -> Rhythm:
    return Rhythm(ADVERBS[found["adverb"]])


def half_year(found: Match) -> Rhythm:
    return Rhythm(_rule("MONTHLY", 6))


def every(unit: str, many: int = 1) -> Rhythm:
    """Every so many days, weeks, months, quarters or years."""
    unit = UNITS[unit]
    if unit == "quartal":
        return Rhythm(_rule("MONTHLY", 3 * many))
    if unit == "tag" and many > 1 and many % 7 == 0:
        return Rhythm(_rule("WEEKLY", many // 7))
    return Rhythm(_rule(_FREQUENCIES[unit], many))


def alle(found: Match) -> Rhythm:
    many = number(found["n"])
    return every(found["unit"], many) if 0 < many < 100 else Rhythm()


def each(found: Match) -> Rhythm:
    word = found["nth"] or ""
    many = ordinal(f"{word}n" if word.endswith("e") else word) if word else 1
    return every(found["unit"], many) if many else Rhythm()


def weekly_on(words: str) -> str:
    """The part of a rule for these weekdays."""
    named = {WEEKDAYS[word] for word in re.findall(rf"\b(?:{SHORT_WEEKDAY})", words)}
    return ",".join(CODES[day] for day in sorted(named))


def on_weekdays(found: Match) -> Rhythm:
    return Rhythm(_rule("WEEKLY", BYDAY=weekly_on(found["weekdays"])))


def from_to(found: Match) -> Rhythm:
    first, last = WEEKDAYS[found["first"]], WEEKDAYS[found["last"]]
    days = ",".join(CODES[first : last + 1])
    return Rhythm(_rule("WEEKLY", BYDAY=days)) if first < last else Rhythm()


def workdays(found: Match) -> Rhythm:
    return Rhythm(_rule("WEEKLY", BYDAY=",".join(CODES[:5])))


def weekends(found: Match) -> Rhythm:
    return Rhythm(_rule("WEEKLY", BYDAY=",".join(CODES[5:])))


def nth_of_month(found: Match) -> Rhythm:
    place = _place(found["nth"])
    if not 1 <= abs(place) <= 5:
        return Rhythm()
    return Rhythm(_rule("MONTHLY", BYDAY=f"{place}{CODES[WEEKDAYS[found['weekday']]]}"))


def nth(found: Match) -> Rhythm:
    """``jeden zweiten Dienstag`` means two things, ``jeden ersten Montag`` hardly."""
    place = _place(found["nth"])
    if place in {1, -1}:
        return replace(nth_of_month(found), doubts=doubt(Why.EVERY_MONTH))
    if not 1 < place <= 5:
        return Rhythm()
    rule = _rule("WEEKLY", place, BYDAY=CODES[WEEKDAYS[found["weekday"]]])
    return Rhythm(rule, doubt(Why.EVERY_OTHER_OR_SECOND))


def month_days(found: Match) -> Rhythm:
    words = re.sub(r" tag| und| oder| zum| am|,", "", found["days"])
    days = [_place(word) for word in words.split()]
    if not all(1 <= abs(day) <= 31 for day in days):
        return Rhythm()
    late = max(days) > 28
    if days == [31]:
        days = [-1]
    if -1 in days and len(days) > 1:
        return Rhythm()
    named = ",".join(str(day) for day in sorted(set(days)))
    is_sure = not late and found.groupdict().get("vague") is None
    why = Why.SHORT_MONTHS if late else Why.EVERY_MONTH
    return Rhythm(_rule("MONTHLY", BYMONTHDAY=named), () if is_sure else doubt(why))


def month_end(found: Match) -> Rhythm:
    return Rhythm(_rule("MONTHLY", BYMONTHDAY="-1"))


def month_begin(found: Match) -> Rhythm:
    return Rhythm(_rule("MONTHLY", BYMONTHDAY="1"), doubt(Why.BEGINNING))


def _place(word: str) -> int:
    if word.startswith(("letzten", "monatsletzte")):
        return -1
    return 1 if word.startswith("monatserste") else ordinal(word)


def joined(one: str, other: str) -> str | None:
    """Two rules that say one thing: ``jede Woche`` and ``montags``; None where they differ."""
    for plain, full in ((one, other), (other, one)):
        parts, more = plain.split(";"), full.split(";")
        if any(part.startswith("BY") for part in parts) or parts[0] != more[0]:
            continue
        if len(parts) == 1:
            return full
        if not any(part.startswith("INTERVAL") for part in more):
            return ";".join([*parts, *more[1:]])
    return None
