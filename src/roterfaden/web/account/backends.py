"""Who a session belongs to: the account with its member of staff and office in one query."""

from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend

from roterfaden.organisations.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Signs in as allauth does; loads what every page needs to know of the person at once."""

    def get_user(self, user_id: UUID) -> User | None:
        """The account, or None where it is gone or closed."""
        accounts = User.objects.select_related("staff_member__jobcentre", "staff_member__team")
        try:
            user = accounts.get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if user.is_active else None
