"""Taking what was just said into the plan: typed words, or one of the text blocks."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.german import rhythm_words
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import entries, text_block_use
from roterfaden.plans.actions.swapping import swap
from roterfaden.plans.capture import promisable
from roterfaden.plans.contents import EntryContent
from roterfaden.plans.draft_hints import gaps_left
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.plans import capture, presenters, rhythms
from roterfaden.web.staff.plans.capture import CaptureForm
from roterfaden.web.staff.plans.entry_form import EntryForm
from roterfaden.web.staff.plans.loading import (
    offers_of,
    people_of,
    version_or_404,
)
from roterfaden.web.staff.plans.typed_line import (
    Corrections,
    TypedLine,
    UnreadableWhen,
    all_doubts,
    as_content,
    block_content,
    in_words,
)
from roterfaden.web.staff.plans.views.editing import editor_page


@require_safe
@staff_view(Permission.EDIT_PLANS)
def blocks(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """Blocks for the typed words: options for the field, or a page to choose from."""
    version = version_or_404(request, version_id)
    if not version.is_editable:
        return redirect("plans:version", version.pk)
    words, rubric = request.GET.get("q", ""), request.GET.get("rubric", "")
    rubric = rubric if presenters.is_rubric(rubric) else ""
    is_fragment = request.headers.get("X-Fragment") == "options"
    lines, wrong = _read(version, words, Corrections.sent(request.GET, rubric))
    found = capture.options_for(
        request.staff,
        version,
        lines,
        rubric,
        can_be_kept="offen" in request.GET,
        limit=capture.MOST_OPTIONS if is_fragment else capture.MOST_ON_PAGE,
    )
    context: dict[str, Any] = {"plan_version": version, "options": found}
    if is_fragment:
        if "eigen" in request.GET and lines:
            said = wrong or in_words(lines, capture.NAMES)
            own = {"lines": lines, "last": lines[-1], "words": words, "said": said, "wrong": wrong}
            own["doubts"] = all_doubts(lines)
            context |= {"own": own, "own_rubric": capture.NAMES[lines[-1].rubric]}
        return render(request, "plans/parts/capture_options.html", context)
    context |= {
        "case": version.plan.case,
        "words": words,
        "rubric": rubric,
        "choices": capture.rubric_choices(),
        "can_be_kept": "offen" in request.GET,
        "instead": request.GET.get("statt", ""),
    }
    return render(request, "plans/blocks.html", context)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def take(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """The typed words or the block as an entry; sent twice it is there once."""
    version = version_or_404(request, version_id)
    form = CaptureForm(request.POST)
    if not form.is_valid():
        return _not_taken(request, version, _said(form.errors.values()))
    try:
        contents = _contents(request, version, form)
        if _lacks_name(contents[-1]):
            return _asked(request, version, contents[-1])
        taken = _store_all(request, version, form, contents)
    except NotPermitted:
        raise
    except ValidationError as wrong:
        return _not_taken(request, version, _said([wrong.messages]))
    except Refused as refused:
        return _not_taken(request, version, refused.message)
    return _taken(request, version, taken)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def favourite(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """Find this block first from now on, or no longer."""
    version = version_or_404(request, version_id)
    form = CaptureForm(request.POST)
    block = capture.known_block(version, form.cleaned_data["block"]) if form.is_valid() else None
    if block is None:
        raise Refused(_("Diesen Baustein gibt es hier nicht mehr. Laden Sie die Seite neu."))
    if request.POST.get("favorit") == "nein":
        text_block_use.unfavourite(block=block, by=request.staff)
        said = _("Kein Favorit mehr.")
    else:
        text_block_use.favourite(block=block, by=request.staff)
        said = _("Als Favorit gemerkt.")
    if _is_scripted(request):
        return JsonResponse({"said": said})
    messages.success(request, said)
    query = urlencode({"q": request.POST.get("q", ""), "rubric": request.POST.get("rubric", "")})
    return redirect(f"{reverse('plans:blocks', args=[version.pk])}?{query}")


def _read(
    version: PlanVersion, words: str, corrections: Corrections
) -> tuple[list[TypedLine], str]:
    """The line as it is understood so far, and what is wrong with a correction."""
    try:
        return capture.own_lines(version, words, corrections), ""
    except UnreadableWhen as wrong:
        rest = replace(corrections, when=None)
        return capture.own_lines(version, words, rest), wrong.message


def _contents(request: StaffRequest, version: PlanVersion, form: CaptureForm) -> list[EntryContent]:
    """What each entry of the line shall say, at least one; a block stands for the last of them."""
    said = form.cleaned_data
    corrections = Corrections.sent(request.POST, said["rubric"])
    lines = capture.own_lines(version, said["text"], corrections)
    block = capture.known_block(version, said["block"])
    if not (block or lines) or (said["block"] and not block):
        raise Refused(_("Schreiben Sie, was Sie besprochen haben."))
    contents = [as_content(line) for line in lines]
    if block:
        offers, last = offers_of(version, block.rubric), lines[-1] if lines else None
        contents[-1:] = [block_content(block, last, offers, clock.today())]
    if len(contents) > 1 and _lacks_name(contents[-1]):
        raise Refused(_("Nennen Sie die Stelle, die unterstützt, so: @migrationsberatung."))
    return contents


def _lacks_name(content: EntryContent) -> bool:
    return content.owner == Entry.Owner.OTHER and not content.owner_name


@transaction.atomic
def _store_all(
    request: StaffRequest, version: PlanVersion, form: CaptureForm, contents: list[EntryContent]
) -> list[Entry]:
    """All entries of the line or none; the ids of the others follow from the one that was sent."""
    key = form.cleaned_data["new_id"]
    common: dict[str, Any] = {"version": version, "by": request.staff, "at": clock.now()}
    others = [
        entries.add(content=content, key=uuid5(key, str(place)) if key else None, **common)
        for place, content in enumerate(contents[:-1])
    ]
    taken = [*others, _store(request, version, form, contents[-1])]
    for one in taken:
        one.version = version
    return taken


def _store(
    request: StaffRequest, version: PlanVersion, form: CaptureForm, content: EntryContent
) -> Entry:
    key, instead = form.cleaned_data["new_id"], form.cleaned_data["instead"]
    common: dict[str, Any] = {"by": request.staff, "at": clock.now(), "key": key}
    former = version.entries.present().filter(pk=instead).first() if instead else None
    if former is None:
        return entries.add(version=version, content=content, **common)
    former.version = version
    return swap(entry=former, content=content, **common)


def _taken(request: StaffRequest, version: PlanVersion, all_taken: list[Entry]) -> HttpResponseBase:
    """The new rows; the last with its form open where something is to be filled in or chosen."""
    *others, taken = all_taken
    focus = _still_open(version, taken)
    text = " · ".join(one.text for one in all_taken)
    if not _is_scripted(request):
        if focus:
            return redirect(f"{reverse('plans:entry', args=[version.pk, taken.pk])}?feld={focus}")
        messages.success(request, _("Im Plan: %(text)s") % {"text": text})
        return redirect(f"{reverse('plans:version', args=[version.pk])}#e-{taken.pk}")
    people = people_of(version, request.staff)
    offers = offers_of(version, taken.rubric)
    form = EntryForm(
        rubric=taken.rubric, people=people, offers=offers, entry=taken, focus=focus or "text"
    )
    row = presenters.row_of(taken, people, form=form if focus else None)
    version.refresh_from_db(fields=["changed_at", "revision"])
    rows = [*((one, presenters.row_of(one, people)) for one in others), (taken, row)]
    *before, last = [
        {
            "row": _rendered(request, "entry", version, row=row),
            "rubric": entry.rubric,
            "entry": str(entry.pk),
            "revision": version.revision,
        }
        for entry, row in rows
    ]
    return JsonResponse(
        {
            **last,
            "before": before,
            "saved": presenters.saved_words(version.changed_at),
            "said": _("Hinzugefügt: %(text)s") % {"text": text},
        }
    )


def _still_open(version: PlanVersion, taken: Entry) -> str:
    """The field that needs somebody: a gap in the text, or the choice between offers."""
    if gaps_left(taken):
        return "text"
    kind = taken.text_block.offer_kind if taken.text_block else ""
    several = promisable(offers_of(version, taken.rubric), kind, clock.today())
    return "offer" if taken.offer_id is None and len(several) > 1 else ""


def _asked(request: StaffRequest, version: PlanVersion, content: EntryContent) -> HttpResponse:
    """Another body helps, and its name is not told by the words: the form asks for it."""
    if rhythms.read(content.rhythm)["rhythm"] == rhythms.KEPT:
        # The form cannot show this rhythm, so the words keep it.
        content = replace(content, text=f"{content.text}, {rhythm_words(content.rhythm)}")
    form = EntryForm(
        rubric="step_other",
        people=people_of(version, request.staff),
        proposed=content,
        focus="owner_name",
    )
    if not _is_scripted(request):
        return editor_page(request, version, form)
    rubric = presenters.add_rubric("step_other", form)
    html = _rendered(request, "add", version, rubric=rubric)
    said = _("Nennen Sie die Stelle, die unterstützt.")
    return JsonResponse({"form": html, "rubric": "step_other", "said": said})


def _not_taken(request: StaffRequest, version: PlanVersion, why: str) -> HttpResponse:
    if _is_scripted(request):
        return JsonResponse({"why": why}, status=422)
    messages.error(request, why)
    return redirect("plans:version", version.pk)


def _rendered(request: StaffRequest, name: str, version: PlanVersion, **context: Any) -> str:
    context |= {"plan_version": version, "is_part": True}
    return render_to_string(f"plans/parts/{name}.html", context, request)


def _is_scripted(request: StaffRequest) -> bool:
    return request.headers.get("X-Fragment") == "capture"


def _said(errors: Any) -> str:
    return " ".join(str(message) for found in errors for message in found)
