"""Suggestions for documents that one person alone codes; off unless the lead turns them on.

The model learns from the study's own final coding. A document that several people code never shows
a suggestion, so that none can enter the agreement of humans.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Max, Q

from roterfaden.research.books import kinds_of
from roterfaden.research.comparing import compared, decisions, is_open
from roterfaden.research.method import method_of
from roterfaden.research.models import Coding, Decision, Member, Project, StudyDocument, Task
from roterfaden.research.reading import text_of
from roterfaden.study.codebook import Dimension
from roterfaden.study.troubles import WrongData

if TYPE_CHECKING:
    from roterfaden.study.suggest import Evaluation, Model, Proposal, Suggestions

Final = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Checked:
    """How far the model can be trusted in a dimension, or why there is none."""

    dimension: Dimension
    evaluation: Evaluation | None
    why_not: str = ""


def are_on(project: Project) -> bool:
    """Whether the lead wants suggestions."""
    return method_of(project.settings).suggestions


def for_document(
    project: Project, dimension: Dimension, document: StudyDocument
) -> tuple[Proposal, ...]:
    """What the model proposes; nothing where it is off, knows too little, or several code."""
    if not are_on(project) or document.tasks.filter(member__left_at=None).count() != 1:
        return ()
    found = _suggested(project, dimension, [document])
    return found.proposals[document.ident] if found else ()


def to_code_next(project: Project, dimension: Dimension, member: Member) -> list[int]:
    """Numbers of the own open documents that one person alone codes, most instructive first."""
    if not are_on(project):
        return []
    done = Coding.objects.by(member).finished().filter(dimension=dimension.id).values("document")
    own = project.documents.filter(
        pk__in=member.tasks.values("document"), kind__in=kinds_of(dimension)
    ).exclude(pk__in=done)
    coders = Count("tasks", filter=Q(tasks__member__left_at=None))
    alone = list(own.annotate(coders=coders).filter(coders=1))
    found = _suggested(project, dimension, alone) if alone else None
    numbers = {one.ident: one.number for one in alone}
    return [numbers[ident] for ident in found.order] if found else []


def checked(project: Project, dimension: Dimension) -> Checked:
    """The model's own agreement with the final coding, by cross-validation."""
    try:
        return Checked(dimension, _evaluated(project.pk, dimension, _final(project, dimension)))
    except WrongData as error:
        return Checked(dimension, None, f"{error.cause} {error.way_out}")


def _suggested(
    project: Project, dimension: Dimension, documents: Sequence[StudyDocument]
) -> Suggestions | None:
    from roterfaden.study.suggest import suggest

    final = _final(project, dimension)
    try:
        model = _trained(project.pk, dimension, final)
    except WrongData:
        return None
    return suggest(model, {one.ident: _text(one, dimension) for one in documents})


def _final(project: Project, dimension: Dimension) -> Final:
    """The final coding where all is settled, as a value that a cache can know."""
    here = {"document__project": project, "dimension": dimension.id}
    codings = Coding.objects.finished().filter(**here)
    tasks = Task.objects.filter(member__project=project, member__left_at=None)
    state = (
        is_open(project, dimension),
        tasks.count(),
        *codings.aggregate(Count("pk"), Max("changed_at")).values(),
        *Decision.objects.filter(**here).aggregate(Count("pk"), Max("decided_at")).values(),
    )
    return _settled(project.pk, dimension, state)


@lru_cache(maxsize=16)
def _settled(project_id: UUID, dimension: Dimension, _state: tuple[object, ...]) -> Final:
    """The same, read once for each state of the codings."""
    from roterfaden.study.agreement import adjudicated

    project = Project.objects.get(pk=project_id)
    seen = compared(project, dimension)
    settled = [one for one in decisions(project, dimension) if one.document in seen.documents]
    final = adjudicated(dimension, seen.codes, settled)
    return tuple(sorted((name, tuple(codes)) for name, codes in final.codes.items()))


@lru_cache(maxsize=16)
def _trained(project_id: UUID, dimension: Dimension, final: Final) -> Model:
    from roterfaden.study.suggest import train

    return train(dimension, _texts(project_id, dimension, final), dict(final))


@lru_cache(maxsize=16)
def _evaluated(project_id: UUID, dimension: Dimension, final: Final) -> Evaluation:
    from roterfaden.study.agreement import Bootstrap
    from roterfaden.study.suggest import evaluate

    how = Bootstrap(resamples=1000)
    return evaluate(dimension, _texts(project_id, dimension, final), dict(final), bootstrap=how)


def _texts(project_id: UUID, dimension: Dimension, final: Final) -> dict[str, str]:
    names = [name for name, _codes in final]
    rows = StudyDocument.objects.filter(project=project_id, ident__in=names)
    return {one.ident: _text(one, dimension) for one in rows}


def _text(document: StudyDocument, dimension: Dimension) -> str:
    """What the model reads: the rubrics of the dimension, or the whole text."""
    from roterfaden.study.suggest.reading import text_under

    content = document.content
    return text_under(text_of(content), content.get("rubrics", {}), dimension.rubrics)
