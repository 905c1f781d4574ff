"""Tells templates where the events are."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port


def events_address(request: HttpRequest) -> dict[str, str]:
    """``events_address``: ``/events`` behind a proxy, with a port of its own on loopback."""
    if not settings.EVENTS_PORT:
        return {"events_address": "/events"}
    host, _ = split_domain_port(request.get_host())
    return {"events_address": f"http://{host}:{settings.EVENTS_PORT}/events"}
