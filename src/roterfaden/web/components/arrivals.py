"""Tells the browser which form has arrived, so that it may forget what it kept in the tab.

A page that keeps typed text (``js/keep.js``) sends a mark of its own with the form. Only when the
form was taken, which ends in a redirect, is the mark said back in a cookie; after a refusal, an
error or no answer at all the text stays in the tab. The mark is random and says nothing.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase

COOKIE = "angekommen"
FIELD = "abgabe"
_MARK = re.compile(r"[0-9a-f-]{1,40}")
_TEN_MINUTES = 600


class ArrivalMiddleware:
    """Comes last, so that it sees whether a view was reached and whether a rule refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and isinstance(response, HttpResponseRedirectBase):
            mark = request.POST.get(FIELD, "")
            if getattr(request, "was_taken", False) and _MARK.fullmatch(mark):
                _tell(response, mark)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> None:
        request.was_taken = True  # type: ignore[attr-defined]

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        request.was_taken = False  # type: ignore[attr-defined]


def _tell(response: HttpResponse, mark: str) -> None:
    response.set_cookie(
        COOKIE,
        mark,
        max_age=_TEN_MINUTES,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=False,
        samesite="Strict",
    )
