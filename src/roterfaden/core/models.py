"""What all models share: an id that gives nothing away, and a word on personal data."""

import uuid
from dataclasses import dataclass
from typing import ClassVar

from django.db import models


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
STAFF_RETENTION = "3 Jahre nach dem Ausscheiden"
AUDIT_RETENTION = "10 Jahre"


class BaseModel(models.Model):
    """A random id for addresses; every heir declares its personal data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    personal_data: ClassVar[PersonalData]

    class Meta:
        abstract = True
