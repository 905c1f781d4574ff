"""Days and rhythms of an entry in the language of the device."""

from collections.abc import Mapping
from datetime import date

from babel.dates import format_date, format_skeleton, get_day_names

from roterfaden.core import english, german
from roterfaden.plans.models import Entry
from roterfaden.sharing.languages import Language
from roterfaden.web.session.wording import words

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_SINGLE = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"}
_PLURAL = {"DAILY": "days", "WEEKLY": "weeks", "MONTHLY": "months", "YEARLY": "years"}


def day(on: date, language: Language, today: date) -> str:
    """The day in words, with its year only where that is another one: ``11. Dezember``."""
    if on.year != today.year:
        return str(format_date(on, "long", locale=language.tag))
    return str(format_skeleton("MMMMd", on, locale=language.tag))


def long_day(on: date, language: Language) -> str:
    """The day in words with its year."""
    return str(format_date(on, "long", locale=language.tag))


def when(entry: Entry, language: Language, today: date) -> tuple[str, bool]:
    """The day or rhythm of an entry, and whether it could only be said in German."""
    said = words(language.code)
    if entry.due_on:
        return said["by_day"].format(day=day(entry.due_on, language, today)), False
    if not entry.rhythm:
        return "", False
    return rhythm(entry.rhythm, language, today)


def rhythm(rule: str, language: Language, today: date) -> tuple[str, bool]:
    """A rhythm (RFC 5545) in words; German, and marked so, where the language has no pattern."""
    if language.is_german:
        return german.rhythm_words(rule), False
    if language.code == "en":
        return english.rhythm_words(rule), False
    pairs = (part.partition("=") for part in rule.removeprefix("RRULE:").split(";"))
    parts = {name.upper(): value.upper() for name, _, value in pairs}
    said = _pattern(parts, words(language.code), language)
    if said is None:
        return german.rhythm_words(rule), True
    return _end(said, parts, language, today), False


def _pattern(parts: Mapping[str, str], said: Mapping[str, str], language: Language) -> str | None:
    frequency, interval = parts.get("FREQ", ""), parts.get("INTERVAL", "1")
    by = {name for name in parts if name.startswith("BY")}
    if frequency not in _SINGLE:
        return None
    if interval != "1":
        every = said[f"rhythm_every_{_PLURAL[frequency]}"]
        return None if by else every.format(count=interval)
    if not by:
        return said[f"rhythm_{_SINGLE[frequency]}"]
    if by == {"BYDAY"} and frequency == "WEEKLY":
        return said["rhythm_weekly_on"].format(weekdays=_weekdays(parts["BYDAY"], language))
    if by == {"BYMONTHDAY"} and frequency == "MONTHLY":
        days = parts["BYMONTHDAY"]
        if days == "-1":
            return said["rhythm_monthly_last"]
        return said["rhythm_monthly_on"].format(days=days.replace(",", ", "))
    return None


def _weekdays(codes: str, language: Language) -> str:
    names = get_day_names("wide", "stand-alone", locale=language.tag)
    comma = "، " if language.is_rtl else ", "
    return comma.join(names[_WEEKDAYS.index(code)] for code in codes.split(","))


def _end(said: str, parts: Mapping[str, str], language: Language, today: date) -> str:
    patterns = words(language.code)
    if "COUNT" in parts:
        return patterns["rhythm_times"].format(rhythm=said, count=parts["COUNT"])
    if "UNTIL" in parts:
        until = day(german.last_day(parts["UNTIL"]), language, today)
        return patterns["rhythm_until"].format(rhythm=said, day=until)
    return said
