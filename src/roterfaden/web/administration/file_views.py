"""Staff as a table: out, in, looked at first; slips for the new ones."""

import io
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from roterfaden.audit.events import Reading
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.tables import write_rejects
from roterfaden.organisations.actions import accounts, staff_files
from roterfaden.organisations.models import StaffFile, StaffMember
from roterfaden.organisations.permissions import ROLES, Permission, Role
from roterfaden.organisations.staff_table import COLUMNS, as_csv, role_names
from roterfaden.organisations.staff_table import template as staff_template
from roterfaden.web.administration.forms import UploadForm
from roterfaden.web.administration.loading import own_file, own_people
from roterfaden.web.administration.sign_in import Slip, address
from roterfaden.web.administration.staff_list import StaffSelection
from roterfaden.web.components.access import StaffRequest, opened, staff_view

SLIPS_AT_ONCE = 40
"""Making a password takes a tenth of a second on purpose, and nobody prints more in one go."""


@require_GET
@staff_view(Permission.MANAGE_ORGANISATION)
def export(request: StaffRequest) -> HttpResponse:
    """The chosen people, all pages, as the import reads them again; noted as an export."""
    today = clock.today()
    found = StaffSelection.read(request.GET).people(own_people(request), today)
    facts = {"what": "staff", "rows": len(found)}
    opened(request, Reading.EXPORT_OPENED, request.staff.jobcentre, facts=facts)
    return _csv(as_csv(found), f"personen-{today.isoformat()}.csv")


@require_GET
@staff_view(Permission.MANAGE_ORGANISATION)
def template(request: StaffRequest) -> HttpResponse:
    """An empty table with all columns and one invented person."""
    return _csv(staff_template(), "personen-vorlage.csv")


@require_http_methods(["GET", "POST"])
@staff_view(Permission.MANAGE_ORGANISATION)
def upload(request: StaffRequest) -> HttpResponse:
    """Choose a file; it is looked at first."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            found = staff_files.upload(
                filename=sent.name, content=sent.read(), by=request.staff, at=clock.now()
            )
        except NotPermitted:
            raise
        except Refused as refusal:
            form.add_error("file", refusal.message)
        else:
            return redirect("administration:staff_file", found.pk)
    context = {"form": form, "columns": COLUMNS.values(), "roles": role_names().values()}
    return render(request, "administration/staff_upload.html", context)


@require_GET
@staff_view(Permission.MANAGE_ORGANISATION)
def file(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """What a file would change, or has changed."""
    found = own_file(request, file_id)
    context = {
        "file": found,
        "good": found.created + found.updated,
        "changes": [_in_words(change) for change in found.changes],
        "rejects": staff_files.rejects_of(found),
        "waiting": len(_without_password(request, found)),
    }
    return render(request, "administration/staff_file.html", context)


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def start(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """Take the good rows."""
    found = own_file(request, file_id)
    staff_files.read_in(file=found, by=request.staff, at=clock.now())
    messages.success(request, _("Eingelesen."))
    return redirect("administration:staff_file", found.pk)


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def discard(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """Forget a file that was looked at."""
    staff_files.discard(file=own_file(request, file_id), by=request.staff, at=clock.now())
    messages.info(request, _("Die Datei wurde verworfen. Nichts wurde eingelesen."))
    return redirect("administration:staff_upload")


@require_GET
@staff_view(Permission.MANAGE_ORGANISATION)
def rejects(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """The rejected rows with their reasons, as a file."""
    text = io.StringIO()
    write_rejects(staff_files.rejects_of(own_file(request, file_id)), text)
    return _csv(text.getvalue().encode(), "abgelehnt.csv")


@require_POST
@staff_view(Permission.MANAGE_ORGANISATION)
def slips(request: StaffRequest, file_id: UUID) -> HttpResponse:
    """One-time passwords for the next of those whom the file brought; shown only now."""
    at = clock.now()
    found = own_file(request, file_id)
    waiting = _without_password(request, found)
    made = [
        Slip(
            str(one),
            one.short_name,
            accounts.make_one_time_password(staff=one, by=request.staff, at=at),
        )
        for one in waiting[:SLIPS_AT_ONCE]
    ]
    context = {
        "slips": made,
        "address": address(request),
        "file": found,
        "still_waiting": len(waiting) - len(made),
    }
    return render(request, "administration/slips.html", context)


def _without_password(request: StaffRequest, found: StaffFile) -> list[StaffMember]:
    if found.read_in_at is None:
        return []
    names = [change["short_name"] for change in found.changes if change["what"] == "new"]
    made = own_people(request).filter(short_name__in=names, user__is_active=True)
    return [one for one in made if one.user and not one.user.has_usable_password()]


def _in_words(change: dict[str, object]) -> dict[str, object]:
    def names(roles: object) -> list[str]:
        assert isinstance(roles, list)  # noqa: S101  as stored
        return [str(ROLES[Role(role)].name) for role in roles]

    return {**change, "given": names(change["given"]), "taken": names(change["taken"])}


def _csv(content: bytes, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
