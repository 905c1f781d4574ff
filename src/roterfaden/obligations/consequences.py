"""What the law makes of a procedure: asked with its own days, never with today."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from roterfaden.law.calendar import Place
from roterfaden.law.ends import End, end_on_working_day
from roterfaden.law.errors import LawError
from roterfaden.law.extents import NEW_LAW_FROM
from roterfaden.law.reductions import share
from roterfaden.law.rules.hearing_in_person import HearingInPerson, hearing_in_person
from roterfaden.law.rules.not_reachable import NotReachable, not_reachable
from roterfaden.law.rules.notification import notification
from roterfaden.law.rules.reduction import Reduction as LawOfReduction
from roterfaden.law.rules.reduction import reduction
from roterfaden.law.rules.reduction_cap import ReductionCap, reduction_cap
from roterfaden.law.terms import add_months
from roterfaden.obligations.models import Decision, Offer, Procedure, Reduction
from roterfaden.obligations.policies import refused_by_law
from roterfaden.obligations.states import Ending, Track

TERMS = "§ 26 Abs. 3 SGB X"


def place_of(procedure: Procedure) -> Place:
    """Whose holidays count."""
    office = procedure.case.jobcentre
    return Place(office.land, office.municipality or None)


def due_end(procedure: Procedure) -> End:
    """When the time for the proof is over: the day of the letter, or the next working day."""
    due_on = procedure.duty.due_on
    if due_on is None:
        raise LookupError("A duty in the post has a day.")
    return end_on_working_day(due_on, place_of(procedure), norm=TERMS)


def known_on(posted_on: date) -> date:
    """When something counts as known that goes to the post on this day."""
    try:
        return notification(posted_on=posted_on, channel="post").notified_on
    except LawError as error:
        raise refused_by_law(error) from error


def usual_kind(procedure: Procedure) -> Decision.Kind:
    """What a decision is about: a missed talk on the direct way, else a breach of a duty."""
    misses = procedure.entry == Procedure.Entry.MISSED_TALK and procedure.track != Track.DUTY
    return Decision.Kind.MISSED if misses else Decision.Kind.BREACH


def kinds_for(procedure: Procedure) -> list[Decision.Kind]:
    """What a decision can be about: only refused work can take the whole standard need."""
    offer = procedure.offer
    refused = procedure.entry == Procedure.Entry.OFFER_REFUSED
    if refused and (offer is None or offer.kind == Offer.Kind.JOB):
        return [Decision.Kind.BREACH, Decision.Kind.REFUSAL]
    return [usual_kind(procedure)]


def earlier_that_count(procedure: Procedure) -> int:
    """How many earlier ones are on record; a person says which count.

    For talks missed since the reform earlier misses, else reductions determined before whose time
    began at most a year ago (§ 31a Abs. 1 Satz 4 and 5 SGB II until 2026).
    """
    day = procedure.breach_day
    if usual_kind(procedure) == Decision.Kind.MISSED:
        since = NEW_LAW_FROM if day >= NEW_LAW_FROM else date.min
        return sum(1 for miss in procedure.counted_misses if since <= miss < day)
    others = _standing(procedure).filter(begins_on__lte=day)
    return sum(1 for one in others if add_months(one.begins_on, 12) >= day)


def _standing(procedure: Procedure) -> QuerySet[Reduction]:
    """The other reductions of the case, without those that turned out to be wrong."""
    others = Reduction.objects.filter(
        procedure__case=procedure.case, procedure__practice=procedure.practice
    )
    upheld = Q(procedure__ending=Ending.OBJECTION_UPHELD)
    mistaken = Q(
        procedure__ending=Ending.LIFTED, complied_on__isnull=True, job_gone_on__isnull=True
    )
    return others.exclude(procedure=procedure).exclude(upheld | mistaken)


def running_percent(procedure: Procedure, on: date) -> int:
    """What other reductions of the case take away on this day."""
    running = _standing(procedure).filter(begins_on__lte=on, ends_on__gte=on)
    return sum(one.percent for one in running)


def reduced(
    procedure: Procedure,
    decision: Decision,
    notified_on: date,
    *,
    complied_on: date | None = None,
    job_gone_on: date | None = None,
) -> LawOfReduction:
    """By how much and from when to when, if the decision is known on this day."""
    try:
        return reduction(
            kind=decision.kind,
            breach_on=procedure.breach_day,
            notified_on=notified_on,
            earlier=decision.earlier,
            complied_on=complied_on,
            job_gone_on=job_gone_on,
            standard_need=decision.standard_need,
        )
    except LawError as error:
        raise refused_by_law(error) from error


def capped(procedure: Procedure, running: int, percent: int) -> ReductionCap:
    """What all reductions together leave of this one."""
    try:
        return reduction_cap(breach_on=procedure.breach_day, running=running, percent=percent)
    except LawError as error:
        raise refused_by_law(error) from error


@dataclass(frozen=True)
class Effective:
    """What a reduction comes to beside others that run: percent and euros a month."""

    percent: int
    monthly_amount: Decimal | None
    cap: ReductionCap


def effective(procedure: Procedure, decision: Decision, law: LawOfReduction) -> Effective:
    """What the cap of all reductions together leaves of this one (§ 31a Abs. 4 SGB II)."""
    cap = capped(procedure, decision.running_percent, law.percent)
    need = decision.standard_need
    amount = None if need is None else share(need, cap.allowed)
    return Effective(cap.allowed, amount, cap)


def lapsed(determined_on: date, reported_on: date | None = None) -> NotReachable:
    """When the claim ends after a determination, and whether reporting healed it."""
    try:
        return not_reachable(determined_on=determined_on, reported_on=reported_on)
    except LawError as error:
        raise refused_by_law(error) from error


def in_person(procedure: Procedure, ground: str = "") -> HearingInPerson:
    """Whether the law wants the hearing in person, as far as is known."""
    third = procedure.track == Track.UNREACHABLE or ground == "third_in_row"
    said = {
        "requested": "yes" if ground == "requested" else "no",
        "writing_hard": "yes" if ground == "writing_hard" else "no",
        "third_in_a_row": "yes" if third else "no",
        "repeated": "yes" if earlier_that_count(procedure) else "no",
    }
    try:
        return hearing_in_person(breach_on=procedure.breach_day, **said)
    except LawError as error:
        raise refused_by_law(error) from error
