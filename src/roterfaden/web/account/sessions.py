"""The session: slides with every page, ends after half an hour, can be asked about and extended.

Sliding writes to the session at most once a minute, so that most pages only read. The browser is
told a minute less than the server keeps, so its warning never comes too late.
"""

from collections.abc import Callable
from time import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from roterfaden.web.components.navigation import url_or_nothing

SEEN_AT = "seen_at"
SLIDES_EVERY = 60
"""Seconds between two writes of a session that is in use."""

Handler = Callable[[HttpRequest], HttpResponse]


class SlidingSessionMiddleware:
    """Whoever works stays signed in; asking for the state of the session is not work."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != url_or_nothing("own_account:session") and request.user.is_authenticated:
            slide(request)
        return self.get_response(request)


def slide(request: HttpRequest) -> None:
    """Begin the session's time anew, if it was not just done."""
    seen = request.session.get(SEEN_AT, 0)
    if time() - seen >= SLIDES_EVERY:
        request.session[SEEN_AT] = int(time())


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sign-in everywhere; a script gets 401 instead of a sign-in page inside its fragment."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if request.headers.get("HX-Request") or _is_fetch(request):
            return HttpResponse(status=401)
        return redirect_to_login(_way_back(request), resolve_url(settings.LOGIN_URL))


def _is_fetch(request: HttpRequest) -> bool:
    return request.headers.get("Sec-Fetch-Mode") in {"cors", "same-origin"}


def _way_back(request: HttpRequest) -> str:
    """The page to return to: after a sent form the page it stood on, not the address it went to."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(
        referer, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return "/"
    parts = urlsplit(referer)
    return parts.path + (f"?{parts.query}" if parts.query else "")
