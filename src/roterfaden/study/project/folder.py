"""Reads the folder of a project: documents, codebook, codings, decisions, sample, trail.

The folder holds ``project.yml, frame.csv, sample.csv, walk.csv, documents/, codebook.yml,
codings/CODER.csv, adjudication.csv, audit.jsonl``; a project without a sample, decisions or a
trail is read, too.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roterfaden.study import codebook as codebooks
from roterfaden.study import sampling, tabular
from roterfaden.study.agreement.disagreements import Decision, Kind
from roterfaden.study.codebook import Codebook, Dimension
from roterfaden.study.project import settings as project_settings
from roterfaden.study.project.settings import Settings
from roterfaden.study.trail import Entry
from roterfaden.study.trail import read as read_trail
from roterfaden.study.troubles import WrongData

DECISIONS = ("document_id", "dimension", "codes", "decision", "why", "by", "at")
LARGEST = 20_000_000

Coded = Mapping[str, Mapping[str, frozenset[str]]]
"""Coder to document to ids of categories; an empty set is coded, an absent document is not."""


@dataclass(frozen=True)
class Document:
    """What the report needs of a document: which rubrics are filled, type and day."""

    id: str
    kind: str = "text"
    rubrics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comparison_type: str = ""
    agreed_on: str = ""


@dataclass(frozen=True)
class Project:
    """A project as it lies in its folder; ``codings`` goes by dimension."""

    folder: Path
    settings: Settings
    codebook: Codebook
    documents: tuple[Document, ...]
    codings: Mapping[str, Coded]
    decisions: tuple[Decision, ...] = ()
    frame: sampling.Frame | None = None
    sample: tuple[sampling.Drawn, ...] = ()
    found: Mapping[str, bool] = field(default_factory=dict)
    trail: tuple[Entry, ...] = ()

    def coded(self, dimension: Dimension) -> Coded:
        return self.codings.get(dimension.id, {})


def read(folder: Path) -> Project:
    """The project in ``folder``; raises ``WrongData`` with file and line."""
    if not (folder / project_settings.FILE).is_file():
        raise WrongData(
            f"In diesem Ordner liegt kein {project_settings.FILE}.",
            "Den Ordner eines Projekts angeben.",
            file=str(folder),
        )
    settings = project_settings.read(folder / project_settings.FILE)
    book = codebooks.read(folder / "codebook.yml")
    documents = _documents(folder / "documents")
    known = {one.id for one in documents}
    frame = _frame(folder / "frame.csv", settings)
    sample = _if_there(folder / "sample.csv", sampling.read_sample) or ()
    return Project(
        folder=folder,
        settings=settings,
        codebook=book,
        documents=documents,
        codings=_codings(folder / "codings", book, known, settings),
        decisions=_if_there(folder / "adjudication.csv", lambda path: _decisions(path, book)) or (),
        frame=frame,
        sample=sample,
        found=_found(folder / "walk.csv", sample),
        trail=_if_there(folder / "audit.jsonl", read_trail) or (),
    )


def _if_there(path: Path, reader: Any) -> Any:
    return reader(path) if path.is_file() else None


def _frame(path: Path, settings: Settings) -> sampling.Frame | None:
    if not path.is_file():
        return None
    header = tabular.read(path).header
    column = settings.id_column or next(
        (n for n in ("id", "document_id") if n in header), header[0]
    )
    return sampling.read_frame(path, id_column=column, strata_column=settings.strata or None)


def _found(path: Path, sample: tuple[sampling.Drawn, ...]) -> Mapping[str, bool]:
    if not path.is_file() or not sample:
        return {}
    return sampling.read_found(path, sample).has


def _documents(folder: Path) -> tuple[Document, ...]:
    """The documents by id; a plan says which rubrics are filled."""
    if not folder.is_dir():
        return ()
    paths = sorted(p for p in folder.iterdir() if p.suffix in {".txt", ".json"} and p.is_file())
    made: dict[str, Document] = {}
    for path in paths:
        document = _json_document(path) if path.suffix == ".json" else Document(path.stem)
        if document.id in made:
            raise WrongData(
                f"Das Dokument „{document.id}“ liegt doppelt.",
                "Eine der beiden Dateien entfernen.",
                file=str(path),
            )
        made[document.id] = document
    return tuple(made.values())


def _json_document(path: Path) -> Document:
    text = tabular.as_text(path, name=str(path))
    try:
        parts = json.loads(text) if len(text) <= LARGEST else None
    except (ValueError, RecursionError):
        parts = None
    if not isinstance(parts, dict):
        raise WrongData(
            "Das ist kein Dokument einer Studie.",
            "Ein JSON-Objekt mit id und kind schreiben.",
            file=str(path),
        )
    rubrics = parts.get("rubrics")
    return Document(
        id=str(parts.get("id") or path.stem),
        kind=str(parts.get("kind") or "text"),
        rubrics={
            str(name): tuple(map(str, texts)) if isinstance(texts, list) else (str(texts),)
            for name, texts in (rubrics.items() if isinstance(rubrics, dict) else ())
        },
        comparison_type=str(parts.get("comparison_type") or ""),
        agreed_on=str(parts.get("agreed_on") or ""),
    )


def _codings(
    folder: Path, book: Codebook, known: set[str], settings: Settings
) -> dict[str, dict[str, dict[str, frozenset[str]]]]:
    """By dimension and coder; the coders named first come first, others by name."""
    paths = {path.stem: path for path in sorted(folder.glob("*.csv"))}
    missing = [coder for coder in settings.coders if coder not in paths]
    if missing:
        raise WrongData(
            f"Die Codierung von „{missing[0]}“ fehlt.",
            f"Die Datei {missing[0]}.csv dort ablegen oder „coders“ in project.yml ändern.",
            file=str(folder),
        )
    order = [*settings.coders, *(coder for coder in paths if coder not in settings.coders)]
    found: dict[str, dict[str, dict[str, frozenset[str]]]] = {d.id: {} for d in book}
    for coder in order:
        for dimension, coded in _coding(paths[coder], book, known).items():
            found[dimension][coder] = coded
    return {dimension: coders for dimension, coders in found.items() if coders}


def _coding(path: Path, book: Codebook, known: set[str]) -> dict[str, dict[str, frozenset[str]]]:
    table = tabular.read(path)
    spans = [name for name in ("start", "end") if table.has(name)]
    seen: set[tuple[str, ...]] = set()
    empty: dict[tuple[str, str], int] = {}
    found: dict[str, dict[str, set[str]]] = {}
    for line, values in table.rows("document_id", "dimension", "code", *spans):
        document, code = values[0], values[2]
        _check_row(path, line, values, seen, known)
        dimension = _placed(path, line, book.dimension, values[1])
        mine = found.setdefault(dimension.id, {}).setdefault(document, set())
        if code:
            mine.add(_placed(path, line, dimension.category, code).id)
        else:
            empty[dimension.id, document] = line
    for (dimension_id, document), line in empty.items():
        if found[dimension_id][document]:
            raise WrongData(
                f"„{document}“ hat hier eine Zeile ohne Kategorie und andere mit.",
                "Die Zeile ohne Kategorie streichen.",
                file=str(path),
                line=line,
            )
    return {
        dimension: {document: frozenset(codes) for document, codes in coded.items()}
        for dimension, coded in found.items()
    }


def _check_row(
    path: Path, line: int, values: tuple[str, ...], seen: set[tuple[str, ...]], known: set[str]
) -> None:
    if values in seen:
        raise WrongData(
            f"Die Zeile „{', '.join(values[:3])}“ steht doppelt.",
            "Eine der beiden Zeilen streichen.",
            file=str(path),
            line=line,
        )
    seen.add(values)
    if not values[0] or (known and values[0] not in known):
        raise WrongData(
            f"Das Dokument „{values[0]}“ liegt nicht im Ordner documents.",
            "Die Kennung berichtigen oder das Dokument dazulegen.",
            file=str(path),
            line=line,
        )


def _placed(path: Path, line: int, find: Any, name: str) -> Any:
    """What ``find`` finds, or its trouble with file and line."""
    try:
        return find(name)
    except WrongData as trouble:
        raise WrongData(trouble.cause, trouble.way_out, file=str(path), line=line) from None


def _decisions(path: Path, book: Codebook) -> tuple[Decision, ...]:
    table = tabular.read(path)
    columns = [*DECISIONS[:4], *(name for name in DECISIONS[4:] if table.has(name))]
    found = []
    for line, values in table.rows(*columns):
        given = dict(zip(columns, values, strict=True))
        dimension = _placed(path, line, book.dimension, given["dimension"])
        codes = [code.strip() for code in given["codes"].split("|") if code.strip()]
        if given["decision"] not in set(Kind):
            raise WrongData(
                f"„{given['decision']}“ ist keine Art der Einigung.",
                f"Eine von {', '.join(Kind)} schreiben.",
                file=str(path),
                line=line,
            )
        found.append(
            Decision(
                given["document_id"],
                dimension.id,
                tuple(_placed(path, line, dimension.category, code).id for code in codes),
                Kind(given["decision"]),
                given.get("why", ""),
                given.get("by", ""),
                given.get("at", ""),
            )
        )
    return tuple(found)
