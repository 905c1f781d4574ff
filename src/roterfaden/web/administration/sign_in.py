"""How a person gets in: password, second factor, single sign-on, as the administration sees it."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from roterfaden.organisations.models import StaffMember, User


@dataclass(frozen=True)
class SignIn:
    """The ways into one account. ``sharers`` have the same e-mail: single sign-on then fails."""

    has_password: bool
    waits_for_own_password: bool
    has_second_factor: bool
    is_connected: bool
    sharers: int
    offers_single_sign_on: bool
    password_expires_at: datetime | None

    @property
    def is_without_way(self) -> bool:
        """Whether the person cannot get in at all yet."""
        return not (self.has_password or self.is_connected or self.offers_single_sign_on)


@dataclass(frozen=True)
class Slip:
    """A piece of paper for one person: where, as whom, with which password."""

    name: str
    short_name: str
    password: str


def sign_in_of(staff: StaffMember) -> SignIn | None:
    """The ways into the account; None without one."""
    user = staff.user
    if user is None:
        return None
    providers = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    sharers = User.objects.filter(email__iexact=user.email).exclude(pk=user.pk)
    return SignIn(
        has_password=user.has_usable_password(),
        waits_for_own_password=user.must_change_password,
        has_second_factor=Authenticator.objects.filter(
            user_id=user.pk, type=Authenticator.Type.TOTP
        ).exists(),
        is_connected=SocialAccount.objects.filter(user_id=user.pk).exists(),
        sharers=sharers.count() if user.email else 0,
        offers_single_sign_on=bool(providers) and bool(user.email),
        password_expires_at=user.password_expires_at,
    )


def address(request: HttpRequest) -> str:
    """Where people sign in, as the slip prints it."""
    return request.build_absolute_uri(reverse("account_login"))
