"""What every view stands on: who asks, what was opened, and that reading changes nothing."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from roterfaden.audit.events import Reading
from roterfaden.audit.log import Entry, record_reads
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted
from roterfaden.core.models import BaseModel
from roterfaden.organisations.models import StaffMember, User
from roterfaden.organisations.permissions import Permission


class StaffRequest(HttpRequest):
    """A request of a signed-in member of staff."""

    user: User
    staff: StaffMember
    opened: list[Entry]


_READING = {"SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET", "SHOW", "WITH", "EXPLAIN"}

StaffView = Callable[Concatenate[StaffRequest, ...], HttpResponseBase]


def staff_view(*permissions: Permission) -> Callable[[StaffView], StaffView]:
    """A view for staff; with permissions only for those who have one of them (403 otherwise)."""

    def decorate(view: StaffView) -> StaffView:
        @wraps(view)
        def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if getattr(request, "staff", None) is None:
                raise NotPermitted(
                    _("Ihr Konto gehört zu keinem Jobcenter. Bitte fragen Sie die Verwaltung.")
                )
            if permissions and not any(map(request.staff.has, permissions)):
                request.staff.require(permissions[0])
            return view(request, *args, **kwargs)

        guarded.permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return decorate


def opened(
    request: StaffRequest,
    reading: Reading,
    target: BaseModel,
    *,
    facts: Mapping[str, object] | None = None,
) -> None:
    """Note that the person opened this; the middleware writes it once the page is made."""
    request.opened.append(Entry(reading, target, facts or {}))


class StaffMiddleware:
    """Puts the member of staff on the request and writes the read log after the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        staff = self._staff_of(request)
        request.staff = staff  # type: ignore[attr-defined]
        request.opened = []  # type: ignore[attr-defined]
        response = self.get_response(request)
        entries: list[Entry] = request.opened  # type: ignore[attr-defined]
        if staff is not None and entries and response.status_code < 400:
            record_reads(entries, jobcentre_id=staff.jobcentre_id, by=staff, at=clock.now())
        return response

    def _staff_of(self, request: HttpRequest) -> StaffMember | None:
        if not request.user.is_authenticated:
            return None
        staff: StaffMember | None = getattr(request.user, "staff_member", None)
        return staff if staff is not None and staff.is_active_on(clock.today()) else None


class ReadOnlyMiddleware:
    """A GET of one of our own views may not write to the database; comes last."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        request.write_guard = guard = _WriteGuard()  # type: ignore[attr-defined]
        with connection.execute_wrapper(guard):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> None:
        guard: _WriteGuard | None = getattr(request, "write_guard", None)
        if guard is not None:
            guard.is_on = view.__module__.startswith("roterfaden.")


class _WriteGuard:
    """Lets only reading statements through while it is on."""

    is_on = False

    def __call__(self, execute: Callable[..., Any], sql: Any, *args: Any) -> Any:
        if self.is_on and str(sql).lstrip(" (").split(None, 1)[0].upper() not in _READING:
            raise RuntimeError(f"A GET request tried to write: {str(sql)[:80]}")
        return execute(sql, *args)
