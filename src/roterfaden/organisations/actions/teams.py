"""Looking after teams. A team ends in :mod:`roterfaden.recipients.actions.teams`, for cases may
hang on it.
"""

from datetime import datetime

from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.organisations.models import StaffMember, Team
from roterfaden.organisations.policies import check_administers


@transaction.atomic
def rename(*, team: Team, name: str, by: StaffMember, at: datetime) -> None:
    """Call the team otherwise, on all pages and lists from now on; raises ``ValidationError``."""
    check_administers(by, team.jobcentre_id)
    team.name = name
    team.full_clean()
    team.save(update_fields=["name"])
    record(Change.TEAM_RENAMED, jobcentre_id=team.jobcentre_id, by=by, target=team, at=at)


@transaction.atomic
def reopen(*, team: Team, by: StaffMember, at: datetime) -> None:
    """Let a team that has ended, or will, go on."""
    check_administers(by, team.jobcentre_id)
    team.closed_on = None
    team.save(update_fields=["closed_on"])
    record(Change.TEAM_REOPENED, jobcentre_id=team.jobcentre_id, by=by, target=team, at=at)
