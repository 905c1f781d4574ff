"""English words for days and rhythms on pages; paper is German (:mod:`roterfaden.core.german`)."""

from datetime import date

from babel.dates import format_date

from roterfaden.core import german

_LOCALE = "en_GB"
_WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_PLACES = {
    "1": "first",
    "2": "second",
    "3": "third",
    "4": "fourth",
    "5": "fifth",
    "-1": "last",
    "-2": "last but one",
}


def day(d: date) -> str:
    """The day for tables: ``26 Nov 2026``."""
    return format_date(d, "d MMM y", locale=_LOCALE)


def short_day(d: date) -> str:
    """The day for lists, without year: ``Thu 26 Nov``."""
    return format_date(d, "EEE d MMM", locale=_LOCALE)


def long_day(d: date) -> str:
    """The day in words: ``Friday 11 December``."""
    return format_date(d, "EEEE d MMMM", locale=_LOCALE)


def day_and_month(d: date) -> str:
    """The day where the year is clear: ``26 Nov``."""
    return format_date(d, "d MMM", locale=_LOCALE)


def month(d: date) -> str:
    """The month of a longer time: ``Nov 2026``."""
    return format_date(d, "MMM y", locale=_LOCALE)


def rhythm_words(rrule: str) -> str:
    """A recurrence rule (RFC 5545) that :func:`german.rhythm_words` reads, in English.

    ``FREQ=MONTHLY;BYMONTHDAY=1`` gives ``on the 1st of every month``. Raises
    :class:`german.UnreadableRhythm` as the German does.
    """
    german.rhythm_words(rrule)
    pairs = (part.split("=") for part in rrule.strip().removeprefix("RRULE:").upper().split(";"))
    parts = dict(pairs)
    every = _every(parts)
    if "BYMONTH" in parts:
        words = f"{every} {_in_months(parts)}"
    elif days := _days(parts):
        words = _days_of(days, every, parts)
    else:
        words = every
    return words + _end(parts)


def _every(parts: dict[str, str]) -> str:
    unit, interval = _UNITS[parts["FREQ"]], int(parts.get("INTERVAL", 1))
    if interval == 1:
        return f"every {unit}"
    return f"every {_NUMBERS[interval] if interval < len(_NUMBERS) else interval} {unit}s"


def _days(parts: dict[str, str]) -> str:
    if "BYMONTHDAY" in parts:
        return _listed([_ordinal(number) for number in _sorted(parts["BYMONTHDAY"])])
    order = list(_WEEKDAYS)
    codes = sorted(
        parts["BYDAY"].split(",") if "BYDAY" in parts else [],
        key=lambda code: order.index(code[-2:]),
    )
    return _listed([_weekday(code, parts.get("BYSETPOS", "")) for code in codes])


def _days_of(days: str, every: str, parts: dict[str, str]) -> str:
    """Which days of which weeks or months; a weekday without a place in the month is weekly."""
    counted = "BYMONTHDAY" in parts or "BYSETPOS" in parts or parts["BYDAY"] not in _WEEKDAYS
    if parts["FREQ"] == "MONTHLY" and counted:
        return (
            f"on the {days} of every month" if every == "every month" else f"{every} on the {days}"
        )
    single = every in {"every day", "every week", "every month"}
    return f"every {days}" if single else f"{every} on {days}"


def _weekday(code: str, position: str) -> str:
    name = _WEEKDAYS[code[-2:]]
    place = (code[:-2] or position).removeprefix("+")
    return f"{_PLACES[place]} {name}" if place else name


def _in_months(parts: dict[str, str]) -> str:
    numbers = _sorted(parts["BYMONTH"])
    months = _listed([format_date(date(2000, n, 1), "MMMM", locale=_LOCALE) for n in numbers])
    if "BYMONTHDAY" not in parts:
        return f"in {months}"
    return f"on {_listed([str(n) for n in _sorted(parts['BYMONTHDAY'])])} {months}"


def _ordinal(number: int) -> str:
    if number < 0:
        return "last day"
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _sorted(numbers: str) -> list[int]:
    return sorted({int(number) for number in numbers.split(",")})


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _end(parts: dict[str, str]) -> str:
    if "COUNT" in parts:
        times = int(parts["COUNT"])
        return f", {times} times" if times > 1 else ", once"
    return f" until {day(german.last_day(parts['UNTIL']))}" if "UNTIL" in parts else ""
