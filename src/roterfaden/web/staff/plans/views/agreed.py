"""Right after the yes: the paper and the next meeting."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.spoken import short_day
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions.talk_ends import meet_again
from roterfaden.plans.models import PlanVersion
from roterfaden.web.components.access import StaffRequest, opened, staff_view
from roterfaden.web.staff.plans.loading import version_or_404
from roterfaden.web.staff.plans.next_talk import NextTalkForm, planned_after, proposed
from roterfaden.web.staff.plans.review_rows import talk_of_today


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(Permission.EDIT_PLANS)
def agreed(request: StaffRequest, version_id: UUID) -> HttpResponseBase:
    """The plan holds: print it, say when to meet again and how the plan came up in this talk."""
    version = version_or_404(request, version_id)
    if not version.is_in_force:
        return redirect("plans:version", version.pk)
    opened(request, Reading.PLAN_OPENED, version)
    form = NextTalkForm(request.POST or None, initial={"next_talk": proposed(version)})
    if form.is_valid() and _arranged(request, version, form):
        return redirect("plans:agreed", version.pk)
    today = clock.today()
    context = {
        "plan_version": version,
        "case": version.plan.case,
        "form": form,
        "planned": planned_after(version, today),
        "talk": talk_of_today(version, today),
        "answers": version.answers.prefetch_related("wishes"),
    }
    return render(request, "plans/agreed.html", context)


def _arranged(request: StaffRequest, version: PlanVersion, form: NextTalkForm) -> bool:
    """Arrange it; what a rule refuses is shown on the form."""
    starts_at = form.cleaned_data["next_talk"]
    try:
        meeting = meet_again(
            case=version.plan.case, starts_at=starts_at, by=request.staff, at=clock.now()
        )
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error("next_talk", refusal.message)
        return False
    when = f"{short_day(meeting.on)}, {meeting.time_words}"
    messages.success(request, _("Eingetragen: %(when)s.") % {"when": when})
    return True
