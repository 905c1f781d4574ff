"""What a rule answers: values, and everything a person needs in order to check them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, ClassVar

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
_STRENGTH = (Status.TEXT, Status.CONFIGURABLE, Status.SECONDARY, Status.INTERPRETATION)


def weakest(*statuses: Status) -> Status:
    """The status of an answer that rests on several: read, set by the office, reported, our own."""
    return max(statuses, key=_STRENGTH.index)


@dataclass(frozen=True)
class Reference:
    """A norm and where its wording was published."""

    norm: str
    citation: str


@dataclass(frozen=True, kw_only=True)
class Result:
    """Base of all answers; a rule adds its own fields.

    ``status`` belongs to the answer as a whole. Single fields that stand on weaker ground are
    named in ``field_statuses`` of the class; ``field_labels`` are German words for people,
    ``field_keys`` the names of fields that Python cannot write (from), and ``span`` the two days
    between which a timeline draws a bar, inputs or outputs.
    """

    field_statuses: ClassVar[Mapping[str, Status]] = MappingProxyType({})
    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType({})
    field_keys: ClassVar[Mapping[str, str]] = MappingProxyType({})
    span: ClassVar[tuple[str, str] | None] = None

    rule: str
    regime: Regime
    status: Status
    reasons: tuple[str, ...]
    references: tuple[Reference, ...]

    def status_of(self, field: str) -> Status:
        """How sure one field is."""
        return self.field_statuses.get(field, self.status)

    def outputs(self) -> dict[str, Any]:
        """The rule's own fields under their public keys, as they were declared."""
        return {key: getattr(self, name) for key, name in self.output_fields()}

    @classmethod
    def output_fields(cls) -> tuple[tuple[str, str], ...]:
        """Public key and name of each field that the rule added, as they were declared."""
        own = (field.name for field in fields(cls) if field.name not in _COMMON)
        return tuple((cls.field_keys.get(name, name), name) for name in own)

    def as_data(self) -> dict[str, Any]:
        """One JSON object: rule, regime, status, the outputs, reasons, references (norms)."""
        outputs = {key: _plain(value) for key, value in self.outputs().items()}
        return {
            "rule": self.rule,
            "regime": self.regime.code,
            "status": str(self.status),
            **outputs,
            "reasons": list(self.reasons),
            "references": list(dict.fromkeys(each.norm for each in self.references)),
            "sources": [asdict(reference) for reference in self.references],
            "field_statuses": {key: str(each) for key, each in self.field_statuses.items()},
        }


_COMMON = frozenset(field.name for field in fields(Result))


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case tuple() | list():
            return [_plain(each) for each in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
