"""Signs the audit log for sign-in and second factor: what happened to which account, never names.

Accounts without a member of staff belong to no jobcentre and so to no chain. What is changed in the
database is written in the same transaction; a sign-in stands in the session and has one of its own.
"""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.userkit import get_user_by_username
from allauth.account.signals import user_logged_in
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_removed
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import post_save
from django.http import HttpRequest

from roterfaden.audit import log
from roterfaden.audit.events import Change
from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember, User


def connect() -> None:
    """Listen; called once when the program starts."""
    user_logged_in.connect(_signed_in)
    user_login_failed.connect(_sign_in_failed)
    user_logged_out.connect(_signed_out)
    authentication_failed.connect(_code_was_wrong)
    post_save.connect(_factor_set_up, sender=Authenticator)
    authenticator_removed.connect(_factor_removed)
    post_save.connect(_single_sign_on_connected, sender=SocialAccount)


@transaction.atomic
def record(
    change: Change, user: User, *, by_nobody: bool = False, facts: dict[str, str] | None = None
) -> None:
    """One event about an account; ``by_nobody``: it was not shown who was at the keyboard."""
    staff = StaffMember.objects.filter(user_id=user.pk).first()
    if staff is None:
        return
    log.record(
        change,
        jobcentre_id=staff.jobcentre_id,
        by=None if by_nobody else staff,
        target=user,
        at=clock.now(),
        facts=facts,
    )


def _signed_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    ways = [record["method"] for record in get_authentication_records(request, user)]
    record(Change.SIGNED_IN, user, facts={"ways": "+".join(ways)})


def _sign_in_failed(credentials: dict[str, Any], **kwargs: Any) -> None:
    user = get_user_by_username(credentials.get("username") or "")
    if user is not None:
        record(Change.SIGN_IN_FAILED, user, by_nobody=True, facts={"way": "password"})


def _code_was_wrong(user: User, **kwargs: Any) -> None:
    record(Change.SIGN_IN_FAILED, user, by_nobody=True, facts={"way": "mfa"})


def _signed_out(user: User | None, **kwargs: Any) -> None:
    if user is not None:
        record(Change.SIGNED_OUT, user)


def _factor_set_up(instance: Authenticator, created: bool, **kwargs: Any) -> None:
    if created:
        change = (
            Change.RECOVERY_CODES_MADE
            if instance.type == Authenticator.Type.RECOVERY_CODES
            else Change.SECOND_FACTOR_SET_UP
        )
        record(change, instance.user)


def _factor_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        record(Change.SECOND_FACTOR_REMOVED, user)


def _single_sign_on_connected(instance: SocialAccount, created: bool, **kwargs: Any) -> None:
    if created:
        record(Change.SINGLE_SIGN_ON_CONNECTED, instance.user)
