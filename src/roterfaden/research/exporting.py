"""A study as the folder of files that the command line works on.

What the pages count is the same as what the library reads from it (:mod:`.counting`), so that
``roterfaden study verify`` recomputes what was shown.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from roterfaden.research.books import book_of
from roterfaden.research.comparing import (
    Compared,
    compared,
    decisions,
    letters_of,
    passage_decisions,
)
from roterfaden.research.method import method_of
from roterfaden.research.models import Project
from roterfaden.research.trailing import entries_of
from roterfaden.study import codebook, trail

if TYPE_CHECKING:
    from roterfaden.study import project as library

CODING = ("document_id", "dimension", "code", "start", "end", "memo", "at")
CHUNK = 2000
DECISION = ("document_id", "dimension", "codes", "decision", "why", "by", "at")
PASSAGES = ("document_id", "dimension", "start", "end", "marks", "decision", "why", "by", "at")


def as_refi(project: Project) -> IO[bytes]:
    """The study as a REFI-QDA project (.qdpx), for other programs; gone when it is closed."""
    from roterfaden.study.exchange.converting import convert

    with as_folder(project) as folder, TemporaryDirectory() as name:
        target = Path(name) / "projekt.qdpx"
        convert(folder, target)
        return target.open("rb")


@contextmanager
def as_folder(project: Project) -> Iterator[Path]:
    """The folder of the project for a moment; it goes when it was read."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, content in folder_files(project):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(content, encoding="utf-8")
        yield folder


def as_zip(files: Iterable[tuple[str, bytes]]) -> IO[bytes]:
    """These files in one archive, the same bytes for the same files; gone when it is closed.

    Memory holds one file at a time, so ``files`` had better make them one by one.
    """
    sent = TemporaryFile()  # noqa: SIM115  whoever sends it closes it
    with ZipFile(sent, "w", ZIP_DEFLATED) as archive:
        for path, content in files:
            archive.writestr(ZipInfo(path), content, ZIP_DEFLATED)
    sent.seek(0)
    return sent


def folder_files(project: Project) -> Iterator[tuple[str, str]]:
    """The files of the folder, path and content."""
    from roterfaden.study.project import write_settings

    book = book_of(project)
    seen = [compared(project, dimension) for dimension in book.dimensions]
    coders = sorted({code for one in seen for code in one.codes})
    yield "project.yml", write_settings(settings_of(project, coders, book.version))
    yield "codebook.yml", codebook.write(book)
    yield from _sample(project)
    documents = project.documents.values_list("ident", "content", "agreed_on")
    for ident, content, agreed_on in documents.iterator(chunk_size=CHUNK):
        text = json.dumps(content_of(ident, content, agreed_on), ensure_ascii=False, indent=1)
        yield f"documents/{ident}.json", f"{text}\n"
    for code in coders:
        yield f"codings/{code}.csv", table(CODING, _codings(seen, code))
    yield "adjudication.csv", table(DECISION, _decisions(project, seen))
    if decided := list(_passages(project, seen)):
        yield "adjudication-passages.csv", table(PASSAGES, decided)
    yield "audit.jsonl", trail.write(entries_of(project))


def settings_of(project: Project, coders: list[str], version: str) -> library.Settings:
    """What ``project.yml`` says."""
    from roterfaden.study.project import Permission, Settings
    from roterfaden.study.tables import SOURCE, Disclosure

    draw, method = project.draws.select_related("frame").first(), method_of(project.settings)
    until = project.permitted_until_on.isoformat()
    return Settings(
        title=project.title,
        question=project.question,
        purpose=project.purpose,
        permission=Permission(project.permission_number, project.permission_by, until),
        source=project.source or SOURCE,
        seed=draw.seed if draw else None,
        size=draw.size if draw else None,
        stop=draw.stop if draw else None,
        algorithm=draw.algorithm if draw else "",
        strata="stratum" if draw and draw.strata_column else "",
        id_column="id",
        coders=tuple(coders),
        codebook=version,
        min_count=method.min_count,
        disclosure=Disclosure(method.smallest, method.complementary),
        resamples=method.resamples,
        bootstrap_seed=method.bootstrap_seed,
    )


def _sample(project: Project) -> Iterator[tuple[str, str]]:
    draw = project.draws.select_related("frame").first()
    if draw is None:
        return
    yield "frame.csv", draw.frame.content
    items = list(draw.items.all())
    has_strata = bool(draw.strata_column)
    heads = ("draw", "id", "stratum") if has_strata else ("draw", "id")
    rows = ((one.position, one.ident, one.stratum)[: len(heads)] for one in items)
    yield "sample.csv", table(heads, rows)
    found = [(one.ident, "ja" if one.has_plan else "nein") for one in items if one.noted_at]
    if found:
        yield "walk.csv", table(("id", "has"), found)


def content_of(ident: str, content: dict[str, Any], agreed_on: date | None) -> dict[str, Any]:
    """A document as its file has it."""
    day = {"agreed_on": agreed_on.isoformat()} if agreed_on else {}
    return {**content, "id": ident, **day}


def _codings(seen: list[Compared], coder: str) -> Iterator[tuple[Any, ...]]:
    for one in seen:
        for ident in one.codes.get(coder, {}):
            coding = one.codings[coder, ident]
            at = coding.changed_at.isoformat()
            for code, start, end in coding.marks or [["", None, None]]:
                place = ("" if start is None else start, "" if end is None else end)
                yield (ident, one.dimension.id, code, *place, coding.memo, at)


def _decisions(project: Project, seen: list[Compared]) -> Iterator[tuple[str, ...]]:
    for one in seen:
        for made in decisions(project, one.dimension):
            if made.document in one.documents:
                codes = "|".join(made.codes)
                kind, why = str(made.kind), made.why
                yield (made.document, made.dimension, codes, kind, why, made.by, made.at)


def _passages(project: Project, seen: list[Compared]) -> Iterator[tuple[Any, ...]]:
    """What was decided on passages: ``marks`` are ``code:start-end``, parted by ``|``."""
    letters = letters_of(project)
    for one in seen:
        for (ident, start, end), made in sorted(passage_decisions(project, one.dimension).items()):
            if ident in one.documents:
                marks = "|".join(f"{code}:{first}-{last}" for code, first, last in made.marks)
                by = letters.get(made.decided_by_id, "")
                place = (ident, one.dimension.id, start, end)
                yield (*place, marks, made.kind, made.why, by, made.decided_at.isoformat())


def table(heads: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue()
