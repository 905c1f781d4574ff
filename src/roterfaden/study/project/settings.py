"""What a project says about itself in ``project.yml``."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import yaml

from roterfaden.study import tabular
from roterfaden.study.codebook.marked import parse
from roterfaden.study.disclosure import COMPLEMENTARY, SMALLEST
from roterfaden.study.tables import SOURCE, Disclosure
from roterfaden.study.troubles import WrongData

FILE = "project.yml"
RESAMPLES = 2000


@dataclass(frozen=True)
class Permission:
    """The permission to use social data for research (§ 75 SGB X)."""

    number: str = ""
    granted_by: str = ""
    until: str = ""


@dataclass(frozen=True)
class Settings:
    """The settings of a project; all of them appear in the method box of the report."""

    title: str
    question: str = ""
    purpose: str = ""
    permission: Permission = field(default_factory=Permission)
    source: str = SOURCE
    seed: int | None = None
    size: int | None = None
    stop: int | None = None
    algorithm: str = ""
    strata: str = ""
    allocation: Mapping[str, int] = field(default_factory=dict)
    id_column: str = ""
    protected: str = ""
    with_protected: bool = False
    coders: tuple[str, ...] = ()
    codebook: str = ""
    min_count: int = 1
    min_counts: Mapping[str, int] = field(default_factory=dict)
    disclosure: Disclosure = field(default_factory=Disclosure)
    resamples: int = RESAMPLES
    bootstrap_seed: int = 1

    def threshold(self, dimension: str) -> int:
        """Below this many documents combinations of the dimension are only counted."""
        return self.min_counts.get(dimension, self.min_count)


def read(path: Path) -> Settings:
    """The settings at ``path``; unknown keys are ignored. Raises ``WrongData``."""
    text = tabular.as_text(path, name=str(path))
    parse(text, str(path))
    parts = yaml.safe_load(text)
    if not isinstance(parts, dict):
        raise WrongData("Hier steht kein Projekt.", "„title: …“ schreiben.", file=str(path), line=1)
    reader = _Parts({str(key): value for key, value in parts.items()}, text, str(path))
    by_dimension = _numbers(reader, "min_count", least=1)
    disclosure, bootstrap = reader.group("disclosure"), reader.group("bootstrap")
    return Settings(
        title=reader.text("title") or path.resolve().parent.name,
        question=reader.text("question"),
        purpose=reader.text("purpose"),
        permission=_permission(reader),
        source=reader.text("source") or SOURCE,
        seed=reader.number("seed"),
        size=reader.number("size", least=1),
        stop=reader.number("stop", least=1),
        algorithm=reader.text("algorithm"),
        strata=reader.text("strata"),
        allocation=_numbers(reader, "allocation", least=0),
        id_column=reader.text("id_column"),
        protected=reader.text("protected"),
        with_protected=bool(reader.number("with_protected")),
        coders=reader.texts("coders"),
        codebook=_codebook(reader),
        min_count=1 if by_dimension else reader.number("min_count", least=1) or 1,
        min_counts=by_dimension,
        disclosure=Disclosure(
            _or(disclosure.number("smallest", least=1), SMALLEST),
            _or(disclosure.number("complementary", least=0), COMPLEMENTARY),
        ),
        resamples=bootstrap.number("resamples", least=0) or RESAMPLES,
        bootstrap_seed=_or(bootstrap.number("seed"), 1),
    )


def write(settings: Settings) -> str:
    """The settings as YAML; reading it gives the same settings."""
    parts: dict[str, Any] = {"title": settings.title}
    for name in ("question", "purpose"):
        parts[name] = getattr(settings, name)
    parts["permission"] = {
        one.name: getattr(settings.permission, one.name) for one in fields(Permission)
    }
    for name in ("source", "seed", "size", "stop", "algorithm", "strata", "id_column", "protected"):
        parts[name] = getattr(settings, name)
    parts |= {
        "with_protected": settings.with_protected or None,
        "allocation": dict(settings.allocation),
        "coders": list(settings.coders),
        "codebook": {"version": settings.codebook},
        "min_count": dict(settings.min_counts) or settings.min_count,
        "disclosure": {
            "smallest": settings.disclosure.smallest,
            "complementary": settings.disclosure.complementary,
        },
        "bootstrap": {"resamples": settings.resamples, "seed": settings.bootstrap_seed},
    }
    kept = {key: value for key, value in parts.items() if value not in ("", None, {}, [])}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=96)


def _numbers(reader: "_Parts", key: str, *, least: int) -> dict[str, int]:
    """A mapping of names to numbers; empty where the key holds none."""
    if not isinstance(reader.values.get(key), dict):
        return {}
    group = reader.group(key)
    return {name: _or(group.number(name, least=least), least) for name in group.values}


def _or(value: int | None, default: int) -> int:
    return default if value is None else value


def _permission(reader: "_Parts") -> Permission:
    if isinstance(reader.values.get("permission"), dict):
        group = reader.group("permission")
        return Permission(group.text("number"), group.text("granted_by"), group.text("until"))
    return Permission(number=reader.text("permission"))


def _codebook(reader: "_Parts") -> str:
    if isinstance(reader.values.get("codebook"), dict):
        return reader.group("codebook").text("version")
    return reader.text("codebook") or reader.text("codebook_version")


@dataclass(frozen=True)
class _Parts:
    """A mapping of the file that refuses with the line of the key."""

    values: Mapping[str, Any]
    content: str
    file: str

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if isinstance(value, dict | list):
            self._refuse(key, "Hier gehört ein Text hin.", "Einen Text in eine Zeile schreiben.")
        return "" if value is None else str(value).strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key) or []
        if not isinstance(value, list):
            self._refuse(key, "Hier gehört eine Liste hin.", "Je Eintrag eine Zeile mit „- “.")
        return tuple(str(one).strip() for one in value)

    def number(self, key: str, *, least: int | None = None) -> int | None:
        value = self.values.get(key)
        if value is None or isinstance(value, bool):
            return None if value is None else 2 * int(value)
        if not isinstance(value, int) or (least is not None and value < least):
            bound = "" if least is None else f" ab {least}"
            self._refuse(key, f"„{value}“ ist keine ganze Zahl{bound}.", "Die Zahl berichtigen.")
        return int(value)

    def group(self, key: str) -> "_Parts":
        value = self.values.get(key) or {}
        if not isinstance(value, dict):
            self._refuse(key, "Hier gehören benannte Angaben hin.", "„name: wert“ eingerückt.")
        return _Parts({str(k): v for k, v in value.items()}, self.content, self.file)

    def _refuse(self, key: str, cause: str, way_out: str) -> None:
        lines = self.content.splitlines()
        line = next((n for n, one in enumerate(lines, 1) if one.lstrip().startswith(key)), None)
        raise WrongData(f"{key}: {cause}", way_out, file=self.file, line=line)
