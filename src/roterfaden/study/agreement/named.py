"""The categories that ratings may have, named beforehand."""

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from unicodedata import normalize

from roterfaden.study import tabular
from roterfaden.study.troubles import WrongData

_BOOKS = (".yml", ".yaml")
_SUFFIXES = (".csv", ".txt", *_BOOKS)


def categories(said: str) -> dict[str, str]:
    """The named categories: one CSV line with quotes allowed, or a file.

    A file has one such line, or several lines with one category each, quotes not needed. A file
    ending in .yml or .yaml is a codebook; there a category may be written by its title or its id,
    and ``codebook.yml#goals`` takes one dimension only.
    Returned is each way to write a category with its name. Raises `WrongData`.
    """
    before, _, dimension = said.partition("#")
    if Path(before).suffix in _BOOKS and _is_file(Path(before)):
        return _of_codebook(Path(before), dimension)
    path = Path(said)
    if not _is_file(path):
        names = _csv_line(said, "--categories")
        _refuse_missing_file(names)
        return _distinct(names, "--categories")
    lines = tabular.as_text(path, name=str(path)).splitlines()
    lines = [line.strip() for line in lines if line.strip()]
    if len(lines) == 1:
        return _distinct(_csv_line(lines[0], str(path)), str(path))
    return _distinct([_one_a_line(line, str(path)) for line in lines], str(path))


def _one_a_line(line: str, file: str) -> str:
    if not line.startswith('"'):
        return normalize("NFC", line)
    names = _csv_line(line, file)
    return names[0] if len(names) == 1 else line


def _refuse_missing_file(names: Sequence[str]) -> None:
    """One name that looks like a file is a file that is not there."""
    if len(names) == 1 and Path(names[0]).suffix in _SUFFIXES:
        raise WrongData("Die Datei gibt es nicht.", "Den Pfad prüfen.", file=names[0])


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _csv_line(line: str, file: str) -> list[str]:
    try:
        fields = next(csv.reader(StringIO(line), strict=True, skipinitialspace=True), [])
    except csv.Error:
        raise WrongData(
            f"„{line}“ ist keine Zeile einer CSV-Datei.",
            "Namen mit Komma trennen; Namen mit Komma in Anführungszeichen setzen.",
            file=file,
        ) from None
    return [normalize("NFC", field.strip()) for field in fields]


def _distinct(names: Sequence[str], file: str) -> dict[str, str]:
    doubled = [name for name, times in Counter(names).items() if times > 1]
    if not names or "" in names or doubled:
        cause = f"„{doubled[0]}“ ist zweimal genannt." if doubled else "Ein Name ist leer."
        raise WrongData(cause, "Jede Kategorie einmal nennen.", file=file)
    return {name: name for name in names}


def _of_codebook(path: Path, name: str) -> dict[str, str]:
    """Titles, and ids that mean one title only: the same id may stand in several dimensions."""
    from roterfaden.study import codebook

    book = codebook.read(path)
    dimensions = [book.dimension(name)] if name else list(book)
    every = [category for dimension in dimensions for category in dimension.ordered()]
    meant: dict[str, set[str]] = {}
    for category in every:
        meant.setdefault(category.id, set()).add(category.title)
    titles = {category.title: category.title for category in every}
    return titles | {one: min(names) for one, names in meant.items() if len(names) == 1}
