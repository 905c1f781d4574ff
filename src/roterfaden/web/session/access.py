"""Who may see a page of the shared view: the device that opened it, and nobody else.

No account and no session: a signed cookie that scripts cannot read holds the view and the device's
own secret. What is not for this device does not exist for it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, TypeVar

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import translation

from roterfaden.core import clock
from roterfaden.sharing import keys
from roterfaden.sharing.actions import views
from roterfaden.sharing.languages import LANGUAGES, Language, best_of, known
from roterfaden.sharing.models import SharedView
from roterfaden.web.session.wording import is_reviewed, words

Answer = TypeVar("Answer", bound=HttpResponseBase)
DeviceView = Callable[Concatenate["DeviceRequest", ...], HttpResponse]
LANGUAGE_FIELD = "sprache"


class DeviceRequest(HttpRequest):
    """A request of a device that is bound to a shared view."""

    view: SharedView
    stage: SharedView.Stage
    language: Language


def set_cookie(response: HttpResponse, view: SharedView, device: str) -> None:
    """Bind the device: for as long as the view can last, not for scripts."""
    response.set_cookie(
        keys.cookie_name(),
        keys.cookie_of(view.pk, device),
        max_age=int((view.expires_at - clock.now()).total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def view_of(cookie: str) -> SharedView | None:
    """The view of the device with this cookie, open or ended."""
    read = keys.read_cookie(cookie) if cookie else None
    return views.of_device(*read) if read else None


def for_device(*stages: SharedView.Stage) -> Callable[[DeviceView], DeviceView]:
    """A page for the bound device, at these stages; 410 once it ended, 404 for everybody else."""

    def decorate(view: DeviceView) -> DeviceView:
        @wraps(view)
        def guarded(request: DeviceRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            bound = view_of(request.COOKIES.get(keys.cookie_name(), ""))
            if bound is None:
                return closed(request)
            request.view, request.stage = bound, bound.stage_at(clock.now())
            request.language = LANGUAGES[bound.language]
            if request.stage == SharedView.Stage.ENDED:
                return ended(request, request.language)
            if request.stage not in stages:
                return closed(request)
            return view(request, *args, **kwargs)

        return login_not_required(in_german(guarded))

    return decorate


def in_german(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Whatever gettext says on these pages (and there is little) it says in German."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> Answer:
        with translation.override("de"):
            return view(request, *args, **kwargs)

    return spoken


def asked_language(request: HttpRequest) -> Language:
    """Before a device is bound: the language asked for in the address, else the browser's."""
    asked = request.POST.get(LANGUAGE_FIELD) or request.GET.get(LANGUAGE_FIELD) or ""
    if known(asked) == asked:
        return LANGUAGES[asked]
    return LANGUAGES[best_of(request.headers.get("Accept-Language", ""))]


def page(
    request: HttpRequest, name: str, language: Language, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of ours with its words, in the chosen language and in German."""
    context |= {
        "language": language,
        "languages": LANGUAGES.values(),
        "w": words(language.code),
        "german": words("de"),
        "words_are_reviewed": is_reviewed(language.code),
    }
    return render(request, f"session/{name}.html", context, status=status)


def closed(request: HttpRequest) -> HttpResponse:
    """What everybody sees who has no business here; it says nothing about what there is."""
    return page(request, "closed", asked_language(request), status=404, kind="closed")


def ended(request: HttpRequest, language: Language) -> HttpResponse:
    """What the device sees after the end; its cookie goes with the page.

    A script that hears of the end loads the page anew, and needs the cookie to be told there.
    """
    response = page(request, "closed", language, status=410, kind="ended")
    if not is_scripted(request):
        response.delete_cookie(keys.cookie_name(), samesite="Lax")
    return response


def is_scripted(request: HttpRequest) -> bool:
    """Whether our own script asks, which wants an answer and no page."""
    return request.headers.get("X-Fragment") == "mitsicht"
