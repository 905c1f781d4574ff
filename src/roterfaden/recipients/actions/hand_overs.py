"""Giving several cases to others in one step, with a protocol, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.models import StaffMember, Team
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.actions.moving import move, put_back
from roterfaden.recipients.models import Case, HandedCase, HandOver

AT_ONCE = 2_000
"""More cases than these are handed over by the worker."""
CHUNK = 1_000


@dataclass(frozen=True)
class Goal:
    """Who is to be in charge of a case; one of the two or both."""

    staff: StaffMember | None = None
    team: Team | None = None


@transaction.atomic
def prepare(*, cases: Iterable[UUID], by: StaffMember, at: datetime) -> HandOver:
    """Note which cases are to be handed over; nothing moves yet.

    What ``by`` does not see or what has ended is left out. Raises :class:`Refused` when nothing is
    left.
    """
    by.require(Permission.ASSIGN_CASES)
    running = Case.objects.visible_to(by).open_on(clock.day_of(at))
    wanted = list(cases)
    found = {
        pk
        for first in range(0, len(wanted), CHUNK)
        for pk in running.filter(pk__in=wanted[first : first + CHUNK]).values_list("pk", flat=True)
    }
    if not found:
        raise Refused(_("Wählen Sie mindestens einen laufenden Fall aus."))
    hand_over = HandOver.objects.create(
        jobcentre_id=by.jobcentre_id, prepared_by=by, prepared_at=at
    )
    HandedCase.objects.bulk_create(
        [HandedCase(hand_over=hand_over, case_id=pk) for pk in sorted(found)], batch_size=CHUNK
    )
    _record(Change.HAND_OVER_PREPARED, hand_over, by, at, cases=len(found))
    return hand_over


@transaction.atomic
def discard(*, hand_over: HandOver, by: StaffMember, at: datetime) -> None:
    """Forget a prepared hand-over; raises :class:`StateRefused` when it is too late."""
    locked = _locked(hand_over, by, HandOver.State.PREPARED, HandOver.State.FAILED)
    _record(Change.HAND_OVER_DISCARDED, locked, by, at)
    locked.delete()


@transaction.atomic
def carry_out(
    *,
    hand_over: HandOver,
    goals: Mapping[UUID, Goal],
    begins_on: date,
    by: StaffMember,
    at: datetime,
) -> HandOver:
    """Give each case of ``goals`` to its goal from ``begins_on``: all in one transaction.

    A case that cannot move stays and the protocol says why. Very many are left to the worker; the
    state is then ``working``. Raises :class:`NotPermitted`, :class:`Refused` and
    :class:`StateRefused`.
    """
    locked = _locked(hand_over, by, HandOver.State.PREPARED, HandOver.State.FAILED)
    if begins_on < clock.day_of(at):
        raise Refused(_("Eine Übergabe beginnt heute oder später. Wählen Sie einen anderen Tag."))
    _check_goals(set(goals.values()), by, begins_on)
    _note_goals(locked, goals)
    _change(locked, begins_on=begins_on, done_by=by, done_at=at)
    if len(goals) > AT_ONCE:
        _change(locked, state=HandOver.State.WORKING)
        app.configure_task("recipients.work_hand_over").defer(hand_over_id=str(locked.pk))
    else:
        _carry_out_now(locked, by, at)
    return locked


def work(*, hand_over_id: UUID) -> None:
    """Carry out what waits; called by the worker. Done twice, it changes nothing more."""
    with transaction.atomic():
        found = HandOver.objects.select_for_update(of=("self",)).get(pk=hand_over_id)
        if found.state != HandOver.State.WORKING or found.done_by is None:
            return
        try:
            with transaction.atomic():
                _carry_out_now(found, found.done_by, clock.now())
        except Refused:
            _change(found, state=HandOver.State.FAILED, done_at=None, done_by=None)


@transaction.atomic
def undo(*, hand_over: HandOver, by: StaffMember, at: datetime) -> None:
    """Give every case back to who had it, as long as nobody has changed anything since.

    Raises :class:`StateRefused` where somebody has.
    """
    locked = _locked(hand_over, by, HandOver.State.DONE)
    moved = list(locked.cases.filter(outcome=HandedCase.Outcome.MOVED).order_by("case"))
    _check_all_visible(moved, by)
    put_back(locked, moved, by=by, at=at)
    _change(locked, state=HandOver.State.UNDONE, undone_at=at, undone_by=by)
    _record(Change.HAND_OVER_UNDONE, locked, by, at, cases=len(moved))


def _carry_out_now(hand_over: HandOver, by: StaffMember, at: datetime) -> None:
    handed = list(hand_over.cases.select_related("staff", "team").order_by("case"))
    chosen = [one for one in handed if one.staff or one.team]
    moved = 0
    for first in range(0, len(chosen), CHUNK):
        moved += move(hand_over, chosen[first : first + CHUNK], by=by, at=at)
    _change(hand_over, state=HandOver.State.DONE, done_at=at)
    _record(Change.HAND_OVER_MADE, hand_over, by, at, cases=moved)


def _check_goals(goals: set[Goal], by: StaffMember, begins_on: date) -> None:
    if not goals:
        raise Refused(_("Wählen Sie eine Fachkraft oder ein Team."))
    for goal in goals:
        both = [one for one in (goal.staff, goal.team) if one is not None]
        if not both:
            raise Refused(_("Wählen Sie eine Fachkraft oder ein Team."))
        if {one.jobcentre_id for one in both} != {by.jobcentre_id}:
            raise NotPermitted(_("Ein Fall bleibt in seinem Jobcenter."))
        if goal.staff and not goal.staff.has(Permission.EDIT_PLANS):
            raise Refused(
                _("%(name)s macht keine Pläne. Wählen Sie eine Integrationsfachkraft.")
                % {"name": goal.staff}
            )
        if goal.staff and not goal.staff.is_active_on(begins_on):
            raise Refused(
                _("%(name)s arbeitet an diesem Tag nicht hier. Wählen Sie jemand anderen.")
                % {"name": goal.staff}
            )
        if goal.team and not goal.team.is_open_on(begins_on):
            raise Refused(
                _("Das Team „%(name)s“ gibt es dann nicht mehr. Wählen Sie ein anderes.")
                % {"name": goal.team}
            )


def _note_goals(hand_over: HandOver, goals: Mapping[UUID, Goal]) -> None:
    handed = list(hand_over.cases.order_by("case"))
    for one in handed:
        goal = goals.get(one.case_id, Goal())
        one.staff, one.team = goal.staff, goal.team
    HandedCase.objects.bulk_update(handed, ["staff", "team"], batch_size=CHUNK)


def _check_all_visible(moved: list[HandedCase], by: StaffMember) -> None:
    """Who was not named for a case protected since, cannot give it back."""
    ids = [one.case_id for one in moved]
    if Case.objects.visible_to(by).filter(pk__in=ids).count() != len(ids):
        raise StateRefused(
            _("Seit der Übergabe hat sich etwas geändert. Weisen Sie die Fälle einzeln zu.")
        )


def _locked(hand_over: HandOver, by: StaffMember, *states: HandOver.State) -> HandOver:
    by.require(Permission.ASSIGN_CASES)
    own = HandOver.objects.filter(jobcentre_id=by.jobcentre_id)
    locked = own.select_for_update(of=("self",)).filter(pk=hand_over.pk).first()
    if locked is None:
        raise NotPermitted(_("Diese Übergabe gibt es für Sie nicht."))
    if locked.state not in states:
        raise StateRefused(
            _("Das geht bei dieser Übergabe nicht mehr. Laden Sie die Seite noch einmal.")
        )
    return locked


def _change(hand_over: HandOver, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(hand_over, name, value)
    hand_over.save(update_fields=list(fields))


def _record(
    change: Change, hand_over: HandOver, by: StaffMember, at: datetime, **facts: object
) -> None:
    record(change, jobcentre_id=hand_over.jobcentre_id, by=by, target=hand_over, at=at, facts=facts)
