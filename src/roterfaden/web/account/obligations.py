"""What comes before all work: an own password after a one-time one, and the second factor."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.organisations.models import User
from roterfaden.web.components.middleware import Handler

PASSWORD = "account_change_password"  # noqa: S105  the name of an address
SECOND_FACTOR = "mfa_activate_totp"
ON_THE_WAY = {
    PASSWORD,
    SECOND_FACTOR,
    "account_reauthenticate",
    "own_account:theme",
    "own_account:language",
}
"""Addresses that one needs until the obligation is met; those open to everybody are free anyway."""

WORDS: dict[str, Promise] = {
    PASSWORD: _("Ihr Passwort gilt nur einmal. Bitte wählen Sie jetzt ein eigenes."),
    SECOND_FACTOR: _("Ihr Jobcenter verlangt einen zweiten Schritt. Bitte richten Sie ihn ein."),
}


class ObligationMiddleware:
    """Leads to what must be done first, whatever page was asked for."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        if not getattr(view, "login_required", True) or not isinstance(request.user, User):
            return None
        first = first_obligation(request, request.user)
        request.is_obliged = first is not None  # type: ignore[attr-defined]
        if first is None or (match and match.view_name in ON_THE_WAY):
            return None
        messages.info(request, str(WORDS[first]))
        return redirect(first)


def first_obligation(request: HttpRequest, user: User) -> str | None:
    """The address of what must be done first, if anything."""
    if user.must_change_password:
        return PASSWORD
    if settings.REQUIRE_SECOND_FACTOR and not _has_second_factor(request, user):
        return SECOND_FACTOR
    return None


def _has_second_factor(request: HttpRequest, user: User) -> bool:
    """The identity provider asks for its own; other sign-ins need an app here."""
    ways = {record["method"] for record in get_authentication_records(request, user)}
    return (
        "socialaccount" in ways
        or Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()
    )
