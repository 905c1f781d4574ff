"""A version as the six rubrics that people read, for every page that shows a plan."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.core.spoken import day, rhythm_words
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion
from roterfaden.plans.outcomes import counting
from roterfaden.plans.sheet.content import RUBRICS

CODES = tuple(rubric.code.replace(".", "_") for rubric in RUBRICS)
"""As :attr:`Entry.rubric` gives them: ``goal``, ``interim_goal``, ``step_recipient`` and so on."""

HEADINGS = {
    code: rubric.heading.removesuffix(":") for code, rubric in zip(CODES, RUBRICS, strict=True)
}
"""The headings as printed (Abbildung 1), without the colon of the paper."""


@dataclass(frozen=True)
class Line:
    """One entry as a page shows it, with what became of it."""

    entry: Entry
    outcome: EntryOutcome | None = None

    @property
    def text(self) -> str:
        """The words of the entry."""
        return self.entry.text

    @property
    def when_words(self) -> str:
        """Its day or rhythm: ``bis 11.12.2026``, ``zum 1. jedes Monats``, or nothing."""
        return when_words(self.entry)

    @property
    def proof(self) -> str:
        """How it is shown to be done; may be empty."""
        return self.entry.proof

    @property
    def owner_name(self) -> str:
        """The other body that helps; empty for the two sides."""
        return self.entry.owner_name

    @property
    def towards_work(self) -> bool:
        """Whether the step is marked as leading towards work."""
        return bool(self.entry.towards_work)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to do: done, or no longer fitting."""
        return self.outcome is not None and self.outcome.is_settled

    def is_overdue(self, on: date | None = None) -> bool:
        """Whether its day has passed on that day (default: today) and it is not settled."""
        due_on = self.entry.due_on
        return due_on is not None and due_on < (on or clock.today()) and not self.is_settled


@dataclass(frozen=True)
class Rubric:
    """A rubric with its lines; all six are there, also the empty ones."""

    code: str
    heading: str
    entries: tuple[Line, ...] = ()


def rubrics(version: PlanVersion, *, outcomes: bool = True) -> list[Rubric]:
    """The six rubrics of a version in the order of print; two queries, one without outcomes.

    None where the version comes from a :class:`~roterfaden.plans.history.History`.
    """
    if hasattr(version, "known_entries"):
        lines = [_known(entry, outcomes=outcomes) for entry in version.known_entries]
    else:
        lines = [Line(entry) for entry in version.entries.present()]
        lines = _with_outcomes(version, lines) if outcomes else lines
    return [
        Rubric(code, heading, tuple(line for line in lines if line.entry.rubric == code))
        for code, heading in HEADINGS.items()
    ]


def when_words(entry: Entry) -> str:
    """The day or the rhythm of an entry in the reader's words, or nothing."""
    if entry.due_on:
        return _("bis %(day)s") % {"day": day(entry.due_on)}
    return rhythm_words(entry.rhythm) if entry.rhythm else ""


def _known(entry: Entry, *, outcomes: bool) -> Line:
    recorded: list[EntryOutcome] = getattr(entry, "known_outcomes", []) if outcomes else []
    return Line(entry, counting(recorded).get(entry.pk))


def _with_outcomes(version: PlanVersion, lines: list[Line]) -> list[Line]:
    recorded = EntryOutcome.objects.filter(entry__version=version).order_by("recorded_at")
    said = counting(recorded)
    return [replace(line, outcome=said.get(line.entry.pk)) for line in lines]
