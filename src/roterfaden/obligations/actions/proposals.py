"""Recording job proposals and assignments to measures, and what became of them."""

from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record as log
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.delivery import actions as delivery
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.states import State as LetterState
from roterfaden.obligations.actions.shared import locked_case
from roterfaden.obligations.models import Offer
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry
from roterfaden.plans.policies import check_runs
from roterfaden.recipients.models import Case


@dataclass(frozen=True, kw_only=True)
class OfferContent:
    """What was proposed, by whom, when and how; ``step`` is the step that it keeps."""

    kind: str
    provider: str
    title: str
    sent_on: date
    channel: str
    with_notice: bool = False
    known_because: str = ""
    step: Entry | None = None


@transaction.atomic
def record_offer(*, case: Case, content: OfferContent, by: StaffMember, at: datetime) -> Offer:
    """Note a proposal that went out; with a linked step it shows that the jobcentre acted."""
    case = locked_case(case, by, at)
    check_runs(case, clock.day_of(at))
    if content.sent_on > clock.day_of(at):
        raise Refused(_("Der Tag liegt noch vor uns. Prüfen Sie das Datum."))
    if content.step is not None and content.step.version.plan.case_id != case.pk:
        raise Refused(_("Dieser Schritt gehört zu einem anderen Fall."))
    said = {name: getattr(content, name) for name in asdict(content) if name != "step"}
    offer = Offer.objects.create(
        case=case, step=content.step, recorded_at=at, recorded_by=by, **said
    )
    _log(Change.PROPOSAL_RECORDED, offer, by, at, kind=offer.kind, notice=offer.with_notice)
    return offer


@transaction.atomic
def tell_outcome(
    *,
    offer: Offer,
    outcome: Offer.Outcome | None,
    by: StaffMember,
    at: datetime,
    outcome_on: date | None = None,
    reason: str = "",
) -> Offer:
    """Note what became of it, or with None that it is open again.

    Raises :class:`StateRefused` while a procedure hangs on what was said.
    """
    case = locked_case(offer.case, by, at)
    offer = Offer.objects.get(pk=offer.pk)
    offer.case = case
    if offer.procedures.exclude(ending="mistaken").exists():
        raise StateRefused(_("Darauf baut ein Verfahren auf. Was daraus wurde, bleibt so stehen."))
    day = (outcome_on or clock.day_of(at)) if outcome else None
    if day and not offer.sent_on <= day <= clock.day_of(at):
        raise Refused(_("Der Tag liegt zwischen dem Vorschlag und heute. Prüfen Sie das Datum."))
    offer.outcome, offer.outcome_on, offer.reason = outcome or "", day, reason.strip()
    offer.told_at, offer.told_by = (at, by) if outcome else (None, None)
    offer.save(update_fields=["outcome", "outcome_on", "reason", "told_at", "told_by"])
    _log(Change.PROPOSAL_OUTCOME, offer, by, at, outcome=offer.outcome)
    return offer


@transaction.atomic
def take_back_offer(*, offer: Offer, by: StaffMember, at: datetime) -> OfferContent:
    """Remove a proposal that was noted by mistake, and give back what was noted.

    Raises :class:`StateRefused` once something hangs on it: an outcome, a letter, a procedure.
    """
    offer.case = locked_case(offer.case, by, at)
    letters = Letter.objects.of(offer.pk).exclude(state=LetterState.WITHDRAWN)
    if offer.outcome or letters.exists() or offer.procedures.exists():
        raise StateRefused(
            _("Darauf baut etwas auf. Nehmen Sie zuerst das Ergebnis oder das Schreiben zurück.")
        )
    content = OfferContent(
        **{field.name: getattr(offer, field.name) for field in fields(OfferContent)}
    )
    _log(Change.PROPOSAL_TAKEN_BACK, offer, by, at, kind=offer.kind)
    offer.delete()
    return content


@transaction.atomic
def draft_proposal(*, offer: Offer, by: StaffMember, at: datetime) -> Letter:
    """Draft the letter to a proposal with what is known; the rest is asked on the letter's page."""
    case = locked_case(offer.case, by, at)
    is_job = offer.kind == Offer.Kind.JOB
    who = "employer" if is_job else "provider"
    facts = {"title": offer.title, who: offer.provider, "with_notice": offer.with_notice}
    return delivery.draft(
        case=case,
        kind=Kind.JOB_PROPOSAL if is_job else Kind.ASSIGNMENT,
        subject=offer.pk,
        event_on=offer.sent_on,
        facts=facts,
        practice=case.is_practice,
        by=by,
        at=at,
    )


def _log(change: Change, offer: Offer, by: StaffMember, at: datetime, **facts: object) -> None:
    log(
        change,
        jobcentre_id=offer.case.jobcentre_id,
        by=by,
        target=offer,
        at=at,
        facts={"case": str(offer.case_id), **facts},
    )
