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

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember, User
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import PlanVersion
from roterfaden.sharing import keys, news
from roterfaden.sharing.actions.views import of_device
from roterfaden.sharing.models import SharedView


class NotSignedIn(Exception):
    """The cookie names no living session of a member of staff, and no device."""


@dataclass(frozen=True)
class Hearing:
    """What somebody may hear now: the versions of the plan and of what is said beside it.

    ``person`` is the member of staff, None for a recipient's device; ``writes`` if they make plans.
    """

    person: UUID | None
    plan_version: UUID
    version: int
    talk: int
    writes: bool = False

    @property
    def plan_topic(self) -> str:
        """The topic of changes of the plan."""
        return f"plan-version/{self.plan_version}"

    @property
    def talk_topic(self) -> str:
        """The topic of what is said in the shared view."""
        return news.topic_of(self.plan_version)


def hearing(cookies: str, topic: str) -> Hearing | None:
    """What the owner of the cookies hears of ``topic`` now; None where they see no such thing.

    ``topic`` is ``plan-version/<uuid>`` for staff, ``mit/<uuid>`` for a device that is bound to
    this shared view. Raises :class:`NotSignedIn`.
    """
    close_old_connections()
    try:
        kind, _, key = topic.partition("/")
        return _HEARERS.get(kind, _nothing)(cookies, _uuid(key))
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


def _of_staff(cookies: str, key: UUID | None) -> Hearing | None:
    staff = _staff(cookies)
    if key is None:
        return None
    visible = PlanVersion.objects.visible_to(staff).filter(pk=key)
    version = visible.values_list("revision", flat=True).first()
    if version is None:
        return None
    return Hearing(staff.pk, key, version, news.revision_of(key), staff.has(Permission.EDIT_PLANS))


def _of_device(cookies: str, key: UUID | None) -> Hearing | None:
    read = keys.read_cookie(_cookie(cookies, keys.cookie_name()) or "")
    if read is None:
        raise NotSignedIn
    view = of_device(*read)
    if view is None or view.pk != key:
        return None
    if view.stage_at(clock.now()) == SharedView.Stage.ENDED:
        return None
    return Hearing(None, view.version_id, view.version.revision, news.revision_of(view.version_id))


def _nothing(cookies: str, key: UUID | None) -> Hearing | None:
    """Who is nobody learns that, before learning that there is no such thing."""
    _staff(cookies)
    return None


def _uuid(key: str) -> UUID | None:
    try:
        return UUID(key)
    except ValueError:
        return None


_HEARERS: dict[str, Callable[[str, UUID | None], Hearing | None]] = {
    "plan-version": _of_staff,
    "mit": _of_device,
}


def _staff(cookies: str) -> StaffMember:
    request = HttpRequest()
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(_cookie(cookies, settings.SESSION_COOKIE_NAME))
    user = get_user(request)
    staff = getattr(user, "staff_member", None) if isinstance(user, User) else None
    if not isinstance(staff, StaffMember):
        raise NotSignedIn
    return staff


def _cookie(cookies: str, name: str) -> str | None:
    try:
        morsel = SimpleCookie(cookies).get(name)
    except CookieError:
        return None
    return morsel.value if morsel else None
