"""The proof ledger of a case: every due day of every step that asks for a proof, of both sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch

from roterfaden.law.calendar import Place, last_working_day_on_or_before
from roterfaden.law.calendar import next_working_day_on_or_after as next_working_day
from roterfaden.plans.comparison.versions import lines
from roterfaden.plans.models import Entry, EntryOutcome
from roterfaden.plans.outcomes import counting
from roterfaden.plans.states import ONCE_AGREED_STATES
from roterfaden.proofs.models import Proof, ProofRecord
from roterfaden.proofs.occurrences import Span, due_days
from roterfaden.proofs.states import State
from roterfaden.recipients.models import Case

AHEAD = timedelta(days=62)
"""So far ahead rhythms are shown: two months, so that the next day always is."""
NEXT_OF_EACH = 2
REMIND_BEFORE = timedelta(days=3)


@dataclass(frozen=True)
class Due:
    """One due day: the entry whose words count, and what was said about it so far."""

    case: Case
    line: UUID
    entry: Entry
    due_on: date
    remind_on: date
    late_from: date
    proof: Proof | None = None
    is_over: bool = False
    """Nobody asks for it any more, and nothing ever came."""
    settled: EntryOutcome | None = None
    """What the review said about the step, where that is why."""

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.proof.state) if self.proof else State.OPEN

    @property
    def records(self) -> list[ProofRecord]:
        """What was said, the newest last; what was taken back is left out."""
        kept: list[ProofRecord] = getattr(self.proof, "known_records", [])
        return [one for one in kept if one.taken_back_at is None]

    @property
    def last(self) -> ProofRecord | None:
        """The word that counts."""
        return self.records[-1] if self.records else None

    def is_late(self, today: date) -> bool:
        """Whether nothing came in by its day; the end of a closed day waits for an open one."""
        return self.state in {State.OPEN, State.SENT_BACK} and today >= self.late_from

    @property
    def is_ours(self) -> bool:
        """Whether the jobcentre owes it."""
        return self.entry.owner == Entry.Owner.JOBCENTRE


class Known:
    """What is on record about proofs of some cases; four queries, however many cases.

    ``lines`` are steps with a proof by case and line, in the order of versions that held or hold;
    ``settled`` is what was said about those that are done or no longer fit.
    """

    def __init__(self, cases: Collection[UUID]) -> None:
        self.lines: dict[UUID, dict[UUID, list[Entry]]] = defaultdict(dict)
        self.proofs: dict[UUID, dict[UUID, dict[date, Proof]]] = defaultdict(dict)
        self._read_lines(cases)
        self._read_proofs(cases)
        asked = [one.pk for lines in self.lines.values() for of in lines.values() for one in of]
        said = EntryOutcome.objects.filter(entry__in=asked).order_by("recorded_at")
        self.settled = {pk: one for pk, one in counting(said).items() if one.is_settled}

    def _read_lines(self, cases: Collection[UUID]) -> None:
        steps = Entry.objects.present().filter(version__plan__case__in=cases, kind="step")
        found = steps.select_related("version__plan").defer("version__sheet")
        ordered = list(found.order_by("version__agreed_at", "position", "pk"))
        first = lines([(one.pk, one.continues_id) for one in ordered])
        for entry in ordered:
            held = entry.version.state in ONCE_AGREED_STATES
            if held and entry.proof and (entry.due_on or entry.rhythm):
                of_case = self.lines[entry.version.plan.case_id]
                of_case.setdefault(first[entry.pk], []).append(entry)

    def _read_proofs(self, cases: Collection[UUID]) -> None:
        records = ProofRecord.objects.select_related("recorded_by").order_by("number")
        kept = Proof.objects.filter(case__in=cases).select_related("entry")
        for proof in kept.prefetch_related(Prefetch("records", records, to_attr="known_records")):
            of_line = self.proofs[proof.case_id].setdefault(proof.line_id, {})
            of_line[proof.due_on] = proof


class Ledger:
    """All due days of one case until some weeks ahead; four queries, however many."""

    def __init__(self, case: Case, today: date, known: Known | None = None) -> None:
        self.case = case
        self.today = today
        self._known = known or Known([case.pk])
        office = case.jobcentre
        self._place = Place(office.land, office.municipality or None)
        self.dues = sorted(self._dues(), key=lambda one: (one.due_on, str(one.line)))

    @property
    def unanswered(self) -> list[Due]:
        """What came in and waits for a word."""
        return [one for one in self.dues if one.state == State.RECEIVED]

    @property
    def waiting(self) -> list[Due]:
        """What is still to come in: all that is due, and of each line the next days."""
        seen: Counter[UUID] = Counter()
        near = []
        for one in filter(self._waits, self.dues):
            seen[one.line] += one.due_on > self.today
            if one.due_on <= self.today or seen[one.line] <= NEXT_OF_EACH:
                near.append(one)
        return near

    @property
    def late(self) -> list[Due]:
        """What did not come in by its day."""
        return [one for one in self.waiting if one.is_late(self.today)]

    @property
    def settled(self) -> list[Due]:
        """What is answered for good or was never asked for again, the newest first."""
        done = {State.ACCEPTED, State.EXCUSED}
        return [one for one in reversed(self.dues) if one.state in done or one.is_over]

    def find(self, line: UUID, due_on: date) -> Due | None:
        """The due day of this line."""
        same = (one for one in self.dues if (one.line, one.due_on) == (line, due_on))
        return next(same, None)

    def _waits(self, one: Due) -> bool:
        return one.state in {State.OPEN, State.SENT_BACK} and not one.is_over

    def _dues(self) -> Iterator[Due]:
        by_line = self._known.proofs[self.case.pk]
        for line, entries in self._known.lines[self.case.pk].items():
            yield from self._of_line(line, entries, by_line.get(line, {}))
        for line in by_line.keys() - self._known.lines[self.case.pk].keys():
            for proof in by_line[line].values():
                yield self._due(line, proof.entry, proof.due_on, proof, is_over=True)

    def _of_line(self, line: UUID, entries: list[Entry], known: dict[date, Proof]) -> Iterator[Due]:
        spans = [_span(one) for one in entries]
        until = self.today + AHEAD
        far = [one.due_on for one in entries if one.due_on and one.due_on > until]
        days = due_days(spans, until=max([until, *far]), settled=list(known))
        stopped = entries[-1].version.in_force_until_on is not None
        settled = self._known.settled.get(entries[-1].pk)
        for day in days:
            entry = _in_force_on(entries, day)
            proof = known.get(day)
            if proof:
                yield self._due(line, proof.entry, day, proof, is_over=False)
            else:
                over = stopped or settled is not None
                yield self._due(line, entry, day, None, is_over=over, settled=settled)

    def _due(
        self,
        line: UUID,
        entry: Entry,
        day: date,
        proof: Proof | None,
        *,
        is_over: bool,
        settled: EntryOutcome | None = None,
    ) -> Due:
        remind_on = last_working_day_on_or_before(day - REMIND_BEFORE, self._place)
        late_from = next_working_day(day, self._place) + timedelta(days=1)
        return Due(self.case, line, entry, day, remind_on, late_from, proof, is_over, settled)


def _span(entry: Entry) -> Span:
    version = entry.version
    from_on = version.agreed_on or version.started_at.date()
    return Span(from_on, version.in_force_until_on, entry.due_on, entry.rhythm)


def _in_force_on(entries: list[Entry], day: date) -> Entry:
    """The entry whose version held on this day; the newest for a day that no version reached."""
    held = (one for one in reversed(entries) if _span(one).holds_on(day))
    return next(held, entries[-1])
