"""Files from outside as documents of a study: read, taken apart, and without their people.

Everything passes the same pseudonymisation, also what came as clean; the names that the sender
knows go first. Nothing of the files is kept but the documents that are returned.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from roterfaden.core.errors import Refused
from roterfaden.research.actions.documents import Brought
from roterfaden.study import documents, tabular
from roterfaden.study.rubrics import RUBRICS

if TYPE_CHECKING:
    from roterfaden.study.pseudonyms import Record

MOST_BYTES = 50 * 1024 * 1024
_TURN = re.compile(r"(?P<speaker>[A-ZÄÖÜ][\w .\-/]{0,30}):\s+(?P<text>.*)")
_HEADINGS = tuple(words for names in RUBRICS.values() for words in names[:1])
_PLAIN = (".txt", ".docx")


@dataclass(frozen=True)
class Sent:
    """A file as it was sent."""

    name: str
    content: bytes


def brought(files: Iterable[Sent], names: Sent | None, *, first_number: int) -> list[Brought]:
    """The documents in these files, numbered on from ``first_number``.

    Raises ``WrongData`` with file and line for whatever cannot be read; then none is taken.
    """
    from roterfaden.study.pseudonyms import pseudonymise_folder

    with TemporaryDirectory() as name:
        folder = Path(name)
        record = _record(folder, names)
        texts = folder / "documents"
        texts.mkdir()
        for number, content in enumerate(_contents(_unpacked(files), folder), 1):
            path = texts / f"{number:05}.json"
            path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        done = pseudonymise_folder(texts, record).documents
    return [_as_brought(one, n) for n, one in enumerate(done, first_number)]


def _record(folder: Path, names: Sent | None) -> Record:
    """What the sender knows, for all documents alike: a name known of one may stand in another."""
    from roterfaden.study.pseudonyms import Record, read_record

    if names is None:
        return Record({})
    known = read_record(_written(folder, names)).facts
    return Record({None: tuple(fact for facts in known.values() for fact in facts)})


def transcript(lines: Iterable[str]) -> dict[str, Any]:
    """A transcript from lines like ``F1: …``; a line without a speaker goes on with the turn.

    Overlaps (``//…//``), stress in capitals and notes in brackets stay as they were written.
    """
    turns: list[dict[str, str]] = []
    for line in (line.strip() for line in lines):
        if found := _TURN.fullmatch(line):
            turns.append({"speaker": found["speaker"], "text": found["text"], "note": ""})
        elif line and turns:
            turns[-1]["text"] += f" {line}"
        elif line:
            turns.append({"speaker": "", "text": line, "note": ""})
    return {"kind": "transcript", "turns": turns}


def _unpacked(files: Iterable[Sent]) -> Iterator[Sent]:
    from roterfaden.study.exchange.archives import checked_zip, member

    for sent in files:
        if len(sent.content) > MOST_BYTES:
            raise Refused(_("„%(name)s“ ist größer als 50 MB. Teilen Sie sie.") % vars(sent))
        if not sent.name.casefold().endswith(".zip"):
            yield sent
            continue
        archive = checked_zip(sent.content, name=sent.name)
        for path in sorted(one.filename for one in archive.infolist() if not one.is_dir()):
            if not PurePosixPath(path).name.startswith((".", "_")):
                yield Sent(path, member(archive, path, name=sent.name))


def _contents(files: Iterable[Sent], folder: Path) -> Iterator[dict[str, Any]]:
    for sent in files:
        yield from _of_file(sent, folder)


def _of_file(sent: Sent, folder: Path) -> Iterator[dict[str, Any]]:
    from roterfaden.study.exchange.plans import SINGLE, TABLES, read_plans

    path = _written(folder, sent)
    suffix = path.suffix.casefold()
    if suffix == ".qdpx":
        yield from _of_package(sent)
    elif suffix == ".json":
        yield _of_json(path)
    elif suffix in _PLAIN and not _is_plan(lines := _lines(path)):
        yield transcript(lines)
    elif suffix in (*SINGLE, *TABLES):
        yield from read_plans(path)
    else:
        raise Refused(
            _(
                "Mit „%(name)s“ geht das nicht. Möglich sind ZIP, JSON, CSV, XLSX, TXT, DOCX, PDF "
                "und QDPX."
            )
            % {"name": sent.name}
        )


def _of_json(path: Path) -> dict[str, Any]:
    """A document of a study, or a plan of the program as it lies in its PDF."""
    text = tabular.as_text(path, name=path.name)
    content = documents.from_json(text, id_=path.stem, name=path.name)
    return content if "schema" in content else _known(content)


def _of_package(sent: Sent) -> Iterator[dict[str, Any]]:
    from roterfaden.study.exchange.refi import contents_of, read_package
    from roterfaden.study.exchange.studies import study_of

    study = study_of(contents_of(read_package(sent.content, name=sent.name)))
    yield from (_known(dict(one)) for one in study.documents)


def _known(content: dict[str, Any]) -> dict[str, Any]:
    """Plans and transcripts stay what they are; a mere text becomes a transcript of its lines."""
    if content.get("kind") in {"plan", "transcript"}:
        return content
    if "rubrics" in content:
        return {**content, "kind": "plan"}
    return {**transcript(str(content.get("text", "")).splitlines()), "id": content.get("id")}


def _lines(path: Path) -> list[str]:
    from roterfaden.study.exchange.docx import lines_of

    if path.suffix.casefold() == ".docx":
        return list(lines_of(path))
    return tabular.as_text(path, name=path.name).splitlines()


def _is_plan(lines: list[str]) -> bool:
    return any(line.strip().startswith(_HEADINGS) for line in lines)


def _written(folder: Path, sent: Sent) -> Path:
    path = folder / PurePosixPath(sent.name.replace("\\", "/")).name
    path.write_bytes(sent.content)
    return path


def _as_brought(one: Any, number: int) -> Brought:
    content = json.loads(one.content)
    ident = f"{number:03d}"
    flags = [{"text": flag.text, "why": flag.why} for flag in one.flags]
    month = str(content.get("agreed_on", ""))[:7]
    content["id"] = ident
    return Brought(
        ident,
        content,
        str(content.get("comparison_type", ""))[:8],
        date.fromisoformat(f"{month}-01") if re.fullmatch(r"\d{4}-\d{2}", month) else None,
        flags,
    )
