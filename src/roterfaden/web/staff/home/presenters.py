"""The start page by work: own cases, a team's numbers, or a word on what the role does here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.core.counting import counted
from roterfaden.deadlines.listing import to_remind_of
from roterfaden.delivery.models import Letter
from roterfaden.organisations.models import StaffMember, StandIn
from roterfaden.organisations.permissions import ROLES, Permission, Role
from roterfaden.plans import offers, worklists
from roterfaden.plans.maintenance import awaiting
from roterfaden.plans.models import SupportOffer
from roterfaden.plans.worklists import (
    DUE_WITHIN,
    Counts,
    DueCase,
    LatePromise,
    Owed,
    PlanNow,
    Standing,
    StandingRow,
)
from roterfaden.recipients.models import Case, CaseQuerySet
from roterfaden.recipients.recent import recent_cases
from roterfaden.web.staff.cases.addresses import case_url
from roterfaden.web.staff.cases.next_step import NextStep, next_step
from roterfaden.web.staff.cases.presenters import due_words, near_day
from roterfaden.web.staff.cases.selection import Selection, Whose, held
from roterfaden.web.staff.home.day import the_day
from roterfaden.web.staff.proofs.worklist import came_in, unanswered_in

OF_EACH_KIND = 4
DEADLINES_SHOWN = 5
PROMISES_SHOWN = 6
RECENT_SHOWN = 5


@dataclass(frozen=True)
class Page:
    """A template and what it shows."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Item:
    """One knot of the day's thread."""

    due: DueCase
    step: NextStep | None = None
    promises: dict[str, Owed] | None = None

    @property
    def plan(self) -> PlanNow:
        """Where the plan stands."""
        return self.due.plan

    @property
    def due_words(self) -> str:
        """When the joint update is due."""
        return due_words(self.plan.due_on, self.plan.today)

    @property
    def day_words(self) -> str:
        """The day as it stands in the first column; nothing for what has no day."""
        if self.plan.preparing and not self.plan.preparing.think_until_on:
            return ""
        return near_day(self.due.on, self.plan.today) if self.plan.due_on or self.offer else ""

    @property
    def url(self) -> str:
        """The page of the case."""
        return case_url(self.due.case.pk)

    @property
    def offer(self) -> bool:
        """Whether an answer is awaited."""
        return self.plan.standing == Standing.OFFERED

    @property
    def is_ahead(self) -> bool:
        """Whether its day is still to come."""
        return self.due.on > self.plan.today


@dataclass(frozen=True)
class Duty:
    """For whom somebody stands in; the name as it follows "für"."""

    name: str
    cases: int
    ends_on: date


@dataclass(frozen=True)
class PromiseRow:
    """A step that the office owes."""

    url: str
    name: str
    text: str
    days: int
    since: str


def start_page(staff: StaffMember, now: datetime) -> Page:
    """What this person sees first."""
    today = clock.day_of(now)
    if staff.has(Permission.EDIT_PLANS):
        return Page("home/counsellor.html", _counsellor(staff, now))
    if staff.has(Permission.VIEW_CASES):
        return Page("home/team.html", _team(staff, today))
    if staff.has(Permission.MAINTAIN_TEXTS):
        waiting = awaiting(staff.jobcentre, today)
        return Page("home/specialist.html", {"today": today, "waiting": waiting})
    return Page("home/other.html", {"today": today, "roles": [ROLES[Role(r)] for r in staff.roles]})


def _counsellor(staff: StaffMember, now: datetime) -> dict[str, Any]:
    """The meetings of the day as the thread; on a day without any, what is due."""
    today = clock.day_of(now)
    own, has_stopped = _own(staff, today)
    numbers = worklists.counted(own, today)
    own_ids = {one.pk for one in own}
    stand_ins = list(StandIn.objects.in_force_on(today).of_substitute(staff))
    in_hand = Case.objects.visible_to(staff).counselled_by(staff, today) if stand_ins else own_ids
    day = the_day(own_ids, in_hand, now)
    found = [] if day.meetings else worklists.due_cases(own, today, of_each=OF_EACH_KIND)
    items = [_panel(found[0], staff), *map(Item, found[1:])] if found else []
    promises = worklists.overdue_promises(own, today, limit=PROMISES_SHOWN)
    waiting = _waiting(staff, own_ids if has_stopped else (), in_hand, stand_ins, today)
    return {
        "today": today,
        "due_until": today + DUE_WITHIN,
        "my_url": f"{reverse('cases:list')}?{Selection(Whose.MINE).query}",
        "all_url": f"{reverse('cases:list')}?{Selection(Whose.ALL).query}",
        "items": items,
        "numbers": _numbers(numbers),
        "links": _links(Whose.MINE),
        "day": day,
        "deadlines": to_remind_of(staff, today, limit=DEADLINES_SHOWN),
        "promises": [_promise(entry, today) for entry in promises],
        "more_promises": len(promises) == PROMISES_SHOWN,
        "stopped_promises": waiting.get("stopped", 0),
        "came_in": came_in(waiting["proofs"]),
        "letters_to_check": waiting["letters"],
        "duties": [_duty(one, waiting[f"stand_in_{place}"]) for place, one in enumerate(stand_ins)],
        "leads_team": staff.has(Permission.ASSIGN_CASES),
        "recent": recent_cases(staff, RECENT_SHOWN),
    }


