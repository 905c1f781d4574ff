"""Where a case stands on its thread today, and what lies ahead."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from roterfaden.core import spoken
from roterfaden.plans.history.events import CaseEvent, EventKind, first_words
from roterfaden.plans.history.versions import goals, is_reached
from roterfaden.plans.worklists import PlanNow


def now(plan: PlanNow) -> CaseEvent:
    """Today, with what is to be done with the plan."""
    label, detail = _now_words(plan)
    return CaseEvent(plan.today, EventKind.NOW, label, detail, plan.next_number if label else None)


def ahead(plan: PlanNow) -> Iterator[CaseEvent]:
    """The next joint update, then the goals that are still open."""
    if plan.in_force is None:
        return
    if plan.due_on and not plan.is_due and not plan.preparing:
        label = _("Fassung %(number)s") % {"number": plan.next_number}
        detail = _("gemeinsam bis %(day)s") % {"day": spoken.day(plan.due_on)}
        yield CaseEvent(plan.due_on, EventKind.AHEAD, label, detail)
    for kind, name in (("interim_goal", _("Zwischenziel")), ("goal", _("Ziel"))):
        still_open = [g for g in goals(plan.in_force) if g.kind == kind and not is_reached(g)]
        for goal in still_open[:1]:
            words = first_words(goal.text)
            yield CaseEvent(goal.due_on, EventKind.AHEAD, words, name, full_text=goal.text)


def known_end(ends_on: date) -> CaseEvent:
    """The day on which the case will end, where that is known already."""
    return CaseEvent(ends_on, EventKind.AHEAD, _("Fall endet"), spoken.day(ends_on))


def _now_words(plan: PlanNow) -> tuple[str, str]:
    number = {"number": plan.next_number}
    if plan.preparing and plan.preparing.think_until_on:
        day = spoken.short_day(plan.preparing.think_until_on)
        until = pgettext("so lange", "bis %(day)s") % {"day": day}
        return _("Fassung %(number)s ist vorgelegt") % number, until
    if plan.preparing:
        return _("Fassung %(number)s ist im Entwurf") % number, _due_words(plan)
    if plan.in_force is None:
        return "" if plan.person_died else _("Plan beginnen"), ""
    return (_("Fassung %(number)s machen") % number, _due_words(plan)) if plan.is_due else ("", "")


def _due_words(plan: PlanNow) -> str:
    if plan.due_on is None:
        return ""
    if plan.is_overdue:
        return _("überfällig seit %(day)s") % {"day": spoken.day(plan.due_on)}
    return _("bis %(day)s") % {"day": spoken.short_day(plan.due_on)}
