"""Who may hear about what: a topic is heard only by those who may open the thing itself."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from roterfaden.organisations.models import StaffMember, User
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import PlanVersion


def _plan_version(staff: StaffMember, key: UUID) -> int | None:
    visible = PlanVersion.objects.visible_to(staff).filter(pk=key)
    return visible.values_list("revision", flat=True).first()


VERSION_OF: dict[str, Callable[[StaffMember, UUID], int | None]] = {"plan-version": _plan_version}


class NotSignedIn(Exception):
    """The cookie names no living session of a member of staff."""


@dataclass(frozen=True)
class Hearing:
    """What somebody may hear now: the version of the topic; ``writes`` if they make plans."""

    staff_id: UUID
    version: int
    writes: bool


def hearing(cookies: str, topic: str) -> Hearing | None:
    """What the owner of the cookies hears of ``topic`` now; None where they see no such thing.

    ``topic`` is ``<kind>/<uuid>``. Raises :class:`NotSignedIn`.
    """
    close_old_connections()
    try:
        staff = _staff(cookies)
        kind, _, key = topic.partition("/")
        version = VERSION_OF[kind](staff, UUID(key)) if kind in VERSION_OF else None
        if version is None:
            return None
        return Hearing(staff.pk, version, staff.has(Permission.EDIT_PLANS))
    except ValueError:
        return None
    finally:
        close_old_connections()


def names_of(people: Collection[UUID]) -> list[str]:
    """As colleagues call them: ``Frau Reuter``; in the order of the alphabet."""
    if not people:
        return []
    close_old_connections()
    try:
        return sorted(one.formal_name for one in StaffMember.objects.filter(pk__in=people))
    finally:
        close_old_connections()


def _staff(cookies: str) -> StaffMember:
    request = HttpRequest()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(_session_key(cookies))
    user = get_user(request)
    staff = getattr(user, "staff_member", None) if isinstance(user, User) else None
    if not isinstance(staff, StaffMember):
        raise NotSignedIn
    return staff


def _session_key(cookies: str) -> str | None:
    try:
        morsel = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return morsel.value if morsel else None
