"""The history of rights, read from the audit log: who gave whom which role, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from roterfaden.audit.events import Change
from roterfaden.audit.models import AuditEvent
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import ROLES, Role

RIGHTS = (
    Change.STAFF_CREATED,
    Change.STAFF_ROLES_CHANGED,
    Change.STAFF_TIME_CHANGED,
    Change.ACCOUNT_CLOSED,
    Change.ACCOUNT_REOPENED,
)


@dataclass(frozen=True)
class RightsChange:
    """One line; ``by`` None is the operator at the server."""

    at: datetime
    what: Change
    whom: StaffMember | None
    by: StaffMember | None
    given: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None


def events(jobcentre_id: UUID, staff: StaffMember | None = None) -> QuerySet[AuditEvent]:
    """The events of rights of a jobcentre or of one person, newest first."""
    found = AuditEvent.objects.filter(
        jobcentre_id=jobcentre_id, target_type="staffmember", type__in=RIGHTS
    )
    if staff is not None:
        found = found.filter(target_id=str(staff.pk))
    return found.order_by("-sequence")


def told(found: Iterable[AuditEvent]) -> list[RightsChange]:
    """The events as people read them; one query for all names."""
    listed = list(found)
    ids = {one.target_id for one in listed} | {_actor_id(one) for one in listed}
    people = {str(one.pk): one for one in StaffMember.objects.filter(pk__in=ids - {""})}
    return [_told(one, people) for one in listed]


def _told(event: AuditEvent, people: dict[str, StaffMember]) -> RightsChange:
    facts = event.facts
    return RightsChange(
        at=event.at,
        what=Change(event.type),
        whom=people.get(event.target_id),
        by=people.get(_actor_id(event)),
        given=_names(facts.get("given") or facts.get("roles") or ()),
        taken=_names(facts.get("taken") or ()),
        begins=_day(facts.get("active_from_on")),
        ends=_day(facts.get("active_until_on")),
    )


def _names(roles: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(ROLES[Role(role)].name) for role in roles if role in set(Role))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _actor_id(event: AuditEvent) -> str:
    kind, _colon, key = event.actor.partition(":")
    return key if kind == "staffmember" else ""
