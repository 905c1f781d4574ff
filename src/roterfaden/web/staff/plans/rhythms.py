"""Rhythms as people choose them, and the recurrence rules (RFC 5545) that stand for them."""

import re
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

WEEKLY, FORTNIGHTLY, MONTHLY, OWN, KEPT = "weekly", "fortnightly", "monthly", "own", "kept"

CHOICES = (
    ("", _("nicht regelmäßig")),
    (WEEKLY, _("wöchentlich")),
    (FORTNIGHTLY, _("alle zwei Wochen")),
    (MONTHLY, _("monatlich")),
    (OWN, _("anderer Abstand")),
)
WEEKDAYS = (
    ("", _("an irgendeinem Tag")),
    ("MO", _("Montag")),
    ("TU", _("Dienstag")),
    ("WE", _("Mittwoch")),
    ("TH", _("Donnerstag")),
    ("FR", _("Freitag")),
    ("SA", _("Samstag")),
    ("SU", _("Sonntag")),
)
MONTH_DAYS = (
    *((str(n), format_lazy(_("zum {day}."), day=n)) for n in range(1, 29)),
    ("-1", _("zum letzten Tag")),
)
UNITS = (("DAILY", _("Tage")), ("WEEKLY", _("Wochen")), ("MONTHLY", _("Monate")))

_WEEKS = re.compile(r"FREQ=WEEKLY(;INTERVAL=2)?(?:;BYDAY=(MO|TU|WE|TH|FR|SA|SU))?")
_MONTH_DAY = re.compile(r"FREQ=MONTHLY;BYMONTHDAY=(-1|[1-9]|1\d|2[0-8])")
_INTERVAL = re.compile(r"FREQ=(DAILY|WEEKLY|MONTHLY)(?:;INTERVAL=(\d{1,2}))?")


def read(rule: str) -> dict[str, Any]:
    """The choices that stand for a rule; a rule that no choice gives is ``kept`` as it is."""
    if not rule:
        return {"rhythm": ""}
    if weeks := _WEEKS.fullmatch(rule):
        return {"rhythm": FORTNIGHTLY if weeks[1] else WEEKLY, "weekday": weeks[2] or ""}
    if month := _MONTH_DAY.fullmatch(rule):
        return {"rhythm": MONTHLY, "month_day": month[1]}
    if interval := _INTERVAL.fullmatch(rule):
        return {"rhythm": OWN, "unit": interval[1], "every": int(interval[2] or 1)}
    return {"rhythm": KEPT}


def write(chosen: dict[str, Any], *, kept: str = "") -> str:
    """The rule for these choices; ``kept`` is the rule that the entry has already."""
    match chosen.get("rhythm"):
        case "weekly" | "fortnightly" as often:
            interval = ";INTERVAL=2" if often == FORTNIGHTLY else ""
            day = f";BYDAY={chosen['weekday']}" if chosen.get("weekday") else ""
            return f"FREQ=WEEKLY{interval}{day}"
        case "monthly":
            return f"FREQ=MONTHLY;BYMONTHDAY={chosen.get('month_day') or 1}"
        case "own":
            return f"FREQ={chosen.get('unit') or 'WEEKLY'};INTERVAL={chosen.get('every') or 1}"
        case "kept":
            return kept
        case _:
            return ""
