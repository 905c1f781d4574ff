"""The office's year: statutory holidays to read, own days to keep."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.actions import local_holidays as actions
from roterfaden.organisations.models import LocalHoliday
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.deadlines import reminders_on
from roterfaden.web.components.access import StaffRequest, staff_view
from roterfaden.web.specialist.holidays.forms import FileForm, HolidayForm
from roterfaden.web.specialist.holidays.presenters import year_of

_KEEPERS = (Permission.MAINTAIN_TEXTS, Permission.MANAGE_ORGANISATION)
_REMOVED = "removed_holiday"
_YEARS_AHEAD = 5
_LARGEST_FILE = 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@staff_view(*_KEEPERS)
def holidays(request: StaffRequest) -> HttpResponseBase:
    """One year with all days on which nobody works, and a form for the next own day."""
    form = HolidayForm(request.POST or None)
    if form.is_valid():
        said = {**form.cleaned_data, "kind": LocalHoliday.Kind(form.cleaned_data["kind"])}
        try:
            added = actions.add(
                jobcentre=request.staff.jobcentre, by=request.staff, at=clock.now(), **said
            )
        except ValidationError as problems:
            form.add_error(None, problems)
        else:
            messages.success(request, _told(added))
            return redirect(_url(added.begins_on.year))
    return _page(request, form, FileForm())


@require_POST
@staff_view(*_KEEPERS)
def read_in(request: StaffRequest) -> HttpResponseBase:
    """The days of a file; known ones are left alone, wrong rows are told."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, HolidayForm(), form)
    file = form.cleaned_data["file"]
    try:
        if file.size > _LARGEST_FILE:
            raise Refused(_("Die Datei ist größer als 1 MB. So viele Tage hat kein Kalender."))
        found = actions.read_in(
            jobcentre=request.staff.jobcentre,
            content=file.read(),
            by=request.staff,
            at=clock.now(),
        )
    except NotPermitted:
        raise
    except Refused as refusal:
        form.add_error("file", refusal.message)
        return _page(request, HolidayForm(), form)
    added = ngettext("%(count)d Eintrag dazu.", "%(count)d Einträge dazu.", len(found.added))
    messages.success(request, added % {"count": len(found.added)})
    for reject in found.rejects[:10]:
        messages.warning(
            request,
            _("Zeile %(line)d: %(reason)s") % {"line": reject.line, "reason": reject.reason},
        )
    year = found.added[0].begins_on.year if found.added else clock.today().year
    return redirect(_url(year))


@require_POST
@staff_view(*_KEEPERS)
def remove(request: StaffRequest, holiday_id: UUID) -> HttpResponse:
    """Take a day out; it can be brought back. What somebody else took out is out already."""
    if not LocalHoliday.objects.filter(pk=holiday_id).exists():
        messages.info(request, _("Der Tag ist schon entfernt."))
        return redirect("holidays:list")
    kept = LocalHoliday.objects.filter(jobcentre=request.staff.jobcentre)
    holiday = get_object_or_404(kept.select_related("jobcentre"), pk=holiday_id)
    fields = ("kind", "name", "is_yearly")
    request.session[_REMOVED] = {
        **{name: getattr(holiday, name) for name in fields},
        "begins_on": holiday.begins_on.isoformat(),
        "ends_on": holiday.ends_on.isoformat(),
    }
    year = holiday.begins_on.year
    actions.remove(holiday=holiday, by=request.staff, at=clock.now())
    return redirect(_url(year))


@require_POST
@staff_view(*_KEEPERS)
def bring_back(request: StaffRequest) -> HttpResponse:
    """Undo the latest removal."""
    form = HolidayForm(request.session.pop(_REMOVED, None))
    if not form.is_valid():
        messages.info(request, _("Hier ist nichts mehr zurückzuholen."))
        return redirect("holidays:list")
    said = {**form.cleaned_data, "kind": LocalHoliday.Kind(form.cleaned_data["kind"])}
    try:
        added = actions.add(
            jobcentre=request.staff.jobcentre, by=request.staff, at=clock.now(), **said
        )
    except ValidationError as problems:
        messages.info(request, problems.messages[0])
        return redirect(_url(said["begins_on"].year))
    messages.success(request, _("„%(name)s“ ist wieder da.") % {"name": added})
    return redirect(_url(added.begins_on.year))


def _page(request: StaffRequest, form: HolidayForm, file_form: FileForm) -> HttpResponse:
    office, today = request.staff.jobcentre, clock.today()
    year = _year(request, today.year)
    kept = LocalHoliday.objects.filter(jobcentre=office)
    context: dict[str, Any] = {
        "form": form,
        "file_form": file_form,
        "year": year,
        "years": range(today.year - 1, today.year + _YEARS_AHEAD + 1),
        "days": year_of(office, kept, year),
        "office": office,
        "removed": request.session.get(_REMOVED),
    }
    return render(request, "specialist/holidays/list.html", context)


def _year(request: StaffRequest, present: int) -> int:
    text = request.GET.get("jahr", "")
    year = int(text) if text.isdecimal() and len(text) == 4 else present
    return year if present - 1 <= year <= present + _YEARS_AHEAD else present


def _url(year: int) -> str:
    return f"{reverse('holidays:list')}?jahr={year}"


def _told(added: LocalHoliday) -> str:
    """What follows from a new day: for plans to come; those in force keep their reminder."""
    said = _("Eingetragen. Erinnerungen an Pläne, die ab jetzt vereinbart werden, kommen vorher.")
    days = [*added.days_in(added.begins_on.year), *added.days_in(added.begins_on.year + 1)]
    count = reminders_on(added.jobcentre, days)
    if not count:
        return said
    kept = ngettext(
        "%(count)d geltender Plan behält seine Erinnerung an diesem Tag.",
        "%(count)d geltende Pläne behalten ihre Erinnerung an diesen Tagen.",
        count,
    )
    return f"{said} {kept % {'count': count}}"
