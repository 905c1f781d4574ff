"""What a rule answers: values, and everything a person needs in order to check them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from roterfaden.law.regimes import Regime


class Status(StrEnum):
    """How sure a statement of law is."""

    TEXT = "T"
    SECONDARY = "S"
    INTERPRETATION = "I"
    CONFIGURABLE = "C"

    @property
    def meaning(self) -> str:
        """The status in German, for people."""
        return _MEANINGS[self]


_MEANINGS = {
    Status.TEXT: "im Gesetz gelesen",
    Status.SECONDARY: "nur aus zweiter Hand belegt",
    Status.INTERPRETATION: "unsere Auslegung",
    Status.CONFIGURABLE: "legt das Jobcenter fest",
}


@dataclass(frozen=True)
class Reference:
    """A norm and where its wording was published."""

    norm: str
    citation: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """Base of all answers; a rule adds its own fields.

    ``status`` belongs to the answer as a whole. Single fields that stand on weaker ground are
    named in ``field_statuses`` of the class.
    """

    field_statuses: ClassVar[Mapping[str, Status]] = MappingProxyType({})

    rule: str
    regime: Regime
    status: Status
    reasons: tuple[str, ...]
    references: tuple[Reference, ...]

    def status_of(self, field: str) -> Status:
        """How sure one field is."""
        return self.field_statuses.get(field, self.status)
