"""All that one wants to know before a talk, on one screen: both sides, the office's part first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.meetings.models import CaseNote, Meeting
from roterfaden.meetings.states import Outcome
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.history import EventKind, History
from roterfaden.plans.models import EntryOutcome, PlanVersion
from roterfaden.plans.rubrics import Rubric, rubrics
from roterfaden.plans.worklists import PlanNow
from roterfaden.recipients.models import Case
from roterfaden.talk.models import SmallTask
from roterfaden.web.staff.cases.next_step import NextStep, next_step
from roterfaden.web.staff.cases.presenters import PlanLine, due_words, plan_line
from roterfaden.web.staff.meetings.beside import Beside, beside
from roterfaden.web.staff.meetings.potential_view import Sides, sides

SHOWN_NEWS = 5
SHOWN_MISSED = 3
WITHOUT_A_TALK = timedelta(days=183)
"""So far back the page looks for what is new where no talk is on record."""

_DONE = {EntryOutcome.Kind.DONE, EntryOutcome.Kind.PARTLY}
_TALKS = {EventKind.TALK, EventKind.MISSED, EventKind.MOVED, EventKind.CANCELLED}
_ORDER = ("goal", "interim_goal", "step_jobcentre", "step_recipient", "step_other", "aspect")


@dataclass(frozen=True)
class Knot:
    """One rubric of the last plan with what is still open in it."""

    code: str
    heading: str
    lines: list[PlanLine]
    settled: int = 0

    @property
    def is_promise(self) -> bool:
        """Whether somebody has something to do here."""
        return self.code.startswith("step_")


@dataclass(frozen=True)
class News:
    """Something that came in or changed since the last talk."""

    on: date
    words: str
    aside: str = ""


@dataclass(frozen=True)
class Preparation:
    """What the page shows; ``notes`` and ``potential`` are None for whom they do not concern."""

    case: Case
    meeting: Meeting | None
    plan: PlanNow
    version: PlanVersion | None
    thread: list[Knot]
    last_talk: Meeting | None
    news: list[News]
    missed: list[Meeting]
    tasks: list[SmallTask]
    due_words: str
    step: NextStep | None
    notes: list[CaseNote] | None
    potential: Sides | None
    is_noted: bool
    """Whether it stands already that the plan served to prepare this talk."""


def prepare(case: Case, meeting: Meeting | None, staff: StaffMember, today: date) -> Preparation:
    """Everything for one screen; six queries, however long the history."""
    history = History(case)
    plan = history.now(today)
    version = plan.in_force or next(reversed(history.once_agreed), None)
    last = _last_talk(history.meetings, today)
    since = last.on if last else today - WITHOUT_A_TALK
    aside = beside(case, meeting, staff, today, since=since)
    missed = [one for one in reversed(history.meetings) if one.outcome == Outcome.MISSED]
    return Preparation(
        case=case,
        meeting=meeting,
        plan=plan,
        version=version,
        thread=list(_knots(version, today)) if version else [],
        last_talk=last,
        news=_news(history, aside, since, today),
        missed=missed[:SHOWN_MISSED],
        tasks=aside.tasks,
        due_words=due_words(plan.due_on, plan.today),
        step=next_step(case, plan, staff),
        notes=aside.notes,
        potential=None if aside.findings is None else sides(aside.findings),
        is_noted=aside.is_noted,
    )


def _knots(version: PlanVersion, today: date) -> Iterator[Knot]:
    by_code = {rubric.code: rubric for rubric in rubrics(version)}
    for code in _ORDER:
        rubric = by_code[code]
        if rubric.entries:
            yield _knot(rubric, today)


def _knot(rubric: Rubric, today: date) -> Knot:
    still_open = [line for line in rubric.entries if not line.is_settled]
    lines = [plan_line(line, today) for line in still_open]
    settled = len(rubric.entries) - len(still_open)
    return Knot(rubric.code, rubric.heading, lines, settled)


def _last_talk(meetings: list[Meeting], today: date) -> Meeting | None:
    held = [one for one in meetings if one.outcome == Outcome.TOOK_PLACE and one.on <= today]
    return held[-1] if held else None


def _news(history: History, aside: Beside, since: date, today: date) -> list[News]:
    """What came in and what changed since, the newest first."""
    proved = [News(one.happened_on, asked, one.get_state_display()) for asked, one in aside.proofs]
    changed = [
        _changed(event.on, event.label or event.words, event.what)
        for event in history.past(today)
        if event.on and event.on > since and event.kind not in _TALKS
    ]
    said = [*proved, *changed, *_outcomes(history, since)]
    return sorted(said, key=lambda one: one.on, reverse=True)[:SHOWN_NEWS]


def _changed(on: date, words: str, what: str) -> News:
    """What happened; the words beside it only where they say more."""
    return News(on, what) if what.startswith(words) else News(on, words, what)


def _outcomes(history: History, since: date) -> Iterator[News]:
    """Steps of either side that were done since, wholly or in part."""
    for version in history.once_agreed:
        for entry in getattr(version, "known_entries", []):
            for one in getattr(entry, "known_outcomes", []):
                if entry.kind == "step" and one.kind in _DONE and one.happened_on > since:
                    yield News(one.happened_on, entry.text, one.get_kind_display())


def about_meeting(meeting: Meeting) -> list[str]:
    """``Folgegespräch``, ``im Jobcenter``, the room, who interprets and who comes along."""
    return [
        words
        for words in (
            f"{spoken.short_day(meeting.on)}, {meeting.time_words}",
            meeting.get_kind_display(),
            meeting.get_channel_display(),
            meeting.place,
            meeting.interpreter_words,
            meeting.companions and _("mit: %(who)s") % {"who": meeting.companions},
        )
        if words
    ]
