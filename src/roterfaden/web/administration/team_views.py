"""Teams: the list, adding, renaming, ending with a day."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.german import day
from roterfaden.organisations.actions import offices, teams
from roterfaden.organisations.permissions import Permission
from roterfaden.recipients.actions import teams as endings
from roterfaden.web.administration.loading import own_team
from roterfaden.web.administration.office_forms import LastDayForm, TeamForm
from roterfaden.web.components.access import StaffRequest, staff_view


@require_http_methods(["GET", "POST"])
@staff_view(Permission.MANAGE_ORGANISATION)
def team_list(request: StaffRequest) -> HttpResponse:
    """All teams with how many people belong to each; below, a new one."""
    office, today = request.staff.jobcentre, clock.today()
    form = TeamForm(request.POST or None, jobcentre=office)
    if request.method == "POST" and form.is_valid():
        made = offices.create_team(
            jobcentre=office, name=form.cleaned_data["name"], by=request.staff, at=clock.now()
        )
        messages.success(request, _("Das Team „%(name)s“ ist angelegt.") % {"name": made.name})
        return redirect("administration:teams")
    working = Q(members__active_until_on__isnull=True) | Q(members__active_until_on__gte=today)
    found = office.teams.annotate(size=Count("members", filter=working)).order_by("name")
    context = {
        "form": form,
        "open": [one for one in found if not one.closed_on or one.closed_on >= today],
        "closed": [one for one in found if one.closed_on and one.closed_on < today],
    }
    return render(request, "administration/teams.html", context)


@require_http_methods(["GET", "POST"])
@staff_view(Permission.MANAGE_ORGANISATION)
def team(request: StaffRequest, team_id: UUID) -> HttpResponse:
    """One team: its name, its people, its end."""
    found = own_team(request, team_id)
    form = TeamForm(request.POST or None, jobcentre=request.staff.jobcentre, team=found)
    if request.method == "POST" and form.is_valid():
        teams.rename(team=found, name=form.cleaned_data["name"], by=request.staff, at=clock.now())
        messages.success(request, _("Gespeichert."))
        return redirect("administration:team", found.pk)
    context = {
        "team": found,
        "form": form,
        "end_form": LastDayForm(),
        "members": found.members.active_on(clock.today()),
    }
    return render(request, "administration/team.html", context)


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def close(request: StaffRequest, team_id: UUID) -> HttpResponse:
    """End a team; what hangs on it is told with the way out."""
    found = own_team(request, team_id)
    form = LastDayForm(request.POST)
    if form.is_valid():
        last_day = form.cleaned_data["last_day"]
        try:
            endings.close(team=found, last_day=last_day, by=request.staff, at=clock.now())
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Letzter Tag des Teams: %(day)s.") % {"day": day(last_day)})
            return redirect("administration:team", found.pk)
    context = {
        "team": found,
        "form": TeamForm(jobcentre=request.staff.jobcentre, team=found),
        "end_form": form,
        "members": found.members.active_on(clock.today()),
    }
    return render(request, "administration/team.html", context, status=409)


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def reopen(request: StaffRequest, team_id: UUID) -> HttpResponse:
    """Let a team go on."""
    found = own_team(request, team_id)
    teams.reopen(team=found, by=request.staff, at=clock.now())
    messages.success(request, _("Das Team besteht weiter."))
    return redirect("administration:team", found.pk)
