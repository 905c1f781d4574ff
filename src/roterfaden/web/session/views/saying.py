"""What the device says: answers, wishes, topics, its language. Sent again, it is there once."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.sharing.actions import saying, views
from roterfaden.sharing.models import LONGEST_WORDS, Reply, SharedView
from roterfaden.web.session.access import DeviceRequest, for_device, is_scripted, page
from roterfaden.web.session.wording import words

SHARED, CHECKING = SharedView.Stage.SHARED, SharedView.Stage.CHECKING


@require_POST
@for_device(SHARED)
def answer(request: DeviceRequest) -> HttpResponse:
    """Passt, Anders or Später to an entry."""
    entry, kind = _uuid(request, "entry"), request.POST.get("kind", "")
    if entry is None or kind not in Reply.Kind.values:
        return _refused(request, "error_other")
    written = request.POST.get("words", "")
    if kind == Reply.Kind.DIFFERENT and _asks_how(request):
        return redirect(f"{reverse('session:plan')}?offen={entry}&anders=ja#e-{entry}")
    return _said(
        request,
        lambda: saying.reply(
            view=request.view,
            entry_id=entry,
            kind=Reply.Kind(kind),
            words=written,
            key=_uuid(request, "key") or uuid4(),
            at=clock.now(),
        ),
        reverse("session:plan"),
    )


@require_POST
@for_device(SHARED)
def wish(request: DeviceRequest) -> HttpResponse:
    """A wish in the person's own words."""
    key, written = _uuid(request, "key") or uuid4(), request.POST.get("words", "")

    def say() -> object:
        return saying.wish(view=request.view, words=written, key=key, at=clock.now())

    def again(error: str) -> HttpResponse:
        context = {"key": key, "written": written, "error": error}
        return page(request, "wish", request.language, status=422, **context)

    return _said(request, say, f"{reverse('session:plan')}#wuensche", again)


@require_POST
@for_device(SHARED)
def tap(request: DeviceRequest) -> HttpResponse:
    """Choose a topic or a question, or leave it."""
    code, is_chosen = request.POST.get("code", ""), request.POST.get("chosen") == "ja"

    def say() -> object:
        return saying.tap(view=request.view, code=code, is_chosen=is_chosen, at=clock.now())

    return _said(request, say, reverse("session:start"))


@require_POST
@for_device(SHARED, CHECKING)
def language(request: DeviceRequest) -> HttpResponse:
    """The language of the device."""
    chosen = request.POST.get("sprache", "")
    views.choose_language(view=request.view, language=chosen, at=clock.now())
    return redirect("session:plan")


def _said(
    request: DeviceRequest,
    say: Callable[[], object],
    way_on: str,
    again: Callable[[str], HttpResponse] | None = None,
) -> HttpResponse:
    try:
        say()
    except Refused as refused:
        return _refused(request, _WHY.get(refused.code, "error_closed"), again)
    return HttpResponse(status=HTTPStatus.NO_CONTENT) if is_scripted(request) else redirect(way_on)


_WHY = {
    saying.NotThere.code: "error_gone",
    saying.NoWords.code: "error_empty",
    saying.TooManyWords.code: "error_too_long",
}


def _refused(
    request: DeviceRequest, why: str, again: Callable[[str], HttpResponse] | None = None
) -> HttpResponse:
    """In the words of the device: what was not possible."""
    said = words(request.language.code)[why].format(count=LONGEST_WORDS)
    if is_scripted(request):
        return HttpResponse(said, status=422, content_type="text/plain; charset=utf-8")
    if again is not None:
        return again(said)
    return page(request, "trouble", request.language, status=422, error=said)


def _asks_how(request: DeviceRequest) -> bool:
    """Without a script the first press on "Anders" opens the form for it."""
    return not is_scripted(request) and "how" not in request.POST


def _uuid(request: DeviceRequest, name: str) -> UUID | None:
    try:
        return UUID(request.POST.get(name, ""))
    except ValueError:
        return None
