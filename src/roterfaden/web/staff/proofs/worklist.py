"""What came in and waits for a word: a number and a link for the start page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from roterfaden.organisations.models import StaffMember
from roterfaden.proofs.models import Proof
from roterfaden.recipients.models import Case


@dataclass(frozen=True)
class CameIn:
    """How many proofs wait, and where they stand."""

    count: int
    url: str


def came_in(staff: StaffMember, day: date) -> CameIn:
    """For whoever counsels: proofs of the own cases and of those in stand-in; one query."""
    return CameIn(waiting_for_word(staff, day).count(), reverse("proofs:came_in"))


def waiting_for_word(staff: StaffMember, day: date) -> QuerySet[Proof]:
    """Proofs of cases that the person is in charge of or stands in for, the oldest first."""
    visible = Case.objects.visible_to(staff)
    mine = visible.assigned_to(staff, day) | visible.stood_in_by(staff, day)
    return Proof.objects.unanswered().filter(case__in=mine).order_by("changed_at", "pk")
