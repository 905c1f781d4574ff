"""Reasons as an office words them: what a form offers, and what is stored with it.

Categories are fixed, because figures count by them; words are the office's matter. An office that
says nothing is offered the names of the categories.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils import translation

from roterfaden.organisations.models import Jobcentre
from roterfaden.plans.models import Plan, PlanVersion, Reason

CATEGORIES: dict[Reason.Purpose, type[TextChoices]] = {
    Reason.Purpose.END: Plan.EndReason,
    Reason.Purpose.WITHDRAW: PlanVersion.WithdrawReason,
}
"""The categories of each purpose. A further purpose is one more line here."""


@dataclass(frozen=True)
class Wording:
    """One reason on a form: its key, the category behind it, the office's words.

    ``words`` are empty for a category that speaks for itself; ``label`` is what people read.
    """

    key: str
    category: str
    label: str
    words: str = ""


def category_names(purpose: Reason.Purpose) -> dict[str, str]:
    """The categories of a purpose with their names, in their own order."""
    return {choice.value: str(choice.label) for choice in CATEGORIES[purpose]}


def wordings(
    jobcentre: Jobcentre, purpose: Reason.Purpose, on: date, *, among: Collection[str] = ()
) -> list[Wording]:
    """What a form offers on this day, in the office's order; one query.

    ``among`` narrows to these categories. A category about which the office never said anything is
    offered by its name, so that one which a later release brings is not lost.
    """
    kept = list(Reason.objects.filter(jobcentre=jobcentre, purpose=purpose))
    found = [
        Wording(str(reason.pk), reason.category, reason.label, reason.label)
        for reason in kept
        if reason.is_offered_on(on)
    ]
    spoken_for = {reason.category for reason in kept}
    found += [
        Wording(category, category, name)
        for category, name in category_names(purpose).items()
        if category not in spoken_for
    ]
    narrowed = [one for one in found if not among or one.category in among]
    return narrowed or _by_name(purpose, among)


def in_german(purpose: Reason.Purpose, category: str) -> str:
    """The German name of a category, whatever language the page is in."""
    with translation.override("de"):
        return category_names(purpose)[category]


def delivered(jobcentre: Jobcentre, purpose: Reason.Purpose) -> list[Reason]:
    """The categories as reasons that an office can take over, not stored yet."""
    return [
        Reason(
            jobcentre=jobcentre,
            purpose=purpose,
            category=category,
            label=in_german(purpose, category),
        )
        for category in category_names(purpose)
    ]


def _by_name(purpose: Reason.Purpose, among: Collection[str]) -> list[Wording]:
    """The categories themselves: a form is never empty because everything was switched off."""
    names = category_names(purpose).items()
    return [Wording(key, key, name) for key, name in names if not among or key in among]
