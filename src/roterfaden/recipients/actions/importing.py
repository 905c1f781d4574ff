"""Reading cases in, so that a broken-off import can simply be done again.

What protects people whose case is protected (§ 35 SGB I):

- A row about a protected person is taken like any other: same change, same count, same reject.
  So the outcome of a row says whether something is stored for a Kundennummer, never whether it is
  protected.
- A file can hide a person, never show one: ``geschuetzt`` ``ja`` protects and names the
  ``fachkraft``; ``nein`` lifts nothing. Whether a row made somebody protected is in no count.
- A file names nobody for a person who is protected already. The ``fachkraft`` of such a row is put
  in charge like any other, but sees the case only when a person with the right names her.
- A new case of a protected person is protected, with the same named staff.
- Whoever sees cases does not read any in: to such a person a good row without a visible case would
  tell that the case is protected.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.importing import CaseRow, Reject
from roterfaden.recipients.intake.merging import Merge, merge
from roterfaden.recipients.intake.refusal import RowRefused
from roterfaden.recipients.intake.stored import Responsible, Stored
from roterfaden.recipients.intake.writing import write

BATCH = 500
"""Rows in one transaction: a killed import loses at most these, and doing it again brings them."""


@dataclass
class ImportResult:
    """How many rows of a file were read, and what became of them."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        return len(self.rejects)

    @property
    def good(self) -> int:
        """Rows that were taken."""
        return self.created + self.updated + self.unchanged

    def counts(self) -> dict[str, int]:
        """The five figures by name."""
        names = ("read", "created", "updated", "unchanged", "rejected")
        return {name: getattr(self, name) for name in names}


Progress = Callable[[ImportResult], None]


def require_importer(by: StaffMember | None, jobcentre: Jobcentre) -> None:
    """Raise :class:`NotPermitted` unless ``by`` may read cases in; ``None`` is the system."""
    if by is None:
        return
    by.require(Permission.IMPORT_CASES)
    if by.jobcentre_id != jobcentre.pk:
        raise NotPermitted(_("Fälle lesen Sie nur in das eigene Jobcenter ein."))
    if by.has(Permission.VIEW_CASES):
        raise NotPermitted(
            _(
                "Wer Fälle sieht, liest keine ein; sonst würde das Ergebnis geschützte Fälle "
                "verraten. Bitte nutzen Sie ein Konto, das nur die Rolle Verwaltung hat."
            )
        )


def import_rows(
    rows: Iterable[CaseRow | Reject],
    *,
    jobcentre: Jobcentre,
    by: StaffMember | None,
    at: datetime,
    dry_run: bool = False,
    all_or_nothing: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Create and update people, households, cases and who is in charge, by Kundennummer.

    Each batch is a transaction of its own, so good rows are kept whatever comes after them. With
    ``all_or_nothing`` one reject undoes everything; ``created``, ``updated`` and ``unchanged`` are
    then zero. With ``dry_run`` nothing is written. ``progress`` hears the result so far after each
    batch. Raises :class:`NotPermitted`.
    """
    require_importer(by, jobcentre)
    run = _Run(jobcentre, by, at, dry_run, ImportResult())
    with transaction.atomic() if all_or_nothing else nullcontext():
        waiting = iter(rows)
        while batch := list(islice(waiting, BATCH)):
            run.take(batch)
            if progress:
                progress(run.result)
        if all_or_nothing and run.result.rejects:
            run.undo()
        else:
            run.finish()
    run.result.rejects.sort(key=lambda reject: reject.line)
    return run.result


@dataclass
class _Run:
    jobcentre: Jobcentre
    by: StaffMember | None
    at: datetime
    dry_run: bool
    result: ImportResult

    def take(self, batch: Sequence[CaseRow | Reject]) -> None:
        self.result.read += len(batch)
        self.result.rejects += [row for row in batch if isinstance(row, Reject)]
        self._store([row for row in batch if isinstance(row, CaseRow)])

    def _store(self, rows: Sequence[CaseRow]) -> None:
        """Store the rows together; where the database refuses, halve until the bad row is found."""
        if not rows:
            return
        try:
            merges, rejects = self._merge_and_write(rows)
        except (IntegrityError, DataError) as error:
            if len(rows) == 1:
                self.result.rejects.append(_refused_by_database(rows[0], error))
                return
            half = len(rows) // 2
            self._store(rows[:half])
            self._store(rows[half:])
        else:
            self._count(merges)
            self.result.rejects += rejects

    @transaction.atomic
    def _merge_and_write(self, rows: Sequence[CaseRow]) -> tuple[list[Merge], list[Reject]]:
        # Two imports into one jobcentre take turns, batch by batch.
        Jobcentre.objects.select_for_update(no_key=True).get(pk=self.jobcentre.pk)
        today = clock.day_of(self.at)
        stored = Stored.load(self.jobcentre, rows)
        responsible = Responsible.load(self.jobcentre, today)
        merges, rejects = [], []
        for row in rows:
            try:
                merges.append(merge(row, stored, responsible, today))
            except RowRefused as refusal:
                rejects.append(Reject(row.line, refusal.column, refusal.reason, row.raw))
        if not self.dry_run:
            write(merges, stored, by=self.by, at=self.at)
        return merges, rejects

    def _count(self, merges: Sequence[Merge]) -> None:
        for merged in merges:
            setattr(self.result, merged.outcome, getattr(self.result, merged.outcome) + 1)

    def undo(self) -> None:
        transaction.set_rollback(True)
        self.result.created = self.result.updated = self.result.unchanged = 0

    @transaction.atomic
    def finish(self) -> None:
        if self.dry_run:
            return
        record(
            Change.CASES_IMPORTED,
            jobcentre_id=self.jobcentre.pk,
            by=self.by,
            target=self.jobcentre,
            at=self.at,
            facts=self.result.counts(),
        )


def _refused_by_database(row: CaseRow, error: Exception) -> Reject:
    """A reject that names the rule of the database, not its values."""
    diagnosis = getattr(error.__cause__, "diag", None)
    rule = getattr(diagnosis, "constraint_name", None) or getattr(diagnosis, "sqlstate", None)
    reason = (
        f"Die Datenbank nimmt die Zeile nicht an (Regel {rule or 'unbekannt'}). Bitte prüfen Sie "
        "die Zeile; bleibt der Fehler, wenden Sie sich mit dieser Meldung an den Betrieb."
    )
    return Reject(row.line, "", reason, row.raw)
