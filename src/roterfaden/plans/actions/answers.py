"""Recording what the recipient said, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.core.notices import announce
from roterfaden.organisations.models import StaffMember
from roterfaden.plans import archive, deadlines
from roterfaden.plans.models import Answer, ChangeWish, Entry, Plan, PlanVersion
from roterfaden.plans.policies import check_can_agree, check_may_plan, check_runs
from roterfaden.plans.sheet_data import compose
from roterfaden.plans.states import State, check_can_move


@dataclass(frozen=True)
class Wish:
    """Something that the recipient wanted to be different."""

    text: str
    taken_up: bool


@transaction.atomic
def offer(
    *, version: PlanVersion, think_until_on: date, by: StaffMember, at: datetime
) -> PlanVersion:
    """Leave the plan with the recipient, with think time until a day."""
    version = locked(version.pk, by)
    check_can_move(version.state, State.OFFERED)
    check_can_agree(version)
    if think_until_on < clock.day_of(at):
        raise Refused(
            _("Die Bedenkzeit liegt in der Vergangenheit. Wählen Sie einen späteren Tag.")
        )
    archive.check_printable(version, at=at)
    _drop_removed(version)
    version.state = State.OFFERED
    version.offered_at, version.offered_by = at, by
    version.think_until_on = think_until_on
    version.save()
    announce_no_draft(version)
    _record(Change.VERSION_OFFERED, version, by, at, think_until_on=think_until_on.isoformat())
    return version


@transaction.atomic
def reopen(*, version: PlanVersion, by: StaffMember, at: datetime) -> PlanVersion:
    """Take an offer back to the desk, to change something."""
    version = locked(version.pk, by)
    check_can_move(version.state, State.DRAFT)
    version.state = State.DRAFT
    version.offered_at = version.offered_by = version.think_until_on = None
    version.save()
    _record(Change.VERSION_REOPENED, version, by, at)
    return version


@transaction.atomic
def decline(
    *,
    version: PlanVersion,
    outcome: Answer.Outcome,
    reason: str,
    sought_by: Iterable[str],
    by: StaffMember,
    at: datetime,
    wishes: Iterable[Wish] = (),
) -> Answer:
    """Record "not agreed" or "could not answer"; the version stays as it is.

    Neither opens a procedure of any kind. The same answer sent twice on one day is one answer.
    """
    version = locked(version.pk, by)
    check_can_move(version.state, State.AGREED)
    if outcome == Answer.Outcome.YES:
        raise ValueError("A yes is recorded by agree().")
    if not reason.strip():
        raise Refused(_("Halten Sie in einem Satz fest, warum."))
    ways, wanted = sorted(set(sought_by)), list(wishes)
    for earlier in version.answers.filter(outcome=outcome, reason=reason.strip(), recorded_by=by):
        is_today = clock.day_of(earlier.recorded_at) == clock.day_of(at)
        if is_today and earlier.sought_by == ways and _wishes_of(earlier) == set(wanted):
            return earlier
    return _record_answer(version, outcome, reason.strip(), ways, wanted, by, at)


@transaction.atomic
def agree(
    *,
    version: PlanVersion,
    sought_by: Iterable[str],
    by: StaffMember,
    at: datetime,
    wishes: Iterable[Wish] = (),
    reason: str = "",
) -> PlanVersion:
    """The recipient said yes: the version holds from today and never changes again.

    The version before is superseded, the next joint update is set by the law of the day, and the
    sheet is filed with the leaflet of the day. Raises :class:`Refused` when there is no goal, the
    sheet does not fit, or the case has ended.
    """
    version = locked(version.pk, by)
    check_can_agree(version)
    check_runs(version.plan.case, clock.day_of(at))
    _record_answer(version, Answer.Outcome.YES, reason.strip(), sought_by, wishes, by, at)
    _drop_removed(version)
    _supersede_previous(version, by, at)
    _put_in_force(version, by, at)
    archive.file_sheet(version, by=by, at=at)
    announce_no_draft(version)
    archive.file_leaflet(version, by=by, at=at)
    _record(
        Change.VERSION_AGREED,
        version,
        by,
        at,
        update_due_on=str(version.update_due_on),
        entries=version.entries.count(),
    )
    return version


def locked(pk: UUID, by: StaffMember) -> PlanVersion:
    """The version, locked with its plan; raises ``NotPermitted`` for others' cases."""
    plan_id = PlanVersion.objects.values_list("plan_id", flat=True).get(pk=pk)
    Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    related = PlanVersion.objects.select_related("plan__case__recipient", "plan__case__jobcentre")
    version = related.select_for_update(of=("self",)).get(pk=pk)
    check_may_plan(by, version.plan.case)
    return version


def announce_no_draft(version: PlanVersion) -> None:
    """Let open editors look: for them the number after the last change is news, and no draft."""
    announce(f"plan-version/{version.pk}", version.revision + 1)


def _drop_removed(version: PlanVersion) -> None:
    """Forget what was taken out of the draft; an offer has nothing of the kind any more."""
    version.entries.filter(removed_at__isnull=False).delete()


def _put_in_force(version: PlanVersion, by: StaffMember, at: datetime) -> None:
    day = clock.day_of(at)
    due = deadlines.next_update(day, version.plan.case.jobcentre)
    version.state = State.AGREED
    version.agreed_at, version.agreed_by, version.agreed_on = at, by, day
    version.update_due_on, version.remind_on = due.due_on, due.remind_on
    version.hints_passed = []
    entries: list[Entry] = list(version.entries.present())
    version.sheet = compose(version, entries, on=day)
    version.save()
    if version.plan.began_on is None:
        version.plan.began_on = day
        version.plan.save(update_fields=["began_on"])


def _supersede_previous(version: PlanVersion, by: StaffMember, at: datetime) -> None:
    for previous in version.plan.versions.in_force():
        previous.state = State.SUPERSEDED
        previous.in_force_until_on = clock.day_of(at)
        previous.closed_at, previous.closed_by = at, by
        previous.save()
        _record(Change.VERSION_SUPERSEDED, previous, by, at)


def _record_answer(
    version: PlanVersion,
    outcome: Answer.Outcome,
    reason: str,
    sought_by: Iterable[str],
    wishes: Iterable[Wish],
    by: StaffMember,
    at: datetime,
) -> Answer:
    ways = sorted(set(sought_by))
    if not ways:
        raise Refused(_("Wie haben Sie gefragt? Wählen Sie mindestens einen Weg."))
    answer = Answer.objects.create(
        version=version,
        outcome=outcome,
        reason=reason,
        sought_by=ways,
        recorded_at=at,
        recorded_by=by,
    )
    ChangeWish.objects.bulk_create(
        ChangeWish(answer=answer, text=wish.text, taken_up=wish.taken_up) for wish in wishes
    )
    _record(Change.ANSWER_RECORDED, version, by, at, outcome=str(outcome), sought_by=ways)
    return answer


def _wishes_of(answer: Answer) -> set[Wish]:
    return {Wish(wish.text, wish.taken_up) for wish in answer.wishes.all()}


def _record(
    change: Change, version: PlanVersion, by: StaffMember, at: datetime, **facts: object
) -> None:
    case = version.plan.case
    record(
        change,
        jobcentre_id=case.jobcentre_id,
        by=by,
        target=version,
        at=at,
        facts={"case": str(case.pk), "number": version.number, **facts},
    )
