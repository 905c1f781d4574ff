"""What holds whoever asks: everybody changes only the own jobcentre, and never locks it out."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import ROLES, Permission


def check_administers(by: StaffMember | None, jobcentre_id: UUID) -> None:
    """Raise :class:`NotPermitted` unless ``by`` may manage this jobcentre; None is the operator."""
    if by is None:
        return
    by.require(Permission.MANAGE_ORGANISATION)
    if by.jobcentre_id != jobcentre_id:
        raise NotPermitted(_("Das verwalten Sie nur im eigenen Jobcenter."))


def lock_office(jobcentre_id: UUID) -> None:
    """Let one change of rights wait for the other: two administrators could remove each other."""
    Jobcentre.objects.select_for_update(no_key=True).get(pk=jobcentre_id)


@contextmanager
def somebody_still_administers(jobcentre_id: UUID, on: date) -> Iterator[None]:
    """Raise :class:`StateRefused` when the change inside takes away the last who could undo it.

    An office that had nobody before, because it is being set up, may change all the same.
    """
    had_somebody = _is_administered(jobcentre_id, on)
    yield
    if had_somebody and not _is_administered(jobcentre_id, on):
        raise StateRefused(
            _(
                "Dann hätte Ihr Jobcenter niemanden mehr, der es verwaltet. Geben Sie zuerst einer "
                "anderen Person die Rolle Verwaltung, ohne letzten Tag."
            )
        )


def _is_administered(jobcentre_id: UUID, on: date) -> bool:
    """Somebody counts whose account is open, who works already and has no last day."""
    roles = [str(role) for role, about in ROLES.items() if _manages(about.permissions)]
    left = StaffMember.objects.filter(
        Q(active_from_on__isnull=True) | Q(active_from_on__lte=on),
        jobcentre_id=jobcentre_id,
        roles__overlap=roles,
        active_until_on__isnull=True,
        user__is_active=True,
    )
    return left.exists()


def _manages(permissions: frozenset[Permission]) -> bool:
    return Permission.MANAGE_ORGANISATION in permissions
