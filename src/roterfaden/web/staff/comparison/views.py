"""What is different between two versions: for staff, to show to the recipient, and on paper."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.core.german import day
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.comparison import printing
from roterfaden.plans.comparison.versions import compare_versions
from roterfaden.plans.comparison.wording import Section, by_news, by_rubric, counted
from roterfaden.recipients.models import Case
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.comparison.pairs import Pair, pair


@require_safe
@staff_view(Permission.VIEW_CASES)
def comparison(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Two versions by rubric, word by word, with two lists to choose others."""
    case = _case(request, case_id)
    chosen = pair(request, case)
    if chosen is None:
        return render(request, "comparison/none.html", {"case": case})
    _note(request, chosen)
    found = compare_versions(chosen.before, chosen.after)
    context = {
        "case": case,
        "pair": chosen,
        "sections": by_rubric(found),
        "counted": counted(found),
        "is_same": found.is_same,
    }
    return render(request, "comparison/staff.html", context)


@require_safe
@staff_view(Permission.VIEW_CASES)
def shown(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The same for the recipient: large, in plain words, in the first person."""
    case, chosen = _loaded(request, case_id)
    sections = by_news(compare_versions(chosen.before, chosen.after))
    context = {"case": case, "pair": chosen, "sections": sections, "is_same": _stays(sections)}
    return render(request, "comparison/shown.html", context)


@require_safe
@staff_view(Permission.VIEW_CASES)
def comparison_pdf(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The comparison of staff on paper."""
    case, chosen = _loaded(request, case_id)
    with translation.override("de"):
        found = compare_versions(chosen.before, chosen.after)
        about = [str(case.recipient), f"{chosen.before_name} → {chosen.after_name}", counted(found)]
        return _pdf(case, chosen, "Was ist anders?", about, by_rubric(found))


@require_safe
@staff_view(Permission.VIEW_CASES)
def shown_pdf(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """The recipient's comparison on paper."""
    case, chosen = _loaded(request, case_id)
    with translation.override("de"):
        sections = by_news(compare_versions(chosen.before, chosen.after))
        about = [f"Bisher: {chosen.before_name}", f"Jetzt: {chosen.after_name}"]
        title = "Mein Plan bleibt so" if _stays(sections) else "Was sich in meinem Plan ändert"
        return _pdf(case, chosen, title, about, sections, for_recipient=True)


def _loaded(request: StaffRequest, case_id: UUID) -> tuple[Case, Pair]:
    case = _case(request, case_id)
    chosen = pair(request, case)
    if chosen is None:
        raise StateRefused(_("Es gibt noch keine zwei Fassungen, die man vergleichen könnte."))
    _note(request, chosen)
    return case, chosen


def _case(request: StaffRequest, case_id: UUID) -> Case:
    cases = Case.objects.visible_to(request.staff).select_related("recipient", "jobcentre")
    return get_object_or_404(cases, pk=case_id)


def _note(request: StaffRequest, chosen: Pair) -> None:
    for version in (chosen.before, chosen.after):
        opened(request, Reading.PLAN_OPENED, version)


def _stays(sections: list[Section]) -> bool:
    return [section.code for section in sections] == ["unchanged"]


def _pdf(
    case: Case,
    chosen: Pair,
    title: str,
    about: list[str],
    sections: list[Section],
    *,
    for_recipient: bool = False,
) -> HttpResponse:
    foot = [
        str(case.recipient),
        f"Kundennummer: {case.recipient.kundennummer}",
        f"{case.jobcentre.name}, {day(clock.today())}",
    ]
    paper = printing.Paper(title, about, sections, foot, case.jobcentre.name, for_recipient)
    moment = chosen.after.agreed_at or chosen.after.changed_at
    made = printing.typeset(paper, timestamp=moment)
    response = HttpResponse(made.content, content_type="application/pdf")
    name = _("vergleich-%(old)s-%(new)s") % {
        "old": chosen.before.number,
        "new": chosen.after.number,
    }
    filename = f"{name}-{case.recipient.kundennummer}.pdf"
    response["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
