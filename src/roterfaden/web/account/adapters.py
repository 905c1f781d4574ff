"""Who may sign in and how: no sign-up, German words, single sign-on only for known staff."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the office, never by a visitor."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _(
            "Dieses Konto ist gesperrt. Bitte wenden Sie sich an die Verwaltung."
        ),
        "incorrect_code": _(
            "Der Code stimmt nicht. Warten Sie auf den nächsten und geben Sie ihn ein."
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

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("own_account:settings")


class SingleSignOnAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A known member of staff is connected by the verified e-mail; nobody else gets in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
