"""How often each page asks the database, and what the list costs when built naively.

``python -m benchmarks.loading.asking`` with ``DATABASE_URL`` of the filled database.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from roterfaden.cli.database import open_database

PAGE = 25
TIMES = 5


def main() -> None:
    """Print queries of each page, and milliseconds, CPU and queries of the naive list."""
    open_database(migrated=False)
    from django.test import Client

    from roterfaden.organisations.models import StaffMember

    staff = StaffMember.objects.get(short_name="fk0000")
    client = Client(HTTP_HOST="127.0.0.1")
    assert staff.user
    client.force_login(staff.user)
    found: dict[str, dict[str, float]] = {
        name: {"queries": _queries(lambda url=url: client.get(url))}  # type: ignore[misc]
        for name, url in _addresses(staff).items()
    }
    found["naive"] = _measured(lambda: _naive_list(staff))
    json.dump(found, sys.stdout)


def _addresses(staff: Any) -> dict[str, str]:
    from roterfaden.core import clock
    from roterfaden.plans.models import CaseStanding

    own = CaseStanding.objects.assigned_to(staff, clock.today())
    one = own.filter(is_in_force=True).order_by("pk")[0]
    return {
        "home": "/",
        "own list": "/faelle/",
        "all": "/faelle/?wessen=alle",
        "deep": "/faelle/?wessen=alle&page=3000&je=100",
        "search": "/faelle/suche?q=muelller",
        "case": f"/faelle/{one.pk}/",
    }


def _queries(work: Callable[[], Any]) -> int:
    from django.db import connection

    work()
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: Any, *args: Any) -> Any:
        asked.append(str(sql))
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        work()
    control = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
    return sum(not sql.startswith(control) for sql in asked)


def _measured(work: Callable[[], Any]) -> dict[str, float]:
    queries, waited, computed = _queries(work), [], []
    for _ in range(TIMES):
        began, cpu = time.perf_counter(), time.process_time()
        work()
        waited.append((time.perf_counter() - began) * 1000)
        computed.append((time.process_time() - cpu) * 1000)
    return {
        "queries": queries,
        "milliseconds": statistics.median(waited),
        "cpu": statistics.median(computed),
    }


def _naive_list(staff: Any) -> list[tuple[str, ...]]:
    """The first page of all cases by the next joint update, with its numbers, as written first."""
    from django.core.paginator import Paginator
    from django.db.models import OuterRef, Q, Subquery

    from roterfaden.core import clock
    from roterfaden.plans.models import PlanVersion
    from roterfaden.recipients.models import Case

    today = clock.today()
    holding = PlanVersion.objects.filter(plan__case=OuterRef("pk"), state="agreed")
    cases = (
        Case.objects.filter(jobcentre=staff.jobcentre_id)
        .filter(Q(is_protected=False) | Q(named_staff__staff=staff))
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .annotate(due_on=Subquery(holding.values("update_due_on")[:1]))
        .distinct()
        .order_by("due_on", "recipient__sort_key")
    )
    for condition in (Q(due_on__lt=today), Q(due_on__gte=today), Q(due_on__isnull=True)):
        cases.filter(condition).count()
    return [_naive_row(case) for case in Paginator(cases, PAGE).get_page(1)]


def _naive_row(case: Any) -> tuple[str, ...]:
    from roterfaden.plans.models import PlanVersion

    holding = PlanVersion.objects.filter(plan__case=case, state="agreed").first()
    held = case.assignments.order_by("begins_on").last()
    name = str(held.staff) if held and held.staff else ""
    return str(case.recipient), str(holding or ""), name


if __name__ == "__main__":
    main()
