"""Who may hear about what: a topic is heard only by those who may open the thing itself."""

from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user
from django.db import close_old_connections
from django.http import HttpRequest

from roterfaden.organisations.models import StaffMember, User
from roterfaden.plans.models import PlanVersion


def _plan_version(staff: StaffMember, key: UUID) -> int | None:
    visible = PlanVersion.objects.visible_to(staff).filter(pk=key)
    return visible.values_list("revision", flat=True).first()


VERSION_OF: dict[str, Callable[[StaffMember, UUID], int | None]] = {"plan-version": _plan_version}


class NotSignedIn(Exception):
    """The cookie names no living session of a member of staff."""


def present_version(cookies: str, topic: str) -> int | None:
    """The version of ``topic`` that the owner of the cookies sees now; None where they see none.

    ``topic`` is ``<kind>/<uuid>``. Raises :class:`NotSignedIn`.
    """
    close_old_connections()
    try:
        staff = _staff(cookies)
        kind, _, key = topic.partition("/")
        if kind not in VERSION_OF:
            return None
        return VERSION_OF[kind](staff, UUID(key))
    except ValueError:
        return None
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
