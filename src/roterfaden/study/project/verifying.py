"""Recomputes every number of a project and names those that differ."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import isclose
from pathlib import Path
from typing import Any

from roterfaden import __version__
from roterfaden.study import sampling, trail
from roterfaden.study.project.folder import Project
from roterfaden.study.project.reporting import FOLDER, PAGE, RESULTS, page
from roterfaden.study.project.results import Results, compute
from roterfaden.study.troubles import WrongData

CLOSE = 1e-9
_ASIDE = {"made_at", "made_with", "files"}


@dataclass(frozen=True)
class Difference:
    """A place where what is written and what was recomputed differ."""

    where: str
    written: str
    recomputed: str

    def __str__(self) -> str:
        return f"{self.where}: steht {self.written}, nachgerechnet {self.recomputed}"


@dataclass(frozen=True)
class Verified:
    """What was checked, in words, how many numbers, and every difference.

    Without a report the numbers have nothing beside them to differ from.
    """

    checked: tuple[str, ...]
    numbers: int
    differences: tuple[Difference, ...]
    has_report: bool


def verify(project: Project, *, report: Path | None = None) -> Verified:
    """Draw the sample again, follow the trail, and compute the report's numbers anew.

    Raises ``WrongData`` where the folder cannot be read; a difference is no error but a finding.
    """
    checked, found = list[str](), list[Difference]()
    if project.frame and project.sample and project.settings.seed is not None:
        checked.append("Stichprobe neu gezogen")
        found += _sample(project)
    if project.trail:
        checked.append(f"Prüfpfad mit {len(project.trail)} Einträgen")
        found += _trail(project)
    folder = report or project.folder / FOLDER
    has_report = (folder / RESULTS).is_file()
    written = _written(folder / RESULTS) if has_report else {}
    results = compute(_as_reported(project, written))
    data = json.loads(json.dumps(results.as_data(), allow_nan=False))
    checked.append("Tabellen und Übereinstimmung aus den Codierungen")
    if has_report:
        checked.append(f"Bericht in {folder}")
        found += _report(folder, written, results, data)
    return Verified(tuple(checked), len(_flat(data)), tuple(found), has_report)


def _sample(project: Project) -> Iterator[Difference]:
    assert project.frame is not None  # noqa: S101  the caller has looked
    assert project.settings.seed is not None  # noqa: S101
    size = project.settings.size or len(project.sample)
    again = sampling.draw(
        project.frame,
        size=size,
        seed=project.settings.seed,
        allocation=project.settings.allocation or None,
    ).drawn
    if len(again) != len(project.sample):
        yield Difference("sample.csv, Zahl der Zeilen", str(len(project.sample)), str(len(again)))
    for line, (mine, theirs) in enumerate(zip(project.sample, again, strict=False), 2):
        if (mine.id, mine.stratum) != (theirs.id, theirs.stratum):
            yield Difference(f"sample.csv, Zeile {line}", f"„{mine.id}“", f"„{theirs.id}“")


def _trail(project: Project) -> Iterator[Difference]:
    number = trail.broken(project.trail)
    if number is not None:
        one = project.trail[number - 1]
        proper = trail.digest(one.at, one.by, one.action, one.what, one.previous)
        if proper == one.hash:
            before = project.trail[number - 2].hash if number > 1 else "nichts"
            where = f"audit.jsonl, Zeile {number}, previous"
            yield Difference(where, one.previous[:16] or "nichts", before[:16])
        else:
            yield Difference(f"audit.jsonl, Zeile {number}, hash", one.hash[:16], proper[:16])


def _as_reported(project: Project, written: Mapping[str, Any]) -> Project:
    """The project with the trail as far as the report knew it: work goes on after a report."""
    told = written.get("trail")
    entries = told.get("entries") if isinstance(told, dict) else None
    known = project.trail[:entries] if isinstance(entries, int) else project.trail
    return replace(project, trail=known)


def _report(
    folder: Path, written: Mapping[str, Any], results: Results, data: Mapping[str, Any]
) -> Iterator[Difference]:
    kept = {key: value for key, value in written.items() if key not in _ASIDE}
    yield from _compared(_flat(kept), _flat(data))
    named = written.get("files")
    for name, digest in sorted(named.items() if isinstance(named, dict) else ()):
        path = folder / name
        now = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        if now != digest:
            what = "geändert" if now else "entfernt"
            yield Difference(f"{FOLDER}/{name}", f"nach dem Schreiben {what}", "unverändert")
    if written.get("made_with") == __version__:
        yield from _page(folder / PAGE, results, str(written.get("made_at")))


def _page(path: Path, results: Results, made_at: str) -> Iterator[Difference]:
    """The first line of the page that reads differently when it is written again."""
    try:
        moment = datetime.fromisoformat(made_at)
        lines = path.read_text("utf-8").splitlines()
    except (ValueError, OSError):
        yield Difference(f"{FOLDER}/{RESULTS}, made_at", made_at, "ein Zeitpunkt")
        return
    again = page(results, moment).splitlines()
    for number, (mine, proper) in enumerate(zip(lines, again, strict=False), 1):
        if mine != proper:
            yield Difference(f"{FOLDER}/{PAGE}, Zeile {number}", _short(mine), _short(proper))
            return
    if len(lines) != len(again):
        yield Difference(f"{FOLDER}/{PAGE}, Zahl der Zeilen", str(len(lines)), str(len(again)))


def _written(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text("utf-8"))
    except (ValueError, OSError):
        data = None
    if not isinstance(data, dict):
        raise WrongData(
            "Die Ergebnisse sind nicht lesbar.",
            "Den Bericht mit `roterfaden study report` neu schreiben.",
            file=str(path),
        )
    return data


def _compared(written: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[Difference]:
    for where in dict.fromkeys([*written, *again]):
        mine, proper = written.get(where, "nichts"), again.get(where, "nichts")
        if not _same(mine, proper):
            yield Difference(where, _told(mine), _told(proper))


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(one == other)


def _flat(data: Any, where: str = "") -> dict[str, Any]:
    """Each plain value by its path."""
    if isinstance(data, Mapping):
        pairs = [(str(key), value) for key, value in data.items()]
    elif isinstance(data, list):
        pairs = [(str(number), value) for number, value in enumerate(data)]
    else:
        return {where: data}
    found: dict[str, Any] = {}
    for key, value in pairs:
        found |= _flat(value, f"{where}.{key}" if where else key)
    return found


def _told(value: Any) -> str:
    return "nicht ausgewiesen" if value is None else str(value)


def _short(line: str) -> str:
    return line if len(line) <= 120 else f"{line[:117]}…"
