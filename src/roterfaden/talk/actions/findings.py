"""Finding that a plan does not come about, and taking that back."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record as log
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.law.errors import LawError
from roterfaden.law.rules.no_plan import no_plan
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.policies import check_runs
from roterfaden.recipients.models import Case
from roterfaden.talk.actions.records import locked_case
from roterfaden.talk.models import NoPlanFinding
from roterfaden.talk.policies import check_can_find, check_nothing_hangs_on
from roterfaden.talk.sought import sought


@transaction.atomic
def find_no_plan(*, case: Case, reasons: str, by: StaffMember, at: datetime) -> NoPlanFinding:
    """A person finds, with reasons, that no plan comes about or that it cannot go on.

    Nothing else happens: what follows is a decision of its own. The same found twice on one day is
    one finding. Raises the named refusals of :mod:`roterfaden.talk.policies`.
    """
    case = locked_case(case.pk, by)
    day = clock.day_of(at)
    check_runs(case, day)
    in_force = PlanVersion.objects.in_force().filter(plan__case=case).first()
    tried = sought(case, day)
    first_on, second_on = check_can_find(tried, in_force, day)
    if not reasons.strip():
        raise Refused(_("Schreiben Sie die Gründe dazu: was versucht wurde und woran es lag."))
    if known := NoPlanFinding.objects.standing().filter(case=case, found_on=day).first():
        return _same(known, reasons)
    kinds = NoPlanFinding.Kind
    finding = NoPlanFinding.objects.create(
        case=case,
        kind=kinds.CANNOT_GO_ON if in_force else kinds.NONE,
        found_on=day,
        reasons=reasons.strip(),
        first_attempt_on=first_on,
        second_attempt_on=second_on,
        norm=_norm(day),
        found_at=at,
        found_by=by,
    )
    _log(Change.NO_PLAN_FOUND, finding, by, at)
    return finding


@transaction.atomic
def take_back_finding(*, finding: NoPlanFinding, by: StaffMember, at: datetime) -> NoPlanFinding:
    """Undo a finding while nothing hangs on it; it stays on record as taken back."""
    locked_case(finding.case_id, by)
    finding = NoPlanFinding.objects.select_related("case").get(pk=finding.pk)
    if not finding.is_standing:
        return finding
    check_nothing_hangs_on(finding)
    finding.taken_back_at, finding.taken_back_by = at, by
    finding.save(update_fields=["taken_back_at", "taken_back_by"])
    _log(Change.NO_PLAN_TAKEN_BACK, finding, by, at)
    return finding


def _same(known: NoPlanFinding, reasons: str) -> NoPlanFinding:
    if known.reasons != reasons.strip():
        raise StateRefused(
            _("Heute ist das schon festgestellt. Nehmen Sie es zurück, um neu zu schreiben.")
        )
    return known


def _norm(day: date) -> str:
    try:
        return no_plan(found_on=day).norm
    except LawError as refusal:
        raise Refused(refusal.message) from refusal


def _log(change: Change, finding: NoPlanFinding, by: StaffMember, at: datetime) -> None:
    log(
        change,
        jobcentre_id=finding.case.jobcentre_id,
        by=by,
        target=finding,
        at=at,
        facts={"case": str(finding.case_id), "kind": finding.kind},
    )
