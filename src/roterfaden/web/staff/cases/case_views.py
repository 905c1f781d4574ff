"""One case: its page, its history as a table."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.documents.models import Document
from roterfaden.obligations.running import with_running
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.history import History
from roterfaden.plans.policies import can_plan
from roterfaden.proofs.unanswered import unanswered, with_unanswered
from roterfaden.recipients.models import Case
from roterfaden.talk.history import with_findings, with_silences
from roterfaden.talk.told import meetings_told, silences
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.cases.next_step import may_stay_at_once, next_step
from roterfaden.web.staff.cases.presenters import (
    counsels,
    due_words,
    in_charge,
    people,
    plan_rubrics,
    thread_events,
    with_names,
)
from roterfaden.web.staff.procedures.case_part import procedures_part
from roterfaden.web.staff.talk.case_part import talk_part

NEWEST_DOCUMENTS = 3


@staff_view(Permission.VIEW_CASES)
def case_page(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The plan now, the thread through time, people and file."""
    today = clock.today()
    case = get_object_or_404(with_running(with_unanswered(visible_cases(request))), pk=case_id)
    history = History(case, meetings_told(case))
    plan, held = history.now(today), in_charge(case, today)
    events = with_silences(history.thread(today), silences(history.meetings))
    documents = list(Document.objects.filter(case_file=case.pk))
    opened(request, Reading.CASE_OPENED, case)
    return render(
        request,
        "cases/case.html",
        {
            "case": case,
            "plan": plan,
            "has_ended": case.ends_on is not None and case.ends_on < today,
            "next_step": next_step(case, plan, request.staff),
            "may_stay_at_once": may_stay_at_once(case, plan, request.staff),
            "due_words": due_words(plan.due_on, today),
            "events": thread_events(events),
            "talk_part": talk_part(
                history.meetings,
                unanswered(case),
                request.staff,
                today,
                counsels=counsels(held, request.staff),
            ),
            "table_url": reverse("cases:history", args=[case.pk]),
            **procedures_part(case, request.staff, counsels=counsels(held, request.staff)),
            "meetings": history.meetings_at_hand(today),
            "compared": history.before(plan.in_force) if plan.in_force else None,
            "may_plan": can_plan(request.staff),
            "today": today,
            "rubrics": plan_rubrics(plan.in_force, today) if plan.in_force else [],
            "ended_plans": history.ended_plans,
            "people": people(case, held, request.staff, today),
            "documents": documents[:NEWEST_DOCUMENTS],
            "document_count": len(documents),
        },
    )


@staff_view(Permission.VIEW_CASES)
def case_history(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The thread, and the same events and more as a table; the newest first unless asked."""
    case = visible_case(request, case_id)
    today = clock.today()
    history = History(case, meetings_told(case), in_full=True)
    silent = silences(history.meetings)
    events = with_findings(case, with_silences(history.past(today), silent))
    oldest_first = request.GET.get("sortiert") == "alt"
    opened(request, Reading.CASE_OPENED, case)
    context = {
        "case": case,
        "drawn": thread_events(with_silences(history.thread(today), silent)),
        "events": with_names(events if oldest_first else events[::-1]),
        "ahead": history.ahead(today),
        "comparable": len(history.once_agreed) > 1,
        "oldest_first": oldest_first,
    }
    return render(request, "cases/history.html", context)


def visible_case(request: StaffRequest, case_id: UUID) -> Case:
    """The case if this person may see it; 404 otherwise, as if it did not exist."""
    return get_object_or_404(visible_cases(request).select_related("jobcentre"), pk=case_id)


def visible_cases(request: StaffRequest) -> QuerySet[Case]:
    """The cases that this person may see, with their people."""
    return Case.objects.visible_to(request.staff).select_related("recipient")
