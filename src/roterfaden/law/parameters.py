"""Values of the law by date, from YAML files that a specialist can read and correct.

Every value carries its norm, where it was published, and the day on which a person last held it
against the source. Files are checked when they are first needed; a wrong file stops everything
that computes, instead of computing wrongly.
"""

import json
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from roterfaden.law.errors import (
    NoValueInForce,
    ParameterFileError,
    UnknownParameter,
    german,
)
from roterfaden.law.results import Reference, Status
from roterfaden.law.validity import Validity, check_follows, check_span, in_force_on

_LAW = files("roterfaden.law")


@dataclass(frozen=True)
class Municipalities:
    """Municipality keys or their first digits, sorted by what a day is there.

    ``open`` marks areas in which single municipalities differ and none is established here.
    """

    holiday: tuple[str, ...]
    working_day: tuple[str, ...]
    open: tuple[str, ...]

    def is_holiday_in(self, municipality: str) -> bool | None:
        """Whether the longest matching entry says holiday; None where nothing is established."""
        answers = dict.fromkeys(self.holiday, True) | dict.fromkeys(self.working_day, False)
        matching = [key for key in (*answers, *self.open) if municipality.startswith(key)]
        return answers.get(max(matching, key=len, default=""))


@dataclass(frozen=True)
class Contents:
    """Codes of what a document contains: what it must, what it shall, and what only some need."""

    must: tuple[str, ...]
    shall: tuple[str, ...]
    where_it_applies: tuple[str, ...]


Content = int | tuple[int, ...] | Municipalities | Contents | None
"""What a value may be; None declares that the law knew nothing of the kind on these days."""


@dataclass(frozen=True)
class Value:
    """One value with the days on which it is law and where it stands."""

    content: Content
    validity: Validity
    norm: str
    citation: str
    confirmed_on: date
    status: Status
    place: str

    @property
    def number(self) -> int:
        """The value as a number; the schema ties numbers to their units."""
        if not isinstance(self.content, int):
            raise TypeError(f"{self.place} ist keine Zahl")
        return self.content

    def step(self, earlier: int) -> int:
        """The number for somebody with so many earlier cases; the last step holds from then on."""
        if not isinstance(self.content, tuple):
            raise TypeError(f"{self.place} hat keine Stufen")
        return self.content[min(earlier, len(self.content) - 1)]

    @property
    def municipalities(self) -> Municipalities:
        """The value as a list of municipalities."""
        if not isinstance(self.content, Municipalities):
            raise TypeError(f"{self.place} ist keine Liste von Gemeinden")
        return self.content

    @property
    def contents(self) -> Contents:
        """The value as a list of contents."""
        if not isinstance(self.content, Contents):
            raise TypeError(f"{self.place} ist keine Liste von Inhalten")
        return self.content

    @property
    def reference(self) -> Reference:
        """Norm and citation, to be named in the answer of a rule."""
        return Reference(self.norm, self.citation)


@dataclass(frozen=True)
class Parameter:
    """All values of one quantity, oldest first."""

    key: str
    name: str
    unit: str
    values: tuple[Value, ...]

    def on(self, day: date) -> Value:
        """The value in force on the day.

        Raises:
            NoValueInForce: the day lies outside all values, or in a declared gap of the law.
        """
        value = in_force_on(self.values, day)
        if value is None or value.content is None:
            spans = "; ".join(
                str(each.validity) for each in self.values if each.content is not None
            )
            raise NoValueInForce(
                f"Für den {german(day)} ist kein Wert „{self.name}“ ({self.key}) hinterlegt. "
                f"Hinterlegt ist: {spans}. Bitte prüfen Sie das Datum."
            )
        return value

    def said(self, value: Value) -> str:
        """One of its values in German: 4 Tage, 10, 20, dann 30 Prozent."""
        match value.content:
            case None:
                return "keine Regelung"
            case int():
                return f"{value.content} {_unit(self.unit, value.content)}"
            case tuple():
                *first, last = (str(step) for step in value.content)
                steps = f"{', '.join(first)}, dann {last}" if first else last
                return f"{steps} {_unit(self.unit, value.content[-1])}"
        return _listed(value.content)


