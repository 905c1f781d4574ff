"""What holds for every page: never kept by a browser or a search engine, never too large a body.

Only a page without anything of anybody may say otherwise, with :func:`for_everybody`.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from roterfaden.web.components.middleware import Handler

PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)

_KEPT = "kept_for_seconds"


class SafetyMiddleware:
    """Headers of every answer that is no static file; 413 before a body is read that is too large.

    Pages hold social data (§ 35 SGB I): nothing of them stays in caches, the back button included.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        seconds = getattr(response, _KEPT, 0)
        response["Cache-Control"] = f"public, max-age={seconds}" if seconds else "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Permissions-Policy"] = PERMISSIONS
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.LARGEST_BODY:
            return too_large(request)
        return None


def for_everybody(response: HttpResponse, *, seconds: int) -> HttpResponse:
    """Let caches keep an answer that holds nothing of a person and was made for no account."""
    setattr(response, _KEPT, seconds)
    return response


def too_large(request: HttpRequest) -> HttpResponse:
    """The 413 page."""
    return render(request, "errors/413.html", status=413)
