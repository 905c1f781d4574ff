"""What a page shows of the law of a day, and of the difference between two days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.law.by_date import (
    DatedValue,
    Differences,
    LawOfDay,
    RuleChange,
    ValueChange,
    changes,
    differences,
)
from roterfaden.law.registry import RuleVersion
from roterfaden.law.validity import ONE_DAY
from roterfaden.web.law.examples import example_on


@dataclass(frozen=True)
class Source:
    """Where something was published, and the norms that rest on it."""

    citation: str
    norms: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """A rule or a value, whether it came, went or changed, and how it stood on both days.

    The first line of each side is what it says, the others are where that stands.
    """

    title: str
    verb: str | Promise
    before: tuple[str, ...]
    after: tuple[str, ...]
    rule: str = ""

    @property
    def is_same(self) -> bool:
        """Whether both sides say the same and only stand elsewhere now."""
        return self.before[:1] == self.after[:1]


@dataclass(frozen=True)
class ChangeDay:
    """A day on which law changed, and how much of it."""

    on: date
    rules: int
    values: int

    @property
    def said(self) -> str:
        """3 Regeln, 12 Werte."""
        rules = ngettext("%(n)s Regel", "%(n)s Regeln", self.rules) % {"n": self.rules}
        values = ngettext("%(n)s Wert", "%(n)s Werte", self.values) % {"n": self.values}
        return ", ".join(
            said for said, number in ((rules, self.rules), (values, self.values)) if number
        )


def found_rules(law: LawOfDay, search: str) -> list[RuleVersion]:
    """The rules in force whose words or norms hold everything that was searched for."""
    return [
        version
        for version in law.rules
        if _holds(search, (version.title, version.question, version.name, *version.norms))
    ]


def found_values(law: LawOfDay, search: str) -> list[DatedValue]:
    """The values in force whose words or norms hold everything that was searched for."""
    return [
        each
        for each in law.values
        if _holds(search, (each.parameter.name, each.said, each.value.norm, each.value.citation))
    ]


def sources(law: LawOfDay, search: str) -> list[Source]:
    """The publications that regime and values of the day rest on, with their norms."""
    found: dict[str, list[str]] = {law.regime.citation: [law.regime.title]} if law.regime else {}
    for each in law.values:
        found.setdefault(each.value.citation, []).append(each.value.norm)
    listed = (Source(key, tuple(dict.fromkeys(norms))) for key, norms in found.items())
    return [source for source in listed if _holds(search, (source.citation, *source.norms))]


def changed(between: Differences, search: str) -> list[Change]:
    """What came, went and changed from the earlier to the later day."""
    days = between.earlier.on, between.later.on
    found = [
        *(_changed_rule(each, *days) for each in between.rules),
        *(_changed_value(each) for each in between.values),
    ]
    wanted = [one for one in found if _holds(search, (one.title, *one.before, *one.after))]
    return sorted(wanted, key=lambda one: one.is_same)


@cache
def change_days() -> tuple[ChangeDay, ...]:
    """All days on which law changed, oldest first."""
    found = ((day, differences(day - ONE_DAY, day)) for day in changes())
    return tuple(ChangeDay(day, len(each.rules), len(each.values)) for day, each in found)


def _holds(search: str, texts: Iterable[str]) -> bool:
    everything = " ".join(texts).casefold()
    return all(word in everything for word in search.casefold().split())


def _changed_rule(change: RuleChange, earlier: date, later: date) -> Change:
    before, after = _version(change.before, earlier), _version(change.after, later)
    return Change(change.title, _verb(before, after), before, after, change.name)


def _version(version: RuleVersion | None, day: date) -> tuple[str, ...]:
    if version is None:
        return ()
    said = example_on(version, day)
    norms = ", ".join(version.norms)
    told = (_("Beispiel: %(said)s") % {"said": said},) if said else ()
    return (*told, norms, str(version.validity))


def _changed_value(change: ValueChange) -> Change:
    known = change.after or change.before
    before, after = _value(change.before), _value(change.after)
    return Change(
        known.parameter.name if known else change.name, _verb(before, after), before, after
    )


def _value(each: DatedValue | None) -> tuple[str, ...]:
    return () if each is None else (each.said, each.value.norm, each.value.citation)


def _verb(before: tuple[str, ...], after: tuple[str, ...]) -> str | Promise:
    if not before:
        return _("neu")
    if not after:
        return _("weggefallen")
    return _("neu gefasst, gleicher Inhalt") if before[0] == after[0] else _("geändert")
