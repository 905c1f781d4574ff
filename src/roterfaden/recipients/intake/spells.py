"""Which case of a person a row means, and which days it gives it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roterfaden.recipients.importing.fields import CaseRow
from roterfaden.recipients.intake.refusal import RowRefused
from roterfaden.recipients.models import Case


@dataclass(frozen=True)
class Spell:
    """The days of one case; ``case`` is None where a new one opens."""

    case: Case | None
    begins_on: date
    ends_on: date | None


def spell_of(row: CaseRow, cases: Sequence[Case], today: date) -> Spell:
    """The spell that ``row`` speaks of; ``cases`` are the person's, in order of time.

    Without ``beginn`` it is the newest case, or a new one from today. A ``beginn`` that is known
    means that case; one before the beginning of the running case corrects it; any other opens a
    new case. Raises :class:`RowRefused` where days contradict each other or another case.
    """
    case = _meant(row, cases)
    begins_on = row.begins_on or (case.begins_on if case else today)
    ends_on = row.ends_on if "ends_on" in row.stated or case is None else case.ends_on
    if ends_on and ends_on < begins_on:
        raise RowRefused("ends_on", _TOO_EARLY if row.begins_on else _TOO_EARLY_WITHOUT_BEGIN)
    if any(_overlap(begins_on, ends_on, other) for other in cases if other is not case):
        raise RowRefused("begins_on" if row.begins_on else "ends_on", _OVERLAP)
    return Spell(case, begins_on, ends_on)


_TOO_EARLY = "liegt vor dem Beginn. Bitte prüfen Sie beginn und ende."
_TOO_EARLY_WITHOUT_BEGIN = (
    "liegt vor dem Beginn des Falls. Bitte ergänzen Sie die Spalte beginn oder prüfen Sie das ende."
)
_OVERLAP = (
    "überschneidet sich mit einem anderen Fall dieser Person. Bitte lesen Sie zuerst dessen ende "
    "ein, oder prüfen Sie beginn und ende."
)


def _meant(row: CaseRow, cases: Sequence[Case]) -> Case | None:
    if not cases:
        return None
    newest = cases[-1]
    if row.begins_on is None:
        return newest
    if same := [case for case in cases if case.begins_on == row.begins_on]:
        return same[0]
    return newest if _corrects(row, newest) else None


def _corrects(row: CaseRow, running: Case) -> bool:
    """Whether the row moves the beginning of the running case back."""
    if row.begins_on is None or running.ends_on is not None:
        return False
    reaches_it = row.ends_on is None or row.ends_on >= running.begins_on
    return row.begins_on < running.begins_on and reaches_it


def _overlap(begins_on: date, ends_on: date | None, other: Case) -> bool:
    begins_before_its_end = other.ends_on is None or begins_on <= other.ends_on
    return begins_before_its_end and (ends_on is None or ends_on >= other.begins_on)
