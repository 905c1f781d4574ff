"""The running procedures of cases, read along with the cases themselves."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from roterfaden.obligations.models import Procedure
from roterfaden.obligations.states import STATE_NAMES, State
from roterfaden.recipients.models import Case


@dataclass(frozen=True)
class Running:
    """One running procedure as the page of its case names it."""

    pk: UUID
    about: str
    state_name: str


def with_running(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The same cases, each with its running procedures; no further query."""
    found = Procedure.objects.filter(case=OuterRef("pk")).running().order_by("-event_on", "pk")
    rows = found.values(row=JSONObject(pk="pk", about="about", state="state"))
    return cases.annotate(running_procedures=ArraySubquery(rows))


def running(case: Case) -> list[Running]:
    """The running procedures of a case that was read so."""
    rows: list[dict[str, str]] = getattr(case, "running_procedures", [])
    return [
        Running(UUID(row["pk"]), row["about"], str(STATE_NAMES[State(row["state"])]))
        for row in rows
    ]
