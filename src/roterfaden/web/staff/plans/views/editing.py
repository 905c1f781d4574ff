"""The editor: entries are added, changed, moved, taken out and brought back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import entries
from roterfaden.plans.actions.entries import ChangedMeanwhile
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.policies import can_plan
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.plans import presenters
from roterfaden.web.staff.plans.entry_form import EntryForm
from roterfaden.web.staff.plans.loading import entry_or_404, people_of, version_or_404
from roterfaden.web.staff.plans.views.reading import reading_page


@require_safe
@staff_view(Permission.VIEW_CASES)
def version(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """A draft in the editor; any other version, or for those who do not plan, to read."""
    found = version_or_404(request, version_id)
    if found.is_editable and can_plan(request.staff):
        return _editor(request, found)
    opened(request, Reading.PLAN_OPENED, found)
    return reading_page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def entry_add(request: StaffRequest, version_id: UUID, rubric: str) -> HttpResponseBase:
    """The form for a new entry of this rubric, and taking it."""
    found = version_or_404(request, version_id)
    if not presenters.is_rubric(rubric):
        raise Http404
    form = EntryForm(request.POST or None, rubric=rubric, people=people_of(found, request.staff))
    added = _add(request, found, form) if request.method == "POST" else None
    if added is not None:
        return _added(request, found, added)
    if not found.is_editable:
        return redirect("plans:version", found.pk)
    if request.headers.get("HX-Request"):
        shown = form if "schliessen" not in request.GET else None
        return _part(request, "add", found, rubric=presenters.add_rubric(rubric, shown))
    return _editor(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def entry(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """The form of an entry, and saving it: by hand, or by itself while somebody writes."""
    found = version_or_404(request, version_id)
    stored = entry_or_404(found, entry_id)
    people = people_of(found, request.staff)
    form = EntryForm(request.POST or None, rubric=stored.rubric, people=people, entry=stored)
    if request.method == "POST":
        return _change(request, found, form)
    if not found.is_editable:
        return redirect("plans:version", found.pk)
    if not request.headers.get("HX-Request"):
        return _editor(request, found, form)
    shown = form if "schliessen" not in request.GET else None
    row = presenters.row_of(stored, people, form=shown, takes_focus=True)
    return _part(request, "entry", found, row=row)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def entry_remove(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """Take an entry out; the way back stays in its place."""
    found = version_or_404(request, version_id)
    removed = entries.remove(entry=entry_or_404(found, entry_id), by=request.staff, at=clock.now())
    if request.headers.get("HX-Request"):
        said = _("Entfernt. Mit Strg+Z holen Sie den Eintrag zurück.")
        return _part(request, "removed", found, removed=removed, takes_focus=True, said=said)
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
        return _part(request, "entry", found, row=row, said=_("Der Eintrag ist wieder da."))
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
        found.refresh_from_db(fields=["changed_at"])
        return JsonResponse({"saved": presenters.saved_words(found.changed_at)})
    return redirect(f"{reverse('plans:version', args=[found.pk])}#e-{moved}")


def _add(request: StaffRequest, version: PlanVersion, form: EntryForm) -> Entry | None:
    if not form.is_valid():
        return None
    try:
        return entries.add(
            version=version, content=form.content(), by=request.staff, at=clock.now()
        )
    except ValidationError as refused:
        form.take_errors(refused)
        return None


def _added(request: StaffRequest, version: PlanVersion, added: Entry) -> HttpResponseBase:
    """After adding, the next form of the same rubric is open: one entry after the other."""
    if not request.headers.get("HX-Request"):
        return redirect("plans:entry_add", version.pk, added.rubric)
    people = people_of(version, request.staff)
    fresh = EntryForm(rubric=added.rubric, people=people)
    added.version = version
    return _part(
        request,
        "added",
        version,
        rubric=presenters.add_rubric(added.rubric, fresh),
        row=presenters.row_of(added, people),
        said=_("Hinzugefügt: %(text)s") % {"text": added.text},
    )


def _change(request: StaffRequest, version: PlanVersion, form: EntryForm) -> HttpResponseBase:
    by_itself = "X-Autosave" in request.headers
    saved = _save(request, form)
    if by_itself:
        return _autosaved(version, form, saved)
    if saved is None:
        if not request.headers.get("HX-Request"):
            return _editor(request, version, form)
        stored = form.entry
        assert stored is not None  # noqa: S101  the form of an entry has one
        return _part(request, "entry", version, row=presenters.row_of(stored, (), form=form))
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('plans:version', args=[version.pk])}#e-{saved.pk}")
    saved.version = version
    row = presenters.row_of(saved, people_of(version, request.staff), takes_focus=True)
    return _part(request, "entry", version, row=row, said=_("Gespeichert."))


def _save(request: StaffRequest, form: EntryForm) -> Entry | None:
    if not form.is_valid() or form.entry is None:
        return None
    try:
        return entries.change(
            entry=form.entry,
            content=form.content(),
            basis=form.cleaned_data["basis"] or None,
            by=request.staff,
            at=clock.now(),
        )
    except ChangedMeanwhile as conflict:
        form.on_top_of(conflict.entry)
    except StateRefused as refused:
        if "X-Autosave" not in request.headers:
            raise
        form.add_error(None, refused.message)
    except ValidationError as refused:
        form.take_errors(refused)
    return None


def _autosaved(version: PlanVersion, form: EntryForm, saved: Entry | None) -> HttpResponse:
    if saved is not None:
        version.refresh_from_db(fields=["changed_at"])
        said = presenters.saved_words(version.changed_at)
        return JsonResponse({"saved": said, "basis": entries.basis_of(saved)})
    if form.theirs is not None:
        return JsonResponse({"conflict": True})
    return JsonResponse({"errors": [error for found in form.errors.values() for error in found]})


def _editor(
    request: StaffRequest, version: PlanVersion, form: EntryForm | None = None
) -> HttpResponse:
    opened(request, Reading.PLAN_OPENED, version)
    stored = list(version.entries.all())
    present = [(str(entry.pk), entry) for entry in stored if not entry.removed_at]
    note = presenters.sheet_note(version, present)
    context = {
        "plan_version": version,
        "case": version.plan.case,
        "rubrics": presenters.editor_rubrics(stored, note, form, people_of(version, request.staff)),
        "note": note,
        "saved": presenters.saved_words(version.changed_at),
        "proofs": presenters.PROOFS,
        "answers": version.answers.prefetch_related("wishes"),
    }
    return render(request, "plans/editor.html", context)


def _part(
    request: StaffRequest, name: str, version: PlanVersion, said: str = "", **context: Any
) -> HttpResponse:
    version.refresh_from_db(fields=["changed_at"])
    context |= {
        "plan_version": version,
        "said": said,
        "saved": presenters.saved_words(version.changed_at),
        "is_part": True,
    }
    return render(request, f"plans/parts/{name}_answer.html", context)


def _back(version: PlanVersion, rubric: str) -> HttpResponse:
    return redirect(f"{reverse('plans:version', args=[version.pk])}#rubrik-{rubric}")
