"""German words for days: what each way of naming one looks like, and which day it means."""

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
from roterfaden.talk.capture.terms import (
    MONTH,
    MONTHS,
    NUMBER,
    ORDINAL,
    SHORT_WEEKDAY,
    WEEKDAY,
    WEEKDAYS,
    either,
    number,
    ordinal,
)
from roterfaden.talk.capture.words import whole

Match = re.Match[str]
Reading = Callable[[Match, date], Day]

_FEASTS: dict[str, Callable[[int], date]] = {
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
    "himmelfahrt": lambda year: easter(year) + timedelta(days=39),
    "pfingsten": lambda year: easter(year) + timedelta(days=49),
}
_WHICH_WEEK = {"diese": 0, "dieser": 0, "der": 0, "naechste": 1, "naechster": 1}
_WHICH_WEEK |= {"naechsten": 1, "kommende": 1, "kommender": 1, "kommenden": 1, "dieses": 0}
_WHICH_WEEK |= {"uebernaechste": 2, "uebernaechster": 2, "diesen": 0, "des": 0, "uebernaechsten": 2}
_WEEKS = either(*(name for name in _WHICH_WEEK if name[-1] in "er" and name != "der"))
_PART = r"(?P<part>anfang|beginn|mitte|ende)"
_YEAR = r"(?: (?P<year>\d{4}|'?\d\d(?= ?$)))?"
_UNIT = r"(?P<unit>tag|woche|monat|jahr)(?:en|es|s|e|n)?"
_NEXT = "diesen|dieses|kommenden|naechsten|uebernaechsten"


def _iso(found: Match, on: date) -> Day:
    return exact(int(found["y"]), int(found["m"]), int(found["d"]), on)


def _figures(found: Match, on: date) -> Day:
    day, month, year = int(found["d"]), int(found["m"]), found["y"]
    if year:
        stated = exact(int(year), month, day, on)
    else:
        stated = coming(on, lambda year: date(year, month, day))
    return _with_weekday(stated, found)


def _day_and_month(found: Match, on: date) -> Day:
    day, month = ordinal(found["d"]), MONTHS[found["month"]]
    return _with_weekday(in_year(on, found["year"], lambda year: date(year, month, day)), found)


def _with_weekday(stated: Day, found: Match) -> Day:
    named = found["weekday"]
    if named and stated.on and stated.on.weekday() != WEEKDAYS[named.rstrip(".")]:
        return Day(stated.on, Why.WEEKDAY_DIFFERS)
    return stated


def _part_of_month(found: Match, on: date) -> Day:
    month, part = MONTHS[found["month"]], found["part"]
    if part == "ende":
        return in_year(on, found["year"], lambda year: last_of_month(year, month))
    day = in_year(on, found["year"], lambda year: date(year, month, 15 if part == "mitte" else 1))
    return day if part == "mitte" else Day(day.on, day.why or Why.BEGINNING)


def _month(found: Match, on: date) -> Day:
    month = MONTHS[found["month"]]
    day = in_year(on, found["year"], lambda year: last_of_month(year, month))
    return Day(day.on, Why.MONTH_ONLY)


def _part_of_this_month(found: Match, on: date) -> Day:
    ahead = _WHICH_WEEK[found["which"] or "der"]
    first = months_later(on.replace(day=1), ahead)
    part = found["part"]
    if part == "mitte":
        return _not_past(first.replace(day=15), on)
    if part in {"anfang", "beginn"}:
        return Day(first, Why.BEGINNING if first >= on else Why.PAST)
    return Day(last_of_month(first.year, first.month))


def _end_of_this_month(found: Match, on: date) -> Day:
    return Day(last_of_month(on.year, on.month))


def _this_month(found: Match, on: date) -> Day:
    first = months_later(on.replace(day=1), _WHICH_WEEK[found["which"]])
    return Day(last_of_month(first.year, first.month), Why.MONTH_ONLY)


def _end_of_year(found: Match, on: date) -> Day:
    if found["year"]:
        return exact(int(found["year"]), 12, 31, on)
    return Day(date(on.year + _WHICH_WEEK[found["which"] or "der"], 12, 31))


