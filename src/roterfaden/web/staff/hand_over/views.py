"""Preparing a hand-over, looking at what it would do, doing it, taking it back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from roterfaden.core import clock
from roterfaden.organisations.permissions import Permission
from roterfaden.plans import worklists
from roterfaden.recipients.actions import hand_overs as actions
from roterfaden.recipients.models import HandOver
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.staff.cases.selection import Selection, Whose, default_for
from roterfaden.web.staff.hand_over import presenters
from roterfaden.web.staff.hand_over.forms import CaseloadForm, GoalForm

LATEST = 20
SHOWN_ROWS = 500


@require_GET
@staff_view(Permission.ASSIGN_CASES)
def hand_overs(request: StaffRequest) -> HttpResponse:
    """The latest hand-overs, and the way to a new one."""
    return _overview(request, CaseloadForm(asker=request.staff, today=clock.today()))


@require_POST
@staff_view(Permission.ASSIGN_CASES)
def choose(request: StaffRequest) -> HttpResponse:
    """Prepare a hand-over of the ticked cases, or of all that a list found."""
    if "alle" in request.POST:
        query = QueryDict(request.POST.get("auswahl", "").encode())
        chosen = Selection.read(query, default_for(request.staff))
        ids = list(chosen.standings(request.staff, clock.today()).values_list("pk", flat=True))
    else:
        ids = [UUID(text) for text in request.POST.getlist("case") if _is_uuid(text)]
    made = actions.prepare(cases=ids, by=request.staff, at=clock.now())
    return redirect("hand_over:one", made.pk)


@require_POST
@staff_view(Permission.ASSIGN_CASES)
def choose_caseload(request: StaffRequest) -> HttpResponse:
    """Prepare a hand-over of all running cases of one person."""
    form = CaseloadForm(request.POST, asker=request.staff, today=clock.today())
    if not form.is_valid():
        return _overview(request, form, status=422)
    running = worklists.visible_standings(request.staff).open_on(clock.today())
    held = running.assigned_to(form.cleaned_data["person"], clock.today())
    ids = list(held.values_list("pk", flat=True))
    made = actions.prepare(cases=ids, by=request.staff, at=clock.now())
    return redirect("hand_over:one", made.pk)


@require_GET
@staff_view(Permission.ASSIGN_CASES)
def hand_over(request: StaffRequest, hand_over_id: UUID) -> HttpResponse:
    """What is to be decided, what is going on, or what was done."""
    found = _own(request, hand_over_id)
    if found.state in {HandOver.State.PREPARED, HandOver.State.FAILED}:
        form = _goal_form(request, found, request.GET if "an" in request.GET else None)
        return _preparation(request, found, form)
    if found.state == HandOver.State.WORKING:
        part = bool(request.headers.get("HX-Request"))
        page = "hand_over/working_state.html" if part else "hand_over/working.html"
        return render(request, page, {"hand_over": found, "count": found.cases.count()})
    rows = presenters.protocol(found, request.staff)
    context = {
        "hand_over": found,
        "rows": rows[:SHOWN_ROWS],
        "total": len(rows),
        "receivers": presenters.received_counts(rows),
    }
    return render(request, "hand_over/protocol.html", context)


@require_POST
@staff_view(Permission.ASSIGN_CASES)
def carry_out(request: StaffRequest, hand_over_id: UUID) -> HttpResponse:
    """Hand over as the page showed it."""
    found = _own(request, hand_over_id)
    form = _goal_form(request, found, request.POST)
    if not form.is_valid():
        return _preparation(request, found, form, status=422)
    done = actions.carry_out(
        hand_over=found,
        goals=form.goals,
        begins_on=form.cleaned_data["ab"],
        by=request.staff,
        at=clock.now(),
    )
    if done.state == HandOver.State.DONE:
        messages.success(request, _("Die Fälle sind übergeben. Unten steht das Protokoll."))
    return redirect("hand_over:one", done.pk)


@require_POST
@staff_view(Permission.ASSIGN_CASES)
def discard(request: StaffRequest, hand_over_id: UUID) -> HttpResponse:
    """Forget a prepared hand-over."""
    actions.discard(hand_over=_own(request, hand_over_id), by=request.staff, at=clock.now())
    messages.info(request, _("Die Auswahl wurde verworfen. Nichts wurde übergeben."))
    return redirect("hand_over:list")


@require_POST
@staff_view(Permission.ASSIGN_CASES)
def undo(request: StaffRequest, hand_over_id: UUID) -> HttpResponse:
    """Give every case back."""
    found = _own(request, hand_over_id)
    actions.undo(hand_over=found, by=request.staff, at=clock.now())
    messages.success(request, _("Die Übergabe ist rückgängig gemacht. Alles ist wie vorher."))
    return redirect("hand_over:one", found.pk)


def _overview(request: StaffRequest, form: CaseloadForm, status: int = 200) -> HttpResponse:
    latest = HandOver.objects.filter(jobcentre_id=request.staff.jobcentre_id)
    context = {
        "form": form,
        "hand_overs": latest.select_related("prepared_by", "done_by")[:LATEST],
        "team_url": f"?{Selection(Whose.TEAM).query}",
    }
    return render(request, "hand_over/list.html", context, status=status)


def _goal_form(request: StaffRequest, found: HandOver, data: Any) -> GoalForm:
    today = clock.today()
    units = presenters.units_of(presenters.standings_of(found, request.staff))
    initial = {"ab": today + timedelta(days=1), "an": "person"}
    givers = presenters.givers(found, request.staff, today)
    return GoalForm(
        data,
        asker=request.staff,
        today=today,
        units=units,
        giver=presenters.only_giver(givers),
        initial=initial,
    )


def _preparation(
    request: StaffRequest, found: HandOver, form: GoalForm, status: int = 200
) -> HttpResponse:
    staff, today = request.staff, clock.today()
    standings = presenters.standings_of(found, staff)
    context: dict[str, Any] = {
        "hand_over": found,
        "form": form,
        "share_fields": [bound for bound in form if bound.name.startswith("zahl_")],
        "count": len(form.units),
        "givers": presenters.givers(found, staff, today),
        "shares": [],
    }
    if form.is_bound and form.is_valid():
        context["shares"] = presenters.shares(form.goals, standings.order_by("pk"), staff, today)
    elif form.is_bound:
        status = 422 if request.method == "POST" else status
    return render(request, "hand_over/prepare.html", context, status=status)


def _own(request: StaffRequest, hand_over_id: UUID) -> HandOver:
    made = HandOver.objects.filter(jobcentre_id=request.staff.jobcentre_id)
    related = made.select_related("prepared_by", "done_by", "undone_by")
    return get_object_or_404(related, pk=hand_over_id)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
