"""The audit trail of a study: one JSON object a line, each chained to the one before by SHA-256.

The hash of an entry is that of the compact JSON list of moment, author, action, facts and the hash
before it, so anyone can check the chain without this program. It shows changed, missing and moved
lines; that the end was cut off shows only beside a copy or the last hash printed in a report.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from roterfaden.study import tabular
from roterfaden.study.troubles import WrongData

KEYS = ("at", "by", "action", "what", "previous", "hash")


@dataclass(frozen=True)
class Entry:
    """One action: when (ISO 8601, UTC), by whom, what, the hash before it and its own."""

    at: str
    by: str
    action: str
    what: Mapping[str, Any]
    previous: str
    hash: str

    def as_line(self) -> str:
        return json.dumps({key: getattr(self, key) for key in KEYS}, ensure_ascii=False)


def moment(at: datetime) -> str:
    """An aware moment as it stands in the trail."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digest(at: str, by: str, action: str, what: Mapping[str, Any], previous: str) -> str:
    """The hash of an entry."""
    content = [at, by, action, what, previous]
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def entry(
    at: datetime, by: str, action: str, what: Mapping[str, Any] | None = None, previous: str = ""
) -> Entry:
    """The entry that follows the one with the hash ``previous``."""
    when, facts = moment(at), dict(what or {})
    return Entry(when, by, action, facts, previous, digest(when, by, action, facts, previous))


def append(
    path: Path, *, at: datetime, by: str, action: str, what: Mapping[str, Any] | None = None
) -> Entry:
    """Add one action to the trail at ``path``; raises ``WrongData`` where the chain is broken."""
    entries = read(path) if path.exists() else ()
    check(entries, file=str(path))
    added = entry(at, by, action, what, entries[-1].hash if entries else "")
    glue = "" if not entries or path.read_bytes().endswith(b"\n") else "\n"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{glue}{added.as_line()}\n")
    return added


def write(entries: Iterable[Entry]) -> str:
    """The trail as text, one entry a line."""
    return "".join(one.as_line() + "\n" for one in entries)


def read(path: Path) -> tuple[Entry, ...]:
    """The entries of a trail; raises ``WrongData`` for a line that is none."""
    lines = tabular.as_text(path, name=str(path)).split("\n")
    return tuple(_entry(line, str(path), n) for n, line in enumerate(lines, 1) if line.strip())


def check(entries: Sequence[Entry], *, file: str = "audit.jsonl") -> None:
    """Raise ``WrongData`` with the first line that does not follow from the one before."""
    found = broken(entries)
    if found is not None:
        raise WrongData(
            "Diese Zeile passt nicht zur Kette: Sie oder eine davor wurde geändert.",
            "Den Prüfpfad aus einer Sicherung zurückholen.",
            file=file,
            line=found,
        )


def broken(entries: Sequence[Entry]) -> int | None:
    """The number of the first entry that does not follow from the one before; None when all do."""
    previous = ""
    for number, one in enumerate(entries, 1):
        if one.previous != previous:
            return number
        if one.hash != digest(one.at, one.by, one.action, one.what, one.previous):
            return number
        previous = one.hash
    return None


def _entry(line: str, file: str, number: int) -> Entry:
    try:
        parts = json.loads(line)
        return Entry(**{key: parts[key] for key in KEYS})
    except (ValueError, KeyError, TypeError, RecursionError):
        raise WrongData(
            "Diese Zeile ist kein Eintrag des Prüfpfads.",
            f"Je Zeile ein JSON-Objekt mit {', '.join(KEYS)}.",
            file=file,
            line=number,
        ) from None