def _end_of_quarter(found: Match, on: date) -> Day:
    return Day(last_of_month(on.year, (on.month + 2) // 3 * 3))


def _feast(found: Match, on: date) -> Day:
    return coming(on, _FEASTS[found["feast"]])


def _part_of_week(found: Match, on: date) -> Day:
    monday = monday_of(on, _WHICH_WEEK[found["which"]])
    part = found["part"]
    if part in {"anfang", "beginn"}:
        return Day(monday, Why.PAST if monday < on else Why.BEGINNING)
    return _not_past(monday + timedelta(days=2 if part == "mitte" else FRIDAY), on)


def _week(found: Match, on: date) -> Day:
    monday = monday_of(on, _WHICH_WEEK[found["which"]])
    friday = monday + timedelta(days=FRIDAY)
    if friday < on:
        return Day(monday + timedelta(days=SUNDAY), Why.TODAY_OR_LATER)
    is_by = found["by"] is not None and monday > on
    return Day(friday, Why.START_OR_END if is_by else None)


def _weekend(found: Match, on: date) -> Day:
    wanted = FRIDAY if found["by"] is not None else SUNDAY
    day = monday_of(on) + timedelta(days=wanted)
    return Day(day) if day >= on else Day(day + timedelta(weeks=1), Why.TODAY_OR_LATER)


def _calendar_week(found: Match, on: date) -> Day:
    week, part = int(found["kw"] or found["kw2"]), found["part"]
    weekday = {"anfang": 1, "beginn": 1, "mitte": 3}.get(part or "", 5)
    day = in_year(on, found["year"], lambda year: date.fromisocalendar(year, week, weekday))
    unclear = found["by"] is not None and not part
    return Day(day.on, day.why or (Why.START_OR_END if unclear else None))


def _weekday(found: Match, on: date) -> Day:
    ahead = (WEEKDAYS[found["weekday"].rstrip(".")] - on.weekday()) % 7
    which = found["which"] or ""
    next_one = on + timedelta(days=ahead or 7)
    is_this_week = ahead > 0 and monday_of(next_one) == monday_of(on)
    if which in {"naechsten", "uebernaechsten"}:
        day = next_one + timedelta(weeks=1 if which == "uebernaechsten" else 0)
        return Day(day, Why.THIS_OR_NEXT_WEEK if is_this_week else None)
    return Day(next_one, Why.TODAY_OR_LATER if not ahead and which != "kommenden" else None)


def _weekday_of_week(found: Match, on: date) -> Day:
    monday = monday_of(on, _WHICH_WEEK[found["which"]])
    return _not_past(monday + timedelta(days=WEEKDAYS[found["weekday"]]), on)


def _weekday_in_weeks(found: Match, on: date) -> Day:
    first = _weekday(found, on)
    later = first.on and first.on + timedelta(weeks=number(found["n"]))
    return Day(later, Why.THIS_OR_NEXT_WEEK)


def _today(found: Match, on: date) -> Day:
    return Day(on + timedelta(days={"heute": 0, "morgen": 1, "uebermorgen": 2}[found["today"]]))


def _later(found: Match, on: date) -> Day:
    if found["half"]:
        return Day(months_later(on, 6))
    start = on + timedelta(days={"morgen": 1, "uebermorgen": 2}.get(found["today"] or "", 0))
    many = number(found["n"])
    if found["unit"] in {"monat", "jahr"}:
        months = many * (12 if found["unit"] == "jahr" else 1)
        return Day(months_later(start, months)) if months <= 60 else Day(None, Why.FAR_AWAY)
    return Day(start + timedelta(days=many * (7 if found["unit"] == "woche" else 1)))


def _day_only(found: Match, on: date) -> Day:
    return day_of_month(on, ordinal(found["d"]))


def _not_past(day: date, on: date) -> Day:
    return Day(day, Why.PAST if day < on else None)


_BEFORE_DATE = rf"(?:(?P<weekday>{SHORT_WEEKDAY})\.? (?:den |dem )?)?"
_NO_AMOUNT = r"(?! ?(?:uhr|euro|eur|€|stunden|std|h|prozent|%|km|mal|ects|punkte)\b)"
_PREP = (
    r"(?<=\bbis )|(?<=\bam )|(?<=\bzum )|(?<=\bdem )|(?<=\bden )|(?<=\bspaetestens )|(?<=\bvor )"
)
_IN_MONTH = r"(?:(?<=\bbis )|(?<=\bim )|(?<=\bspaetestens )|(?<=\bzum )|(?<=\bvor )|(?<=\bab ))"
_IN = r"(?:in|binnen|innerhalb)(?: (?:von|den|der|des))?(?: naechsten| kommenden)?"
_NOT_COUNTED = (
    r"(?! (?:mal|tag|arbeitstag|termin|kurstag|gespraech|lehrjahr|stock|klasse|treffen|woche|monat|"
    r"versuch|schritt|ausbildungsjahr|quartal|halbjahr)\b)"
)

READINGS: tuple[tuple[re.Pattern[str], Reading], ...] = tuple(
    (whole(pattern), reading)
    for pattern, reading in (
        (r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})\.?", _iso),
        (
            rf"{_BEFORE_DATE}(?P<d>\d{{1,2}})\. ?(?P<m>\d{{1,2}})\. ?(?P<y>\d{{4}}|(?<=\.)\d\d)\.?",
            _figures,
        ),
        (rf"{_BEFORE_DATE}(?P<d>\d{{1,2}})\. ?(?P<m>\d{{1,2}})\.(?P<y>)", _figures),
        (
            (
                rf"(?:{_PREP}|(?=(?:{SHORT_WEEKDAY})\.? )){_BEFORE_DATE}"
                rf"(?P<d>\d{{1,2}})\.(?P<m>\d{{1,2}})(?P<y>){_NO_AMOUNT}"
            ),
            _figures,
        ),
        (
            rf"{_BEFORE_DATE}(?P<d>{ORDINAL}|\d{{1,2}}) ?(?P<month>{MONTH})\.?{_YEAR}",
            _day_and_month,
        ),
        (rf"{_PART} (?:des )?(?P<month>{MONTH})\.?{_YEAR}", _part_of_month),
        (
            (
                rf"{_PART} (?:des (?=naechsten|kommenden))?"
                r"(?P<which>des|dieses|diesen|naechsten|kommenden) monats"
            ),
            _part_of_this_month,
        ),
        (r"monatsende", _end_of_this_month),
        (
            (
                r"ende (?:des (?=naechsten|kommenden))?"
                r"(?P<which>des|dieses|diesen|naechsten|kommenden) jahres(?P<year>)"
            ),
            _end_of_year,
        ),
        (r"(?P<which>)ende (?P<year>\d{4})", _end_of_year),
        (r"quartalsende|ende des quartals", _end_of_quarter),
        (rf"{_PART} (?:der )?(?P<which>{either(*_WHICH_WEEK)}) woche", _part_of_week),
        (rf"(?P<weekday>{WEEKDAY}) (?P<which>{either(*_WHICH_WEEK)}) woche", _weekday_of_week),
        (
            rf"(?P<which>{either(*_WHICH_WEEK)}) woche (?:am )?(?P<weekday>{WEEKDAY})",
            _weekday_of_week,
        ),
        (
            rf"(?P<which>)(?P<weekday>{WEEKDAY}) in (?P<n>{NUMBER}) wochen?",
            _weekday_in_weeks,
        ),
        (rf"(?P<by>(?<=bis )|(?<=bis zur ))?(?P<which>{_WEEKS}) woche", _week),
        (r"(?P<by>(?<=bis )|(?<=bis zum ))?wochenende", _weekend),
        (r"(?P<which>diesen|naechsten|kommenden|uebernaechsten) monat", _this_month),
        (
            (
                rf"(?P<by>(?<=bis )|(?<=bis zur ))?(?:{_PART} (?:der )?)?"
                r"(?:(?:kw|kalenderwoche) ?(?P<kw>\d{1,2})|"
                r"(?P<kw2>\d{1,2})\. ?(?:kw|kalenderwoche))"
                r"(?:[/ ](?P<year>\d{4}))?"
            ),
            _calendar_week,
        ),
        (
            (
                rf"(?:(?P<today>heute|morgen|uebermorgen) )?{_IN} "
                rf"(?:(?P<half>(?:einem )?halben jahr(?:es)?)|(?P<n>{NUMBER}) {_UNIT})"
            ),
            _later,
        ),
        (
            (
                r"(?<!jeden )(?<!am )(?<!guten )(?P<today>heute|morgen|uebermorgen)"
                r"(?: (?:frueh|vormittag|mittag|nachmittag|abend))?"
            ),
            _today,
        ),
        (rf"(?P<feast>{either(*_FEASTS)})", _feast),
        (rf"(?:(?P<which>{_NEXT}) )?(?P<weekday>{WEEKDAY})", _weekday),
        (r"(?P<which>)(?<=bis )(?P<weekday>mo|di|mi|do|fr|sa)\.?", _weekday),
        (r"(?P<which>)(?<=am )(?P<weekday>mo|di|mi|do|fr|sa)\.?", _weekday),
        (rf"(?P<month>{MONTH}) (?P<year>\d{{4}})", _month),
        (rf"{_IN_MONTH}(?P<month>{MONTH}){_YEAR}", _month),
        (
            (
                r"(?:(?<=\bam )|(?<=\bbis )|(?<=\bbis zum )|(?<=\bspaetestens ))"
                rf"(?P<d>{ORDINAL}){_NOT_COUNTED}"
            ),
            _day_only,
        ),
        (rf"(?<=\bzum )(?P<d>{ORDINAL})(?= ?$| \|)", _day_only),
    )
)
"""From the most particular to the least: what an earlier one has read is not read again."""

VAGUE = whole(
    r"bald|zeitnah|demnaechst|schnellstmoeglich|schnellstens|umgehend|sofort|asap|kurzfristig|"
    r"spaeter|irgendwann|(?:im )?naechste[sn]? jahr|in ein paar (?:tagen|wochen|monaten)|"
    r"in den (?:naechsten|kommenden) (?:tagen|wochen|monaten)|"
    r"(?:im|bis zum|bis) (?:fruehjahr|fruehling|sommer|herbst|winter)|"
    rf"in (?:{NUMBER}) ?(?:-|bis|oder) ?(?:{NUMBER}) (?:tagen|wochen|monaten)|"
    r"in \d+-\d+ (?:tagen|wochen|monaten)"
)
"""Words about time that name no day."""
