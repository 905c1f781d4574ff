"""The live events as an ASGI application; the pages are WSGI (see :mod:`roterfaden.wsgi`)."""

import os

import django

from roterfaden.core.lifeline import end_with_supervisor

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roterfaden.settings")
end_with_supervisor()
django.setup()

from roterfaden.web.events.application import application  # noqa: E402

__all__ = ["application"]
