"""Joining with an address or a code, the two words, and leaving."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.core import clock
from roterfaden.sharing import keys
from roterfaden.sharing.actions import views
from roterfaden.sharing.models import SharedView
from roterfaden.web.session.access import (
    DeviceRequest,
    asked_language,
    closed,
    for_device,
    in_german,
    page,
    set_cookie,
)

FAILED = "sharing_failed"
_ANY = (SharedView.Stage.CHECKING, SharedView.Stage.SHARED)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@in_german
def code(request: HttpRequest) -> HttpResponse:
    """The short code to type."""
    if request.method != "POST":
        return page(request, "join", asked_language(request), token="")
    return _join(request, code=request.POST.get("code", ""))


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@in_german
def address(request: HttpRequest, token: str) -> HttpResponse:
    """The address behind the QR code.

    The page is the same whether the address is good or not, and opening it binds nothing: a
    preview or a scanner must not use up the place of the device. The button does.
    """
    if request.method != "POST":
        return page(request, "join", asked_language(request), token=token)
    return _join(request, token=token)


@require_POST
@for_device(*_ANY)
def leave(request: DeviceRequest) -> HttpResponse:
    """End the view from the device."""
    views.end(view=request.view, why=SharedView.EndReason.DEVICE, by=None, at=clock.now())
    response = page(request, "closed", request.language, status=200, kind="ended")
    response.delete_cookie(keys.cookie_name(), samesite="Lax")
    return response


def _join(request: HttpRequest, *, token: str = "", code: str = "") -> HttpResponse:
    """Bind the device, or say calmly that nothing is open; failed codes are counted.

    Nobody guesses an address of 256 bits: it is not counted, so that whoever types wrong codes in
    the waiting room keeps nobody else from opening theirs.
    """
    language = asked_language(request)
    if not token and not ratelimit.consume(request, action=FAILED, dry_run=True):
        response = page(request, "closed", language, status=429, kind="too_often")
        response["Retry-After"] = "60"
        return response
    joined = views.join(
        token=token,
        code=code,
        language=language.code,
        is_chosen=request.POST.get("sprache_gewaehlt") == "ja",
        at=clock.now(),
    )
    if joined is None:
        if not token:
            ratelimit.consume(request, action=FAILED)
        return closed(request)
    response = redirect("session:plan")
    set_cookie(response, *joined)
    return response
