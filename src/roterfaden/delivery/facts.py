"""What a letter must know before it can be written: named, typed, kept as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise

Facts = Mapping[str, Any]
"""Facts as a caller gives them (days, decimals) or as they are kept (ISO days, texts)."""


class Form(StrEnum):
    """How a fact is given."""

    TEXT = "text"
    WORDS = "words"
    DAY = "day"
    DAYS = "days"
    TIME = "time"
    WHOLE = "whole"
    MONEY = "money"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Fact:
    """One fact; asked for only where the facts in ``when`` have one of these values."""

    code: str
    label: str | Promise
    form: Form = Form.TEXT
    is_required: bool = True
    when: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    choices: Mapping[str, str | Promise] = field(default_factory=dict)

    def is_asked(self, facts: Facts) -> bool:
        """Whether it matters beside the other facts."""
        return holds(self.when, facts)

    def is_missing(self, facts: Facts) -> bool:
        """Whether it is needed and not there."""
        return self.is_required and self.is_asked(facts) and facts.get(self.code) in (None, "", [])


class WrongFacts(ValueError):
    """The caller gave facts that this kind of letter does not know, or of another form."""


def holds(when: Mapping[str, tuple[Any, ...]], facts: Facts) -> bool:
    """Whether each named fact has one of the named values; nothing named always holds."""
    return all(facts.get(name) in values for name, values in when.items())


def as_kept(known: tuple[Fact, ...], facts: Facts) -> dict[str, Any]:
    """The facts as JSON keeps them; raises :class:`WrongFacts` for unknown or unreadable ones."""
    by_code = {one.code: one for one in known}
    if unknown := sorted(set(facts) - set(by_code)):
        raise WrongFacts(f"unknown facts: {', '.join(unknown)}")
    given = {code: value for code, value in facts.items() if value not in (None, "", [])}
    return {code: _kept(by_code[code], value) for code, value in given.items()}


def missing(known: tuple[Fact, ...], facts: Facts) -> list[Fact]:
    """The facts without which the letter cannot be finished, in their order."""
    return [one for one in known if one.is_missing(facts)]


def _kept(fact: Fact, value: Any) -> Any:
    try:
        match fact.form:
            case Form.DAY:
                return _day(value)
            case Form.DAYS:
                return [_day(one) for one in value]
            case Form.WHOLE:
                return int(value)
            case Form.MONEY:
                return f"{Decimal(str(value)):.2f}"
            case Form.YES_NO:
                return bool(value)
            case Form.CHOICE if value not in fact.choices:
                raise ValueError(value)
    except (ValueError, TypeError, InvalidOperation):
        raise WrongFacts(f"{fact.code} cannot be {value!r}") from None
    return str(value).strip()


def _day(value: Any) -> str:
    return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()
