"""What is stored about the people of one batch, read with one query a table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from uuid import UUID

from roterfaden.organisations.models import Jobcentre, StaffMember, Team
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.importing.fields import CaseRow
from roterfaden.recipients.intake.refusal import RowRefused
from roterfaden.recipients.models import (
    Assignment,
    Case,
    Household,
    ProtectedAccess,
    Recipient,
)


@dataclass(frozen=True)
class Responsible:
    """Whom the columns ``fachkraft`` and ``team`` can mean; capitals do not matter."""

    staff: dict[str, StaffMember]
    teams: dict[str, Team]

    @classmethod
    def load(cls, jobcentre: Jobcentre, on: date) -> "Responsible":
        """Everybody, and the teams that exist on this day."""
        return cls(
            {member.short_name.casefold(): member for member in jobcentre.staff.all()},
            {team.name.casefold(): team for team in jobcentre.teams.open_on(on)},
        )

    def counsellor(self, row: CaseRow) -> StaffMember | None:
        """Whom the row puts in charge; raises :class:`RowRefused` for somebody unknown."""
        if not row.counsellor:
            return None
        staff = self.staff.get(row.counsellor.casefold())
        if staff is None:
            raise RowRefused("counsellor", _unknown(row.counsellor, "create-staff"))
        if not staff.has(Permission.EDIT_PLANS):
            raise RowRefused(
                "counsellor",
                f"„{row.counsellor}“ ist keine Integrationsfachkraft. Bitte nennen Sie eine.",
            )
        return staff

    def team(self, row: CaseRow) -> Team | None:
        """Which team the row puts in charge; raises :class:`RowRefused` for an unknown one."""
        if not row.team:
            return None
        team = self.teams.get(row.team.casefold())
        if team is None:
            raise RowRefused("team", _unknown(row.team, "create-team"))
        return team


def _unknown(name: str, command: str) -> str:
    return (
        f"„{name}“ gibt es in diesem Jobcenter nicht. Bitte berichtigen Sie den Eintrag, oder "
        f"legen Sie ihn mit `roterfaden manage {command}` an."
    )


@dataclass
class Stored:
    """The stored rows that a batch may touch; merging changes them in memory.

    Cases and assignments are in order of time, newest last; ``named`` holds for each protected
    case the ids of the staff who may see it.
    """

    jobcentre: Jobcentre
    people: dict[str, Recipient]
    households: dict[str, Household]
    cases: dict[UUID, list[Case]]
    assignments: dict[UUID, list[Assignment]]
    named: dict[UUID, set[UUID]]
    new_households: list[Household] = field(default_factory=list)

    @classmethod
    def load(cls, jobcentre: Jobcentre, rows: Sequence[CaseRow]) -> "Stored":
        """Read what is stored about the people and households of ``rows``, cases locked."""
        people = jobcentre.recipients.filter(kundennummer__in=[row.kundennummer for row in rows])
        households = jobcentre.households.filter(bg_nummer__in={row.bg_nummer for row in rows})
        by_number = {person.kundennummer: person for person in people}
        cases = list(
            Case.objects.filter(recipient__in=by_number.values())
            .select_for_update(no_key=True)
            .order_by("begins_on")
        )
        assignments = Assignment.objects.filter(case__in=cases).order_by("begins_on")
        return cls(
            jobcentre,
            people=by_number,
            households={household.bg_nummer: household for household in households},
            cases=_grouped(cases, "recipient_id"),
            assignments=_grouped(assignments, "case_id"),
            named=_named_for([case.pk for case in cases if case.is_protected]),
        )

    def household(self, bg_nummer: str) -> Household | None:
        """The household of this number, made where there is none; none for no number."""
        if not bg_nummer:
            return None
        if bg_nummer not in self.households:
            household = Household(jobcentre=self.jobcentre, bg_nummer=bg_nummer)
            self.households[bg_nummer] = household
            self.new_households.append(household)
        return self.households[bg_nummer]


def _named_for(cases: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    named: dict[UUID, set[UUID]] = defaultdict(set)
    if cases:
        access = ProtectedAccess.objects.filter(case__in=cases)
        for case_id, staff_id in access.values_list("case", "staff"):
            named[case_id].add(staff_id)
    return named


Row = TypeVar("Row", Case, Assignment)


def _grouped(rows: Iterable[Row], key: str) -> dict[UUID, list[Row]]:
    groups: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, key)].append(row)
    return groups
