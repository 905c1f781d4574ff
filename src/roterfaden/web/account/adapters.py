"""Who may sign in and how: no sign-up, German words, single sign-on only for known staff."""

from time import time
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.audit.events import Change
from roterfaden.core import clock
from roterfaden.organisations.actions import accounts
from roterfaden.organisations.models import StaffMember, User
from roterfaden.web.account import record


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the office, never by a visitor."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _(
            "Dieses Konto ist gesperrt. Bitte wenden Sie sich an die Verwaltung."
        ),
        "incorrect_password": _("Das Passwort stimmt nicht. Versuchen Sie es noch einmal."),
        "enter_current_password": _("Das jetzige Passwort stimmt nicht."),
        "username_password_mismatch": _(
            "Benutzername oder Passwort stimmen nicht. Versuchen Sie es noch einmal."
        ),
        "too_many_login_attempts": _("Zu viele Versuche. Bitte warten Sie fünf Minuten."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """Refuse closed accounts, and people who do not work here yet or any more."""
        refused: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refused is None and not is_employed(user):
            record.record(
                Change.SIGN_IN_FAILED, user, by_nobody=True, facts={"way": "not-employed"}
            )
            refused = self.respond_user_inactive(request, user)
        return refused

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not right after signing in: nobody likes to type the same password twice in a minute."""
        records = get_authentication_records(context.request, context.request.user)
        latest: float = max((record["at"] for record in records), default=0)
        is_fresh = time() - latest < REAUTHENTICATION_TIMEOUT
        return bool(super().is_reauthentication_required(app=app)) and not is_fresh

    def set_password(self, user: User, password: str) -> None:
        """The owner's own change, with its audit event."""
        accounts.change_password(user=user, password=password, at=clock.now())

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("own_account:settings")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor, in our words."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "Der Code stimmt nicht. Warten Sie auf den nächsten und geben Sie ihn ein."
        ),
    }


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A known member of staff is connected by the verified e-mail; nobody else gets in.

    allauth's own connecting by e-mail takes the password away, because on open sites a stranger may
    have made the account. Here the office makes accounts and their e-mails, so the password stays.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect a known person; raises the refusal as ``ImmediateHttpResponse``."""
        if sociallogin.state.get("process") != AuthProcess.LOGIN or _is_mixed(sociallogin):
            raise ImmediateHttpResponse(_to("socialaccount_login_error"))
        # Name, picture and whatever else the provider told are not needed.
        sociallogin.account.extra_data = {}
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            return
        user = _known(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(_unknown(request, sociallogin))
        if not (user.is_active and is_employed(user)):
            record.record(
                Change.SIGN_IN_FAILED, user, by_nobody=True, facts={"way": "not-employed"}
            )
            raise ImmediateHttpResponse(_to("account_inactive"))
        sociallogin.connect(request, user)


def is_employed(user: User) -> bool:
    """False for staff before their first and after their last day."""
    staff = StaffMember.objects.filter(user_id=user.pk)
    return not staff.exists() or staff.active_on(clock.today()).exists()


def _known(sociallogin: Any) -> User | None:
    """The one account with the e-mail that the provider has verified; none where two share it."""
    emails = [address.email for address in _verified(sociallogin)]
    users = list(User.objects.filter(email__iexact=emails[0])[:2]) if emails else []
    return users[0] if len(users) == 1 else None


def _verified(sociallogin: Any) -> list[Any]:
    # Some providers send words; only a real ``true`` counts.
    return [address for address in sociallogin.email_addresses if address.verified is True]


def _is_mixed(sociallogin: Any) -> bool:
    """Token and user info about different people (OpenID Connect Core 5.3.2)."""
    told = sociallogin.account.extra_data
    subjects = {told[part]["sub"] for part in ("id_token", "userinfo") if part in told}
    return len(subjects) != 1


def _unknown(request: HttpRequest, sociallogin: Any) -> HttpResponse:
    context = {"is_verified": bool(_verified(sociallogin))}
    return render(request, "account/signup_closed.html", context, status=403)


def _to(name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name))
