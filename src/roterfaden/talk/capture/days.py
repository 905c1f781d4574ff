"""Which day each way of naming one means; ``day_words`` says what it looks like."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from roterfaden.talk.capture.doubts import Why
from roterfaden.talk.capture.reckoning import (
    FRIDAY,
    SUNDAY,
    Day,
    coming,
    day_of_month,
    easter,
    exact,
    in_year,
    last_of_month,
    monday_of,
    months_later,
)
from roterfaden.talk.capture.terms import MONTHS, UNITS, WEEKDAYS, number, ordinal

Match = re.Match[str]
Reading = Callable[[Match, date], Day]

FEASTS: dict[str, Callable[[int], date]] = {
    "weihnachten": lambda year: date(year, 12, 24),
    "heiligabend": lambda year: date(year, 12, 24),
    "nikolaus": lambda year: date(year, 12, 6),
    "silvester": lambda year: date(year, 12, 31),
    "jahreswechsel": lambda year: date(year, 12, 31),
    "jahresende": lambda year: date(year, 12, 31),
    "neujahr": lambda year: date(year, 1, 1),
    "karfreitag": lambda year: easter(year) - timedelta(days=2),
    "ostern": easter,
    "ostermontag": lambda year: easter(year) + timedelta(days=1),
    "ostersonntag": easter,
    "gruendonnerstag": lambda year: easter(year) - timedelta(days=3),
    "rosenmontag": lambda year: easter(year) - timedelta(days=48),
    "aschermittwoch": lambda year: easter(year) - timedelta(days=46),
    "himmelfahrt": lambda year: easter(year) + timedelta(days=39),
    "christi himmelfahrt": lambda year: easter(year) + timedelta(days=39),
    "pfingsten": lambda year: easter(year) + timedelta(days=49),
    "pfingstmontag": lambda year: easter(year) + timedelta(days=50),
    "fronleichnam": lambda year: easter(year) + timedelta(days=60),
    "tag der deutschen einheit": lambda year: date(year, 10, 3),
    "allerheiligen": lambda year: date(year, 11, 1),
}
WHICH_WEEK = {"diese": 0, "dieser": 0, "der": 0, "naechste": 1, "naechster": 1}
WHICH_WEEK |= {"naechsten": 1, "kommende": 1, "kommender": 1, "kommenden": 1, "dieses": 0}
WHICH_WEEK |= {"uebernaechste": 2, "uebernaechster": 2, "diesen": 0, "des": 0, "uebernaechsten": 2}


def iso(found: Match, on: date) -> Day:
    return exact(int(found["y"]), int(found["m"]), int(found["d"]), on)


def figures(found: Match, on: date) -> Day:
    day, month, year = int(found["d"]), int(found["m"]), found["y"]
    if year:
        stated = exact(int(year), month, day, on)
    else:
        stated = coming(on, lambda year: date(year, month, day))
    return _with_weekday(stated, found)


def to_day(found: Match, on: date) -> Day:
    """``7.-11.12.``: its last day, with the first named beside it."""
    return Day(figures(found, on).on, Why.SEVERAL_DAYS)


def day_and_month(found: Match, on: date) -> Day:
    day, month = ordinal(found["d"]), MONTHS[found["month"]]
    return _with_weekday(in_year(on, found["year"], lambda year: date(year, month, day)), found)


def _with_weekday(stated: Day, found: Match) -> Day:
    named = found["weekday"]
    if named and stated.on and stated.on.weekday() != WEEKDAYS[named.rstrip(".")]:
        return Day(stated.on, Why.WEEKDAY_DIFFERS)
    return stated


def part_of_month(found: Match, on: date) -> Day:
    month, part = MONTHS[found["month"]], found["part"]
    if part == "ende":
        return in_year(on, found["year"], lambda year: last_of_month(year, month))
    day = in_year(on, found["year"], lambda year: date(year, month, 15 if part == "mitte" else 1))
    return day if part == "mitte" else Day(day.on, day.why or Why.BEGINNING)


def month(found: Match, on: date) -> Day:
    month = MONTHS.get(found["month"]) or int(found["month"])
    day = in_year(on, found["year"], lambda year: last_of_month(year, month))
    return Day(day.on, Why.MONTH_ONLY)


def part_of_this_month(found: Match, on: date) -> Day:
    ahead = WHICH_WEEK[found["which"] or "der"]
    first = months_later(on.replace(day=1), ahead)
    part = found["part"]
    if part == "mitte":
        return _not_past(first.replace(day=15), on)
    if part in {"anfang", "beginn"}:
        return Day(first, Why.BEGINNING if first >= on else Why.PAST)
    return Day(last_of_month(first.year, first.month))


def end_of_this_month(found: Match, on: date) -> Day:
    return Day(last_of_month(on.year, on.month))


def this_month(found: Match, on: date) -> Day:
    first = months_later(on.replace(day=1), WHICH_WEEK[found["which"]])
    return Day(last_of_month(first.year, first.month), Why.MONTH_ONLY)


def end_of_year(found: Match, on: date) -> Day:
    if found["year"]:
        return exact(int(found["year"]), 12, 31, on)
    return Day(date(on.year + WHICH_WEEK[found["which"] or "der"], 12, 31))


def beginning_of_year(found: Match, on: date) -> Day:
    if found["year"]:
        day = exact(int(found["year"]), 1, 1, on)
        return Day(day.on, day.why or Why.BEGINNING)
    return Day(date(on.year + 1, 1, 1), Why.BEGINNING)


def end_of_quarter(found: Match, on: date) -> Day:
    return Day(last_of_month(on.year, (on.month + 2) // 3 * 3))


def end_of_a_quarter(found: Match, on: date) -> Day:
    quarter = int(found["n"] or found["q"])
    day = in_year(on, found["year"], lambda year: last_of_month(year, quarter * 3))
    return Day(day.on, day.why or (None if found["end"] else Why.QUARTER_ONLY))


def first_or_last(found: Match, on: date) -> Day:
    """``monatserster``, ``1. des Folgemonats``: no month is missing there."""
    if found["last"]:
        return end_of_this_month(found, on)
    return Day(day_of_month(on, 1).on)


def day_of_next_month(found: Match, on: date) -> Day:
    first = months_later(on.replace(day=1), 1)
    return Day(first.replace(day=ordinal(found["d"])))


def feast(found: Match, on: date) -> Day:
    return coming(on, FEASTS[found["feast"]])


def advent(found: Match, on: date) -> Day:
    weeks_before = 4 - ordinal(found["n"])

    def of_year(year: int) -> date:
        fourth = date(year, 12, 24) - timedelta(days=date(year, 12, 24).isoweekday() % 7)
        return fourth - timedelta(weeks=weeks_before)

    return coming(on, of_year) if 0 <= weeks_before < 4 else Day(None, Why.NO_SUCH_DAY)


def part_of_week(found: Match, on: date) -> Day:
    monday = monday_of(on, WHICH_WEEK[found["which"]])
    part = found["part"]
    if part in {"anfang", "beginn"}:
        return Day(monday, Why.PAST if monday < on else Why.BEGINNING)
    return _not_past(monday + timedelta(days=2 if part == "mitte" else FRIDAY), on)


def week(found: Match, on: date) -> Day:
    monday = monday_of(on, WHICH_WEEK[found["which"]])
    friday = monday + timedelta(days=FRIDAY)
    if friday < on:
        return Day(monday + timedelta(days=SUNDAY), Why.TODAY_OR_LATER)
    is_by = found["by"] is not None and monday > on
    return Day(friday, Why.START_OR_END if is_by else None)


def weekend(found: Match, on: date) -> Day:
    wanted = FRIDAY if found["by"] is not None else SUNDAY
    day = monday_of(on) + timedelta(days=wanted)
    return Day(day) if day >= on else Day(day + timedelta(weeks=1), Why.TODAY_OR_LATER)


def calendar_week(found: Match, on: date) -> Day:
    week, part = int(found["kw"] or found["kw2"]), found["part"]
    weekday = {"anfang": 1, "beginn": 1, "mitte": 3}.get(part or "", 5)
    day = in_year(on, found["year"], lambda year: date.fromisocalendar(year, week, weekday))
    unclear = found["by"] is not None and not part
    return Day(day.on, day.why or (Why.START_OR_END if unclear else None))


def weekday(found: Match, on: date) -> Day:
    ahead = (WEEKDAYS[found["weekday"].rstrip(".")] - on.weekday()) % 7
    which = found["which"] or ""
    next_one = on + timedelta(days=ahead or 7)
    is_this_week = ahead > 0 and monday_of(next_one) == monday_of(on)
    if which in {"naechsten", "uebernaechsten"}:
        day = next_one + timedelta(weeks=1 if which == "uebernaechsten" else 0)
        return Day(day, Why.THIS_OR_NEXT_WEEK if is_this_week else None)
    return Day(next_one, Why.TODAY_OR_LATER if not ahead and which != "kommenden" else None)


def weekday_of_week(found: Match, on: date) -> Day:
    monday = monday_of(on, WHICH_WEEK[found["which"]])
    return _not_past(monday + timedelta(days=WEEKDAYS[found["weekday"]]), on)


def weekday_in_weeks(found: Match, on: date) -> Day:
    first = weekday(found, on)
    later = first.on and first.on + timedelta(weeks=number(found["n"]))
    return Day(later, Why.THIS_OR_NEXT_WEEK)


def today(found: Match, on: date) -> Day:
    return Day(on + timedelta(days={"heute": 0, "morgen": 1, "uebermorgen": 2}[found["today"]]))


def later(found: Match, on: date) -> Day:
    if found["half"]:
        return Day(months_later(on, 6))
    start = on + timedelta(days={"morgen": 1, "uebermorgen": 2}.get(found["today"] or "", 0))
    many, unit = number(found["n"]), UNITS[found["unit"]]
    why = Why.ABOUT if found["about"] else None
    if unit in {"monat", "jahr"}:
        months = many * (12 if unit == "jahr" else 1)
        return Day(months_later(start, months), why) if months <= 60 else Day(None, Why.FAR_AWAY)
    return Day(start + timedelta(days=many * (7 if unit == "woche" else 1)), why)


def day_only(found: Match, on: date) -> Day:
    return day_of_month(on, ordinal(found["d"]))


def _not_past(day: date, on: date) -> Day:
    return Day(day, Why.PAST if day < on else None)
