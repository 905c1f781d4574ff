"""Ending a plan, withdrawing a version, recording what became of an entry."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions.answers import announce_no_draft, locked
from roterfaden.plans.actions.outcomes import Said, counting_of, keep_outcome, said_in
from roterfaden.plans.models import Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.policies import can_end, check_can_look_back, check_may_plan
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
    *,
    entry: Entry,
    kind: EntryOutcome.Kind,
    by: StaffMember,
    at: datetime,
    note: str = "",
    good_cause: str = "",
    new_due_on: date | None = None,
) -> EntryOutcome:
    """What became of an entry of the version in force; the newest record counts.

    ``new_due_on`` is the day on which it stands in the next draft. Whether the recipient had a good
    cause for a step not done is never left out: without a word it is not known yet. The same said
    again on one day is recorded once. A draft that follows this version follows this as well.
    Raises :class:`Refused` for a new day that has passed.
    """
    version = locked(entry.version_id, by)
    check_can_look_back(version)
    day = clock.day_of(at)
    said = Said(
        kind, note.strip(), _cause(entry, kind, good_cause), _new_day(kind, new_due_on, day)
    )
    known = counting_of(entry)
    if known and said_in(known) == said and known.happened_on == day:
        return known
    return keep_outcome(version, entry, said, known, by=by, at=at)


def _cause(entry: Entry, kind: str, good_cause: str) -> str:
    if kind != EntryOutcome.Kind.NOT_DONE or entry.owner != Entry.Owner.RECIPIENT:
        return ""
    return good_cause or EntryOutcome.GoodCause.UNCLEAR


def _new_day(kind: str, new_due_on: date | None, on: date) -> date | None:
    if kind in EntryOutcome.SETTLED:
        return None
    if new_due_on is not None and new_due_on < on:
        raise Refused(
            _("Das neue Datum liegt in der Vergangenheit. Nennen Sie einen späteren Tag.")
        )
    return new_due_on
