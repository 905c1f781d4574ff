"""The review as its page shows it: sides with rows, what goes into the new plan, who is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.core import clock, spoken
from roterfaden.meetings.models import Meeting
from roterfaden.obligations.proposed import Proposed, proposed
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.carrying import carried
from roterfaden.plans.models import ChangeWish, Entry, EntryOutcome, PlanVersion
from roterfaden.plans.review import GOAL_KINDS, WITH_REASON, Review, kinds_for
from roterfaden.plans.rubrics import Line, when_words
from roterfaden.sharing.models import OwnWish
from roterfaden.web.staff.plans.review_forms import LookBackForm, NextGoalForm

_DIGITS = {kind: digit for digit, kind in enumerate(EntryOutcome.Kind, 1)}


@dataclass(frozen=True)
class Choice:
    """One key of a row: what it says, and whether the reason is asked before it is sent."""

    digit: int
    value: str
    words: str
    asks_why: bool


@dataclass(frozen=True)
class Row:
    """One entry that is talked about."""

    line: Line
    on: date
    is_waiting: bool
    reader: StaffMember
    bound: LookBackForm | None = None
    next_goal: NextGoalForm | None = None
    proposed: Proposed | None = None

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.line.entry

    @property
    def outcome(self) -> EntryOutcome | None:
        """What was said about it in this round."""
        return None if self.is_waiting else self.line.outcome

    @property
    def is_goal(self) -> bool:
        """Whether it is a goal or an interim goal."""
        return self.entry.kind in GOAL_KINDS

    @property
    def is_reached(self) -> bool:
        """Whether it is a goal that was reached."""
        return self.is_goal and self.line.outcome is not None and self.line.outcome.kind == "done"

    @property
    def asks_cause(self) -> bool:
        """Whether a good cause is asked for: only of the recipient's own steps."""
        return self.entry.owner == Entry.Owner.RECIPIENT

    @property
    def is_the_offices(self) -> bool:
        """Whether the office itself owes it."""
        return self.entry.owner == Entry.Owner.JOBCENTRE

    @property
    def says_why(self) -> bool:
        """Whether its words are a reason."""
        if self.outcome is None or self.outcome.kind not in WITH_REASON:
            return False
        return self.is_goal or self.outcome.kind == EntryOutcome.Kind.NOT_DONE

    @property
    def choices(self) -> list[Choice]:
        """The keys of this row."""
        return [
            Choice(
                _DIGITS[kind],
                kind,
                said_words(self.entry, kind),
                kind == ("no_longer_fits" if self.is_goal else "not_done"),
            )
            for kind in kinds_for(self.entry)
        ]

    @property
    def said(self) -> str:
        """The outcome in words."""
        return said_words(self.entry, self.outcome.kind) if self.outcome else ""

    @property
    def goes_on(self) -> str:
        """What that means for the new plan, beside the outcome."""
        if self.outcome is None or self.outcome.is_settled:
            return ""
        if self.outcome.new_due_on:
            day = spoken.day_and_month(self.outcome.new_due_on)
            return _("neu bis %(day)s") % {"day": day}
        return _("geht weiter")

    @property
    def notes(self) -> list[str]:
        """What stands below the words: its day and its proof."""
        entry = self.entry
        when = self.line.when_words
        if self.line.is_overdue(self.on) and entry.due_on:
            when = _("War fällig am %(day)s") % {"day": spoken.day(entry.due_on)}
        elif not when and not self.is_goal:
            when = _("ohne Datum")
        proof = _("Nachweis: %(proof)s") % {"proof": entry.proof} if entry.proof else ""
        return [note for note in (when, proof, self._kept) if note]

    @property
    def _kept(self) -> str:
        """What the office has proposed for it, where that keeps the step."""
        if self.proposed is None:
            return ""
        words = ngettext(
            "ein Vorschlag geschickt, am %(day)s",
            "%(count)d Vorschläge geschickt, zuletzt am %(day)s",
            self.proposed.number,
        )
        day = spoken.day(self.proposed.last_on)
        return words % {"count": self.proposed.number, "day": day}

    @property
    def cause(self) -> str:
        """Whether there was a good cause, in words."""
        if self.outcome is None or not self.outcome.good_cause:
            return ""
        answer = self.outcome.get_good_cause_display()
        return _("Wichtiger Grund: %(answer)s") % {"answer": answer}

    @cached_property
    def form(self) -> LookBackForm:
        """What was typed and refused, else what was said in this round."""
        return self.bound or LookBackForm(entry=self.entry, outcome=self.outcome)

    @cached_property
    def goal_form(self) -> NextGoalForm:
        """For the goal after this one."""
        if self.next_goal:
            return self.next_goal
        form_id = f"danach-{self.entry.pk}-%s"
        return NextGoalForm(initial={"new_id": uuid4()}, auto_id=form_id)

    @property
    def can_be_taken_back(self) -> bool:
        """Whether the reader said it."""
        return self.outcome is not None and self.outcome.recorded_by_id == self.reader.pk

    @property
    def is_todays(self) -> bool:
        """Whether Ctrl Z reaches it."""
        return self.outcome is not None and clock.day_of(self.outcome.recorded_at) == self.on


