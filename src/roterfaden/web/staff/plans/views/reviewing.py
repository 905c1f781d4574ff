"""Looking back together before the new plan: goals, then both sides' steps, the office's first."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import endings
from roterfaden.plans.actions.next_goals import add_next_goal
from roterfaden.plans.actions.setting_aside import set_aside
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion
from roterfaden.plans.policies import check_can_look_back, why_not
from roterfaden.plans.review import (
    GOALS_FIRST,
    Review,
    change_of_counsellor,
    kept_kind,
    kept_words,
    review,
)
from roterfaden.plans.rubrics import Line
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.components.thread.paths import lone_loop
from roterfaden.web.staff.plans import review_rows
from roterfaden.web.staff.plans.loading import entry_or_404, version_or_404
from roterfaden.web.staff.plans.review_forms import KEEP, LookBackForm, NextGoalForm, SetAsideForm

PAGE = "rueckblick"
"""How what is said here names the page that it came from."""
UNREADABLE = 422


@require_safe
@staff_view(Permission.EDIT_PLANS)
def look_back(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """The page itself; of a version that does not hold there is nothing to look back on."""
    version = version_or_404(request, version_id)
    if reason := why_not(check_can_look_back, version):
        messages.info(request, reason)
        return redirect("plans:version", version.pk)
    opened(request, Reading.PLAN_OPENED, version)
    return _page(request, version)


def say(request: StaffRequest, version: PlanVersion, entry: Entry) -> HttpResponse:
    """Record what was said about one entry; tells a script the row, without one leads on."""
    looked_back = _looked_back(version)
    line = _line_of(looked_back, entry)
    known = line.outcome if looked_back.is_reviewed(line) else None
    form = LookBackForm(request.POST, entry=entry, outcome=known)
    recorded = _recorded(request, line.outcome, entry, form)
    if recorded is None:
        return _refused(request, version, entry, form)
    said = f"{review_rows.said_words(entry, recorded.kind)}: {entry.text}"
    return _told(request, version, entry, said)


def taken_back(request: StaffRequest, version: PlanVersion, entry: Entry) -> HttpResponse:
    """What the page shows after something was taken back."""
    return _told(request, version, entry, _("Zurückgenommen: %(text)s") % {"text": entry.text})


@require_POST
@staff_view(Permission.EDIT_PLANS)
def next_goal(request: StaffRequest, version_id: UUID, entry_id: UUID) -> HttpResponseBase:
    """The goal after the one that was reached, into the draft."""
    version = version_or_404(request, version_id)
    entry = entry_or_404(version, entry_id)
    form = NextGoalForm(request.POST, auto_id=f"danach-{entry.pk}-%s")
    if form.is_valid():
        try:
            add_next_goal(
                reached=entry,
                text=form.cleaned_data["text"],
                key=form.cleaned_data["new_id"],
                by=request.staff,
                at=clock.now(),
            )
        except ValidationError as wrong:
            form.add_error("text", wrong.messages)
        else:
            said = _("Im neuen Plan: %(text)s") % {"text": form.cleaned_data["text"]}
            return _told(request, version, entry, said)
    return _refused(request, version, entry, next_form=form)


@require_POST
@staff_view(Permission.EDIT_PLANS)
def put_aside(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """Everything open in the old plan fits no longer, for one reason."""
    version = version_or_404(request, version_id)
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return _page(request, version, aside=form, status=UNREADABLE)
    reason = form.cleaned_data["reason"]
    set_aside(version=version, reason=reason, by=request.staff, at=clock.now())
    messages.success(request, _("Der alte Plan ist zur Seite gelegt. Der neue beginnt leer."))
    return redirect("plans:review", version.pk)


def _recorded(
    request: StaffRequest, known: EntryOutcome | None, entry: Entry, form: LookBackForm
) -> EntryOutcome | None:
    """The outcome; None where the form or a rule refused it and says why."""
    if not form.is_valid():
        return None
    said = form.cleaned_data
    new_day = said["new_due_on"]
    kind = kept_kind(known, new_day) if said["kind"] == KEEP else EntryOutcome.Kind(said["kind"])
    try:
        return endings.record_outcome(
            entry=entry,
            kind=kind,
            note=kept_words(known, kind, said["note"]),
            good_cause=said.get("good_cause", ""),
            new_due_on=new_day,
            by=request.staff,
            at=clock.now(),
        )
    except NotPermitted:
        raise
    except Refused as refusal:
        if new_day is None:
            raise
        form.add_error("new_due_on", refusal.message)
        return None


def _told(request: StaffRequest, version: PlanVersion, entry: Entry, said: str) -> HttpResponse:
    if _is_script(request):
        context = _context(request, version)
        row = _row_of(context["sides"], entry)
        return render(request, "plans/review/told.html", context | {"row": row, "said": said})
    messages.success(request, said)
    waiting = _looked_back(version).waiting
    place = waiting[0].entry.pk if waiting else entry.pk
    return redirect(f"{reverse('plans:review', args=[version.pk])}#r-{place}")


def _refused(
    request: StaffRequest,
    version: PlanVersion,
    entry: Entry,
    form: LookBackForm | None = None,
    next_form: NextGoalForm | None = None,
) -> HttpResponse:
    """What was typed, with what is wrong beside it; the row itself tells a script that it is."""
    if not _is_script(request):
        return _page(request, version, entry, form, next_form, status=UNREADABLE)
    context = _context(request, version, entry, form, next_form)
    row = _row_of(context["sides"], entry)
    context |= {"row": row, "said": _("Das ging noch nicht. Es steht dabei, was fehlt.")}
    return render(request, "plans/review/told.html", context)


def _page(
    request: StaffRequest,
    version: PlanVersion,
    entry: Entry | None = None,
    form: LookBackForm | None = None,
    next_form: NextGoalForm | None = None,
    *,
    aside: SetAsideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    today = clock.today()
    context = _context(request, version, entry, form, next_form)
    context |= {
        "change": change_of_counsellor(version, today),
        "aside": aside or SetAsideForm(),
        "meeting": review_rows.talk_of_today(version, today),
        "wishes": review_rows.open_wishes(version),
        "set_aside_by": _set_aside(context["looked_back"], request),
    }
    return render(request, "plans/review.html", context, status=status)


def _context(
    request: StaffRequest,
    version: PlanVersion,
    entry: Entry | None = None,
    form: LookBackForm | None = None,
    next_form: NextGoalForm | None = None,
) -> dict[str, Any]:
    looked_back = _looked_back(version)
    draft = version.successors.in_preparation().first()
    shown = review_rows.sides(
        looked_back, request.staff, bound=form, bound_to=entry.pk if entry else None
    )
    if entry and next_form:
        shown = _with_next_goal(shown, entry, next_form)
    return {
        "plan_version": version,
        "case": version.plan.case,
        "page": PAGE,
        "looked_back": looked_back,
        "sides": shown,
        "draft": draft,
        "going": review_rows.going(looked_back, draft),
        "loop": lone_loop(),
    }


def _with_next_goal(
    shown: list[review_rows.Side], entry: Entry, form: NextGoalForm
) -> list[review_rows.Side]:
    def row(one: review_rows.Row) -> review_rows.Row:
        return replace(one, next_goal=form) if one.entry.pk == entry.pk else one

    return [replace(side, rows=tuple(row(one) for one in side.rows)) for side in shown]


def _looked_back(version: PlanVersion) -> Review:
    return review(version, clock.today(), GOALS_FIRST)


def _line_of(looked_back: Review, entry: Entry) -> Line:
    found = (line for line in looked_back.lines if line.entry.pk == entry.pk)
    line = next(found, None)
    if line is None:
        raise Refused(_("Darüber wird im Rückblick nicht gesprochen. Laden Sie die Seite neu."))
    return line


def _row_of(shown: list[review_rows.Side], entry: Entry) -> review_rows.Row:
    return next(row for side in shown for row in side.rows if row.entry.pk == entry.pk)


def _set_aside(looked_back: Review, request: StaffRequest) -> EntryOutcome | None:
    """One outcome of a plan set aside whole, if this person did it and can take it back."""
    said = [line.outcome for line in looked_back.lines if line.outcome]
    return next(
        (one for one in said if one.together and one.recorded_by_id == request.staff.pk), None
    )


def _is_script(request: StaffRequest) -> bool:
    return bool(request.headers.get("HX-Request"))
