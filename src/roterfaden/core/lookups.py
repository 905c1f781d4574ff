"""Being one of many keys, asked with one parameter instead of as many as there are keys."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignObject, Lookup, Q, QuerySet


@ForeignObject.register_lookup
@Field.register_lookup
class AnyOf(Lookup):  # type: ignore[type-arg]  # generic in the stubs only
    """``case__any_of=keys``: like ``in`` with a list, but one question for any length."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """``column = ANY(%s)``."""
        column, params = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*params, list(self.rhs))


def among(path: str, keys: Collection[UUID] | QuerySet[Any]) -> Q:
    """That the object at this path is one of these, given by key or by a question of its own.

    For no keys at all the database is not asked.
    """
    lookup = "in" if isinstance(keys, QuerySet) or not keys else "any_of"
    return Q(**{f"{path}__{lookup}": keys})
