"""Ending a plan, withdrawing a version, recording what became of an entry."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions.answers import announce_no_draft, locked
from roterfaden.plans.models import Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.policies import can_end, check_may_plan
from roterfaden.plans.states import State, check_can_move


@transaction.atomic
def withdraw(
    *,
    version: PlanVersion,
    reason: PlanVersion.WithdrawReason,
    by: StaffMember,
    at: datetime,
    note: str = "",
    words: str = "",
) -> PlanVersion:
    """Take a version back: wrong person, error, outdated. It stays on record.

    ``words`` are the office's own for the reason, as its form showed them.
    """
    version = locked(version.pk, by)
    check_can_move(version.state, State.WITHDRAWN)
    if not reason:
        raise Refused(_("Wählen Sie einen Grund."))
    was_in_force = version.is_in_force
    announce_no_draft(version)
    if was_in_force and reason not in PlanVersion.ONCE_AGREED_REASONS:
        raise Refused(
            _(
                "Diese Fassung gilt. Zurückziehen geht nur, wenn sie die falsche Person betrifft "
                "oder ein Irrtum war. Sonst machen Sie eine neue Fassung oder beenden den Plan."
            )
        )
    version.state = State.WITHDRAWN
    version.withdraw_reason, version.withdraw_reason_words = reason, words
    version.withdraw_note = note.strip()
    version.closed_at, version.closed_by = at, by
    if was_in_force:
        version.in_force_until_on = clock.day_of(at)
    version.save()
    if was_in_force and not version.plan.versions.once_agreed().exists():
        version.plan.began_on = None
        version.plan.save(update_fields=["began_on"])
    record(
        Change.VERSION_WITHDRAWN,
        jobcentre_id=version.plan.case.jobcentre_id,
        by=by,
        target=version,
        at=at,
        facts={"reason": str(reason), "was_in_force": was_in_force},
    )
    return version


@transaction.atomic
def end(
    *,
    plan: Plan,
    reason: Plan.EndReason,
    by: StaffMember,
    at: datetime,
    note: str = "",
    words: str = "",
) -> Plan:
    """End the plan of a case from today; a draft that was in work is withdrawn.

    ``words`` are the office's own for the reason, as its form showed them.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("case").get(pk=plan.pk)
    check_may_plan(by, plan.case)
    if not can_end(plan):
        raise StateRefused(_("Es gilt kein Plan, den man beenden könnte."))
    if not reason:
        raise Refused(_("Wählen Sie einen Grund."))
    for draft in plan.versions.in_preparation():
        withdraw(version=draft, reason=PlanVersion.WithdrawReason.OUTDATED, by=by, at=at)
    for version in plan.versions.in_force():
        version.state = State.ENDED
        version.in_force_until_on = clock.day_of(at)
        version.closed_at, version.closed_by = at, by
        version.save()
    plan.ended_on, plan.end_reason, plan.end_note = clock.day_of(at), reason, note.strip()
    plan.end_reason_words = words
    plan.save()
    record(
        Change.PLAN_ENDED,
        jobcentre_id=plan.case.jobcentre_id,
        by=by,
        target=plan,
        at=at,
        facts={"reason": str(reason), "case": str(plan.case_id)},
    )
    return plan


@transaction.atomic
def record_outcome(
    *, entry: Entry, kind: EntryOutcome.Kind, by: StaffMember, at: datetime, note: str = ""
) -> EntryOutcome:
    """What became of an entry of the version in force; the newest record counts.

    The same said again on one day is recorded once.
    """
    version = locked(entry.version_id, by)
    if not version.is_in_force:
        raise StateRefused(_("Das geht nur bei der Fassung, die gilt."))
    known, day = entry.outcomes.order_by("recorded_at").last(), clock.day_of(at)
    if known and (known.kind, known.note, known.happened_on) == (kind, note.strip(), day):
        return known
    outcome = EntryOutcome.objects.create(
        entry=entry,
        kind=kind,
        happened_on=day,
        note=note.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    record(
        Change.OUTCOME_RECORDED,
        jobcentre_id=version.plan.case.jobcentre_id,
        by=by,
        target=entry,
        at=at,
        facts={"kind": str(kind), "case": str(version.plan.case_id)},
    )
    return outcome
