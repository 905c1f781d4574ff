"""Bringing documents into a study: never with a name, and never changed once they are coded."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans import for_studies
from roterfaden.research.models import Draw, Project, StudyDocument
from roterfaden.research.policies import check_runs, lead_of
from roterfaden.research.sampling import population_of, walk_of
from roterfaden.research.trailing import note, note_in_both

NAME = "[Name]"
KEPT = frozenset({"id", "kind", "comparison_type", "agreed_on", "schema"})


@dataclass(frozen=True)
class Brought:
    """A document as it comes in, already without names; ``flags`` are places a human should see."""

    ident: str
    content: dict[str, Any]
    comparison_type: str = ""
    agreed_on: date | None = None
    flags: list[dict[str, Any]] = field(default_factory=list)


@transaction.atomic
def bring(
    *, project: Project, documents: Sequence[Brought], by: StaffMember, at: datetime
) -> list[StudyDocument]:
    """Take these in under the next numbers, all or none; what is known already is refused."""
    lead = lead_of(project, by)
    check_runs(project, at)
    _check_new(project, documents)
    last = project.documents.aggregate(last=Max("number"))["last"] or 0
    made = StudyDocument.objects.bulk_create(
        StudyDocument(
            project=project,
            number=number,
            ident=one.ident,
            kind=one.content["kind"],
            content=one.content,
            comparison_type=one.comparison_type,
            agreed_on=one.agreed_on,
            flags=one.flags,
            brought_at=at,
            brought_by=by,
        )
        for number, one in enumerate(documents, last + 1)
    )
    change, what = Change.STUDY_DOCUMENTS_BROUGHT, {"documents": len(made)}
    note_in_both(project, change, by=by, author=lead.code, at=at, what=what)
    return made


@transaction.atomic
def bring_found(*, draw: Draw, by: StaffMember, at: datetime) -> list[StudyDocument]:
    """Take in the plans that the walk found in the office, in drawn order, without names."""
    project, on = draw.project, draw.frame.day_on
    lead_of(project, by)
    if on is None:
        raise StateRefused(_("Diese Liste kam als Datei. Senden Sie die Dokumente als Dateien."))
    order = {one.id: one.draw for one in walk_of(draw).found}
    known = set(project.documents.values_list("ident", flat=True))
    wanted = [ident for ident in order if ident not in known]
    plans = for_studies.contents(population_of(project, on), wanted)
    documents = [
        Brought(one.number, one.content, one.comparison_type, one.agreed_in, list(one.flags))
        for one in sorted(plans, key=lambda one: order[one.number])
    ]
    return bring(project=project, documents=documents, by=by, at=at)


@transaction.atomic
def settle_flag(
    *, document: StudyDocument, word: str, is_name: bool, by: StaffMember, at: datetime
) -> StudyDocument:
    """Say of a word that may be a name whether it is one; a name goes, while nobody has coded."""
    project = document.project
    lead = lead_of(project, by)
    check_runs(project, at)
    if word not in {flag["text"] for flag in document.flags}:
        raise StateRefused(_("Dieses Wort ist nicht mehr zu prüfen."))
    if is_name and document.codings.exists():
        raise StateRefused(
            _("Dieses Dokument wird schon codiert, sein Wortlaut bleibt. Senden Sie es neu.")
        )
    if is_name:
        document.content = _without(document.content, word)
    document.flags = [flag for flag in document.flags if flag["text"] != word]
    document.save(update_fields=["content", "flags"])
    what = {"document": document.ident, "is_name": is_name}
    note(project, "flag-settled", author=lead.code, at=at, what=what)
    return document


def _without(value: Any, word: str, key: str = "") -> Any:
    """The content with this word replaced in every text; codes and ids stay."""
    if isinstance(value, dict):
        return {name: _without(one, word, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_without(one, word, key) for one in value]
    if isinstance(value, str) and key not in KEPT:
        return re.sub(rf"\b{re.escape(word)}\b", NAME, value)
    return value


def _check_new(project: Project, documents: Sequence[Brought]) -> None:
    idents = [one.ident for one in documents]
    if not idents:
        raise StateRefused(_("Es gibt nichts zu übernehmen."))
    known = project.documents.filter(ident__in=idents).values_list("ident", flat=True).first()
    doubled = known or next((one for one, times in Counter(idents).items() if times > 1), None)
    if doubled:
        raise StateRefused(
            _("Das Dokument „%(ident)s“ ist schon da oder steht doppelt. Nichts wurde übernommen.")
            % {"ident": doubled}
        )
