"""What stands beside the plan before a talk: notes, findings, small tasks, what came in; one query.

The objects are made from what the query told and are there to be read, not to be saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from roterfaden.meetings.models import CaseNote, Meeting, PotentialFinding
from roterfaden.meetings.policies import kept_by
from roterfaden.organisations.models import StaffMember
from roterfaden.proofs.models import ProofRecord
from roterfaden.recipients.models import Case
from roterfaden.talk.models import SmallTask, TalkRecord

SHOWN_NOTES = 2


@dataclass(frozen=True)
class Beside:
    """``notes`` and ``findings`` are None for whom they do not concern."""

    notes: list[CaseNote] | None
    findings: list[PotentialFinding] | None
    tasks: list[SmallTask]
    proofs: list[tuple[str, ProofRecord]]
    is_noted: bool


def beside(
    case: Case, meeting: Meeting | None, staff: StaffMember, today: date, *, since: date
) -> Beside:
    """All of it for one case; proofs of later days than ``since``."""
    told = _query(meeting, staff, today, since).get(pk=case.pk)
    may_read = told["may_read"]
    return Beside(
        notes=[_note(one) for one in told["notes_told"]] if may_read else None,
        findings=[PotentialFinding(**one) for one in told["findings"]] if may_read else None,
        tasks=[_task(one) for one in told["tasks"]],
        proofs=[_proof(one) for one in told["proved"]],
        is_noted=told["is_noted"],
    )


def _query(
    meeting: Meeting | None, staff: StaffMember, today: date, since: date
) -> QuerySet[Case, dict[str, Any]]:
    here = OuterRef("pk")
    keeps = kept_by(staff, today).filter(pk=here)
    notes = CaseNote.objects.filter(Exists(kept_by(staff, today).filter(pk=OuterRef("case"))))
    tasks = SmallTask.objects.still_open().filter(not_raised__meeting__case=here)
    proofs = ProofRecord.objects.filter(
        proof__case=here, taken_back_at__isnull=True, happened_on__gt=since
    )
    noted = TalkRecord.objects.readable_by(staff, today).filter(
        meeting=meeting, prepared_with_plan=True
    )
    cases = Case.objects.annotate(
        may_read=Exists(keeps),
        notes_told=_listed(notes.filter(case=here)[:SHOWN_NOTES], "text", "written_at"),
        findings=_listed(
            PotentialFinding.objects.present().filter(case=here), "side", "code", "words"
        ),
        tasks=_listed(tasks, "text", "due_on", "owner"),
        proved=_listed(proofs, "state", "happened_on", asked="proof__entry__proof"),
        is_noted=Exists(noted),
    )
    return cases.values(*("may_read", "notes_told", "findings", "tasks", "proved", "is_noted"))


def _listed(rows: QuerySet[Any], *names: str, **others: str) -> ArraySubquery:
    fields = {name: F(name) for name in names} | {name: F(path) for name, path in others.items()}
    return ArraySubquery(rows.values_list(JSONObject(**fields)))


def _note(told: dict[str, str]) -> CaseNote:
    return CaseNote(text=told["text"], written_at=datetime.fromisoformat(told["written_at"]))


def _task(told: dict[str, str]) -> SmallTask:
    return SmallTask(**{**told, "due_on": date.fromisoformat(told["due_on"])})


def _proof(told: dict[str, str]) -> tuple[str, ProofRecord]:
    happened_on = date.fromisoformat(told["happened_on"])
    return told["asked"], ProofRecord(state=told["state"], happened_on=happened_on)
