"""What the letters of a procedure must know, read from what was written down at its stages."""

from datetime import date, timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core import spoken
from roterfaden.core.errors import Refused
from roterfaden.law.extents import NEW_LAW_FROM
from roterfaden.obligations.consequences import (
    earlier_that_count,
    effective,
    known_on,
    lapsed,
    reduced,
    usual_kind,
)
from roterfaden.obligations.letters import posted
from roterfaden.obligations.models import Decision, Duty, Hearing, Procedure
from roterfaden.obligations.occasions import may_choose
from roterfaden.obligations.policies import Unlawful
from roterfaden.obligations.states import State, Track, Writing

_CONSEQUENCES = {
    Decision.Kind.BREACH: "breach",
    Decision.Kind.MISSED: "missed_appointment",
    Decision.Kind.REFUSAL: "work_refusal",
}
_LAPSES = "not_reachable"
DUTY_FIELDS: dict[str, str | Promise] = {
    "efforts": gettext_lazy("Was genau?"),
    "how_often": gettext_lazy("Wie oft?"),
    "form_of_proof": gettext_lazy("In welcher Form nachgewiesen?"),
    "due_on": gettext_lazy("Bis wann?"),
    "reasonable_because": gettext_lazy("Warum ist das zumutbar?"),
    "discretion": gettext_lazy("Warum wählen Sie diesen Weg? (Ermessen)"),
}
"""What an act on own efforts must say (§ 15a Abs. 4 SGB II), and the reasons of discretion."""


def missing(procedure: Procedure, duty: Duty | None) -> list[str]:
    """The points that the duty still lacks, in their order."""
    asked = [name for name in DUTY_FIELDS if _is_asked(procedure, duty, name)]
    return [name for name in asked if duty is None or not getattr(duty, name)]


def _is_asked(procedure: Procedure, duty: Duty | None, name: str) -> bool:
    if name == "discretion":
        return may_choose(procedure)
    return name != "how_often" or duty is None or duty.content == Duty.Content.EFFORTS


def of(procedure: Procedure, today: date) -> tuple[Writing, dict[str, Any]]:
    """Which letter the present stage writes, and its facts; raises :class:`Refused` when one lacks.

    ``today`` is the day on which it would be posted at the earliest.
    """
    if procedure.state == State.OBLIGING:
        return Writing.DUTY, _of_duty(procedure, today)
    if procedure.state == State.HEARING:
        return Writing.HEARING, _of_hearing(procedure, today)
    return Writing.DECISION, _of_decision(procedure, today)


def _of_duty(procedure: Procedure, today: date) -> dict[str, Any]:
    duty = Duty.objects.filter(procedure=procedure).first()
    lacks = missing(procedure, duty)
    if duty is None or lacks:
        named = ", ".join(f"„{DUTY_FIELDS[name]}“" for name in lacks)
        raise Refused(_("Für das Schreiben fehlt noch: %(points)s.") % {"points": named})
    if procedure.by_the_old_law and today >= NEW_LAW_FROM and not procedure.practice:
        raise Unlawful(
            _(
                "Die Aufforderung mit Rechtsfolgenbelehrung gab es bis 30.06.2026 (§ 15 Abs. 5 und "
                "6 SGB II). Halten Sie neu fest, was nicht getan ist; dann gilt § 15a SGB II."
            )
        )
    _check_comes_after(duty.due_on, today)
    names = ("efforts", "form_of_proof", "due_on", "reasonable_because", "standard_need")
    facts: dict[str, Any] = {name: getattr(duty, name) for name in names}
    facts |= {"entry": procedure.entry, "how_often": duty.how_often}
    facts["what_was_said"] = said_about_a_cause(procedure)
    if not procedure.by_the_old_law:
        facts |= {"content": duty.content, "discretion": duty.discretion}
    return facts | _of_occasion(procedure)


def _check_comes_after(day: date | None, today: date) -> None:
    """A term that would be over before anybody knows of it is none."""
    known = known_on(today)
    if day is None or day > known:
        return
    raise Refused(
        _("Ginge das Schreiben heute zur Post, gälte es am %(known)s. Setzen Sie einen Tag danach.")
        % {"known": spoken.day(known)}
    )


def _of_occasion(procedure: Procedure) -> dict[str, Any]:
    if procedure.entry == Procedure.Entry.MISSED_TALK:
        return {"missed_on": procedure.event_on}
    if procedure.entry != Procedure.Entry.STEP_NOT_DONE:
        return {}
    if procedure.step is None:
        return {"plan_step": _sentence(procedure.about), "plan_agreed_on": procedure.event_on}
    return {
        "plan_step": _sentence(procedure.step.text),
        "plan_agreed_on": procedure.step.version.agreed_on,
    }


