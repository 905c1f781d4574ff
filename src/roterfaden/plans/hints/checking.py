"""All hints of a plan: on the plan as a whole, on rubrics, then entry by entry."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.plans.hints import contents, entries, rare, reading, reasons
from roterfaden.plans.hints.catalogue import CATALOGUE, Code
from roterfaden.plans.hints.contents import JOBCENTRE, RECIPIENT
from roterfaden.plans.hints.model import Hint, Item, items
from roterfaden.plans.hints.page import surplus
from roterfaden.plans.hints.text import REMEMBERED

PLAN = "plan"


def check(plan: Mapping[str, Any], *, on: date) -> list[Hint]:
    """The hints on a plan as data (``plan.json``) by the law of the day ``on``; empty when fine.

    Nothing is refused here: what a draft does not say yet is passed over.
    """
    said = items(plan)
    of_entries = (hint for item in said for hint in _of_entry(item))
    return [*_of_plan(plan, said), *_of_rubrics(said), *_of_law(said, on), *of_entries]


def warm() -> None:
    """Load word lists and libraries now, so that the first plan need not wait (for servers)."""
    rare.warm()
    steps = ("Ich schreibe drei Bewerbungen.", "Ich gehe zur Beratung. Dann rufe ich an.")
    said = [{"kind": "step", "owner": "recipient", "text": text} for text in steps]
    check({"entries": said}, on=date.max)


def _of_plan(plan: Mapping[str, Any], said: Sequence[Item]) -> Iterator[Hint]:
    if places := surplus(plan):
        yield _hint(Code.OVER_ONE_PAGE, PLAN, reasons.over_one_page(places))
    if said and _is_all_general(said):
        yield _hint(
            Code.ONLY_GENERAL, PLAN, _("Kein Ziel und kein Schritt passt nur zu dieser Person.")
        )
    score = reading.score(said)
    if score and score.is_too_hard:
        yield _hint(Code.HARD_TO_READ, PLAN, reasons.hard_plan(score))


def _of_rubrics(said: Sequence[Item]) -> Iterator[Hint]:
    own = [item for item in said if item.is_step_of("recipient")]
    promised = [item for item in said if item.is_step_of("jobcentre")]
    if any(item.is_goal for item in said) and not any(item.is_step for item in said):
        yield _hint(
            Code.GOAL_WITHOUT_STEP, RECIPIENT, _("Zum Ziel gibt es noch keinen einzigen Schritt.")
        )
    if own and all(map(entries.standing_rule, own)):
        yield _hint(
            Code.ONLY_STANDING_RULES,
            RECIPIENT,
            _("Hier stehen nur Regeln, die für alle und immer gelten, und kein Schritt zum Ziel."),
        )
    if not promised:
        yield _hint(Code.NO_PROMISE, JOBCENTRE, _("Der Plan nennt keinen Schritt des Jobcenters."))
    elif all(map(entries.is_routine, promised)):
        yield _hint(
            Code.ONLY_ROUTINE,
            JOBCENTRE,
            _("Das Jobcenter sagt nur zu, was es für alle ohnehin macht."),
        )


def _of_law(said: Sequence[Item], on: date) -> Iterator[Hint]:
    for place, reason in contents.missing(said, on):
        yield _hint(Code.LAW_CONTENTS, place, reason)


@lru_cache(REMEMBERED)
def _of_entry(item: Item) -> tuple[Hint, ...]:
    return tuple(_judged(item))


def _judged(item: Item) -> Iterator[Hint]:
    if found := entries.sensitive(item):
        yield _hint(Code.SENSITIVE, item.where, reasons.sensitive(found))
    if entries.is_without_date(item):
        yield _hint(Code.NO_DATE, item.where, _("Der Schritt hat weder Tag noch Rhythmus."))
    if entries.is_filler(item):
        yield _hint(Code.FILLER, item.where, _("Der Eintrag könnte in jedem Plan stehen."))
    if entries.is_routine(item):
        yield _hint(
            Code.ROUTINE_PROMISE, item.where, _("Das macht das Jobcenter für alle ohnehin.")
        )
    if found := entries.standing_rule(item):
        yield _hint(Code.STANDING_RULE, item.where, reasons.standing_rule(found))
    burden = reading.burden(item)
    if burden.is_too_much:
        yield _hint(Code.HARD_TO_READ, item.where, reasons.hard_entry(burden))


def _is_all_general(said: Sequence[Item]) -> bool:
    """Whether every goal and step is general, routine or a standing rule."""
    told = [item for item in said if item.kind != "aspect"]
    tests = (entries.is_filler, entries.is_routine, entries.standing_rule)
    return bool(told) and all(any(test(item) for test in tests) for item in told)


def _hint(code: Code, where: str, reason: str | Promise) -> Hint:
    return Hint(str(code), where, reason, CATALOGUE[code].act)
