"""Turns a rule's refusal into words for the person, and speaks the person's language."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.models import User

Handler = Callable[[HttpRequest], HttpResponse]


class RefusalMiddleware:
    """A missing right is 403; another refusal is told on the page where the person was.

    Where that page is unknown, or a part of a page was asked for, the answer is a 409 page.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotPermitted):
            return render(request, "errors/403.html", {"reason": error.message}, status=403)
        if not isinstance(error, Refused):
            return None
        back = request.headers.get("Referer", "")
        if (
            request.method == "GET"
            or request.headers.get("HX-Request")
            or not _is_ours(request, back)
        ):
            context = {"reason": error.message, "back": back if _is_ours(request, back) else ""}
            return render(request, "errors/409.html", context, status=409)
        messages.error(request, error.message)
        return HttpResponseRedirect(back)


class LanguageMiddleware:
    """The account's language for the pages; without an account the browser's (LocaleMiddleware)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


def _is_ours(request: HttpRequest, url: str) -> bool:
    return url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
