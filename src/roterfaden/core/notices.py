"""Tells open pages that something changed, through PostgreSQL's NOTIFY.

A notice carries a topic and a version number, never content: whoever hears it reads again under
its own rights.
"""

import json

from django.db import connection

CHANNEL = "roterfaden"


def announce(topic: str, version: int) -> None:
    """Announce a new version of ``topic``, as ``plan-version/<uuid>``.

    Part of the running transaction: sent when that is committed, dropped when it is rolled back.
    """
    with connection.cursor() as cursor:
        notice = json.dumps({"topic": topic, "version": version})
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, notice])
