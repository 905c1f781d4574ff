"""Where the pages about a plan are, and what they say."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from roterfaden.plans.models import Entry

Write = Callable[..., Entry]
QUERIES_OF_THE_EDITOR = 11
HTMX = {"HX-Request": "true"}


def address(name: str, *parts: Any) -> str:
    return reverse(f"plans:{name}", args=[getattr(part, "pk", part) for part in parts])


def page(response: Any) -> str:
    text: str = response.content.decode()
    return text
