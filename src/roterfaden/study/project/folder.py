"""Reads the folder of a project: documents, codebook, codings, decisions, sample, trail.

The folder holds ``project.yml, frame.csv, sample.csv, walk.csv, documents/, codebook.yml,
codings/CODER.csv, adjudication.csv, audit.jsonl``; a project without a sample, decisions or a
trail is read, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from roterfaden.study import codebook as codebooks
from roterfaden.study import documents, sampling, tabular
from roterfaden.study.agreement.disagreements import Decision
from roterfaden.study.codebook import Codebook, Dimension
from roterfaden.study.project import codings
from roterfaden.study.project import settings as project_settings
from roterfaden.study.project.codings import Coded, Passage
from roterfaden.study.project.settings import Settings
from roterfaden.study.trail import Entry
from roterfaden.study.trail import read as read_trail
from roterfaden.study.troubles import WrongData


@dataclass(frozen=True)
class Document:
    """What the report needs of a document; ``turns`` are speaker and text of a transcript."""

    id: str
    kind: str = "text"
    text: str = ""
    turns: tuple[tuple[str, str], ...] = ()
    rubrics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    comparison_type: str = ""
    jobcentre_kind: str = ""
    agreed_on: str = ""


@dataclass(frozen=True)
class Project:
    """A project as it lies in its folder; ``codings`` goes by dimension."""

    folder: Path
    settings: Settings
    codebook: Codebook
    documents: tuple[Document, ...]
    codings: Mapping[str, Coded]
    passages: tuple[Passage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    frame: sampling.Frame | None = None
    sample: tuple[sampling.Drawn, ...] = ()
    found: Mapping[str, bool] = field(default_factory=dict)
    trail: tuple[Entry, ...] = ()

    @property
    def kinds(self) -> Mapping[str, str]:
        """What each document is: plan, transcript or text."""
        return {one.id: one.kind for one in self.documents}

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
    found = _documents(folder / "documents")
    lengths = {one.id: len(one.text) for one in found}
    frame = _frame(folder / "frame.csv", settings)
    sample = _if_there(folder / "sample.csv", sampling.read_sample) or ()
    coded = codings.read(folder / "codings", book, lengths, settings.coders)
    decided = folder / "adjudication.csv"
    return Project(
        folder=folder,
        settings=settings,
        codebook=book,
        documents=found,
        codings=_applying(book, coded.sets, {one.id: one.kind for one in found}),
        passages=coded.passages,
        decisions=codings.read_decisions(decided, book) if decided.is_file() else (),
        frame=frame,
        sample=sample,
        found=_found(folder / "walk.csv", sample),
        trail=_if_there(folder / "audit.jsonl", read_trail) or (),
    )


def _applying(
    book: Codebook, sets: Mapping[str, Coded], kinds: Mapping[str, str]
) -> dict[str, Coded]:
    """The codings without documents to which a dimension does not apply and nobody applied it.

    Such a document is no part of the dimension; „no category“ would say that it was looked at.
    """
    found: dict[str, Coded] = {}
    for name, coded in sets.items():
        dimension = book.dimension(name)
        used = {id_ for given in coded.values() for id_, codes in given.items() if codes}
        kept = {
            coder: {
                id_: codes
                for id_, codes in given.items()
                if id_ in used or dimension.applies_to(kinds.get(id_, ""))
            }
            for coder, given in coded.items()
        }
        if filled := {coder: given for coder, given in kept.items() if given}:
            found[name] = filled
    return found


def _if_there(path: Path, reader: Any) -> Any:
    return reader(path) if path.is_file() else None


def _frame(path: Path, settings: Settings) -> sampling.Frame | None:
    if not path.is_file():
        return None
    header = tabular.read(path).header
    column = settings.id_column or next(
        (n for n in ("id", "document_id") if n in header), header[0]
    )
    return sampling.read_frame(
        path,
        id_column=column,
        strata_column=settings.strata or None,
        protected_column=settings.protected or None,
        with_protected=settings.with_protected,
    )


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
        document = as_document(documents.read_document(path))
        if document.id in made:
            raise WrongData(
                f"Das Dokument „{document.id}“ liegt doppelt.",
                "Eine der beiden Dateien entfernen.",
                file=str(path),
            )
        made[document.id] = document
    return tuple(made.values())


def as_document(content: documents.Content) -> Document:
    """What the report needs of a document's content."""
    rubrics = content.get("rubrics", {})
    return Document(
        id=str(content["id"]),
        kind=str(content.get("kind") or "text"),
        text=documents.text_of(content),
        rubrics={
            str(name): tuple(map(str, texts)) if isinstance(texts, list) else (str(texts),)
            for name, texts in rubrics.items()
        },
        turns=tuple(
            (str(turn.get("speaker") or ""), str(turn.get("text") or ""))
            for turn in content.get("turns", ())
        ),
        comparison_type=str(content.get("comparison_type") or ""),
        jobcentre_kind=str(content.get("jobcentre_kind") or ""),
        agreed_on=str(content.get("agreed_on") or ""),
    )
