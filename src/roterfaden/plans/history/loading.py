"""A case with everything that its thread tells, loaded at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from roterfaden.meetings.models import Meeting
from roterfaden.plans.comparison.model import Item
from roterfaden.plans.comparison.versions import items, lines
from roterfaden.plans.history.course import Course, course
from roterfaden.plans.history.events import CaseEvent, EventKind, in_time
from roterfaden.plans.history.meetings import past_meetings, planned_meetings
from roterfaden.plans.history.present import ahead, known_end, now
from roterfaden.plans.history.versions import plan_events
from roterfaden.plans.models import Answer, Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.states import ONCE_AGREED_STATES, State
from roterfaden.plans.worklists import PlanNow
from roterfaden.recipients.models import Case


class History:
    """All plans and meetings of one case: five queries, however many.

    ``meetings`` are those of the case where more is known of them than themselves.
    ``in_full`` adds the answers, which only the table tells (one query more).
    """

    def __init__(
        self, case: Case, meetings: Iterable[Meeting] | None = None, *, in_full: bool = False
    ) -> None:
        entries = Entry.objects.present().order_by("position", "id")
        outcomes = EntryOutcome.objects.order_by("recorded_at")
        kept = (
            PlanVersion.objects.defer("sheet")
            .order_by("number", "started_at")
            .prefetch_related(
                Prefetch("entries", entries, to_attr="known_entries"),
                Prefetch("known_entries__outcomes", outcomes, to_attr="known_outcomes"),
            )
        )
        if in_full:
            answers = Answer.objects.order_by("recorded_at")
            kept = kept.prefetch_related(Prefetch("answers", answers, to_attr="known_answers"))
        plans = Plan.objects.filter(case=case).order_by("began_on", "pk")
        self.case = case
        self.plans = list(plans.prefetch_related(Prefetch("versions", kept)))
        self.meetings = list(Meeting.objects.filter(case=case) if meetings is None else meetings)

    @property
    def ended_plans(self) -> list[Plan]:
        """Plans that ended, the newest first."""
        return [plan for plan in reversed(self.plans) if plan.ended_on]

    @property
    def once_agreed(self) -> list[PlanVersion]:
        """Versions that hold or held, oldest first, of all plans."""
        return [
            version
            for plan in self.plans
            for version in plan.versions.all()
            if version.state in ONCE_AGREED_STATES
        ]

    def before(self, version: PlanVersion) -> PlanVersion | None:
        """The version that was agreed before this one, also of an earlier plan."""
        agreed = self.once_agreed
        place = next((n for n, one in enumerate(agreed) if one.pk == version.pk), 0)
        return agreed[place - 1] if place else None

    def meetings_at_hand(self, today: date) -> list[Meeting]:
        """Planned meetings whose outcome can be told by now, and the next one to come."""
        planned = [one for one in self.meetings if one.is_planned]
        come = [one for one in planned if one.has_come(today)]
        return come + [one for one in planned if not one.has_come(today)][:1]

    def now(self, today: date) -> PlanNow:
        """The version in force and the one in preparation."""
        versions = [version for plan in self.plans for version in plan.versions.all()]
        in_force = [version for version in versions if version.is_in_force]
        preparing = [v for v in versions if v.state in {State.DRAFT, State.OFFERED}]
        running = [v for v in versions if v.plan.ended_on is None]
        numbers = [v.number for v in running if v.state in ONCE_AGREED_STATES]
        return PlanNow(
            today,
            next(iter(in_force), None),
            next(iter(preparing), None),
            max(numbers, default=0),
            person_died=bool(self.plans) and self.plans[-1].end_reason == Plan.EndReason.DIED,
        )

    def thread(self, today: date) -> list[CaseEvent]:
        """What the thread draws, oldest first: past, now, ahead."""
        drawn = [event for event in self.past(today) if event.is_drawn]
        if self.case.ends_on and self.case.ends_on < today:
            return drawn
        return [*drawn, now(self.now(today)), *self.ahead(today)]

    def past(self, today: date) -> list[CaseEvent]:
        """Everything that happened until today, oldest first."""
        courses = self._courses()
        events = [
            event
            for plan in self.plans
            for event in plan_events(plan, lambda version: courses[version])
        ]
        events += past_meetings(self.meetings)
        if self.case.ends_on and self.case.ends_on <= today:
            events.append(CaseEvent(self.case.ends_on, EventKind.ENDED, _("Fall beendet")))
        return sorted(events, key=in_time)

    def ahead(self, today: date) -> list[CaseEvent]:
        """What is known of the time to come, the nearest first; what has no day stands last."""
        if self.case.ends_on and self.case.ends_on < today:
            return []
        events = [*planned_meetings(self.meetings, today), *ahead(self.now(today))]
        if self.case.ends_on and self.case.ends_on > today:
            events.append(known_end(self.case.ends_on))
        return sorted(events, key=lambda event: event.on or date.max)

    def _courses(self) -> dict[PlanVersion, Course]:
        """Where each version led that was agreed, plan by plan."""
        found: dict[PlanVersion, Course] = {}
        for plan in self.plans:
            earlier: list[list[Item]] = []
            line_of = _lines(plan)
            for version in (v for v in self.once_agreed if v.plan_id == plan.pk):
                said = _items(version, line_of)
                found[version] = course(earlier, said)
                earlier.append(said)
        return found


def _lines(plan: Plan) -> dict[UUID, UUID]:
    entries = [entry for version in plan.versions.all() for entry in _entries(version)]
    return lines([(entry.pk, entry.continues_id) for entry in entries])


def _items(version: PlanVersion, line_of: dict[UUID, UUID]) -> list[Item]:
    """The entries with what was recorded about themselves, not about later ones."""
    mine = _entries(version)
    said = {line_of[one.pk]: outs[-1].kind for one in mine if (outs := _outcomes(one))}
    return items(mine, line_of, said)


def _entries(version: PlanVersion) -> list[Entry]:
    entries: list[Entry] = getattr(version, "known_entries", [])
    return entries


def _outcomes(entry: Entry) -> list[EntryOutcome]:
    outcomes: list[EntryOutcome] = getattr(entry, "known_outcomes", [])
    return outcomes
