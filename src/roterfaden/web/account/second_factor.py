"""Taking a second factor away from an account whose owner lost it."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from roterfaden.audit.events import Change
from roterfaden.organisations.models import User
from roterfaden.web.account.record import record


@transaction.atomic
def remove_second_factor(user: User) -> None:
    """Remove app and recovery codes; does nothing where there are none."""
    removed, _ = Authenticator.objects.filter(user_id=user.pk).delete()
    if removed:
        record(Change.SECOND_FACTOR_REMOVED, user, by_nobody=True)
