"""How many proofs of a case wait for a word, loaded with the case or with what belongs to it."""

from typing import Any

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from roterfaden.proofs.models import Proof
from roterfaden.recipients.models import Case


def with_unanswered(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases, each with the number that :func:`unanswered` reads."""
    return cases.annotate(unanswered=number_of("pk"))


def number_of(case: str) -> Coalesce:
    """The number as a column; ``case`` names the case in the query that it is added to."""
    waiting = Proof.objects.unanswered().filter(case=OuterRef(case)).order_by().values("case")
    return Coalesce(Subquery(waiting.values(number=Count("pk"))), 0)


def unanswered(loaded: Model) -> int:
    """How many proofs came in and wait for a word, of what was loaded with that number."""
    found: dict[str, Any] = vars(loaded)
    number: int = found["unanswered"]
    return number
