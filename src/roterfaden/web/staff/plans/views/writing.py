"""Writing entries: new ones and those there are, saved by hand or by themselves while one types."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import entries
from roterfaden.plans.actions.entries import ChangedMeanwhile, TakenOutMeanwhile
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.plans import presenters
from roterfaden.web.staff.plans.entry_form import EntryForm
from roterfaden.web.staff.plans.loading import (
    entry_or_404,
    offers_of,
    people_of,
    version_or_404,
)
from roterfaden.web.staff.plans.views.editing import editor_page, part

STORED = "rf:stored"
"""Told to the page by ``HX-Trigger``: what was typed is stored and need not be kept any more."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def entry_add(request: StaffRequest, version_id: UUID, rubric: str) -> HttpResponseBase:
    """The form for a new entry of this rubric, and taking it; taken twice it is there once."""
    found = version_or_404(request, version_id)
    if not presenters.is_rubric(rubric):
        raise Http404
    stored = _added_before(request, found, rubric)
    form = EntryForm(
        request.POST or None,
        rubric=rubric,
        people=people_of(found, request.staff),
        offers=offers_of(found, rubric),
        entry=stored,
        adds=True,
    )
    if request.method == "POST":
        return _answer(request, found, form)
    if not found.is_editable:
        return redirect("plans:version", found.pk)
    if request.headers.get("HX-Request"):
        shown = form if "schliessen" not in request.GET else None
        return part(request, "add", found, rubric=presenters.add_rubric(rubric, shown))
    return editor_page(request, found, form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def entry(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """The form of an entry, and saving it: by hand, or by itself while somebody writes."""
    found = version_or_404(request, version_id)
    stored = entry_or_404(found, entry_id)
    people = people_of(found, request.staff)
    form = EntryForm(
        request.POST or None,
        rubric=stored.rubric,
        people=people,
        offers=offers_of(found, stored.rubric),
        entry=stored,
        focus=request.GET.get("feld", "text"),
    )
    if request.method == "POST":
        return _answer(request, found, form)
    if not found.is_editable:
        return redirect("plans:version", found.pk)
    if not request.headers.get("HX-Request"):
        return editor_page(request, found, form)
    if stored.removed_at:
        return part(request, "removed", found, removed=stored, takes_focus=True)
    shown = form if "schliessen" not in request.GET else None
    row = presenters.row_of(stored, people, form=shown, takes_focus=True)
    return part(request, "entry", found, row=row)


def _added_before(request: StaffRequest, version: PlanVersion, rubric: str) -> Entry | None:
    """The entry that an earlier try of this form has stored already."""
    try:
        key = UUID(request.POST.get("new_id", ""))
    except ValueError:
        return None
    stored: Entry | None = version.entries.filter(pk=key).select_related("text_block").first()
    if stored is None or stored.rubric != rubric:
        return None
    stored.version = version
    return stored


def _answer(request: StaffRequest, version: PlanVersion, form: EntryForm) -> HttpResponseBase:
    saved = _save(request, version, form)
    if "X-Autosave" in request.headers:
        return _saved_by_itself(request, version, form, saved)
    if not request.headers.get("HX-Request"):
        return _page_after(request, version, form, saved)
    if saved is None:
        return _shown_again(request, version, form)
    saved.version = version
    answer = _added(request, version, saved) if form.adds else _changed(request, version, saved)
    answer["HX-Trigger"] = STORED
    return answer


def _save(request: StaffRequest, version: PlanVersion, form: EntryForm) -> Entry | None:
    if not form.is_valid():
        return None
    try:
        return _store(request, version, form)
    except ChangedMeanwhile as conflict:
        if "beide" in request.POST:
            form.with_both(conflict.entry)
        else:
            form.on_top_of(conflict.entry)
    except TakenOutMeanwhile:
        form.on_top_of_nothing(form.entry or version.entries.get(pk=form.cleaned_data["new_id"]))
    except StateRefused as refused:
        if "X-Autosave" not in request.headers:
            raise
        form.add_error(None, refused.message)
    except ValidationError as refused:
        form.take_errors(refused)
    return None


def _store(request: StaffRequest, version: PlanVersion, form: EntryForm) -> Entry:
    """Add, or change on the basis on which it was written; ``holen`` brings it back before."""
    said, content = form.cleaned_data, form.content()
    common: dict[str, Any] = {"by": request.staff, "at": clock.now()}
    if form.entry is None or (form.adds and not said["basis"]):
        return entries.add(version=version, content=content, key=said["new_id"], **common)
    if "beide" in request.POST:
        raise ChangedMeanwhile(form.entry)
    if "holen" in request.POST:
        entries.restore(entry=form.entry, **common)
    return entries.change(entry=form.entry, content=content, basis=said["basis"] or None, **common)


def _saved_by_itself(
    request: StaffRequest, version: PlanVersion, form: EntryForm, saved: Entry | None
) -> HttpResponse:
    """As data for the page: how the entry stands now, or what people have to decide."""
    if form.theirs is not None or form.was_taken_out:
        return JsonResponse({"conflict": True})
    if saved is None:
        return JsonResponse({"errors": [said for found in form.errors.values() for said in found]})
    version.refresh_from_db(fields=["changed_at", "revision"])
    people = people_of(version, request.staff)
    now = EntryForm(
        rubric=saved.rubric, people=people, offers=form.offers, entry=saved, adds=form.adds
    )
    return JsonResponse(
        {
            "saved": presenters.saved_words(version.changed_at),
            "revision": version.revision,
            "entry": str(saved.pk),
            "fields": now.shown(),
        }
    )


def _page_after(
    request: StaffRequest, version: PlanVersion, form: EntryForm, saved: Entry | None
) -> HttpResponseBase:
    """Without scripts: after adding the next empty form, after changing the entry itself."""
    if saved is None:
        return editor_page(request, version, form)
    if form.adds:
        return redirect("plans:entry_add", version.pk, saved.rubric)
    return redirect(f"{reverse('plans:version', args=[version.pk])}#e-{saved.pk}")


def _shown_again(request: StaffRequest, version: PlanVersion, form: EntryForm) -> HttpResponse:
    if form.adds:
        return part(request, "add", version, rubric=presenters.add_rubric(form.rubric, form))
    stored = form.entry
    assert stored is not None  # noqa: S101  the form of an entry has one
    stored.version = version
    return part(request, "entry", version, row=presenters.row_of(stored, (), form=form))


def _added(request: StaffRequest, version: PlanVersion, added: Entry) -> HttpResponse:
    """After adding, the next form of the same rubric is open: one entry after the other."""
    people = people_of(version, request.staff)
    fresh = EntryForm(rubric=added.rubric, people=people, offers=offers_of(version, added.rubric))
    return part(
        request,
        "added",
        version,
        rubric=presenters.add_rubric(added.rubric, fresh),
        row=presenters.row_of(added, people),
        said=_("Hinzugefügt: %(text)s") % {"text": added.text},
    )


def _changed(request: StaffRequest, version: PlanVersion, changed: Entry) -> HttpResponse:
    row = presenters.row_of(changed, people_of(version, request.staff), takes_focus=True)
    return part(request, "entry", version, row=row, said=_("Gespeichert."))
