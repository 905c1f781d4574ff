"""Looking back at a plan together: which step has been talked about in this round, which not.

In the field study only the recipient's steps were ever reviewed (IAB-Forschungsbericht 2/2026,
chapter 5.3). Here both sides' are, the office's own first.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from roterfaden.plans.models import EntryOutcome, PlanVersion
from roterfaden.plans.rubrics import Line, Rubric, rubrics

ROUND = timedelta(days=14)
"""What was recorded within the last two weeks belongs to the round that runs."""

ORDER = ("step_jobcentre", "step_recipient", "step_other", "interim_goal", "goal")
"""The office answers for its own promises first: fair by form."""

OWED = ("step_jobcentre", "step_recipient")
"""Both sides' steps must have been talked about before a plan is confirmed."""

_SETTLED = (EntryOutcome.Kind.DONE, EntryOutcome.Kind.NO_LONGER_FITS)


@dataclass(frozen=True)
class Review:
    """The entries of a version as they stand in the round that runs on a day."""

    rubrics: tuple[Rubric, ...]
    on: date

    @property
    def lacking(self) -> list[Line]:
        """Steps of both sides without a word in this round, the office's first."""
        owed = [line for rubric in self.rubrics if rubric.code in OWED for line in rubric.entries]
        return [line for line in owed if not self.is_reviewed(line)]

    @property
    def settled(self) -> list[Line]:
        """What is done or no longer fits; it stays only where somebody says that it does."""
        return [line for rubric in self.rubrics for line in rubric.entries if is_settled(line)]

    def unclear(self, staying: Collection[UUID]) -> list[Line]:
        """What is settled and not among those that stay all the same."""
        return [line for line in self.settled if line.entry.pk not in staying]

    def is_reviewed(self, line: Line) -> bool:
        """Whether it was talked about in this round; what is settled stays so."""
        if line.outcome is None:
            return False
        return is_settled(line) or self.on - line.outcome.happened_on <= ROUND


def review(version: PlanVersion, on: date) -> Review:
    """The review of a version on this day; two queries."""
    found = {rubric.code: rubric for rubric in rubrics(version)}
    kept = tuple(found[code] for code in ORDER if found[code].entries)
    return Review(kept, on)


def is_settled(line: Line) -> bool:
    """Whether the last word about the entry was that it is done or no longer fits."""
    return line.outcome is not None and line.outcome.kind in _SETTLED