def _own(staff: StaffMember, today: date) -> tuple[list[StandingRow], bool]:
    """The own cases by name, and whether the office has stopped any offer; one query."""
    gone = SupportOffer.objects.of(staff.jobcentre).stopped_on(today)
    mine = held(Whose.MINE, staff, today).order_by("sort_key", "pk")
    found = list(mine.values_list(*StandingRow._fields, Exists(gone)))
    has_stopped = bool(found and found[0][-1])
    return [StandingRow(*values) for *values, _stopped in found], has_stopped


def _waiting(
    staff: StaffMember,
    stopped: Collection[UUID],
    in_hand: Collection[UUID] | CaseQuerySet,
    stand_ins: Sequence[StandIn],
    today: date,
) -> dict[str, int]:
    """How many proofs and letters wait, promises are stopped, cases come in stand-in; one query.

    ``stopped`` are the cases in which a promise may be stopped.
    """
    asked: dict[str, QuerySet[Any]] = {
        "proofs": unanswered_in(in_hand),
        "letters": Letter.objects.to_check_by(staff),
    }
    if stopped:
        asked["stopped"] = offers.with_stopped_promises(stopped, staff.jobcentre, today)
    for place, one in enumerate(stand_ins):
        asked[f"stand_in_{place}"] = worklists.brought_by(one, staff, today)
    return counted(staff, **asked)


def _team(staff: StaffMember, today: date) -> dict[str, Any]:
    team_cases = held(Whose.TEAM, staff, today)
    numbers = worklists.counts(team_cases, today)
    rows = worklists.workloads(team_cases, staff.team_id, today) if staff.team_id else []
    return {
        "today": today,
        "due_until": today + DUE_WITHIN,
        "team": staff.team,
        "workloads": rows,
        "numbers": _numbers(numbers),
        "links": _links(Whose.TEAM),
        "stopped_promises": 0,
        "came_in": None,
        "letters_to_check": Letter.objects.to_check_by(staff).count(),
        "duties": [],
        "leads_team": False,
        "recent": recent_cases(staff, RECENT_SHOWN),
    }


def _numbers(counts: Counts) -> dict[str, int]:
    by_name = {one.name.lower(): count for one, count in counts.standing.items()}
    return {"all_cases": counts.total, **by_name}


def _duty(stand_in: StandIn, cases: int) -> Duty:
    absent = stand_in.absent
    name = absent.formal_name
    if absent.salutation == StaffMember.Salutation.MR:
        name = _("Herrn %(name)s") % {"name": absent.last_name}
    return Duty(name, cases, stand_in.ends_on)


def _links(whose: Whose) -> dict[str, str]:
    """The address part of each list, by the name of the state."""
    links = {one.name.lower(): Selection(whose, one).query for one in Standing}
    return {**links, "all": Selection(whose).query, "stand_in": Selection(Whose.STAND_IN).query}


def _panel(due: DueCase, staff: StaffMember) -> Item:
    """The first thing to do, with what one wants to know before doing it."""
    holding = due.plan.in_force
    promises = worklists.owed_in(holding, due.plan.today) if holding else None
    return Item(due, next_step(due.case, due.plan, staff), promises)


def _promise(promise: LatePromise, today: date) -> PromiseRow:
    days, since = (today - promise.due_on).days, near_day(promise.due_on, today)
    name = f"{promise.first_name} {promise.last_name}"
    return PromiseRow(case_url(promise.case_id), name, promise.text, days, since)
