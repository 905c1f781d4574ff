"""What came in and waits for a word, and what did not come in, over all of somebody's cases."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from roterfaden.core.lookups import among
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry
from roterfaden.proofs.ledger import Due, Known, Ledger
from roterfaden.proofs.models import Proof
from roterfaden.recipients.models import Case, CaseQuerySet


@dataclass(frozen=True)
class CameIn:
    """How many proofs wait, and where they stand."""

    count: int
    url: str


def unanswered_in(in_hand: Collection[UUID] | CaseQuerySet) -> QuerySet[Proof]:
    """Proofs of these cases that wait for a word."""
    return Proof.objects.unanswered().filter(among("case", in_hand))


def came_in(count: int) -> CameIn:
    """So many, and where they stand."""
    return CameIn(count, reverse("proofs:came_in"))


def waiting_for_word(staff: StaffMember, day: date) -> QuerySet[Proof]:
    """Proofs of cases that the person is in charge of or stands in for, the oldest first."""
    mine = _counselled(staff, day)
    return Proof.objects.unanswered().filter(case__in=mine).order_by("changed_at", "due_on", "pk")


@dataclass(frozen=True)
class Overdue:
    """A step whose proof did not come in: its oldest day, and how many days are missing."""

    oldest: Due
    count: int


def overdue(staff: StaffMember, day: date) -> list[Overdue]:
    """What did not come in by its day for these cases, the oldest first; at most five queries."""
    asked = Entry.objects.present().exclude(proof="").filter(version__plan__case=OuterRef("pk"))
    mine = _counselled(staff, day).filter(Exists(asked)).select_related("recipient", "jobcentre")
    cases = list(mine)
    known = Known([case.pk for case in cases])
    found = [one for case in cases for one in _of_case(Ledger(case, day, known))]
    return sorted(found, key=lambda one: (one.oldest.due_on, one.oldest.case.recipient.sort_key))


def _of_case(ledger: Ledger) -> list[Overdue]:
    by_line: dict[UUID, list[Due]] = {}
    for due in ledger.late:
        by_line.setdefault(due.line, []).append(due)
    return [Overdue(late[0], len(late)) for late in by_line.values()]


def _counselled(staff: StaffMember, day: date) -> CaseQuerySet:
    return Case.objects.visible_to(staff).counselled_by(staff, day)
