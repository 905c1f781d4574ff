"""Worked examples to click: each rule has one, and three of them open the page of all rules."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roterfaden.law.applying import apply_texts
from roterfaden.law.errors import LawError, german
from roterfaden.law.registry import RuleVersion
from roterfaden.web.law.sentences import sentence

EXAMPLES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "childcare-exempt": {"born_on": "03.01.2026", "on": "01.12.2026"},
        "conciliation-end": {"began_on": "10.06.2026"},
        "counselling-offer-due": {"notified_on": "04.08.2026", "born_on": "12.05.2004"},
        "deadline-end": {"notified_on": "11.12.2026", "days": "14", "land": "NW"},
        "determination-limit": {"breach_on": "31.08.2026"},
        "first-talk-in-person": {"talk_on": "03.08.2026"},
        "follow-up": {"entry": "step-not-done", "on": "03.08.2026", "towards_work": "yes"},
        "hearing-end": {"notified_on": "11.12.2026", "land": "NW"},
        "hearing-in-person": {"breach_on": "06.07.2026", "writing_hard": "yes"},
        "missed-appointments": {"missed": "06.07.2026, 20.07.2026, 03.08.2026"},
        "no-plan-comes-about": {"found_on": "03.08.2026"},
        "not-reachable": {"determined_on": "05.10.2026", "reported_on": "12.11.2026"},
        "notification": {"posted_on": "22.12.2026", "channel": "post"},
        "objection": {"notified_on": "26.12.2026", "instruction": "given", "land": "NW"},
        "plan-contents": {"written_on": "03.08.2026", "present": "integration_goal,own_efforts"},
        "plan-update-due": {"agreed_on": "31.08.2026", "land": "NW"},
        "reduction": {
            "kind": "breach",
            "breach_on": "06.07.2026",
            "notified_on": "04.08.2026",
            "standard_need": "563,00",
        },
        "reduction-cap": {"breach_on": "06.07.2026", "running": "10", "percent": "30"},
    }
)

OPENING = (
    (
        "notification",
        _("Ein Bescheid geht am 22.12.2026 zur Post. Wann gilt er als bekannt gegeben?"),
    ),
    (
        "objection",
        _("Ein Bescheid gilt am 26.12.2026 als bekannt gegeben. Bis wann ist Widerspruch möglich?"),
    ),
    ("plan-update-due", _("Ein Plan ist vom 31.08.2026. Bis wann wird er aktualisiert?")),
)
_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")


def example_on(version: RuleVersion, day: date) -> str:
    """What the rule says in its example, moved to a day; nothing where it says nothing then."""
    example = EXAMPLES.get(version.name, {})
    if version.hangs_on not in example:
        return ""
    by = day - max(map(_read, _DAY.finditer(example[version.hangs_on])))
    try:
        return sentence(apply_texts(version.name, _moved(example, by)))
    except LawError:
        return ""


def example_url(name: str) -> str:
    """The address of a rule with its example; nothing for a rule without one."""
    if name not in EXAMPLES:
        return ""
    return f"{reverse('law:rule', args=[name])}?{urlencode(EXAMPLES[name])}"


def _moved(example: Mapping[str, str], by: timedelta) -> dict[str, str]:
    """The example with all its days moved by the same."""
    return {
        key: _DAY.sub(lambda day: german(_read(day) + by), text) for key, text in example.items()
    }


def _read(found: re.Match[str]) -> date:
    day, month, year = (int(part) for part in found.groups())
    return date(year, month, day)
