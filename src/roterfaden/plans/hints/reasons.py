"""Reasons of hints in words: what was found and why that is worth a second look."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from roterfaden.plans.hints.entries import Found
from roterfaden.plans.hints.reading import LONG_SENTENCE, Burden, Score
from roterfaden.plans.sheet import Surplus

_SENSITIVE = {
    "diagnosis": _("„{}“ sagt etwas über eine Krankheit."),
    "treatment": _("„{}“ verrät eine Krankheit."),
    "violence": _("„{}“ spricht von Gewalt."),
    "addiction": _("„{}“ spricht von einer Sucht."),
    "debts": _("„{}“ betrifft Schulden."),
    "family": _("„{}“ ist sehr persönlich."),
}
_STANDING = {
    "inform": _("Änderungen mitzuteilen gilt für alle und immer."),
    "absence": _("Abwesenheit vorher abzusprechen gilt für alle und immer."),
    "travel": _("Abwesenheit vorher abzusprechen gilt für alle und immer."),
    "unable_to_come": _("Bei Verhinderung abzusagen gilt für alle und immer."),
    "sick_notes": _("Krankheit zu melden gilt für alle und immer."),
    "doctors_notes": _("Krankheit zu melden gilt für alle und immer."),
    "appointments": _("Termine wahrzunehmen oder abzusagen gilt für alle und immer."),
    "reachable": _("Das gilt für alle und immer."),
}


def sensitive(found: Found) -> str | Promise:
    """What was found, and what kind of matter it is."""
    return format_lazy(_SENSITIVE[found.group], found.words)


def standing_rule(found: Found) -> str | Promise:
    """Which rule it is that always holds."""
    return _STANDING[found.group]


def hard_entry(burden: Burden) -> str | Promise:
    """All that makes the entry hard, the words to replace by name."""
    found: list[str | Promise] = []
    if burden.words:
        found.append(format_lazy(_("schwere Wörter ({})"), ", ".join(burden.words[:3])))
    if burden.longest >= LONG_SENTENCE:
        found.append(format_lazy(_("ein Satz mit {} Wörtern"), burden.longest))
    if burden.nouns[1:]:
        found.append(format_lazy(_("viele Hauptwörter ({})"), ", ".join(burden.nouns[:3])))
    if burden.is_passive:
        found.append(_("es bleibt offen, wer es tut"))
    if not found:
        found.append(_("fast nur lange Wörter"))
    listed = format_lazy("; ".join("{}" for _one in found), *found)
    return format_lazy(_("Man muss es zweimal lesen: {}."), listed)


def hard_plan(score: Score) -> str | Promise:
    """Both formulas with their values."""
    return format_lazy(
        _("Der ganze Text ist sehr schwer (Amstad {}, Wiener Sachtextformel {})."),
        f"{score.amstad:.0f}",
        f"{score.wiener:.0f}",
    )


def over_one_page(places: Sequence[Surplus]) -> str | Promise:
    """How many words are too many."""
    count = sum(place.count for place in places)
    if count == 1:
        return _("Ein Wort passt auch in der kleinsten Schrift nicht auf die Seite.")
    return format_lazy(
        _("{} Wörter passen auch in der kleinsten Schrift nicht auf die Seite."), count
    )
