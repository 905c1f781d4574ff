"""Suggestions as a file, in a form that cannot be mistaken for a coding."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from roterfaden.study import tabular
from roterfaden.study.suggest.proposals import Suggestions
from roterfaden.study.troubles import WrongData

COLUMNS = ("document_id", "dimension", "proposed", "probability", "words", "next", "model")
"""Nothing here is called ``code`` or ``coder``; a document without a proposal has an empty one."""


def write(path: Path, suggestions: Mapping[str, Suggestions], *, most: int | None = None) -> None:
    """Write suggestions by dimension, what to code next first; at most so many documents each.

    Raises `WrongData` for a place among the codings of humans.
    """
    if path.resolve().parent.name == "codings":
        raise WrongData(
            "Vorschläge gehören nicht zu den Codierungen.",
            "Einen anderen Ordner wählen; ein Mensch übernimmt, was er bestätigt.",
            file=str(path),
        )
    tabular.write(path, COLUMNS, _rows(suggestions, most))


def _rows(suggestions: Mapping[str, Suggestions], most: int | None) -> Iterable[tuple[str, ...]]:
    for dimension, found in suggestions.items():
        for rank, document in enumerate(found.order[:most], 1):
            for one in found.proposals[document]:
                likely, words = f"{one.probability:.3f}", " | ".join(one.words)
                yield document, dimension, one.code, likely, words, str(rank), found.model
            if not found.proposals[document]:
                yield document, dimension, "", "", "", str(rank), found.model
