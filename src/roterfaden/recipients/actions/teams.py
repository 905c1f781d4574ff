"""Ending a team, which only works when nothing hangs on it any more."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember, Team
from roterfaden.organisations.policies import check_administers
from roterfaden.recipients.caseloads import Caseload, caseload_of_team


@transaction.atomic
def close(*, team: Team, last_day: date, by: StaffMember, at: datetime) -> None:
    """The team exists until this day, included.

    Raises :class:`StateRefused` while cases or people belong to it after that day: a case must not
    lose who is in charge without anybody noticing.
    """
    check_administers(by, team.jobcentre_id)
    Team.objects.select_for_update().get(pk=team.pk)
    day_after = last_day + timedelta(days=1)
    if load := caseload_of_team(team, day_after):
        raise StateRefused(_still_in_charge(load))
    if members := team.members.active_on(day_after).count():
        raise StateRefused(_still_members(members))
    team.closed_on = last_day
    team.save(update_fields=["closed_on"])
    record(
        Change.TEAM_CLOSED,
        jobcentre_id=team.jobcentre_id,
        by=by,
        target=team,
        at=at,
        facts={"closed_on": last_day.isoformat()},
    )


def caseload_words(load: Caseload) -> str:
    """„12 Fälle“, „12 Fälle und geschützte Fälle“, „geschützte Fälle“."""
    cases = ngettext("ein Fall", "%(count)d Fälle", load.cases) % {"count": load.cases}
    if not load.has_protected:
        return cases
    protected = _("geschützte Fälle")
    return (
        _("%(cases)s und %(protected)s") % {"cases": cases, "protected": protected}
        if load.cases
        else protected
    )


def _still_in_charge(load: Caseload) -> str:
    return _(
        "Für das Team sind danach noch zuständig: %(cases)s. Bitten Sie die Teamleitung, sie auf "
        "ein anderes Team zu übertragen. Dann lässt sich das Team schließen."
    ) % {"cases": caseload_words(load)}


def _still_members(count: int) -> str:
    return ngettext(
        "Eine Person gehört danach noch zum Team. Geben Sie ihr zuerst ein anderes Team oder einen "
        "letzten Tag.",
        "%(count)d Personen gehören danach noch zum Team. Geben Sie ihnen zuerst ein anderes Team "
        "oder einen letzten Tag.",
        count,
    ) % {"count": count}
