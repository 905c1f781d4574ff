"""Applying a rule to what a person typed: for the command line and the pages.

``apply_texts("notification", {"posted_on": "2026-12-22", "channel": "post"})`` reads the inputs,
picks the version by the date of the event and gives an :class:`Answer`. Everything that cannot be
used is refused at once and by name, so that a form can say it beside the field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from roterfaden.law.errors import UnknownPlace, WrongInput, WrongInputs
from roterfaden.law.inputs import Input, Value, nearest
from roterfaden.law.registry import RuleVersion, rules
from roterfaden.law.results import Result, Status
from roterfaden.law.validity import Validity
from roterfaden.law.wording import WORDS, said


@dataclass(frozen=True)
class Moment:
    """A day on the timeline; ``given`` was typed, everything else was computed."""

    on: date
    label: str
    given: bool
    status: Status


@dataclass(frozen=True)
class Answer:
    """The result of a rule beside the inputs it came from and the version that was law."""

    version: RuleVersion
    given: Mapping[str, Value]
    result: Result

    def moments(self) -> tuple[Moment, ...]:
        """All days, given and computed, in the order of the calendar."""
        return tuple(sorted(self._moments(), key=lambda moment: (moment.on, not moment.given)))

    def span(self) -> Validity | None:
        """The days between which a bar is drawn, both included; None where there is none."""
        if self.result.span is None:
            return None
        known = {**self.given, **self.result.outputs()}
        begin, end = (known.get(key) for key in self.result.span)
        if isinstance(begin, date) and isinstance(end, date) and begin <= end:
            return Validity(begin, end)
        return None

    def outputs(self) -> tuple[tuple[str, str, Any, Status], ...]:
        """Key, German label, value and status of each output, in the order of the rule."""
        result = self.result
        return tuple(
            (key, result.field_labels[key], value, result.status_of(key))
            for key, value in result.outputs().items()
        )

    def said(self, value: object) -> str:
        """An output in German; codes become the words of the inputs' choices."""
        choices = (choice for each in self.version.inputs for choice in each.choices)
        return said(value, {choice.code: choice.label for choice in choices} | dict(WORDS))

    def as_data(self) -> dict[str, Any]:
        """One JSON object, see :meth:`Result.as_data`."""
        return self.result.as_data()

    def _moments(self) -> Iterator[Moment]:
        for each in self.version.inputs:
            value = self.given.get(each.name)
            for day in value if isinstance(value, tuple) else (value,):
                if isinstance(day, date):
                    yield Moment(day, each.label, given=True, status=Status.TEXT)
        for _key, label, value, status in self.outputs():
            if isinstance(value, date):
                yield Moment(value, label, given=False, status=status)


def inputs_of(name: str) -> tuple[Input, ...]:
    """What a rule asks for, the same in all its versions.

    Raises:
        UnknownRule: no rule has this name; the message names the nearest.
    """
    return rules().versions(name)[-1].inputs


def apply_texts(name: str, texts: Mapping[str, str]) -> Answer:
    """Apply a rule to inputs as they were typed; empty texts count as left out.

    Raises:
        UnknownRule: no rule has this name.
        WrongInputs: inputs are unknown, missing, unreadable or contradict each other.
        NoRuleInForce, NoRegimeInForce, NoValueInForce: no law on the day of the event.
        ImpossibleTerm: a term leads out of the calendar.
    """
    given = read_inputs(name, texts)
    version = rules().selected(name, given)
    try:
        result = version.function(**given)
    except WrongInput as error:
        raise WrongInputs((error,)) from error
    except UnknownPlace as error:
        raise WrongInputs((WrongInput("municipality", error.message),)) from error
    return Answer(version, given, result)


def read_inputs(name: str, texts: Mapping[str, str]) -> dict[str, Value]:
    """What the texts mean, by input.

    Raises:
        UnknownRule: no rule has this name.
        WrongInputs: inputs are unknown, missing or unreadable; all of them are named.
    """
    declared = inputs_of(name)
    written = {key: text for key, text in texts.items() if text.strip()}
    given: dict[str, Value] = {}
    errors: list[WrongInput] = list(_unknown(name, declared, texts))
    for each in declared:
        try:
            if each.name in written:
                given[each.name] = each.read(written[each.name])
            elif each.required and not each.one_of:
                raise each.wrong("Die Angabe fehlt.", _example(each))
        except WrongInput as error:
            errors.append(error)
    errors.extend(_not_exactly_one(declared, written))
    if errors:
        raise WrongInputs(tuple(errors))
    return given


def _unknown(
    name: str, declared: tuple[Input, ...], texts: Mapping[str, str]
) -> Iterator[WrongInput]:
    known = [each.name for each in declared]
    for key in texts:
        if key not in known:
            message = f"Eine Angabe „{key}“ kennt die Regel „{name}“ nicht.{nearest(key, known)}"
            yield WrongInput(key, message, f"Bekannt sind: {', '.join(known)}.")


def _not_exactly_one(
    declared: tuple[Input, ...], written: Mapping[str, str]
) -> Iterator[WrongInput]:
    for group in dict.fromkeys(each.one_of for each in declared if each.one_of):
        members = [each.name for each in declared if each.one_of == group]
        found = [name for name in members if name in written]
        if len(found) != 1:
            what = "Zu viel angegeben" if found else "Die Angabe fehlt"
            listed = ", ".join(members)
            message = f"{what}: Nötig ist genau eine von {listed}."
            yield WrongInput(found[1] if found else members[0], message, f"Zum Beispiel {group}.")


def _example(each: Input) -> str:
    if each.choices:
        return f"Möglich sind: {', '.join(choice.code for choice in each.choices)}."
    return each.help
