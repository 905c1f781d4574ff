"""Setting up jobcentres, teams and staff."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.organisations.models import Jobcentre, StaffMember, Team, User
from roterfaden.organisations.permissions import Role


@transaction.atomic
def create_jobcentre(
    *,
    traegernummer: str,
    name: str,
    kind: Jobcentre.Kind,
    land: str,
    at: datetime,
    municipality: str = "",
    comparison_type: str = "",
    street: str = "",
    postcode: str = "",
    city: str = "",
    phone: str = "",
) -> Jobcentre:
    """A new office; raises ``ValidationError`` naming each wrong field."""
    jobcentre = Jobcentre(
        traegernummer=traegernummer,
        name=name,
        kind=kind,
        land=land,
        municipality=municipality,
        comparison_type=comparison_type,
        street=street,
        postcode=postcode,
        city=city,
        phone=phone,
    )
    jobcentre.full_clean()
    jobcentre.save()
    record(Change.JOBCENTRE_CREATED, jobcentre_id=jobcentre.pk, by=None, target=jobcentre, at=at)
    return jobcentre


@transaction.atomic
def create_team(
    *, jobcentre: Jobcentre, name: str, at: datetime, by: StaffMember | None = None
) -> Team:
    """A new team; raises ``ValidationError`` when the name is taken."""
    team = Team(jobcentre=jobcentre, name=name)
    team.full_clean()
    team.save()
    record(Change.TEAM_CREATED, jobcentre_id=jobcentre.pk, by=by, target=team, at=at)
    return team


@transaction.atomic
def create_staff(
    *,
    jobcentre: Jobcentre,
    short_name: str,
    roles: Iterable[Role],
    first_name: str,
    last_name: str,
    at: datetime,
    salutation: str = "",
    team: Team | None = None,
    phone: str = "",
    email: str = "",
    room: str = "",
    password: str | None = None,
    must_change_password: bool = False,
    by: StaffMember | None = None,
) -> StaffMember:
    """A member of staff with an account of the same short name.

    Without ``password`` the account opens by single sign-on only. Raises ``ValidationError``.
    """
    staff = StaffMember(
        jobcentre=jobcentre,
        short_name=short_name,
        roles=[str(role) for role in roles],
        first_name=first_name,
        last_name=last_name,
        salutation=salutation,
        team=team,
        phone=phone,
        email=email,
        room=room,
    )
    staff.full_clean()
    staff.user = User.objects.create_user(
        short_name, password, email=email, must_change_password=must_change_password
    )
    staff.save()
    record(
        Change.STAFF_CREATED,
        jobcentre_id=jobcentre.pk,
        by=by,
        target=staff,
        at=at,
        facts={"roles": list(staff.roles)},
    )
    return staff
