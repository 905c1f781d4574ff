"""What the models of the plan share."""

from django.db import models
from django.db.models import Q

PLAN_LAW = "§ 15 Abs. 2 und 3 SGB II, § 67a SGB X"


def paired(at: str, by: str) -> models.CheckConstraint:
    """Either both the moment and the person are known, or neither."""
    return models.CheckConstraint(
        condition=Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
        | Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
        name=f"%(class)s_{at}_with_{by}",
    )
