"""The jobcentre itself: the overview, its address and place, the history of rights."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from roterfaden.core import clock
from roterfaden.law.calendar import Place, holiday_on
from roterfaden.organisations import rights
from roterfaden.organisations.actions import offices
from roterfaden.organisations.models import Jobcentre
from roterfaden.organisations.permissions import Permission
from roterfaden.web.administration.importing import latest_runs
from roterfaden.web.administration.loading import own_people
from roterfaden.web.administration.office_forms import LAENDER, JobcentreForm
from roterfaden.web.administration.staff_list import Standing, standing_of
from roterfaden.web.components.access import StaffRequest, staff_view

PAGE_LENGTH = 25
YEAR = 366
SHOWN_HOLIDAYS = 5


@require_GET
@staff_view(Permission.MANAGE_ORGANISATION)
def organisation(request: StaffRequest) -> HttpResponse:
    """The jobcentre, its teams and staff, and the last imports.

    Shows no number of stored cases: beside the lists of others it would tell how many are
    protected.
    """
    today = clock.today()
    office = request.staff.jobcentre
    people = list(own_people(request))
    here = [one for one in people if standing_of(one, today) == Standing.HERE]
    context = {
        "jobcentre": office,
        "land": dict(LAENDER).get(office.land, office.land),
        "holidays": next_holidays(office),
        "teams": office.teams.open_on(today),
        "here": len(here),
        "never": len([one for one in here if one.user and one.user.last_login is None]),
        "changes": rights.told(rights.events(office.pk)[:3]),
        "runs": latest_runs(request),
    }
    return render(request, "administration/organisation.html", context)


@require_http_methods(["GET", "POST"])
@staff_view(Permission.MANAGE_ORGANISATION)
def jobcentre(request: StaffRequest) -> HttpResponse:
    """Address, telephone and place; with the holidays that hang on the place."""
    office = request.staff.jobcentre
    form = (
        JobcentreForm(request.POST) if request.method == "POST" else JobcentreForm.showing(office)
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = offices.change_jobcentre(
                jobcentre=office, values=form.cleaned_data, by=request.staff, at=clock.now()
            )
        except ValidationError as error:
            form.add_error(None, error)
            office.refresh_from_db()
        else:
            messages.success(request, _("Gespeichert.") if changed else _("Nichts war neu."))
            return redirect("administration:jobcentre")
    context = {"form": form, "jobcentre": office, "holidays": next_holidays(office)}
    return render(request, "administration/jobcentre.html", context)


@require_GET
@staff_view(Permission.MANAGE_ORGANISATION)
def rights_history(request: StaffRequest) -> HttpResponse:
    """Who gave whom which role, and when: from the audit log, newest first."""
    found = rights.events(request.staff.jobcentre_id)
    page = Paginator(found, PAGE_LENGTH).get_page(request.GET.get("page"))
    context = {"page": page, "changes": rights.told(page.object_list)}
    return render(request, "administration/rights.html", context)


def next_holidays(office: Jobcentre) -> list[tuple[object, object]]:
    """The next public holidays of the place, with their days."""
    place = Place(office.land, office.municipality or None)
    days = (clock.today() + timedelta(days=number) for number in range(YEAR))
    found = ((day, holiday) for day in days if (holiday := holiday_on(day, place)))
    return [pair for pair, _count in zip(found, range(SHOWN_HOLIDAYS), strict=False)]
