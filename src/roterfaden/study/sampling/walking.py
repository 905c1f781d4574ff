"""Walk the drawn list in its order until enough is found."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from roterfaden.study import tabular
from roterfaden.study.sampling.frames import Drawn, yes
from roterfaden.study.sampling.shares import Share, share_at_fixed_size, share_at_stop
from roterfaden.study.troubles import WrongData

HAS_COLUMNS = ("has", "has_plan", "plan", "found", "hat_plan", "vorhanden")


@dataclass(frozen=True)
class Walk:
    """How far the walk came: ``stopped`` at enough, ``unchecked`` where the next one is open."""

    checked: int
    found: tuple[Drawn, ...]
    share: Share
    stopped: bool = False
    unchecked: str | None = None


@dataclass(frozen=True)
class Found:
    """Who has a plan, by id; ``not_drawn`` counts listed ids outside the sample."""

    has: Mapping[str, bool]
    not_drawn: int = 0


def walk(drawn: Sequence[Drawn], has: Mapping[str, bool], *, stop: int | None = None) -> Walk:
    """Walk in drawn order; ``has`` says for each id whether a plan exists.

    The walk ends at the ``stop``-th plan, at the first id that nobody has checked, or at the end.
    Only a walk that ended at ``stop`` is inverse sampling; else the share is that of a fixed size.
    """
    checked, found = 0, list[Drawn]()
    for one in drawn:
        if one.id not in has:
            return _ended(checked, found, unchecked=one.id)
        checked += 1
        if has[one.id]:
            found.append(one)
        if stop is not None and len(found) == stop:
            share = share_at_stop(len(found), checked)
            return Walk(checked, tuple(found), share, stopped=True)
    return _ended(checked, found, unchecked=None)


def _ended(checked: int, found: list[Drawn], *, unchecked: str | None) -> Walk:
    share = share_at_fixed_size(len(found), checked)
    return Walk(checked, tuple(found), share, unchecked=unchecked)


def read_found(path: Path, drawn: Sequence[Drawn]) -> Found:
    """Read who has a plan: a list of ids, or ids with a column ``has`` of yes and no.

    The id stands in the column ``id``, else in the first. A mere list names all with a plan, so
    the others have none; with ``has`` an id that is missing or empty was not checked yet.

    Raises WrongData for doubled ids, values that are neither yes nor no, and where none was drawn.
    """
    table = tabular.read(path)
    ids = {one.id for one in drawn}
    key = "id" if table.has("id") else table.header[0]
    column = next((one for one in HAS_COLUMNS if table.has(one) and one != key), None)
    seen: dict[str, bool | None] = {key: True} if key in ids else {}
    for line, values in table.rows(key, *([column] if column else [])):
        _once(values[0], seen, path, line)
        seen[values[0]] = _answer(values[1], path, line) if column else True
    has = {id_: answer for id_, answer in seen.items() if id_ in ids and answer is not None}
    if seen and not has:
        raise WrongData(
            f"Keine Kennung der Spalte „{key}“ wurde gezogen.",
            "Die Kennungen schreiben wie in der Stichprobe; führende Nullen zählen.",
            file=str(path),
        )
    not_drawn = len(seen.keys() - ids)
    return Found(has if column else {id_: id_ in has for id_ in ids}, not_drawn)


def _answer(value: str, path: Path, line: int) -> bool | None:
    return yes(value, path, line) if value else None


def _once(id_: str, seen: Container[str], path: Path, line: int) -> None:
    if id_ in seen:
        raise WrongData(
            f"„{id_}“ steht doppelt.", "Jede Kennung einmal nennen.", file=str(path), line=line
        )
