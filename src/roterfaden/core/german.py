"""German words for days and rhythms, as they stand on paper and in lists.

Names of days and months stand here instead of coming from a locale: the sheet is always German,
whatever language the pages are shown in.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")

WEEKDAYS = (
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
)
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
NUMBERS = [
    "null",
    "ein",
    "zwei",
    "drei",
    "vier",
    "fünf",
    "sechs",
    "sieben",
    "acht",
    "neun",
    "zehn",
    "elf",
    "zwölf",
]
ORDINALS = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", 5: "fünften"}
FROM_THE_END = {-1: "letzten", -2: "vorletzten"}

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_UNITS = {
    "DAILY": ("jeden Tag", "Tage"),
    "WEEKLY": ("jede Woche", "Wochen"),
    "MONTHLY": ("jeden Monat", "Monate"),
    "YEARLY": ("jedes Jahr", "Jahre"),
}
_PARTS = {
    *("FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"),
    *("BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"),
}


class UnreadableRhythm(ValueError):
    """A recurrence rule (RFC 5545) that has no German words here; the message says why."""


def day(d: date) -> str:
    """The day in figures, as on paper: ``26.11.2026``."""
    return f"{d.day:02}.{d.month:02}.{d.year}"


def short_day(d: date) -> str:
    """The day for lists, without year: ``Do, 26.11.``."""
    return f"{WEEKDAYS[d.weekday()][:2]}, {d.day:02}.{d.month:02}."


def long_day(d: date) -> str:
    """The day in words, for recipients: ``Freitag, 11. Dezember``."""
    return f"{WEEKDAYS[d.weekday()]}, {d.day}. {MONTHS[d.month - 1]}"


def day_and_month(d: date) -> str:
    """The day where the year is clear: ``26.11.``."""
    return f"{d.day:02}.{d.month:02}."


def month(d: date) -> str:
    """The month of a longer time: ``11/2026``."""
    return f"{d.month:02}/{d.year}"


def long_day_with_year(d: date) -> str:
    """The day in words with its year: ``Freitag, 11. Dezember 2026``."""
    return f"{long_day(d)} {d.year}"


def listed(words: Sequence[str]) -> str:
    """Words in one row: ``Montag, Dienstag und Freitag``."""
    return " und ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def rhythm_words(rrule: str) -> str:
    """A recurrence rule (RFC 5545, with or without ``RRULE:``) in German words.

    ``FREQ=MONTHLY;BYMONTHDAY=1`` gives ``zum 1. jedes Monats``, ``FREQ=WEEKLY;BYDAY=MO`` gives
    ``jeden Montag``. Raises :class:`UnreadableRhythm` for a rule outside days, weeks, months and
    years, because wrong words on the sheet would be worse than none.
    """
    parts = _parts(rrule)
    words = _FREQUENCIES[parts["FREQ"]](parts)
    return words + _end(parts)


def _parts(rrule: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in rrule.strip().removeprefix("RRULE:").split(";")]
    parts = {name.upper(): value.upper() for name, _, value in pairs}
    if "" in parts or "" in parts.values() or len(parts) != len(pairs):
        raise UnreadableRhythm(f"„{rrule}“ ist keine Regel nach RFC 5545.")
    if unknown := sorted(set(parts) - _PARTS):
        raise UnreadableRhythm(f"Der Teil {unknown[0]} wird nicht gelesen.")
    if parts.get("FREQ") not in _UNITS:
        raise UnreadableRhythm("FREQ muss DAILY, WEEKLY, MONTHLY oder YEARLY sein.")
    if "COUNT" in parts and "UNTIL" in parts:
        raise UnreadableRhythm("COUNT und UNTIL schließen sich aus.")
    return parts


def _daily(parts: dict[str, str]) -> str:
    _only(parts, "BYDAY")
    if "BYDAY" in parts and _interval(parts) == 1:
        return _weekly(parts)
    _only(parts)
    return _every(parts)


def _weekly(parts: dict[str, str]) -> str:
    _only(parts, "BYDAY")
    if "BYDAY" not in parts:
        return _every(parts)
    days = _weekdays(parts)
    if _interval(parts) == 1:
        if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
            return f"{WEEKDAYS[days[0]].lower()}s bis {WEEKDAYS[days[-1]].lower()}s"
        return f"jeden {listed([WEEKDAYS[number] for number in days])}"
    return f"{_every(parts)} am {listed([WEEKDAYS[number] for number in days])}"


def _monthly(parts: dict[str, str]) -> str:
    _only(parts, "BYDAY", "BYMONTHDAY", "BYSETPOS")
    if "BYMONTHDAY" in parts and "BYDAY" not in parts:
        days = _month_days(parts)
        return f"{_every(parts)} {days}" if _interval(parts) > 1 else f"{days} jedes Monats"
    if "BYDAY" in parts and "BYMONTHDAY" not in parts:
        if "BYSETPOS" not in parts and parts["BYDAY"] in _CODES and _interval(parts) == 1:
            return f"jeden {WEEKDAYS[_CODES.index(parts['BYDAY'])]}"
        days = _days_of_the_month(parts)
        return f"{_every(parts)} {days}" if _interval(parts) > 1 else f"{days} jedes Monats"
    _only(parts)
    return _every(parts)


def _yearly(parts: dict[str, str]) -> str:
    _only(parts, "BYMONTH", "BYMONTHDAY")
    if "BYMONTH" not in parts:
        _only(parts)
        return _every(parts)
    months = listed([MONTHS[number - 1] for number in _numbers(parts, "BYMONTH", 1, 12)])
    if "BYMONTHDAY" not in parts:
        return f"{_every(parts)} im {months}"
    return f"{_every(parts)} {_month_days(parts)} {months}"


_FREQUENCIES = {
    "DAILY": _daily,
    "WEEKLY": _weekly,
    "MONTHLY": _monthly,
    "YEARLY": _yearly,
}


def _every(parts: dict[str, str]) -> str:
    single, plural = _UNITS[parts["FREQ"]]
    interval = _interval(parts)
    if interval == 1:
        return single
    return f"alle {NUMBERS[interval] if interval < len(NUMBERS) else interval} {plural}"


def _interval(parts: dict[str, str]) -> int:
    return _numbers(parts, "INTERVAL", 1, 999)[0] if "INTERVAL" in parts else 1


def _weekdays(parts: dict[str, str]) -> list[int]:
    codes = parts["BYDAY"].split(",")
    if not set(codes) <= set(_CODES):
        raise UnreadableRhythm(f"BYDAY={parts['BYDAY']} wird hier nicht gelesen.")
    return sorted({_CODES.index(code) for code in codes})


def _month_days(parts: dict[str, str]) -> str:
    days = _numbers(parts, "BYMONTHDAY", -2, 31)
    if days == [-1]:
        return "zum letzten Tag"
    if min(days) < 1:
        raise UnreadableRhythm(f"BYMONTHDAY={parts['BYMONTHDAY']} wird nicht gelesen.")
    return f"zum {listed([f'{number}.' for number in days])}"


def _days_of_the_month(parts: dict[str, str]) -> str:
    position = parts.get("BYSETPOS", "")
    found = [re.fullmatch(r"([+-]?\d)?([A-Z]{2})", code) for code in parts["BYDAY"].split(",")]
    names = []
    for match in found:
        number = match and (match[1] or position)
        if not match or match[2] not in _CODES or not number or (match[1] and position):
            raise UnreadableRhythm(f"BYDAY={parts['BYDAY']} wird hier nicht gelesen.")
        names.append(f"{_ordinal(number)} {WEEKDAYS[_CODES.index(match[2])]}")
    if position and len(names) > 1:
        raise UnreadableRhythm("BYSETPOS wird nur mit einem Wochentag gelesen.")
    return f"am {listed(names)}"


def _ordinal(text: str) -> str:
    try:
        return (ORDINALS | FROM_THE_END)[int(text)]
    except (KeyError, ValueError):
        raise UnreadableRhythm(f"Der {text}. Wochentag wird nicht gelesen.") from None


def _numbers(parts: dict[str, str], name: str, lowest: int, highest: int) -> list[int]:
    try:
        numbers = sorted({int(number) for number in parts[name].split(",")})
    except ValueError:
        raise UnreadableRhythm(f"{name}={parts[name]} ist keine Zahl.") from None
    if numbers[0] < lowest or numbers[-1] > highest or 0 in numbers:
        raise UnreadableRhythm(f"{name}={parts[name]} liegt außerhalb des Bereichs.")
    return numbers


def _only(parts: dict[str, str], *allowed: str) -> None:
    if unread := [name for name in parts if name.startswith("BY") and name not in allowed]:
        raise UnreadableRhythm(f"{unread[0]} wird bei FREQ={parts['FREQ']} hier nicht gelesen.")


def _end(parts: dict[str, str]) -> str:
    if "COUNT" in parts:
        return f", {_numbers(parts, 'COUNT', 1, 9999)[0]}-mal"
    return f" bis {day(last_day(parts['UNTIL']))}" if "UNTIL" in parts else ""


def last_day(text: str) -> date:
    """The last Berlin day: a moment in UTC (``…Z``) is that day in Berlin."""
    for form in ("%Y%m%d", "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"):
        try:
            moment = datetime.strptime(text, form)  # noqa: DTZ007  a day in Berlin, see below
        except ValueError:
            continue
        return (
            moment.replace(tzinfo=UTC).astimezone(BERLIN).date()
            if form.endswith("Z")
            else moment.date()
        )
    raise UnreadableRhythm(f"UNTIL={text} ist kein Tag.")
