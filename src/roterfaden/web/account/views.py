"""The own account: preferences, password, second factor, session."""

from http import HTTPStatus
from typing import cast

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from requests import RequestException

from roterfaden.core.errors import NotPermitted
from roterfaden.organisations.models import User
from roterfaden.web.account.forms import OneChoiceForm, PreferencesForm
from roterfaden.web.account.preferences import keep_preferences
from roterfaden.web.account.sessions import slide
from roterfaden.web.components.context import THEME_COOKIE

A_YEAR = 365 * 24 * 60 * 60
FIVE_MINUTES = 5 * 60


class LimitedMixin:
    """429 once an account or an address had too many wrong tries; the page says how to go on."""

    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        errors = [error for list_ in form.errors.as_data().values() for error in list_]
        if any(error.code == "too_many_login_attempts" for error in errors):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response["Retry-After"] = str(FIVE_MINUTES)
        return response


class SignInView(LimitedMixin, LoginView):  # type: ignore[misc]
    """Name and password."""


class CodeView(LimitedMixin, AuthenticateView):  # type: ignore[misc]
    """The code of the second factor."""


sign_in = SignInView.as_view()
code = CodeView.as_view()


@login_not_required
@require_POST
def single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the office's identity provider; a page says so when it does not answer."""
    try:
        response: HttpResponse = oidc.login(request, provider_id)
    except RequestException as error:
        provider = get_adapter().get_provider(request, provider_id)
        response = render_authentication_error(request, provider, exception=error)
    return response


@require_safe
def no_password(request: HttpRequest) -> HttpResponse:
    """An account that signs in elsewhere gets no second way in; only the office can give one."""
    raise NotPermitted(
        _(
            "Ihr Konto hat hier kein Passwort. Sie melden sich mit dem Konto Ihres Hauses an und "
            "ändern das Passwort dort."
        )
    )


@require_http_methods(["GET", "HEAD", "POST"])
def own_settings(request: HttpRequest) -> HttpResponse:
    """The account's page; a POST keeps the preferences."""
    user = cast(User, request.user)
    now = {"language": user.language, "theme": user.theme, "single_keys": user.single_keys}
    form = PreferencesForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        keep_preferences(user=user, **form.cleaned_data)
        messages.success(request, _("Ihre Einstellungen sind gespeichert."))
        return remembered(redirect("own_account:settings"), user)
    return render(
        request,
        "account/settings.html",
        {
            "form": form,
            "has_password": user.has_usable_password(),
            "has_app": Authenticator.objects.filter(
                user_id=user.pk, type=Authenticator.Type.TOTP
            ).exists(),
        },
    )


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """One preference from the head's menu; back to the page where it was chosen."""
    user = cast(User, request.user)
    form = OneChoiceForm(request.POST)
    if form.is_valid():
        keep_preferences(user=user, **form.cleaned_data)
    return remembered(HttpResponseRedirect(_next(request)), user)


@require_safe
@login_not_required
def session(request: HttpRequest) -> HttpResponse:
    """Whether somebody is signed in and who, without extending the session.

    The token lets a page that outlived its session send its forms after a new sign-in.
    """
    user = request.user
    if not user.is_authenticated:
        return JsonResponse({"user": None})
    return JsonResponse({"user": str(user.pk), "csrf": get_token(request)})


@require_POST
@login_not_required
def extend_session(request: HttpRequest) -> HttpResponse:
    """Stay signed in; 401 when the session is already over."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    slide(request)
    return HttpResponse(status=204)


def remembered(response: HttpResponse, user: User) -> HttpResponse:
    """Let this device show the sign-in page in the same theme and language."""
    for name, value in ((THEME_COOKIE, user.theme), (settings.LANGUAGE_COOKIE_NAME, user.language)):
        response.set_cookie(
            name,
            value,
            max_age=A_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _next(request: HttpRequest) -> str:
    url = request.POST.get("next", "")
    allowed = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if allowed else "/"
