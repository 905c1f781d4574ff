"""Looking after staff: what they are called, what they may do, from when to when.

Every change of roles is an event of its own, so that the history of rights can be read from the
audit log: who gave whom which role, and when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.organisations.actions.offices import create_staff
from roterfaden.organisations.models import Jobcentre, StaffMember, Team
from roterfaden.organisations.permissions import Role
from roterfaden.organisations.policies import (
    check_administers,
    lock_office,
    somebody_still_administers,
)

_TIME = ("active_from_on", "active_until_on")


@dataclass(frozen=True, kw_only=True)
class StaffDetails:
    """All that the administration may say about a person."""

    first_name: str
    last_name: str
    roles: tuple[Role, ...]
    salutation: str = ""
    team: Team | None = None
    phone: str = ""
    email: str = ""
    room: str = ""
    active_from_on: date | None = None
    active_until_on: date | None = None

    @classmethod
    def of(cls, staff: StaffMember) -> "StaffDetails":
        """As they are stored."""
        stored = {one.name: getattr(staff, one.name) for one in fields(cls)}
        return cls(**{**stored, "roles": in_order(staff.roles)})


def in_order(roles: Iterable[str]) -> tuple[Role, ...]:
    """The roles, each once, in the order in which the product names them."""
    chosen = set(roles)
    return tuple(role for role in Role if role in chosen)


@transaction.atomic
def add(
    *,
    jobcentre: Jobcentre,
    short_name: str,
    details: StaffDetails,
    by: StaffMember | None,
    at: datetime,
) -> StaffMember:
    """A new person with an account that has no password yet; raises ``ValidationError``."""
    check_administers(by, jobcentre.pk)
    lock_office(jobcentre.pk)
    _check(details)
    given = {one.name: getattr(details, one.name) for one in fields(details)}
    return create_staff(jobcentre=jobcentre, short_name=short_name, at=at, by=by, **given)


@transaction.atomic
def change(
    *, staff: StaffMember, details: StaffDetails, by: StaffMember | None, at: datetime
) -> bool:
    """Store what is new; says whether anything was. Raises ``ValidationError`` and ``Refused``."""
    check_administers(by, staff.jobcentre_id)
    lock_office(staff.jobcentre_id)
    staff.refresh_from_db()
    before = StaffDetails.of(staff)
    details = replace(details, roles=in_order(details.roles))
    changed = [
        f.name for f in fields(details) if getattr(before, f.name) != getattr(details, f.name)
    ]
    if not changed:
        return False
    _check(details)
    with somebody_still_administers(staff.jobcentre_id, clock.day_of(at)):
        _store(staff, details, changed)
    _record_changes(staff, before, changed, by, at)
    return True


@transaction.atomic
def deactivate(*, staff: StaffMember, last_day: date, by: StaffMember, at: datetime) -> None:
    """The person works here until this day, included. Cases stay where they are until handed on."""
    check_administers(by, staff.jobcentre_id)
    details = replace(details_now(staff), active_until_on=last_day)
    change(staff=staff, details=details, by=by, at=at)


@transaction.atomic
def reactivate(*, staff: StaffMember, by: StaffMember, at: datetime) -> None:
    """The person has no last day any more."""
    check_administers(by, staff.jobcentre_id)
    details = replace(details_now(staff), active_until_on=None)
    change(staff=staff, details=details, by=by, at=at)


def details_now(staff: StaffMember) -> StaffDetails:
    """As stored now, and locked: a role that somebody has just taken away must not come back."""
    lock_office(staff.jobcentre_id)
    staff.refresh_from_db()
    return StaffDetails.of(staff)


def _check(details: StaffDetails) -> None:
    if not details.roles:
        raise Refused(_("Ohne Rolle kann die Person nichts tun. Wählen Sie mindestens eine."))
    begins, ends = details.active_from_on, details.active_until_on
    if begins and ends and ends < begins:
        raise Refused(_("Der letzte Tag liegt vor dem ersten. Prüfen Sie beide Tage."))


def _store(staff: StaffMember, details: StaffDetails, changed: list[str]) -> None:
    for name in changed:
        setattr(staff, name, getattr(details, name))
    staff.roles = [str(role) for role in details.roles]
    staff.full_clean()
    staff.save(update_fields=changed)
    if "email" in changed and staff.user is not None:
        # By this address the identity provider's people are found.
        staff.user.email = details.email
        staff.user.save(update_fields=["email"])


def _record_changes(
    staff: StaffMember,
    before: StaffDetails,
    changed: list[str],
    by: StaffMember | None,
    at: datetime,
) -> None:
    for event, facts in _events(staff, before, changed):
        record(event, jobcentre_id=staff.jobcentre_id, by=by, target=staff, at=at, facts=facts)


def _events(
    staff: StaffMember, before: StaffDetails, changed: list[str]
) -> Iterable[tuple[Change, Mapping[str, Any]]]:
    if "roles" in changed:
        now = in_order(staff.roles)
        given = [str(role) for role in now if role not in before.roles]
        taken = [str(role) for role in before.roles if role not in now]
        yield Change.STAFF_ROLES_CHANGED, {"given": given, "taken": taken}
    if set(changed) & set(_TIME):
        days = {name: _written(getattr(staff, name)) for name in _TIME}
        yield Change.STAFF_TIME_CHANGED, days
    if rest := [name for name in changed if name not in {"roles", *_TIME}]:
        yield Change.STAFF_CHANGED, {"fields": rest}


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None
