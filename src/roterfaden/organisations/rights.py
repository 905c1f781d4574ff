"""The history of rights, read from the audit log: who gave whom which role, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

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
WAYS_IN = (Change.ONE_TIME_PASSWORD_SET, Change.SECOND_FACTOR_REMOVED)
"""Who sets these gets into an account; they are about the account, not about its person."""


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
    rights = Q(target_type="staffmember", type__in=RIGHTS)
    ways_in = Q(target_type="user", type__in=WAYS_IN)
    if staff is not None:
        rights &= Q(target_id=str(staff.pk))
        ways_in &= Q(target_id=str(staff.user_id))
    found = AuditEvent.objects.filter(rights | ways_in, jobcentre_id=jobcentre_id)
    return found.order_by("-sequence")


def told(found: Iterable[AuditEvent]) -> list[RightsChange]:
    """The events as people read them; one query for all names."""
    listed = list(found)
    ids = {one.target_id for one in listed} | {_actor_id(one) for one in listed}
    ids.discard("")
    named = StaffMember.objects.filter(Q(pk__in=ids) | Q(user_id__in=ids))
    people = {str(key): one for one in named for key in (one.pk, one.user_id)}
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
