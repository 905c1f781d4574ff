"""The dated rules by the name of their content.

A § number is not an identity: § 15a SGB II meant conciliation until 30 June 2026 and
obligation from the day after. So a rule is called by what it answers, each version says from
when to when it is in force, and the date of the legally relevant event picks the version.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_type_hints

from roterfaden.law.errors import NoRuleInForce, RuleDefinitionError, UnknownRule, german
from roterfaden.law.inputs import Input, nearest
from roterfaden.law.results import Result, Status
from roterfaden.law.validity import Validity, check_follows, check_span, in_force_on

RuleFunction = TypeVar("RuleFunction", bound=Callable[..., Result])


@dataclass(frozen=True)
class RuleVersion:
    """One version of a rule: a pure function and the days on which it is law.

    ``question`` says in plain German what the rule answers. ``inputs`` are the function's keyword
    arguments, in the order in which a form shows them. ``hangs_on`` names the one that holds the
    date of the relevant event, or several dates of which the last one decides. ``status`` is the
    best that its answers can claim. ``parameters`` names the dated values the function reads, so
    that a test can hold their validity against its own.
    """

    name: str
    title: str
    question: str
    inputs: tuple[Input, ...]
    validity: Validity
    hangs_on: str
    norms: tuple[str, ...]
    status: Status
    parameters: tuple[str, ...]
    function: Callable[..., Result]

    @property
    def place(self) -> str:
        """The module and line of the function, for error messages."""
        code = self.function.__code__
        return f"{self.function.__module__}:{code.co_firstlineno}"

    @property
    def answers(self) -> type[Result]:
        """The class of its answers, with their labels."""
        answers: type[Result] = get_type_hints(self.function)["return"]
        return answers


@dataclass
class Registry:
    """All versions of all rules, oldest version first."""

    _versions: dict[str, list[RuleVersion]] = field(default_factory=dict)

    def add(self, version: RuleVersion) -> None:
        """Take a version in.

        Raises:
            OverlappingVersions, GapBetweenVersions: it does not follow on the one before.
            RuleDefinitionError: the declared inputs are not the function's arguments, or none of
                them is ``hangs_on``.
        """
        _check_inputs(version)
        check_span(version.validity, name=version.name, place=version.place)
        earlier = self._versions.setdefault(version.name, [])
        if earlier:
            check_follows(earlier[-1], version, name=version.name)
        earlier.append(version)

    def names(self) -> tuple[str, ...]:
        """The names of all rules in alphabetical order."""
        return tuple(sorted(self._versions))

    def versions(self, name: str) -> tuple[RuleVersion, ...]:
        """All versions of one rule, oldest first.

        Raises:
            UnknownRule: no rule has this name.
        """
        if name not in self._versions:
            known = ", ".join(self.names()) or "keine"
            near = nearest(name, self.names())
            raise UnknownRule(f"Eine Regel „{name}“ gibt es nicht.{near} Bekannt sind: {known}.")
        return tuple(self._versions[name])

    def in_force(self, name: str, day: date) -> RuleVersion:
        """The version of a rule that is law on the day of the event.

        Raises:
            UnknownRule: no rule has this name.
            NoRuleInForce: the rule has no version on that day.
        """
        versions = self.versions(name)
        version = in_force_on(versions, day)
        if version is None:
            spans = "; ".join(str(each.validity) for each in versions)
            raise NoRuleInForce(
                f"Für den {german(day)} gibt es keine Regel „{versions[0].title}“ ({name}). "
                f"Sie gilt: {spans}. Bitte prüfen Sie das Datum."
            )
        return version

    def apply(self, name: str, day: date, **inputs: Any) -> Result:
        """Evaluate the version that is law on ``day``; the day is passed on as ``hangs_on``."""
        version = self.in_force(name, day)
        return version.function(**{version.hangs_on: day}, **inputs)

    def evaluate(self, name: str, inputs: Mapping[str, Any]) -> Result:
        """Evaluate the version that is law on the day of the event among the inputs."""
        return self.selected(name, inputs).function(**inputs)

    def selected(self, name: str, inputs: Mapping[str, Any]) -> RuleVersion:
        """The version that is law on the day of the event, the last of several days."""
        event = inputs[self.versions(name)[0].hangs_on]
        return self.in_force(name, event if isinstance(event, date) else max(event))


def _check_inputs(version: RuleVersion) -> None:
    code = version.function.__code__
    arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    if version.hangs_on not in arguments:
        raise RuleDefinitionError(
            f"„{version.name}“: {version.place} hat keine Eingabe „{version.hangs_on}“."
        )
    declared = tuple(each.name for each in version.inputs)
    if set(declared) != set(arguments) or len(declared) != len(arguments):
        raise RuleDefinitionError(
            f"„{version.name}“: {version.place} nimmt {', '.join(arguments)}, angekündigt ist "
            f"{', '.join(declared)}."
        )


_REGISTRY = Registry()


def rule(
    *,
    name: str,
    title: str,
    question: str,
    inputs: tuple[Input, ...],
    in_force_from: date,
    in_force_until: date | None = None,
    hangs_on: str,
    norms: tuple[str, ...],
    status: Status | str,
    parameters: tuple[str, ...] = (),
    registry: Registry = _REGISTRY,
) -> Callable[[RuleFunction], RuleFunction]:
    """Declare a pure function as one dated version of a rule; versions stand oldest first."""

    def register(function: RuleFunction) -> RuleFunction:
        registry.add(
            RuleVersion(
                name=name,
                title=title,
                question=question,
                inputs=inputs,
                validity=Validity(in_force_from, in_force_until),
                hangs_on=hangs_on,
                norms=norms,
                status=Status(status),
                parameters=parameters,
                function=function,
            )
        )
        return function

    return register


@cache
def rules() -> Registry:
    """The registry with every module of ``law.rules`` loaded."""
    package = importlib.import_module("roterfaden.law.rules")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"{package.__name__}.{module.name}")
    return _REGISTRY