def _sentence(text: str) -> str:
    """The words of a step as a letter quotes them: with a full stop, as sentences follow."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _of_hearing(procedure: Procedure, today: date) -> dict[str, Any]:
    hearing = Hearing.objects.filter(procedure=procedure).first()
    if hearing is None:
        raise Refused(_("Sagen Sie zuerst, bis wann und wie Sie anhören."))
    _check_comes_after(hearing.answer_until_on, today)
    facts = _happened(procedure) | {
        "answer_until_on": hearing.answer_until_on,
        "in_person": "offered" if hearing.in_person else "on_request",
        "in_person_on": hearing.in_person_on,
        "in_person_at": f"{hearing.in_person_time:%H:%M}" if hearing.in_person_time else "",
        "place": hearing.place,
    }
    return facts | _threatened(procedure, today)


def _threatened(procedure: Procedure, today: date) -> dict[str, Any]:
    """What could follow, if the decision were known today: so that the answer can be about it."""
    if procedure.track == Track.UNREACHABLE:
        return {}
    law = reduced(procedure, suggested(procedure), known_on(today))
    return {"percent": law.percent, "months": law.months}


def suggested(procedure: Procedure) -> Decision:
    """A decision as it would usually be asked of the law; not stored, a person decides."""
    earlier = earlier_that_count(procedure)
    return Decision(procedure=procedure, kind=usual_kind(procedure), earlier=earlier)


def _of_decision(procedure: Procedure, today: date) -> dict[str, Any]:
    decision = Decision.objects.filter(procedure=procedure).first()
    if decision is None:
        raise Refused(_("Entscheiden Sie zuerst."))
    heard = posted(procedure, Writing.HEARING)
    facts = _happened(procedure, decision) | {
        "outcome": "reduce" if decision.takes_something else "none",
        "heard_on": heard.posted_on if heard else None,
        "answer": procedure.hearing.answer,
        "good_cause_considered": decision.good_cause_considered,
        "hardship_considered": decision.hardship_considered,
        "standard_need": decision.standard_need,
        "under_25": is_under_25(procedure, today),
    }
    return facts | (_determined(procedure, decision, today) if decision.takes_something else {})


def _determined(procedure: Procedure, decision: Decision, today: date) -> dict[str, Any]:
    if decision.outcome == Decision.Outcome.UNREACHABLE:
        return {"begins_on": _claim_ends_on(decision, today)}
    law = reduced(procedure, decision, known_on(today))
    left = effective(procedure, decision, law)
    return {
        "percent": left.percent,
        "months": law.months,
        "begins_on": law.from_on,
        "ends_on": law.until_on,
        "monthly_amount": left.monthly_amount,
    }


def _claim_ends_on(decision: Decision, today: date) -> date:
    ends_on, known = lapsed(decision.decided_on).claim_ends_on, known_on(today)
    if known >= ends_on:
        raise Refused(
            _(
                "Das Schreiben gälte erst am %(known)s als bekannt, der Anspruch endete schon am "
                "%(ends)s. Setzen Sie den Tag der Feststellung neu."
            )
            % {"known": spoken.day(known), "ends": spoken.day(ends_on)}
        )
    return ends_on


def of_lifting(procedure: Procedure, ground: str, what_happened: str) -> dict[str, Any]:
    """What the lifting says once the reduction was shortened."""
    decided = posted(procedure, Writing.DECISION)
    reduction = procedure.reduction
    wrong = not (reduction.complied_on or reduction.job_gone_on)
    paid_from_on = reduction.begins_on if wrong else reduction.ends_on + timedelta(days=1)
    return {
        "decision_on": decided.posted_on if decided else None,
        "ground": ground,
        "complied_on": reduction.complied_on or reduction.job_gone_on,
        "what_happened": what_happened,
        "paid_from_on": paid_from_on,
        "monthly_amount": reduction.monthly_amount,
    }


def _happened(procedure: Procedure, decision: Decision | None = None) -> dict[str, Any]:
    kind = Decision.Kind(decision.kind) if decision else usual_kind(procedure)
    lapses = procedure.track == Track.UNREACHABLE
    return {
        "consequence": _LAPSES if lapses else _CONSEQUENCES[kind],
        "what_happened": _sentence(what_happened(procedure)),
        "happened_on": procedure.breach_day,
        "missed_on": procedure.counted_misses if lapses or kind == Decision.Kind.MISSED else [],
        "notice_posted_on": _notice_posted_on(procedure),
    }


def _notice_posted_on(procedure: Procedure) -> date | None:
    """The day on which the notice went out: with the duty, or with the refused proposal."""
    duty = posted(procedure, Writing.DUTY)
    if duty is not None:
        return duty.posted_on
    offer = procedure.offer
    return offer.sent_on if offer is not None and offer.with_notice else None


def what_happened(procedure: Procedure) -> str:
    """What the hearing is about, in the words of whoever found it."""
    found = procedure.moves.filter(target=State.HEARING, taken_back_at__isnull=True).last()
    return found.reason if found and found.reason else procedure.about


def said_about_a_cause(procedure: Procedure) -> str:
    """What the person said when asked for a good cause."""
    cause = procedure.causes.last()
    return cause.words if cause else ""


def is_under_25(procedure: Procedure, today: date) -> bool:
    """Whether counselling is to be offered after a determination (§ 31a Abs. 6 SGB II)."""
    born = procedure.case.recipient.date_of_birth
    had_it = (today.month, today.day) >= (born.month, born.day)
    return today.year - born.year - (0 if had_it else 1) < 25