@dataclass(frozen=True)
class Side:
    """A heading with its rows."""

    code: str
    heading: str
    rows: tuple[Row, ...]


AT_MOST = 3
"""So many wishes stand beside the review."""


@dataclass(frozen=True)
class Wish:
    """Something that the recipient wants, in the own words."""

    text: str
    said_on: date
    language: str = ""


@dataclass(frozen=True)
class Going:
    """One line of the new plan."""

    text: str
    when: str
    is_new: bool = False
    is_late: bool = False


def said_words(entry: Entry, kind: str) -> str:
    """An outcome in words; of a goal it is said otherwise than of a step."""
    if entry.kind not in GOAL_KINDS:
        return _("teilweise") if kind == "partly" else str(EntryOutcome.Kind(kind).label)
    words = {
        EntryOutcome.Kind.DONE: _("erreicht"),
        EntryOutcome.Kind.OPEN: _("noch richtig"),
        EntryOutcome.Kind.NO_LONGER_FITS: _("nicht mehr richtig"),
        EntryOutcome.Kind.NOT_DONE: _("noch nicht erreicht"),
    }
    found = EntryOutcome.Kind(kind)
    return str(words.get(found, found.label))


def sides(
    looked_back: Review,
    reader: StaffMember,
    *,
    bound: LookBackForm | None = None,
    bound_to: UUID | None = None,
) -> list[Side]:
    """All that is talked about; ``bound`` is what was refused about the entry ``bound_to``."""

    def row(line: Line) -> Row:
        waits = not looked_back.is_reviewed(line)
        mine = bound if line.entry.pk == bound_to else None
        kept_by = proposals.get(line.entry.pk)
        return Row(line, looked_back.on, waits, reader, mine, proposed=kept_by)

    ours = (line.entry for line in looked_back.lines)
    proposals = proposed([one.pk for one in ours if one.owner == Entry.Owner.JOBCENTRE])
    return [
        Side(rubric.code, rubric.heading, tuple(row(line) for line in rubric.entries))
        for rubric in looked_back.rubrics
    ]


def going(looked_back: Review, draft: PlanVersion | None) -> list[Going]:
    """What goes into the new plan: of what was talked about, and what is new in the draft."""
    talked = looked_back.talked
    if draft is None:
        carried_over = ((line.entry, carried(line.entry, line.outcome)) for line in talked)
        lines = [_with_day(entry, content.due_on) for entry, content in carried_over if content]
    else:
        known = {line.entry.pk for line in talked}
        lines = [
            entry
            for entry in draft.entries.present()
            if entry.continues_id is None or entry.continues_id in known
        ]
    return [_going(entry, looked_back.on, in_draft=draft is not None) for entry in lines]


def _with_day(entry: Entry, due_on: date | None) -> Entry:
    if due_on == entry.due_on:
        return entry
    return Entry(text=entry.text, due_on=due_on)


def _going(entry: Entry, on: date, *, in_draft: bool) -> Going:
    is_late = entry.due_on is not None and entry.due_on < on
    return Going(entry.text, when_words(entry), in_draft and entry.continues_id is None, is_late)


def talk_of_today(version: PlanVersion, today: date) -> Meeting | None:
    """The talk that is held today, if it is in the calendar."""
    meetings = Meeting.objects.filter(case=version.plan.case_id, starts_at__date=today)
    held = meetings.filter(outcome__in=["planned", "took_place"])
    return held.order_by("starts_at").first()


def open_wishes(version: PlanVersion) -> list[Wish]:
    """What the recipient wrote and is still to be talked about, or wanted and was not taken up."""
    plan = version.plan_id
    written = OwnWish.objects.filter(version__plan=plan, state=OwnWish.State.OPEN)
    asked = ChangeWish.objects.filter(answer__version__plan=plan, taken_up=False)
    told = [
        Wish(one.words, clock.day_of(one.written_at), one.language)
        for one in written.order_by("-written_at")[:AT_MOST]
    ]
    told += [
        Wish(one.text, clock.day_of(one.answer.recorded_at))
        for one in asked.select_related("answer").order_by("-answer__recorded_at")[:AT_MOST]
    ]
    return sorted(told, key=lambda wish: wish.said_on, reverse=True)[:AT_MOST]
