"""Looking back at a plan together: which entry has been talked about in this round, which not.

In the field study only the recipient's steps were ever reviewed (IAB-Forschungsbericht 2/2026,
chapter 5.3). Here the goals come first, then both sides' steps, the office's own before all others.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion
from roterfaden.plans.rubrics import Line, Rubric, rubrics
from roterfaden.recipients.models import Assignment

ROUND = timedelta(days=14)
"""What was recorded within the last two weeks belongs to the round that runs."""

ORDER = ("step_jobcentre", "step_recipient", "step_other", "interim_goal", "goal")
"""The office answers for its own promises first: fair by form."""

GOALS_FIRST = ("goal", "interim_goal", "step_jobcentre", "step_recipient", "step_other")
"""As they are talked about: where to, then what the office owes, then the others."""

OWED = ("step_jobcentre", "step_recipient")
"""Both sides' steps must have been talked about before a plan is confirmed."""

GOAL_KINDS = frozenset({Entry.Kind.GOAL, Entry.Kind.INTERIM_GOAL})
ABOUT_GOALS = (
    EntryOutcome.Kind.DONE,
    EntryOutcome.Kind.OPEN,
    EntryOutcome.Kind.NO_LONGER_FITS,
)
"""A goal is reached, still right or no longer right; the digits mean the same as for steps."""


WITH_REASON = (EntryOutcome.Kind.NOT_DONE, EntryOutcome.Kind.NO_LONGER_FITS)
"""For these the words say why."""


@dataclass(frozen=True)
class Review:
    """The entries of a version as they stand in the round that runs on a day."""

    rubrics: tuple[Rubric, ...]
    on: date

    @property
    def lines(self) -> list[Line]:
        """All that is talked about, in its order."""
        return [line for rubric in self.rubrics for line in rubric.entries]

    @property
    def lacking(self) -> list[Line]:
        """Steps of both sides without a word in this round, the office's first."""
        owed = [line for rubric in self.rubrics if rubric.code in OWED for line in rubric.entries]
        return [line for line in owed if not self.is_reviewed(line)]

    @property
    def waiting(self) -> list[Line]:
        """All without a word in this round, goals as well."""
        return [line for line in self.lines if not self.is_reviewed(line)]

    @property
    def talked(self) -> list[Line]:
        """All with a word in this round."""
        return [line for line in self.lines if self.is_reviewed(line)]

    @property
    def settled(self) -> list[Line]:
        """What is done or no longer fits; it stays only where somebody says that it does."""
        return [line for line in self.lines if line.is_settled]

    @property
    def moved(self) -> list[Line]:
        """What is still open and got a new day."""
        return [line for line in self.lines if line.outcome and line.outcome.new_due_on]

    def unclear(self, staying: Collection[UUID]) -> list[Line]:
        """What is settled and not among those that stay all the same."""
        return [line for line in self.settled if line.entry.pk not in staying]

    def is_reviewed(self, line: Line) -> bool:
        """Whether it was talked about in this round; what is settled stays so."""
        if line.outcome is None:
            return False
        return line.is_settled or self.on - line.outcome.happened_on <= ROUND


def review(version: PlanVersion, on: date, order: tuple[str, ...] = ORDER) -> Review:
    """The review of a version on this day; two queries."""
    found = {rubric.code: rubric for rubric in rubrics(version)}
    kept = tuple(found[code] for code in order if found[code].entries)
    return Review(kept, on)


def kinds_for(entry: Entry) -> tuple[EntryOutcome.Kind, ...]:
    """What may have become of an entry, in the order of the digits."""
    return ABOUT_GOALS if entry.kind in GOAL_KINDS else tuple(EntryOutcome.Kind)


def kept_kind(known: EntryOutcome | None, new_due_on: date | None) -> EntryOutcome.Kind:
    """What is meant by words or a new day alone: what counted before, else "still open"."""
    if known is None or (known.is_settled and new_due_on):
        return EntryOutcome.Kind.OPEN
    return EntryOutcome.Kind(known.kind)


def kept_words(known: EntryOutcome | None, kind: str, note: str) -> str:
    """The words for this kind; a reason given before goes where it is no reason any more."""
    if known and known.kind in WITH_REASON and known.kind != kind and known.note == note:
        return ""
    return note


@dataclass(frozen=True)
class ChangeOfCounsellor:
    """Somebody else took the case over since the plan was agreed."""

    former: StaffMember
    since: date


def change_of_counsellor(version: PlanVersion, on: date) -> ChangeOfCounsellor | None:
    """Whether somebody else is in charge on this day than when it was agreed; one query."""
    agreed_on = version.agreed_on
    if agreed_on is None:
        return None
    assignments = Assignment.objects.filter(case=version.plan.case_id).select_related("staff")
    known = list(
        assignments.filter(begins_on__lte=on).filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=agreed_on)
        )
    )
    then = next((one for one in known if one.begins_on <= agreed_on), None)
    now = next((one for one in reversed(known) if one.ends_on is None or one.ends_on >= on), None)
    if then is None or then.staff is None or now is None or now.staff_id in {then.staff_id, None}:
        return None
    return ChangeOfCounsellor(then.staff, now.begins_on)
