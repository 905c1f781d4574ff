"""What all models share: an id that gives nothing away, and a word on personal data."""

import uuid
from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.db.models import Q


@dataclass(frozen=True)
class PersonalData:
    """Which fields tell something about a person, on which legal basis, and for how long.

    A test demands one of every model (Art. 30 GDPR, §§ 67a ff. SGB X).
    """

    fields: tuple[str, ...]
    legal_basis: str
    retention: str


NO_PERSONAL_DATA = PersonalData(fields=(), legal_basis="", retention="")
PLAN_RETENTION = "5 Jahre nach dem Ende des Falls"
ACT_RETENTION = "10 Jahre nach dem Ende des Falls"
STAFF_RETENTION = "3 Jahre nach dem Ausscheiden"
AUDIT_RETENTION = "10 Jahre"


def paired(at: str, by: str) -> models.CheckConstraint:
    """Either both the moment and the person are known, or neither."""
    return models.CheckConstraint(
        condition=Q(**{f"{at}__isnull": True, f"{by}__isnull": True})
        | Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
        name=f"%(class)s_{at}_with_{by}",
    )


class BaseModel(models.Model):
    """A random id for addresses; every heir declares its personal data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    personal_data: ClassVar[PersonalData]

    class Meta:
        abstract = True
