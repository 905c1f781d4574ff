"""How much hangs on a team or a person: the running cases they are in charge of."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from roterfaden.organisations.models import StaffMember, Team
from roterfaden.recipients.models import Assignment


@dataclass(frozen=True)
class Caseload:
    """Running cases, told to people who may not see cases.

    The number of protected cases is told to nobody: beside the lists of others it would say that
    there is a case, and whose (§ 35 SGB I). That there are some, must be known.
    """

    cases: int
    has_protected: bool

    def __bool__(self) -> bool:
        return bool(self.cases) or self.has_protected


def caseload_of_team(team: Team, on: date) -> Caseload:
    """What the team is in charge of itself on this day or later."""
    return _counted(Q(team=team), on)


def caseload_of(staff: StaffMember, on: date) -> Caseload:
    """What the person is in charge of on this day or later."""
    return _counted(Q(staff=staff), on)


def _counted(whose: Q, on: date) -> Caseload:
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    held = Assignment.objects.filter(whose, lasting).order_by()
    protected = held.filter(case__is_protected=True)
    cases = held.filter(case__is_protected=False).values("case").distinct().count()
    return Caseload(cases, protected.exists())
