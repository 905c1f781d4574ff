"""The words of letters: which hold, how they look, writing own ones, standing for them."""

import base64
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.spoken import day as spoken_day
from roterfaden.delivery import content, printing
from roterfaden.delivery.actions import four_eyes as eyes
from roterfaden.delivery.actions import wordings as actions
from roterfaden.delivery.examples import example
from roterfaden.delivery.gaps import known_gaps
from roterfaden.delivery.kinds import KINDS, Kind
from roterfaden.delivery.models import FourEyes, Wording
from roterfaden.delivery.sections import SECTIONS
from roterfaden.delivery.texts import delivered, words_on
from roterfaden.organisations.permissions import Permission
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.components.forms import read_day
from roterfaden.web.specialist.letters.forms import WordingForm

_READERS = (Permission.MAINTAIN_TEXTS, Permission.WRITE_LETTERS, Permission.CHECK_LETTERS)


@require_safe
@staff_view(*_READERS)
def kinds(request: StaffRequest) -> HttpResponse:
    """Every kind of letter: whose words hold, whether they are approved, who checks."""
    office = request.staff.jobcentre
    decided = {one.kind: one.is_demanded for one in FourEyes.objects.filter(jobcentre=office)}
    rows = [
        {
            "kind": kind,
            "name": KINDS[kind].name,
            "texts": [_state(office_words, begun) for office_words, begun in _laws(request, kind)],
            "two": decided.get(kind, KINDS[kind].four_eyes),
        }
        for kind in Kind
    ]
    context = {"rows": rows, "may_write": request.staff.has(Permission.MAINTAIN_TEXTS)}
    return render(request, "specialist/letters/list.html", context)


@require_safe
@staff_view(*_READERS)
def kind(request: StaffRequest, kind: str) -> HttpResponse:
    """The words of one kind on a day (``tag``), and how they look with an invented case."""
    which, on = _kind(kind), _day(request, kind)
    office = request.staff.jobcentre
    words = words_on(office, which, on)
    said = content.data(example(which, on, office), words, on)
    seen = printing.preview_of(said)
    context = {
        "kind": which,
        "name": KINDS[which].name,
        "on": on,
        "words": words,
        "parts": [
            (one, words.paragraphs.get(one.code, ""))
            for one in SECTIONS[which]
            if one.rows or words.paragraphs.get(one.code)
        ],
        "pages": [base64.b64encode(page).decode() for page in seen.pages],
        "own": Wording.objects.of(office).filter(kind=which).select_related("written_by"),
        "delivered": delivered(which),
        "may_write": request.staff.has(Permission.MAINTAIN_TEXTS),
    }
    return render(request, "specialist/letters/kind.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.MAINTAIN_TEXTS)
def write(request: StaffRequest, kind: str) -> HttpResponse:
    """Own words from a day on, begun with those that hold."""
    which, on = _kind(kind), _day(request, kind)
    begun = words_on(request.staff.jobcentre, which, on)
    initial = {**begun.paragraphs, "begins_on": on}
    form = WordingForm(which, request.POST or None, initial=initial)
    if form.is_valid() and _write(request, form, which):
        return redirect(_at(which, form.cleaned_data["begins_on"]))
    context = {
        "form": form,
        "kind": which,
        "name": KINDS[which].name,
        "on": on,
        "gaps": sorted(known_gaps(which)),
    }
    return render(request, "specialist/letters/write.html", context)


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def approve(request: StaffRequest, kind: str) -> HttpResponse:
    """The office stands for the words that hold on this day."""
    which, on, at = _kind(kind), _day(request, kind), clock.now()
    office, by = request.staff.jobcentre, request.staff
    wording = actions.take_up(jobcentre=office, kind=which, on=on, by=by, at=at)
    actions.approve(wording=wording, by=by, at=at)
    messages.success(request, _("Freigegeben. Schreiben mit diesem Text können hinaus."))
    return redirect(_at(which, on))


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def withdraw(request: StaffRequest, wording_id: UUID) -> HttpResponse:
    """Take back words that no finished letter bears."""
    own = Wording.objects.filter(jobcentre=request.staff.jobcentre).select_related("jobcentre")
    wording = get_object_or_404(own, pk=wording_id)
    actions.withdraw(wording=wording, by=request.staff, at=clock.now())
    messages.info(request, _("Zurückgenommen. Es gilt wieder der Text davor."))
    return redirect(_at(Kind(wording.kind), wording.begins_on))


@require_POST
@staff_view(Permission.MAINTAIN_TEXTS)
def four_eyes(request: StaffRequest) -> HttpResponse:
    """Which kinds a second person checks."""
    demanded = set(request.POST.getlist("kind"))
    for one in Kind:
        eyes.demand(kind=one, is_demanded=one in demanded, by=request.staff, at=clock.now())
    messages.success(request, _("Gespeichert."))
    return redirect("wordings:list")


def _write(request: StaffRequest, form: WordingForm, kind: Kind) -> bool:
    begins_on = form.cleaned_data["begins_on"]
    try:
        actions.write(
            jobcentre=request.staff.jobcentre,
            kind=kind,
            begins_on=begins_on,
            paragraphs=form.paragraphs,
            by=request.staff,
            at=clock.now(),
        )
    except ValidationError as problems:
        form.add_error(None, problems)
        return False
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error("begins_on", refusal.message)
        return False
    messages.success(
        request,
        _("Gespeichert, gültig ab %(day)s. Geben Sie den Text noch frei.")
        % {"day": spoken_day(begins_on)},
    )
    return True


def _laws(request: StaffRequest, kind: Kind) -> list[tuple[Any, Any]]:
    """For each state of the law the words that hold now, or on its last day."""
    office, today = request.staff.jobcentre, clock.today()
    return [
        (words_on(office, kind, min(today, one.ends_on or today)), one) for one in delivered(kind)
    ]


def _state(words: Any, begun: Any) -> dict[str, Any]:
    return {
        "begins_on": begun.begins_on,
        "ends_on": begun.ends_on,
        "day": min(clock.today(), begun.ends_on or clock.today()),
        "is_own": words.wording is not None and not words.wording.is_delivered,
        "is_approved": words.is_approved,
    }


def _kind(code: str) -> Kind:
    if code not in set(Kind):
        raise Http404
    return Kind(code)


def _day(request: StaffRequest, code: str) -> date:
    """The asked day; without one today, or the last day of a law that ended."""
    last = delivered(_kind(code))[-1].ends_on
    today = clock.today()
    text = request.POST.get("tag") or request.GET.get("tag") or ""
    try:
        asked = read_day(text, today=today)
    except ValueError:
        return min(today, last or today)
    if not any(one.holds_on(asked) for one in delivered(_kind(code))):
        raise Http404
    return asked


def _at(kind: Kind, on: date) -> str:
    return f"{reverse('wordings:kind', args=[kind])}?tag={on.isoformat()}"
