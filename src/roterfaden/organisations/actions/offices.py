"""Setting up jobcentres, teams and staff."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.law.calendar import Place
from roterfaden.law.errors import UnknownPlace
from roterfaden.organisations.models import Jobcentre, StaffMember, Team, User
from roterfaden.organisations.permissions import Role
from roterfaden.organisations.policies import check_administers

CHANGEABLE = (
    *("name", "land", "municipality", "comparison_type"),
    *("street", "postcode", "city", "phone"),
)
"""What the administration of a jobcentre may change about it."""


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
def change_jobcentre(
    *, jobcentre: Jobcentre, values: Mapping[str, str], by: StaffMember, at: datetime
) -> bool:
    """Store what is new; says whether anything was.

    ``values`` may hold ``CHANGEABLE`` only: Trägernummer and kind are the operator's. Raises
    ``ValidationError``, also where Land and municipality do not match.
    """
    check_administers(by, jobcentre.pk)
    changed = [name for name in CHANGEABLE if values.get(name, "") != getattr(jobcentre, name)]
    if not changed:
        return False
    for name in changed:
        setattr(jobcentre, name, values.get(name, ""))
    jobcentre.full_clean()
    _check_place(jobcentre)
    jobcentre.save(update_fields=changed)
    record(
        Change.JOBCENTRE_CHANGED,
        jobcentre_id=jobcentre.pk,
        by=by,
        target=jobcentre,
        at=at,
        facts={"fields": changed},
    )
    return True


@transaction.atomic
def create_team(
    *, jobcentre: Jobcentre, name: str, at: datetime, by: StaffMember | None = None
) -> Team:
    """A new team; raises ``ValidationError`` when the name is taken."""
    check_administers(by, jobcentre.pk)
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
    active_from_on: date | None = None,
    active_until_on: date | None = None,
    password: str | None = None,
    must_change_password: bool = False,
    by: StaffMember | None = None,
) -> StaffMember:
    """A member of staff with an account of the same short name.

    Without ``password`` the account opens by single sign-on only. Raises ``ValidationError``.
    """
    check_administers(by, jobcentre.pk)
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
        active_from_on=active_from_on,
        active_until_on=active_until_on,
    )
    staff.full_clean()
    if User.objects.filter(username__iexact=short_name).exists():
        raise ValidationError({"short_name": _("Diesen Anmeldenamen gibt es schon.")})
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


def _check_place(jobcentre: Jobcentre) -> None:
    try:
        Place(jobcentre.land, jobcentre.municipality or None)
    except UnknownPlace as unknown:
        raise ValidationError({"municipality": unknown.message}) from unknown
