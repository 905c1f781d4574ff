"""The sheet beside the editor while somebody writes."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.plans import presenters
from roterfaden.web.staff.plans.entry_form import EntryForm
from roterfaden.web.staff.plans.hint_lines import HintLine
from roterfaden.web.staff.plans.loading import people_of, version_or_404
from roterfaden.web.staff.plans.sheet_note import SheetNote, sheet_note, unsaved


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def preview(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """The sheet as SVG as stored (GET), or with the forms that are open (POST), and how it fits.

    Each open form comes whole, as one value of ``form``. Nothing is saved.
    """
    version = version_or_404(request, version_id)
    stored = list(version.entries.present().select_related("text_block"))
    if request.method != "POST":
        note = sheet_note(version, [(str(entry.pk), entry) for entry in stored])
        return HttpResponse(note.svg, content_type="image/svg+xml")
    forms = list(_open_forms(request, version, stored))
    written = {form.key for form in forms}
    note = sheet_note(version, unsaved(version, stored, forms), written)
    return JsonResponse(
        {
            "svg": note.svg.decode(),
            "fits": note.fits,
            "words": note.words,
            "ease": note.ease,
            "surplus": note.surplus,
            "hints": _hints(request, version, note),
            "count": note.hint_count,
        }
    )


def _hints(request: StaffRequest, version: PlanVersion, note: SheetNote) -> dict[str, str]:
    """The hints as they stand on the page, by place; without forgery tokens, scripts send those."""
    by_place: dict[str, list[HintLine]] = {}
    for line in note.hints:
        by_place.setdefault(line.place, []).append(line)
    context = {"plan_version": version, "is_part": True}
    return {
        place: render_to_string("plans/parts/hints.html", {**context, "hints": lines}, request)
        for place, lines in by_place.items()
    }


def _open_forms(
    request: StaffRequest, version: PlanVersion, stored: list[Entry]
) -> Iterator[EntryForm]:
    sent = [QueryDict(text) for text in request.POST.getlist("form")]
    people = people_of(version, request.staff) if sent else []
    by_id = {str(entry.pk): entry for entry in stored}
    for data in sent:
        entry = by_id.get(data.get("entry") or data.get("new_id", ""))
        rubric = entry.rubric if entry else data.get("rubric", "")
        if presenters.is_rubric(rubric):
            yield EntryForm(data, rubric=rubric, people=people, entry=entry)
