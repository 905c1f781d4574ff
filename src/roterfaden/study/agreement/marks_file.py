"""Passages from the codings of a project: ``codings/CODER.csv`` with ``start`` and ``end``."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from roterfaden.study import tabular
from roterfaden.study.agreement.passages import Span
from roterfaden.study.codebook import Codebook
from roterfaden.study.troubles import WrongData

COLUMNS = ("document_id", "dimension", "code", "start", "end")

Passages = dict[str, dict[str, dict[str, list[tuple[str, Span]]]]]
"""Dimension to coder to document to passages with their codes."""


def read(paths: Sequence[Path], codebook: Codebook) -> Passages:
    """Every passage in these files, one coder each, named by the file.

    A row without positions says that the document was coded, and marks no passage. Raises
    `WrongData` for half a position, unknown dimensions and codes.
    """
    found: Passages = {}
    for path in paths:
        table = tabular.read(path)
        if not (table.has("start") and table.has("end")):
            continue
        for line, (document, name, said, start, end) in table.rows(*COLUMNS):
            try:
                dimension = codebook.dimension(name)
                code = dimension.category(said).id if said else ""
            except WrongData as trouble:
                raise WrongData(trouble.cause, trouble.way_out, file=str(path), line=line) from None
            given = found.setdefault(dimension.id, {}).setdefault(path.stem, {})
            passages = given.setdefault(document, [])
            if start or end:
                passages.append((code, _span(start, end, path, line)))
    return found


def _span(start: str, end: str, path: Path, line: int) -> Span:
    if not (start.isdecimal() and end.isdecimal()):
        _refuse(f"„{start}“ und „{end}“ sind keine Stelle.", path, line)
    span = Span(int(start), int(end))
    if span.start >= span.end:
        _refuse(f"Die Stelle {start} bis {end} ist leer.", path, line)
    return span


def _refuse(cause: str, path: Path, line: int) -> NoReturn:
    raise WrongData(
        cause,
        "Anfang und Ende in Zeichen angeben oder beide leer lassen.",
        file=str(path),
        line=line,
    )
