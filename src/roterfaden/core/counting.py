"""Several numbers in one question to the database."""

from typing import Any

from django.db.models import Count, Model, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def counted(anchor: Model, **of: QuerySet[Any]) -> dict[str, int]:
    """How many each of these finds, by name; ``anchor`` is any row that exists; one query."""
    numbers = {name: _number(found) for name, found in of.items()}
    row = type(anchor)._default_manager.filter(pk=anchor.pk).order_by()
    return dict(row.annotate(**numbers).values(*of).get())


def _number(found: QuerySet[Any]) -> Coalesce:
    """As a column; nothing found is none."""
    grouped = found.order_by().values(everything=Value(1))
    return Coalesce(Subquery(grouped.annotate(number=Count("pk")).values("number")), 0)
