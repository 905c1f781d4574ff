"""The law of a day, and what changed between two days: rules, values, sources."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roterfaden.law.parameters import Parameter, Value, parameters
from roterfaden.law.regimes import REGIMES, Regime
from roterfaden.law.registry import RuleVersion, rules
from roterfaden.law.validity import in_force_on


@dataclass(frozen=True)
class DatedValue:
    """A value of the law with the quantity it belongs to."""

    parameter: Parameter
    value: Value

    @property
    def said(self) -> str:
        """The value in German: 4 Tage, 10, 20, dann 30 Prozent."""
        return self.parameter.said(self.value)


@dataclass(frozen=True)
class LawOfDay:
    """Everything that is in force on one day; ``regime`` is None before 1 July 2023."""

    on: date
    regime: Regime | None
    rules: tuple[RuleVersion, ...]
    values: tuple[DatedValue, ...]


@dataclass(frozen=True)
class RuleChange:
    """A rule whose version differs; None where it was not in force."""

    name: str
    title: str
    before: RuleVersion | None
    after: RuleVersion | None


@dataclass(frozen=True)
class ValueChange:
    """A value that differs; None where there was none, or where the law knew none."""

    name: str
    before: DatedValue | None
    after: DatedValue | None


@dataclass(frozen=True)
class Differences:
    """What is other law on ``later`` than on ``earlier``."""

    earlier: LawOfDay
    later: LawOfDay
    rules: tuple[RuleChange, ...]
    values: tuple[ValueChange, ...]


def law_on(day: date) -> LawOfDay:
    """The regime, all rules by name and all values by name that are in force on a day."""
    found = (_rule_on(name, day) for name in rules().names())
    values = (_value_on(each, day) for each in parameters().values())
    return LawOfDay(
        on=day,
        regime=in_force_on(REGIMES, day),
        rules=tuple(version for version in found if version),
        values=tuple(sorted((each for each in values if each), key=lambda it: it.parameter.name)),
    )


def differences(earlier: date, later: date) -> Differences:
    """Which rules and values are others on the later day; days in the wrong order are turned."""
    earlier, later = sorted((earlier, later))
    return Differences(
        earlier=law_on(earlier),
        later=law_on(later),
        rules=tuple(_changed_rules(earlier, later)),
        values=tuple(_changed_values(earlier, later)),
    )


def changes() -> tuple[date, ...]:
    """All days on which a rule, a value or the regime begins or ends, oldest first.

    The first is that from which any regime is known, though single values are older.
    """
    spans = [version.validity for name in rules().names() for version in rules().versions(name)]
    spans += [value.validity for each in parameters().values() for value in each.values]
    spans += [regime.validity for regime in REGIMES]
    days: set[date] = set().union(*(span.change_dates() for span in spans))
    return tuple(sorted(day for day in days if day >= REGIMES[0].validity.starts_on))


def _rule_on(name: str, day: date) -> RuleVersion | None:
    return in_force_on(rules().versions(name), day)


def _value_on(each: Parameter, day: date) -> DatedValue | None:
    value = in_force_on(each.values, day)
    return None if value is None or value.content is None else DatedValue(each, value)


def _changed_rules(earlier: date, later: date) -> Iterable[RuleChange]:
    for name in rules().names():
        before, after = _rule_on(name, earlier), _rule_on(name, later)
        if before is not after:
            yield RuleChange(name, rules().versions(name)[-1].title, before, after)


def _changed_values(earlier: date, later: date) -> Iterable[ValueChange]:
    for each in sorted(parameters().values(), key=lambda it: it.name):
        before, after = _value_on(each, earlier), _value_on(each, later)
        if before != after:
            yield ValueChange(each.name, before, after)
