"""Reads coded tables (``document_id,code``) and says which dimension they belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from roterfaden.study import tabular
from roterfaden.study.codebook import MOST_CATEGORIES, Category, Codebook, Dimension
from roterfaden.study.masks import MaskArray, pack
from roterfaden.study.troubles import WrongData

_RESIDUAL = {"sonstiges", "other"}


@dataclass(frozen=True)
class Coded:
    """Sets of codes by document, with the order they are counted in.

    ``names`` gives the title to print for each code; ``residual`` the codes that stand last.
    """

    documents: int
    codes: Mapping[str, frozenset[str]]
    order: tuple[str, ...]
    names: Mapping[str, str]
    residual: frozenset[str]
    dimension: Dimension | None = None

    def masks(self) -> MaskArray:
        """One mask for each document that stands in the file, in its sequence."""
        return pack(self.codes.values(), self.order)


def read_coded(
    path: Path,
    *,
    documents: int | Path | None = None,
    codebook: Codebook | None = None,
    dimension: str | None = None,
) -> Coded:
    """The coded table at ``path``; a row with an empty code is a document without entries.

    ``documents`` is the number of documents analysed or a file that lists them. With a codebook,
    codes are its ids or titles; without one they are ordered by name. Raises ``WrongData``.
    """
    codes, first = _codes(path)
    total = _documents(path, codes, documents)
    if codebook is None:
        return _by_name(path, codes, first, total)
    return _by_book(path, codes, first, total, _chosen(codebook, dimension, first))


def _codes(path: Path) -> tuple[dict[str, frozenset[str]], dict[str, int]]:
    """Codes by document, and for each code the line it first stands on."""
    found: dict[str, set[str]] = {}
    first: dict[str, int] = {}
    seen: set[tuple[str, str]] = set()
    for line, (document, code) in tabular.read(path).rows("document_id", "code"):
        _check(path, line, document, code, seen)
        found.setdefault(document, set())
        if code:
            found[document].add(code)
            first.setdefault(code, line)
    for document, codes in found.items():
        if codes and (document, "") in seen:
            raise WrongData(
                f"Das Dokument „{document}“ hat Kategorien und zugleich eine Zeile ohne Kategorie.",
                "Die Zeile ohne Kategorie streichen.",
                file=str(path),
            )
    return {document: frozenset(codes) for document, codes in found.items()}, first


def _check(path: Path, line: int, document: str, code: str, seen: set[tuple[str, str]]) -> None:
    if not document:
        raise WrongData(
            "Die Kennung des Dokuments fehlt.",
            "In „document_id“ die Kennung eintragen.",
            file=str(path),
            line=line,
        )
    if (document, code) in seen:
        raise WrongData(
            f"Die Zeile „{document}, {code}“ steht doppelt.",
            "Eine der beiden Zeilen streichen.",
            file=str(path),
            line=line,
        )
    seen.add((document, code))


def _documents(path: Path, codes: Mapping[str, object], documents: int | Path | None) -> int:
    if documents is None:
        return len(codes)
    if isinstance(documents, int):
        if documents < len(codes):
            raise WrongData(
                f"Die Datei enthält {len(codes)} Dokumente, angegeben sind nur {documents}.",
                "Die Zahl aller analysierten Dokumente angeben.",
                file=str(path),
            )
        return documents
    listed = _listed(documents)
    for document in codes:
        if document not in listed:
            raise WrongData(
                f"Das Dokument „{document}“ steht nicht in {documents}.",
                "Das Dokument dort ergänzen oder hier streichen.",
                file=str(path),
            )
    return len(listed)


def _listed(path: Path) -> frozenset[str]:
    """The documents of a list: a column ``document_id`` or ``id``, or one document a line."""
    text = tabular.as_text(path, name=str(path))
    heading = text.split("\n", 1)[0].strip().replace(";", ",").split(",")
    column = next((name for name in ("document_id", "id") if name in heading), None)
    if column:
        rows = tabular.read(text, name=str(path)).rows(column)
        named = [(line, document) for line, (document,) in rows]
    else:
        lines = enumerate(text.splitlines(), 1)
        named = [(number, line.strip()) for number, line in lines if line.strip()]
    found: set[str] = set()
    for line, document in named:
        if document in found:
            raise WrongData(
                f"Das Dokument „{document}“ steht doppelt.",
                "Eine der beiden Zeilen streichen.",
                file=str(path),
                line=line,
            )
        found.add(document)
    return frozenset(found)


def _by_name(
    path: Path, codes: dict[str, frozenset[str]], first: dict[str, int], total: int
) -> Coded:
    order = sorted(first, key=lambda code: (code.lower() in _RESIDUAL, code.casefold(), code))
    if len(order) > MOST_CATEGORIES:
        raise WrongData(
            f"Es sind {len(order)} verschiedene Kategorien; höchstens {MOST_CATEGORIES} gehen.",
            "Prüfen, ob „code“ wirklich Kategorien enthält; sonst je Dimension eine Datei.",
            file=str(path),
        )
    residual = frozenset(code for code in order if code.lower() in _RESIDUAL)
    return Coded(total, codes, tuple(order), {code: code for code in order}, residual)


def _by_book(
    path: Path,
    codes: dict[str, frozenset[str]],
    first: dict[str, int],
    total: int,
    dimension: Dimension,
) -> Coded:
    """Codes in the spelling of the file: ids where it uses ids, titles where it uses titles."""
    spelt: dict[str, Category] = {}
    for code, line in first.items():
        category = dimension.find(code)
        if category is None:
            raise WrongData(
                f"Die Kategorie „{code}“ steht nicht im Kategoriensystem ({dimension.title}).",
                "Schreibweise prüfen oder mit --dimension die richtige Dimension nennen.",
                file=str(path),
                line=line,
            )
        spelt[code] = category
    by_id = any(code == category.id for code, category in spelt.items())
    key = {c.id: c.id if by_id else c.title for c in dimension.categories}
    return Coded(
        documents=total,
        codes={
            document: frozenset(key[spelt[code].id] for code in mine)
            for document, mine in codes.items()
        },
        order=tuple(key[c.id] for c in dimension.ordered()),
        names={key[c.id]: c.title for c in dimension.categories},
        residual=frozenset(key[c.id] for c in dimension.categories if c.residual),
        dimension=dimension,
    )


def _chosen(codebook: Codebook, name: str | None, first: Mapping[str, int]) -> Dimension:
    """The dimension named, or the one that knows most of the codes, the first of several."""
    if name:
        return codebook.dimension(name)
    return max(codebook, key=lambda dimension: _known(dimension, tuple(first)))


def _known(dimension: Dimension, codes: Sequence[str]) -> int:
    return sum(dimension.find(code) is not None for code in codes)
