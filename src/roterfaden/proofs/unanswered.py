"""How many proofs of a case wait for a word, loaded with the case itself."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from roterfaden.proofs.models import Proof
from roterfaden.recipients.models import Case


def with_unanswered(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases, each with the number that :func:`unanswered` reads."""
    waiting = Proof.objects.unanswered().filter(case=OuterRef("pk")).order_by().values("case")
    counted = Subquery(waiting.values(number=Count("pk")))
    return cases.annotate(unanswered=Coalesce(counted, 0))


def unanswered(case: Case) -> int:
    """How many proofs came in and wait for a word."""
    number: int = vars(case)["unanswered"]
    return number
