"""Whether the program can work: the database answers and has the tables it needs."""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase

_seen_complete = False


def pending_migrations() -> int:
    """The number of migrations that the database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def problem() -> str | None:
    """What keeps the program from working, or None."""
    global _seen_complete  # noqa: PLW0603  migrations once applied stay; looking is slow
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _seen_complete and pending_migrations():
            return "migrations pending"
    except DatabaseError:
        return "database unreachable"
    _seen_complete = True
    return None


class HealthMiddleware:
    """Answers ``/healthz`` before everything else: no sign-in, no session, any host name.

    200 while the program can work, 503 with the reason otherwise; for proxies and monitors.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path != "/healthz":
            return self.get_response(request)
        reason = problem()
        answer = (
            JsonResponse({"status": "unavailable", "reason": reason}, status=503)
            if reason
            else JsonResponse({"status": "ok"})
        )
        answer["Cache-Control"] = "no-store"
        return answer
