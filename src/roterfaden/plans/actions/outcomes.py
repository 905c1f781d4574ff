"""One outcome more on record, in the log, and in the draft that follows the version."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from roterfaden.audit.events import Change
from roterfaden.audit.log import Entry as Event
from roterfaden.audit.log import record_many
from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions.following import Follower
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion
from roterfaden.plans.outcomes import counting


@dataclass(frozen=True)
class Said:
    """What is said about an entry."""

    kind: str
    note: str = ""
    good_cause: str = ""
    new_due_on: date | None = None


@dataclass(frozen=True)
class Telling:
    """One outcome to be kept: about which entry, and what counted about it until now."""

    entry: Entry
    said: Said
    known: EntryOutcome | None
    now: EntryOutcome | None = None
    takes_back: EntryOutcome | None = None
    """What this takes back; then ``now`` is what counts again, None where nothing does."""


def said_in(outcome: EntryOutcome) -> Said:
    """What an outcome says."""
    return Said(outcome.kind, outcome.note, outcome.good_cause, outcome.new_due_on)


def counting_of(entry: Entry) -> EntryOutcome | None:
    """The outcome of the entry that counts."""
    recorded = entry.outcomes.select_related("recorded_by").order_by("recorded_at")
    return counting(recorded).get(entry.pk)


def keep_outcome(
    version: PlanVersion,
    entry: Entry,
    said: Said,
    known: EntryOutcome | None,
    *,
    by: StaffMember,
    at: datetime,
) -> EntryOutcome:
    """Keep one; the caller holds the lock and asked whether it may be."""
    return keep_outcomes(version, [Telling(entry, said, known)], by=by, at=at)[0]


def keep_outcomes(
    version: PlanVersion,
    tellings: list[Telling],
    *,
    by: StaffMember,
    at: datetime,
    together: UUID | None = None,
) -> list[EntryOutcome]:
    """Keep several; ``together`` marks those that were said in one step and go back in one."""
    kept = EntryOutcome.objects.bulk_create(
        _outcome(telling, together, by, at) for telling in tellings
    )
    _log(version, kept, by, at)
    follower = Follower.of(version, by=by, at=at)
    if follower is not None:
        for telling, outcome in zip(tellings, kept, strict=True):
            now = telling.now if telling.takes_back else outcome
            follower.follow(telling.entry, telling.known, now)
    return kept


def _outcome(
    telling: Telling, together: UUID | None, by: StaffMember, at: datetime
) -> EntryOutcome:
    """What counts again keeps its day, so that the thread of the case shows it where it was."""
    on = telling.now.happened_on if telling.now else clock.day_of(at)
    return EntryOutcome(
        entry=telling.entry,
        happened_on=on,
        takes_back=telling.takes_back,
        together=together,
        recorded_at=at,
        recorded_by=by,
        **asdict(telling.said),
    )


def _log(version: PlanVersion, kept: list[EntryOutcome], by: StaffMember, at: datetime) -> None:
    case = version.plan.case
    record_many(
        [
            Event(
                Change.OUTCOME_RECORDED,
                outcome.entry,
                {
                    "kind": str(outcome.kind),
                    "case": str(case.pk),
                    "takes_back": outcome.takes_back_id is not None,
                },
            )
            for outcome in kept
        ],
        jobcentre_id=case.jobcentre_id,
        by=by,
        at=at,
    )