def _unit(name: str, number: int) -> str:
    one, many = _UNITS[name]
    return one if number == 1 else many


def _listed(content: Municipalities | Contents) -> str:
    if isinstance(content, Contents):
        return f"{len(content.must) + len(content.shall)} Inhalte"
    number = len(content.holiday)
    return "1 Gebiet" if number == 1 else f"{number} Gebiete"


_UNITS = {
    "days": ("Tag", "Tage"),
    "weeks": ("Woche", "Wochen"),
    "months": ("Monat", "Monate"),
    "years": ("Jahr", "Jahre"),
    "percent": ("Prozent", "Prozent"),
    "euro": ("Euro", "Euro"),
    "count": ("mal", "mal"),
    "percent_steps": ("Prozent", "Prozent"),
    "month_steps": ("Monat", "Monate"),
}


def parameter(key: str) -> Parameter:
    """One parameter by its key.

    Raises:
        UnknownParameter: no file holds this key.
    """
    known = parameters()
    if key not in known:
        raise UnknownParameter(f"Einen Wert „{key}“ gibt es nicht. Bekannt: {', '.join(known)}.")
    return known[key]


@cache
def parameters() -> Mapping[str, Parameter]:
    """All parameters by key, loaded and checked once."""
    return load(_LAW / "parameters")


def load(folder: Traversable) -> dict[str, Parameter]:
    """Read every YAML file of a folder.

    Raises:
        ParameterFileError: a file is no YAML, breaks the schema or repeats a key.
        OverlappingVersions, GapBetweenVersions: the values of a parameter do not join.
    """
    found: dict[str, Parameter] = {}
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if not file.name.endswith(".yaml"):
            continue
        for key, raw in _read(file).items():
            if key in found:
                raise ParameterFileError(
                    f"{file.name}: „{key}“ steht schon in einer anderen Datei."
                )
            found[key] = _parameter(key, raw, place=f"{file.name}: {key}")
    return found


class _StrictLoader(yaml.SafeLoader):
    """Plain YAML, but days stay text (the schema checks them) and no key may stand twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [key.value for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(
                None, None, f"„{', '.join(twice)}“ steht doppelt", node.start_mark
            )
        return super().construct_mapping(node, deep)


_StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in entries if not tag.endswith(":timestamp")]
    for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(file: Traversable) -> dict[str, Any]:
    try:
        content: dict[str, Any] = yaml.load(file.read_text("utf-8"), _StrictLoader)  # noqa: S506
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ParameterFileError(f"{file.name} ist kein lesbares YAML: {error}") from error
    schema = json.loads((_LAW / "schema.json").read_text("utf-8"))
    errors = sorted(Draft202012Validator(schema).iter_errors(content), key=lambda e: e.json_path)
    if errors:
        found = "; ".join(f"{error.json_path}: {error.message}" for error in errors)
        raise ParameterFileError(f"{file.name} folgt nicht dem Schema: {found}")
    return content


def _parameter(key: str, raw: dict[str, Any], *, place: str) -> Parameter:
    values = tuple(
        _value(each, place=f"{place} [{number}]") for number, each in enumerate(raw["values"])
    )
    for value in values:
        check_span(value.validity, name=key, place=value.place)
    for earlier, later in pairwise(values):
        check_follows(earlier, later, name=key)
    return Parameter(key, raw["name"], raw["unit"], values)


def _value(raw: dict[str, Any], *, place: str) -> Value:
    until = raw.get("in_force_until")
    return Value(
        content=_content(raw["value"]),
        validity=Validity(_day(raw["in_force_from"], place), _day(until, place) if until else None),
        norm=raw["norm"],
        citation=raw["citation"],
        confirmed_on=_day(raw["confirmed_on"], place),
        status=Status(raw["status"]),
        place=place,
    )


def _content(raw: int | list[int] | dict[str, list[str]] | None) -> Content:
    if raw is None or isinstance(raw, int):
        return raw
    if isinstance(raw, list):
        return tuple(raw)
    lists = {name: tuple(listed) for name, listed in raw.items()}
    return Contents(**lists) if "must" in lists else Municipalities(**lists)


def _day(text: str, place: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ParameterFileError(f"{place}: Den Tag „{text}“ gibt es nicht.") from error
