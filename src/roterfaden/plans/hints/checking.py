"""All hints of a plan, in the order in which a person reads the plan."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from roterfaden.plans.hints import entries
from roterfaden.plans.hints.catalogue import CATALOGUE, Code
from roterfaden.plans.hints.model import Hint, Item, items

PLAN = "plan"


def check(plan: Mapping[str, Any], *, on: date) -> list[Hint]:
    """The hints on a plan as data (``plan.json``) by the law of the day ``on``; empty when fine.

    First those of the plan as a whole, then those of rubrics, then entry by entry. Nothing is
    refused here: what a draft does not say yet is passed over.
    """
    said = items(plan)
    return [*_of_rubrics(said), *(hint for item in said for hint in _of_entry(item))]


def warm() -> None:
    """Load word lists and libraries now, so that the first plan need not wait (servers)."""
    check({"entries": [{"kind": "step", "owner": "recipient", "text": "Ich lese."}]}, on=date.max)


def _of_rubrics(said: Sequence[Item]) -> Iterator[Hint]:
    if not any(item.is_step_of("jobcentre") for item in said):
        yield _hint(
            Code.NO_PROMISE,
            "rubrics/step_jobcentre",
            _("Das Jobcenter sagt in diesem Plan nichts zu."),
        )
    if any(item.is_goal for item in said) and not any(item.is_step for item in said):
        yield _hint(
            Code.GOAL_WITHOUT_STEP,
            "rubrics/step_recipient",
            _("Zu dem Ziel gibt es noch keinen Schritt."),
        )


def _of_entry(item: Item) -> Iterator[Hint]:
    if entries.is_without_date(item):
        yield _hint(Code.NO_DATE, item.where, _("Der Schritt hat weder Tag noch Rhythmus."))
    if entries.is_filler(item):
        yield _hint(Code.FILLER, item.where, _("Der Satz könnte in jedem Plan stehen."))


def _hint(code: Code, where: str, reason: Any) -> Hint:
    return Hint(str(code), where, reason, CATALOGUE[code].act)
