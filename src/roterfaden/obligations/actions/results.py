"""The decision, what follows from it, its early end, and objections."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core import clock, spoken
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.delivery.models import Letter
from roterfaden.obligations.actions.shared import become, check_is, locked, log
from roterfaden.obligations.actions.stages import draft
from roterfaden.obligations.consequences import (
    effective,
    kinds_for,
    known_on,
    lapsed,
    reduced,
)
from roterfaden.obligations.letter_facts import of_lifting
from roterfaden.obligations.letters import moved_known_on, posted
from roterfaden.obligations.models import Decision, Objection, Procedure, Reduction
from roterfaden.obligations.policies import Unlawful
from roterfaden.obligations.states import State, Track, Writing
from roterfaden.organisations.models import StaffMember

MISTAKEN = "mistaken"
"""The decision was wrong from the beginning."""


@dataclass(frozen=True, kw_only=True)
class DecisionContent:
    """What must be answered before a decision; ``hardship`` is no default, somebody says it."""

    outcome: str
    good_cause_considered: str
    hardship: bool
    hardship_considered: str
    kind: str = Decision.Kind.BREACH
    earlier: int = 0
    running_percent: int = 0
    standard_need: Decimal | None = None
    decided_on: date | None = None


@transaction.atomic
def decide(
    *, procedure: Procedure, content: DecisionContent, by: StaffMember, at: datetime
) -> Decision:
    """A person decides; what the law makes of it is kept beside it. Nothing is sent.

    Raises :class:`Refused` for questions left open, ``Unlawful`` for what the law excludes.
    """
    procedure = locked(procedure, by, at)
    check_is(procedure, State.DECIDING)
    if posted(procedure, Writing.DECISION):
        raise StateRefused(_("Der Bescheid ist in der Post und bleibt, wie er ist."))
    today = clock.day_of(at)
    said = {**asdict(content), "decided_on": content.decided_on or today, "decided_by": by}
    _check_decision(procedure, content, said["decided_on"], today)
    decision = Decision(procedure=procedure, **said)
    said["law"] = _law_of(procedure, decision, today)
    decision, _new = Decision.objects.update_or_create(procedure=procedure, defaults=said)
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="decision", outcome=content.outcome)
    return decision


def _check_decision(
    procedure: Procedure, content: DecisionContent, decided_on: date, today: date
) -> None:
    if not (content.good_cause_considered.strip() and content.hardship_considered.strip()):
        raise Refused(_("Beantworten Sie beides: wichtiger Grund und außergewöhnliche Härte."))
    if decided_on > today:
        raise Refused(_("Der Tag der Entscheidung liegt noch vor uns. Prüfen Sie das Datum."))
    if content.hardship and content.outcome != Decision.Outcome.NONE:
        raise Unlawful(_("Bei einer außergewöhnlichen Härte wird nicht gemindert (§ 31a SGB II)."))
    if content.kind not in kinds_for(procedure):
        raise Unlawful(
            _(
                "Nur bei einer verweigerten Arbeit kann der ganze Regelbedarf entfallen "
                "(§ 31a Abs. 7 SGB II). Wählen Sie, worum es hier geht."
            )
        )
    lapses = content.outcome == Decision.Outcome.UNREACHABLE
    if content.outcome != Decision.Outcome.NONE and lapses != (
        procedure.track == Track.UNREACHABLE
    ):
        raise Unlawful(
            _(
                "Nach drei Versäumnissen in Folge wird nicht gemindert, sondern festgestellt, ob "
                "die Person erreichbar ist (§ 7b Abs. 4, § 32 Abs. 3 SGB II)."
            )
        )


def _law_of(procedure: Procedure, decision: Decision, today: date) -> dict[str, Any]:
    """What the law says, as if the letter went to the post today; raises for what it excludes."""
    if not decision.takes_something:
        return {}
    if decision.outcome == Decision.Outcome.UNREACHABLE:
        return lapsed(decision.decided_on).as_data()
    law = reduced(procedure, decision, known_on(today))
    if not law.percent:
        raise Unlawful(_("Das Recht sieht hier keine Minderung vor. %s") % " ".join(law.reasons))
    if not law.in_time:
        raise Unlawful(
            _("Für eine Minderung ist es zu spät (§ 31b Abs. 1 SGB II). %s") % law.reasons[0]
        )
    left = effective(procedure, decision, law)
    if not left.percent:
        raise Unlawful(" ".join(left.cap.reasons))
    return {**law.as_data(), "effective_percent": left.percent}


@transaction.atomic
def determine(*, procedure: Procedure, letter: Letter, by: StaffMember, at: datetime) -> Procedure:
    """The decision is in the post: what it says begins by the law, from the day it is known."""
    known = letter.notified_on()
    if known is None or letter.posted_on is None:
        raise LookupError("A posted letter is known on a day.")
    if not procedure.decision.takes_something:
        raise StateRefused(_("Es bleibt bei den vollen Leistungen. Beenden Sie das Verfahren."))
    if procedure.track == Track.UNREACHABLE:
        return become(procedure, State.UNREACHABLE, on=letter.posted_on, by=by, at=at)
    _count(procedure, known)
    return become(procedure, State.REDUCED, on=letter.posted_on, by=by, at=at)


def _count(procedure: Procedure, known: date) -> Reduction:
    """The reduction as the law has it when the decision was known on this day."""
    decision = procedure.decision
    law = reduced(procedure, decision, known)
    if law.from_on is None or law.until_on is None:
        raise Unlawful(" ".join(law.reasons))
    left = effective(procedure, decision, law)
    said = {
        "begins_on": law.from_on,
        "ends_on": law.until_on,
        "percent": left.percent,
        "monthly_amount": left.monthly_amount,
        "law": law.as_data(),
    }
    return Reduction.objects.update_or_create(procedure=procedure, defaults=said)[0]


@transaction.atomic
def recount(*, procedure: Procedure, by: StaffMember, at: datetime) -> Reduction:
    """Count anew after a later receipt was proven: it comes before the fiction (§ 37 SGB X)."""
    procedure = locked(procedure, by, at)
    check_is(procedure, State.REDUCED)
    known = moved_known_on(procedure)
    if known is None:
        raise StateRefused(_("Beginn und Ende stimmen schon."))
    reduction = _count(procedure, known)
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="reduction")
    return reduction


@transaction.atomic
def lift(
    *,
    procedure: Procedure,
    complied_on: date,
    ground: str,
    words: str,
    by: StaffMember,
    at: datetime,
) -> Letter:
    """The duty is fulfilled, or somebody is willing: it ends earlier, after a month at least.

    ``ground`` is fulfilled, willing or job_gone; or mistaken, then nothing of it stands. The letter
    is drafted; a person posts it.
    """
    procedure = locked(procedure, by, at)
    check_is(procedure, State.REDUCED)
    if posted(procedure, Writing.LIFTING):
        raise StateRefused(_("Die Aufhebung ist in der Post und bleibt, wie sie ist."))
    if not words.strip():
        raise Refused(_("Schreiben Sie in einem Satz, was geschehen ist."))
    if complied_on > clock.day_of(at):
        raise Refused(_("Der Tag liegt noch vor uns. Prüfen Sie das Datum."))
    if ground == MISTAKEN:
        reduction = _undone(procedure)
    else:
        reduction = _shortened(procedure, complied_on, ground)
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="lifting", ground=ground)
    procedure.reduction = reduction
    return draft(procedure, Writing.LIFTING, of_lifting(procedure, ground, words.strip()), by, at)


def _undone(procedure: Procedure) -> Reduction:
    """A decision that was wrong: all of it is paid (§ 44 SGB X); the row says no compliance."""
    reduction = procedure.reduction
    reduction.complied_on = reduction.job_gone_on = None
    reduction.save(update_fields=["complied_on", "job_gone_on"])
    return reduction


def _shortened(procedure: Procedure, on: date, ground: str) -> Reduction:
    decided = posted(procedure, Writing.DECISION)
    known = decided.notified_on() if decided else None
    if known is None:
        raise StateRefused(_("Diese Minderung endet mit ihrem Monat, nicht früher."))
    day = {"job_gone_on" if ground == "job_gone" else "complied_on": on}
    law = reduced(procedure, procedure.decision, known, **day)
    reduction = procedure.reduction
    if law.until_on is None or (law.until_on >= reduction.ends_on and not reduction.complied_on):
        raise Refused(
            _("Die Minderung endet ohnehin am %(day)s. Beenden Sie danach das Verfahren.")
            % {"day": spoken.day(reduction.ends_on)}
        )
    reduction.ends_on, reduction.law = law.until_on, law.as_data()
    reduction.complied_on, reduction.job_gone_on = day.get("complied_on"), day.get("job_gone_on")
    reduction.save()
    return reduction


@transaction.atomic
def heal(*, procedure: Procedure, reported_on: date, by: StaffMember, at: datetime) -> Procedure:
    """Somebody reported in person in time: reachable all along, one month is reduced instead."""
    procedure = locked(procedure, by, at)
    check_is(procedure, State.UNREACHABLE)
    if reported_on > clock.day_of(at):
        raise Refused(_("Der Tag liegt noch vor uns. Prüfen Sie das Datum."))
    law = lapsed(procedure.decision.decided_on, reported_on)
    if not law.healed:
        raise Unlawful(law.reasons[-1])
    Reduction.objects.update_or_create(
        procedure=procedure,
        defaults={
            "begins_on": law.claim_ends_on,
            "ends_on": law.report_until,
            "percent": law.percent,
            "complied_on": reported_on,
            "law": law.as_data(),
        },
    )
    return become(procedure, State.REDUCED, on=reported_on, by=by, at=at)


@transaction.atomic
def note_objection(
    *, procedure: Procedure, against: Writing, received_on: date, by: StaffMember, at: datetime
) -> Objection:
    """Somebody objected to a letter that is in the post; that suspends nothing (§ 39 SGB II)."""
    procedure = locked(procedure, by, at)
    letter = posted(procedure, against)
    if letter is None or letter.posted_on is None:
        raise Refused(_("Dieses Schreiben ist nicht in der Post. Dagegen gibt es nichts."))
    if not letter.posted_on <= received_on <= clock.day_of(at):
        raise Refused(_("Der Eingang liegt zwischen der Post und heute. Prüfen Sie das Datum."))
    objection = Objection.objects.create(
        procedure=procedure,
        against=str(against),
        received_on=received_on,
        recorded_at=at,
        recorded_by=by,
    )
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="objection", against=str(against))
    return objection


@transaction.atomic
def settle_objection(
    *,
    objection: Objection,
    outcome: Objection.Outcome,
    by: StaffMember,
    at: datetime,
    decided_on: date | None = None,
) -> Objection:
    """Note what became of an objection, or that it is open again."""
    procedure = locked(objection.procedure, by, at)
    day = None if outcome == Objection.Outcome.OPEN else decided_on or clock.day_of(at)
    objection.outcome, objection.decided_on = outcome, day
    objection.save(update_fields=["outcome", "decided_on"])
    log(Change.PROCEDURE_CHANGED, procedure, by, at, part="objection", outcome=str(outcome))
    return objection
