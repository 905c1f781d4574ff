"""The editor, and what changes whole lines: entries are moved, taken out and brought back."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import entries
from roterfaden.plans.capture import understood
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.policies import can_plan
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.plans import capture, presenters
from roterfaden.web.staff.plans.entry_form import EntryForm
from roterfaden.web.staff.plans.loading import entry_or_404, people_of, version_or_404
from roterfaden.web.staff.plans.sheet_note import sheet_note
from roterfaden.web.staff.plans.views.reading import reading_page


@require_safe
@staff_view(Permission.VIEW_CASES)
def version(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """A draft in the editor; any other version, or for those who do not plan, to read."""
    found = version_or_404(request, version_id)
    if found.is_editable and can_plan(request.staff):
        return editor_page(request, found)
    opened(request, Reading.PLAN_OPENED, found)
    return reading_page(request, found)


@require_safe
@staff_view(Permission.EDIT_PLANS)
def lines(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """The entries as they stand, for a page that heard of a change; 204 once it is no draft."""
    found = version_or_404(request, version_id)
    if not found.is_editable:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    people = people_of(found, request.staff)
    rubrics = presenters.editor_rubrics(list(found.entries.all()), people=people)
    said = presenters.saved_words(found.changed_at)
    context = {"plan_version": found, "rubrics": rubrics, "saved": said}
    return render(request, "plans/parts/lines.html", context)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def entry_remove(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """Take an entry out; the way back stays in its place."""
    found = version_or_404(request, version_id)
    removed = entries.remove(entry=entry_or_404(found, entry_id), by=request.staff, at=clock.now())
    if request.headers.get("HX-Request"):
        said = _("Entfernt. Mit Strg+Z holen Sie den Eintrag zurück.")
        return part(request, "removed", found, removed=removed, takes_focus=True, said=said)
    messages.info(request, _("Entfernt. In der Rubrik steht „Rückgängig“."))
    return _back(found, removed.rubric)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def entry_restore(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """Bring an entry back where it was."""
    found = version_or_404(request, version_id)
    restored = entries.restore(
        entry=entry_or_404(found, entry_id), by=request.staff, at=clock.now()
    )
    if request.headers.get("HX-Request"):
        row = presenters.row_of(restored, people_of(found, request.staff), takes_focus=True)
        return part(request, "entry", found, row=row, said=_("Der Eintrag ist wieder da."))
    messages.success(request, _("Der Eintrag ist wieder da."))
    return _back(found, restored.rubric)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def arrange(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """A new order: all entries as they stand on the page, or one of them up or down."""
    found = version_or_404(request, version_id)
    try:
        order = [UUID(pk) for pk in request.POST.getlist("order")]
        moved = UUID(request.POST["entry"]) if "entry" in request.POST else None
    except ValueError as wrong:
        raise Http404 from wrong
    if moved:
        order = presenters.order_after_move(
            list(found.entries.all()), moved, request.POST.get("direction", "")
        )
    entries.arrange(version=found, order=order, by=request.staff, at=clock.now())
    if not moved:
        found.refresh_from_db(fields=["changed_at", "revision"])
        said = presenters.saved_words(found.changed_at)
        return JsonResponse({"saved": said, "revision": found.revision})
    return redirect(f"{reverse('plans:version', args=[found.pk])}#e-{moved}")


def editor_page(
    request: StaffRequest, version: PlanVersion, form: EntryForm | None = None
) -> HttpResponse:
    """The whole editor, perhaps with a form open."""
    opened(request, Reading.PLAN_OPENED, version)
    stored = list(version.entries.select_related("text_block"))
    present = [(str(entry.pk), entry) for entry in stored if not entry.removed_at]
    note = sheet_note(version, present)
    context = {
        "plan_version": version,
        "case": version.plan.case,
        "rubrics": presenters.editor_rubrics(stored, note, form, people_of(version, request.staff)),
        "note": note,
        "saved": presenters.saved_words(version.changed_at),
        "proofs": presenters.PROOFS,
        "choices": capture.rubric_choices(),
        "begin_with": understood("", filled={entry.rubric for _key, entry in present}).rubric,
        "answers": version.answers.prefetch_related("wishes"),
    }
    return render(request, "plans/editor.html", context)


def part(
    request: StaffRequest, name: str, version: PlanVersion, said: str = "", **context: Any
) -> HttpResponse:
    """What replaces one part of the editor, with a word for the ear and the time of saving."""
    version.refresh_from_db(fields=["changed_at", "revision"])
    context |= {
        "plan_version": version,
        "said": said,
        "saved": presenters.saved_words(version.changed_at),
        "is_part": True,
    }
    answer = render(request, f"plans/parts/{name}_answer.html", context)
    answer["X-Revision"] = str(version.revision)
    return answer


def _back(version: PlanVersion, rubric: str) -> HttpResponse:
    return redirect(f"{reverse('plans:version', args=[version.pk])}#rubrik-{rubric}")
