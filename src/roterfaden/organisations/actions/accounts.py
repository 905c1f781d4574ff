"""Passwords of accounts; changing one ends every other session of the account."""

from datetime import datetime

from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.organisations.models import StaffMember, User


@transaction.atomic
def change_password(*, user: User, password: str, at: datetime) -> None:
    """The owner's own new password; a one-time password has then done its work."""
    staff = _set_password(user, password, is_one_time=False)
    if staff is not None:
        record(
            Change.PASSWORD_CHANGED, jobcentre_id=staff.jobcentre_id, by=staff, target=user, at=at
        )


@transaction.atomic
def set_one_time_password(
    *, user: User, password: str, at: datetime, by: StaffMember | None = None
) -> None:
    """A password from the administration; after sign-in with it the owner must choose another."""
    staff = _set_password(user, password, is_one_time=True)
    if staff is not None:
        record(
            Change.ONE_TIME_PASSWORD_SET,
            jobcentre_id=staff.jobcentre_id,
            by=by,
            target=user,
            at=at,
        )


def _set_password(user: User, password: str, *, is_one_time: bool) -> StaffMember | None:
    user.set_password(password)
    user.must_change_password = is_one_time
    user.save(update_fields=["password", "must_change_password"])
    return StaffMember.objects.filter(user=user).first()
