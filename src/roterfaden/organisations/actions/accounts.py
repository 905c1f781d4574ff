"""Accounts: passwords, the second factor, closing and opening.

Changing a password ends every other session of the account.
"""

import secrets
from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember, User
from roterfaden.organisations.policies import (
    check_administers,
    lock_office,
    somebody_still_administers,
)

ONE_TIME_PASSWORD_LIVES = timedelta(days=7)


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """The owner's own new password; a one-time password has then done its work."""
    staff = _set_password(user, password, expires_at=None)
    if staff is not None:
        record(
            Change.PASSWORD_CHANGED, jobcentre_id=staff.jobcentre_id, by=staff, target=user, at=at
        )


@transaction.atomic
def set_one_time_password(
    *, user: User, password: str, at: datetime, by: StaffMember | None = None
) -> None:
    """A password from the administration, good for seven days and one sign-in.

    After it the owner must choose another.
    """
    staff = _set_password(user, password, expires_at=at + ONE_TIME_PASSWORD_LIVES)
    if staff is not None:
        check_administers(by, staff.jobcentre_id)
        record(
            Change.ONE_TIME_PASSWORD_SET,
            jobcentre_id=staff.jobcentre_id,
            by=by,
            target=user,
            at=at,
        )


def make_one_time_password(*, staff: StaffMember, by: StaffMember, at: datetime) -> str:
    """A new one-time password, to be shown once and handed over; raises :class:`StateRefused`."""
    _check_is_another(staff, by)
    user = _account(staff)
    if not user.is_active:
        raise StateRefused(_("Das Konto ist gesperrt. Öffnen Sie es zuerst wieder."))
    password = readable_password()
    set_one_time_password(user=user, password=password, at=at, by=by)
    return password


def readable_password() -> str:
    """Twelve letters and digits in groups of four, without those that look alike: 60 bits."""
    signs = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ["".join(secrets.choice(signs) for _sign in range(4)) for _group in range(3)]
    return "-".join(groups)


@transaction.atomic
def remove_second_factor(*, user: User, at: datetime, by: StaffMember | None = None) -> None:
    """Remove app and recovery codes of somebody who lost them; does nothing where none are."""
    staff = StaffMember.objects.filter(user=user).first()
    if staff is not None:
        check_administers(by, staff.jobcentre_id)
        _check_is_another(staff, by)
    removed, _each = Authenticator.objects.filter(user_id=user.pk).delete()
    if removed and staff is not None:
        record(
            Change.SECOND_FACTOR_REMOVED,
            jobcentre_id=staff.jobcentre_id,
            by=by,
            target=user,
            at=at,
        )


@transaction.atomic
def close(*, staff: StaffMember, by: StaffMember, at: datetime) -> None:
    """Shut the account at once: open sessions end, no way of signing in is left."""
    _switch(staff, is_active=False, by=by, at=at)


@transaction.atomic
def reopen(*, staff: StaffMember, by: StaffMember, at: datetime) -> None:
    """Let a closed account sign in again."""
    _switch(staff, is_active=True, by=by, at=at)


def _switch(staff: StaffMember, *, is_active: bool, by: StaffMember, at: datetime) -> None:
    check_administers(by, staff.jobcentre_id)
    lock_office(staff.jobcentre_id)
    user = _account(staff)
    with somebody_still_administers(staff.jobcentre_id, clock.day_of(at)):
        user.is_active = is_active
        user.save(update_fields=["is_active"])
    event = Change.ACCOUNT_REOPENED if is_active else Change.ACCOUNT_CLOSED
    record(event, jobcentre_id=staff.jobcentre_id, by=by, target=staff, at=at)


def _account(staff: StaffMember) -> User:
    if staff.user is None:
        raise StateRefused(_("Diese Person hat kein Konto. Legen Sie sie neu an."))
    return staff.user


def _check_is_another(staff: StaffMember, by: StaffMember | None) -> None:
    """Whoever finds an open session must not get past the present password and second step."""
    if by is not None and staff.pk == by.pk:
        raise StateRefused(
            _("Ihr eigenes Passwort und Ihren zweiten Schritt ändern Sie unter „Mein Konto“.")
        )


def _set_password(user: User, password: str, *, expires_at: datetime | None) -> StaffMember | None:
    user.set_password(password)
    user.must_change_password = expires_at is not None
    user.password_expires_at = expires_at
    user.save(update_fields=["password", "must_change_password", "password_expires_at"])
    return StaffMember.objects.filter(user=user).first()
