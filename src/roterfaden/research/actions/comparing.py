"""Comparing the codings of two people, and deciding where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.research.books import dimension_of
from roterfaden.research.models import (
    Coding,
    Comparison,
    Decision,
    Member,
    PassageDecision,
    Project,
    StudyDocument,
)
from roterfaden.research.policies import check_runs, lead_of
from roterfaden.research.trailing import note
from roterfaden.study.codebook import Dimension

if TYPE_CHECKING:
    from roterfaden.study.agreement import Mark, Place

LONGEST_WHY = 2000


@transaction.atomic
def open_comparison(
    *, project: Project, dimension: str, by: StaffMember, at: datetime
) -> Comparison:
    """Let the lead see both codings; those that two people finished are fixed from now on."""
    lead = lead_of(project, by)
    check_runs(project, at)
    name = dimension_of(project, dimension).id
    if not _compared_documents(project, name):
        raise StateRefused(
            _("Noch hat kein Dokument zwei fertige Codierungen. Erst dann gibt es Vergleiche.")
        )
    comparison, made = Comparison.objects.get_or_create(
        project=project, dimension=name, defaults={"opened_at": at, "opened_by": by}
    )
    if made:
        note(project, "comparison-opened", author=lead.code, at=at, what={"dimension": name})
    return comparison


@transaction.atomic
def decide(
    *,
    document: StudyDocument,
    dimension: str,
    codes: Sequence[str],
    kind: Decision.Kind,
    why: str,
    by: StaffMember,
    at: datetime,
) -> Decision:
    """What counts for this document from now on, and why; both codings stay as they are."""
    project = document.project
    lead, found = _may_decide(project, dimension, kind, why, by, at)
    wanted = {found.category(code).id for code in codes}
    decision = Decision.objects.create(
        document=document,
        dimension=found.id,
        codes=[code for code in found.order() if code in wanted],
        kind=kind,
        why=why.strip()[:LONGEST_WHY],
        decided_at=at,
        decided_by=by,
    )
    what = {"document": document.ident, "dimension": found.id, "codes": decision.codes}
    note(project, f"decided-{kind}", author=lead.code, at=at, what=what)
    return decision


@transaction.atomic
def decide_passages(
    *,
    document: StudyDocument,
    dimension: str,
    place: Place,
    marks: Sequence[Mark],
    kind: Decision.Kind,
    why: str,
    by: StaffMember,
    at: datetime,
) -> PassageDecision:
    """Which of the marks in this place count from now on, and why; both codings stay."""
    project = document.project
    lead, found = _may_decide(project, dimension, kind, why, by, at)
    decision = PassageDecision.objects.create(
        document=document,
        dimension=found.id,
        start=place.span.start,
        end=place.span.end,
        marks=[[code, *span] for code, span in place.given if (code, span) in marks],
        kind=kind,
        why=why.strip()[:LONGEST_WHY],
        decided_at=at,
        decided_by=by,
    )
    what: dict[str, object] = {"document": document.ident, "dimension": found.id}
    what |= {"start": decision.start, "end": decision.end, "marks": decision.marks}
    what |= {"kind": str(kind)}
    note(project, "passages-decided", author=lead.code, at=at, what=what)
    return decision


def _may_decide(
    project: Project,
    dimension: str,
    kind: Decision.Kind,
    why: str,
    by: StaffMember,
    at: datetime,
) -> tuple[Member, Dimension]:
    """The lead and the dimension; refused while its comparison is closed or a reason is missing."""
    lead = lead_of(project, by)
    check_runs(project, at)
    found = dimension_of(project, dimension)
    if not project.comparisons.filter(dimension=found.id).exists():
        raise StateRefused(_("Öffnen Sie erst den Vergleich dieser Dimension."))
    if kind == Decision.Kind.DIFFERENT and not why.strip():
        raise StateRefused(_("Schreiben Sie, warum anders entschieden wird."))
    return lead, found


def _compared_documents(project: Project, dimension: str) -> bool:
    finished = Coding.objects.finished().filter(document__project=project, dimension=dimension)
    pairs = finished.order_by("document").values_list("document", flat=True)
    seen = list(pairs)
    return len(seen) > len(set(seen))
