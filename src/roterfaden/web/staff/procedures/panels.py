"""What stands in "Jetzt": for each state one form, one main action, and what is known for it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roterfaden.delivery.models import Letter
from roterfaden.law.rules.hearing import hearing_end
from roterfaden.obligations.consequences import (
    due_end,
    earlier_that_count,
    in_person,
    kinds_for,
    known_on,
    place_of,
    reduced,
    running_percent,
    usual_kind,
)
from roterfaden.obligations.letter_facts import DUTY_FIELDS, missing
from roterfaden.obligations.letters import current, moved_known_on
from roterfaden.obligations.models import Decision, Duty, Hearing, HouseRules, Procedure
from roterfaden.obligations.occasions import may_choose
from roterfaden.obligations.states import State, Track
from roterfaden.obligations.words import full_day
from roterfaden.web.staff.procedures.acts import ACTS
from roterfaden.web.staff.procedures.forms import DecisionForm, DutyForm, HearingForm
from roterfaden.web.staff.procedures.said import all_hindrances


@dataclass(frozen=True)
class Panel:
    """The main action of now: template, its address word, its form, and what else is shown."""

    template: str
    title: str
    act: str = ""
    form: forms.Form | None = None
    letter: Letter | None = None
    shown: dict[str, Any] = field(default_factory=dict)
    ends_here: bool = False
    """Whether its one action is the end, with every way to it."""


def panel(procedure: Procedure, today: date, bound: dict[str, forms.Form]) -> Panel:
    """What is to do now; ``bound`` are forms that were sent and refused, by address word."""
    return _PANELS[State(procedure.state)](procedure, today, bound)


Bound = dict[str, forms.Form]


def _form(bound: Bound, act: str, initial: dict[str, Any] | None = None) -> forms.Form:
    return bound.get(act) or ACTS[act].form(initial=initial or {})


def _clarifying(procedure: Procedure, today: date, bound: Bound) -> Panel:
    cause = procedure.causes.last()
    shown = {"hindrances": all_hindrances(procedure), "cause": cause}
    asks_again = cause is None or cause.answer == "unclear" or "grund" in bound
    if asks_again:
        form = _form(bound, "grund", {"asked_on": today})
        return Panel("grund", _("Jetzt: nach dem Grund fragen"), "grund", form, shown=shown)
    if cause and cause.answer == "yes":
        title = _("Jetzt: zurück zum Plan")
        return Panel("grund_da", title, "beenden", _form(bound, "beenden"), shown=shown)
    next_words = _("Anhörung vorbereiten")
    if procedure.track == Track.DUTY:
        next_words = (
            _("Aufforderung schreiben")
            if procedure.by_the_old_law
            else _("Verpflichtung schreiben")
        )
    return Panel(
        "kein_grund",
        _("Jetzt: entscheiden, ob es weitergeht"),
        "verfolgen",
        shown={**shown, "next_words": next_words},
    )


def _obliging(procedure: Procedure, today: date, bound: Bound) -> Panel:
    duty = Duty.objects.filter(procedure=procedure).first()
    letter = current(procedure)
    title = _("Jetzt: das Schreiben") if procedure.by_the_old_law else _("Jetzt: der Bescheid")
    form = bound.get("pflicht") or DutyForm(
        initial=_initial(duty, DutyForm), may_choose=may_choose(procedure)
    )
    lacks = missing(procedure, duty)
    points = [
        (DUTY_FIELDS[name], _said(getattr(duty, name)))
        for name in DUTY_FIELDS
        if duty and getattr(duty, name)
    ]
    is_begun = bool(points) and not form.errors
    shown = {
        "points": points,
        "lacks": [DUTY_FIELDS[name] for name in lacks],
        "open": [one for one in form if not is_begun or one.name in lacks],
        "closed": [one for one in form if is_begun and one.name not in lacks],
    }
    return Panel("pflicht", title, "pflicht", form, letter, shown)


def _awaiting(procedure: Procedure, today: date, bound: Bound) -> Panel:
    end = due_end(procedure)
    is_over = today > end.on
    title = _("Jetzt: den Nachweis prüfen") if is_over else _("Jetzt: abwarten")
    return Panel(
        "frist",
        title,
        "feststellen",
        _form(bound, "feststellen"),
        shown={"end": end, "is_over": is_over},
    )


def _hearing(procedure: Procedure, today: date, bound: Bound) -> Panel:
    hearing = Hearing.objects.filter(procedure=procedure).first()
    place = place_of(procedure)
    usual = hearing_end(
        notified_on=known_on(today),
        days=HouseRules.objects.valid_on(procedure.case.jobcentre, today).hearing_days,
        land=place.land,
        municipality=place.municipality,
    )
    wanted = in_person(procedure)
    initial = _initial(hearing, HearingForm) or {
        "answer_until_on": usual.ends_on,
        "in_person": "yes" if wanted.in_person != "none" else None,
        "ground": "third_in_row" if wanted.in_person != "none" else "",
    }
    if hearing is not None:
        initial["in_person"] = "yes" if hearing.in_person else "no"
    form = bound.get("anhoerung") or HearingForm(initial=initial)
    shown = {"usual": usual, "wanted": wanted}
    title = _("Jetzt: die Anhörung")
    return Panel("anhoerung", title, "anhoerung", form, current(procedure), shown)


def _heard(procedure: Procedure, today: date, bound: Bound) -> Panel:
    hearing = procedure.hearing
    may_decide = hearing.answered_on is not None or today > hearing.answer_until_on
    form = _form(
        bound,
        "antwort",
        {"answered_on": hearing.answered_on or today, "answer": hearing.answer},
    )
    title = _("Jetzt: entscheiden") if may_decide else _("Jetzt: die Antwort abwarten")
    shown = {"hearing": hearing, "may_decide": may_decide}
    return Panel("antwort", title, "antwort", form, shown=shown)


def _deciding(procedure: Procedure, today: date, bound: Bound) -> Panel:
    decision: Decision | None = Decision.objects.filter(procedure=procedure).first()
    duty = Duty.objects.filter(procedure=procedure).first()
    initial = _initial(decision, DecisionForm) or {
        "kind": usual_kind(procedure),
        "earlier": earlier_that_count(procedure),
        "running_percent": running_percent(procedure, known_on(today) + timedelta(days=31)),
        "standard_need": duty.standard_need if duty else None,
        "decided_on": today,
    }
    if decision is not None:
        initial["hardship"] = "yes" if decision.hardship else "no"
    reducing = "unreachable" if procedure.track == Track.UNREACHABLE else "reduce"
    form = bound.get("entscheidung") or DecisionForm(initial=initial)
    if isinstance(form, DecisionForm):
        outcomes = (Decision.Outcome.NONE, Decision.Outcome(reducing))
        form.narrow("outcome", [(one.value, one.label) for one in outcomes])
        form.narrow("kind", [(one.value, one.label) for one in kinds_for(procedure)])
    shown: dict[str, Any] = {"decision": decision, "hearing": procedure.hearing}
    if decision is not None and decision.outcome == Decision.Outcome.REDUCE:
        shown["law"] = reduced(procedure, decision, known_on(today))
    title = _("Jetzt: die Entscheidung")
    letter = current(procedure)
    spared = decision is not None and not decision.takes_something
    shown["spared"] = spared
    ends_here = spared and (letter is None or letter.is_posted)
    return Panel("entscheidung", title, "entscheidung", form, letter, shown, ends_here)


def _reduced(procedure: Procedure, today: date, bound: Bound) -> Panel:
    reduction = procedure.reduction
    is_over = today > reduction.ends_on
    title = _("Jetzt: beenden") if is_over else _("Wenn die Pflicht nachgeholt ist")
    return Panel(
        "minderung",
        title,
        "aufheben",
        _form(bound, "aufheben"),
        current(procedure),
        {
            "reduction": reduction,
            "is_over": is_over,
            "is_healed": procedure.track == Track.UNREACHABLE,
            "moved_known_on": moved_known_on(procedure),
        },
    )


def _unreachable(procedure: Procedure, today: date, bound: Bound) -> Panel:
    title = _("Wenn die Person sich meldet")
    return Panel("meldung", title, "meldung", _form(bound, "meldung", {"reported_on": today}))


def _conciliating(procedure: Procedure, today: date, bound: Bound) -> Panel:
    title = _("Jetzt: schlichten")
    return Panel("schlichtung", title, "beenden", _form(bound, "beenden"), ends_here=True)


def _ended(procedure: Procedure, today: date, bound: Bound) -> Panel:
    return Panel("beendet", _("Beendet"))


_PANELS = {
    State.CLARIFYING: _clarifying,
    State.OBLIGING: _obliging,
    State.AWAITING: _awaiting,
    State.HEARING: _hearing,
    State.HEARD: _heard,
    State.DECIDING: _deciding,
    State.REDUCED: _reduced,
    State.UNREACHABLE: _unreachable,
    State.CONCILIATING: _conciliating,
    State.ENDED: _ended,
}


def _said(value: Any) -> str:
    return full_day(value) if isinstance(value, date) else str(value)


def _initial(stored: Any, form: type[forms.Form]) -> dict[str, Any]:
    """What was stored, as the form shows it."""
    if stored is None:
        return {}
    return {name: getattr(stored, name) for name in form.base_fields}
