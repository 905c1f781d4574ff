"""What the device reads: the plan as it grows, what the plan is, topics, and the small forms."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from roterfaden.core import clock
from roterfaden.law.regimes import BUERGERGELD, regime_on
from roterfaden.sharing import news
from roterfaden.sharing.languages import Language
from roterfaden.sharing.models import Interest, SharedView
from roterfaden.sharing.topics import QUESTIONS, TOPICS
from roterfaden.web.session import localising
from roterfaden.web.session.access import DeviceRequest, for_device, page
from roterfaden.web.session.presenters import ANSWERS, board, headings
from roterfaden.web.session.wording import words

SHARED, CHECKING = SharedView.Stage.SHARED, SharedView.Stage.CHECKING


@require_safe
@for_device(SHARED, CHECKING)
def plan(request: DeviceRequest) -> HttpResponse:
    """The plan; until the counsellor confirmed, the two words."""
    if request.stage == CHECKING:
        return page(request, "words", request.language, view=request.view)
    return page(request, "plan", request.language, **plan_context(request))


@require_safe
@for_device(SHARED, CHECKING)
def state(request: DeviceRequest) -> HttpResponse:
    """The part of the page that changes; 204 while the words are still compared."""
    if request.stage == CHECKING:
        return HttpResponse(status=204)
    return page(request, "parts/board", request.language, **plan_context(request))


@require_safe
@for_device(SHARED)
def about(request: DeviceRequest) -> HttpResponse:
    """What this plan is, in three sentences, by the law of the day."""
    return page(request, "about", request.language, **about_context(request.language))


@require_safe
@for_device(SHARED)
def start(request: DeviceRequest) -> HttpResponse:
    """Topics and opening questions to tap."""
    return page(request, "start", request.language, **start_context(request.view))


@require_safe
@for_device(SHARED)
def wish(request: DeviceRequest) -> HttpResponse:
    """Where an own wish is written."""
    return page(request, "wish", request.language, key=uuid4(), written="", error="")


@require_safe
@for_device(SHARED, CHECKING)
def end(request: DeviceRequest) -> HttpResponse:
    """Asks before the device leaves."""
    return page(request, "end", request.language)


def plan_context(request: DeviceRequest, **more: Any) -> dict[str, Any]:
    """What the plan's page shows on a device."""
    view = request.view
    opened = request.GET.get("offen", "")
    return {
        "board": board(
            view.version,
            request.language,
            mark=mark_of(view),
            today=clock.today(),
            opened=opened,
        ),
        "answers": ANSWERS,
        "headings": headings(view.language),
        "asks": True,
        "view": view,
        "wants_different": request.GET.get("anders") == "ja",
        **start_context(view),
        **more,
    }


def mark_of(view: SharedView) -> str:
    """Which state of the plan and of what is said was read; as web.events tells it."""
    return f"{view.version.revision}-{news.revision_of(view.version_id)}"


def start_context(view: SharedView) -> dict[str, Any]:
    """Topics and questions, and which of them were tapped; asked only where they are shown."""
    chosen = Interest.objects.filter(version=view.version_id).values_list("code", flat=True)
    return {"questions": QUESTIONS, "topics": TOPICS, "chosen": chosen}


def about_context(language: Language) -> dict[str, Any]:
    """The three sentences of the law that holds today."""
    today = clock.today()
    law = "before" if regime_on(today) == BUERGERGELD else "since"
    said = words(language.code)
    return {
        "sentences": [
            (said[f"about_{law}_{n}"], words("de")[f"about_{law}_{n}"]) for n in (1, 2, 3)
        ],
        "law_of": said["about_law"].format(day=localising.long_day(today, language)),
    }
