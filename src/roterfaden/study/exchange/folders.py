"""A project folder as values: what of it may leave the house, read and written.

Frame, sample and walk stay behind, for they name people.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from roterfaden.study import codebook as codebooks
from roterfaden.study import documents, tabular
from roterfaden.study.codebook import Codebook
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import refuse_filled, written

KEPT_FILES = ("project.yml", "codebook.yml", "adjudication.csv", "audit.jsonl")
COLUMNS = ("document_id", "dimension", "code", "start", "end", "memo", "at")


@dataclass(frozen=True, order=True)
class Row:
    """One row of a coder's file; without a code the document is finished and empty."""

    document_id: str
    dimension: str
    start: int | None
    end: int | None
    code: str
    memo: str = ""
    at: str = ""

    def fields(self) -> tuple[object, ...]:
        place = ("" if one is None else one for one in (self.start, self.end))
        return (self.document_id, self.dimension, self.code, *place, self.memo, self.at)


@dataclass(frozen=True)
class Study:
    """What a project folder holds that may leave the house."""

    title: str
    codebook: Codebook
    documents: tuple[documents.Content, ...]
    codings: Mapping[str, tuple[Row, ...]]
    files: Mapping[str, str]
    original: bytes | None = None
    """The REFI-QDA project it was made of, with all that a folder has no place for."""


def read_study(folder: Path) -> Study:
    """Read ``codebook.yml``, ``documents/`` and ``codings/`` of a folder, and its other files."""
    book = codebooks.read(folder / "codebook.yml")
    paths = sorted(
        one for one in (folder / "documents").glob("*") if one.suffix in (".txt", ".json")
    )
    contents = tuple(documents.read_document(path) for path in paths)
    document_names([str(one["id"]) for one in contents], folder / "documents")
    lengths = {str(one["id"]): _length(one) for one in contents}
    codings = {
        path.stem: tuple(_rows(path, book, lengths))
        for path in sorted((folder / "codings").glob("*.csv"))
    }
    kept = (name for name in KEPT_FILES if (folder / name).is_file())
    files = {name: tabular.as_text(folder / name, name=str(folder / name)) for name in kept}
    original = folder / "exchange" / "original.qdpx"
    content = original.read_bytes() if original.is_file() else None
    return Study(_title(files, folder), book, contents, codings, files, content)


def _length(content: documents.Content) -> int:
    """How far positions may go; anywhere where the text itself is missing."""
    return 2**62 if content.get("missing") else len(documents.text_of(content))


def _title(files: Mapping[str, str], folder: Path) -> str:
    match = re.search(r"^title:\s*(.+)$", files.get("project.yml", ""), re.MULTILINE)
    return match.group(1).strip("'\" ") if match else folder.resolve().name


def _rows(path: Path, book: Codebook, lengths: Mapping[str, int]) -> Iterator[Row]:
    table = tabular.read(path)
    columns = [one for one in COLUMNS if one in COLUMNS[:3] or table.has(one)]
    seen: dict[tuple[object, ...], int] = {}
    for line, values in table.rows(*columns):
        cells = dict(zip(columns, values, strict=True))
        try:
            row = _row(cells, book, lengths)
        except WrongData as trouble:
            raise WrongData(trouble.cause, trouble.way_out, file=str(path), line=line) from None
        what = row.fields()[:5]
        if what in seen:
            raise WrongData(
                f"Die Zeile steht schon in Zeile {seen[what]}.",
                "Eine der beiden löschen.",
                file=str(path),
                line=line,
            )
        seen[what] = line
        yield row


def _row(cells: Mapping[str, str], book: Codebook, lengths: Mapping[str, int]) -> Row:
    dimension = book.dimension(cells["dimension"])
    code = dimension.category(cells["code"]).id if cells["code"] else ""
    start, end = (_position(cells.get(name, "")) for name in ("start", "end"))
    id_ = cells["document_id"]
    if id_ not in lengths:
        raise WrongData(f"Das Dokument „{id_}“ fehlt.", "Es in documents/ ablegen.")
    if (start is None) != (end is None) or (
        start is not None and end is not None and not 0 <= start < end <= lengths[id_]
    ):
        raise WrongData(
            f"Die Stelle von {start} bis {end} gibt es nicht, der Text hat {lengths[id_]} Zeichen.",
            "Positionen ab 0 zählen, das Ende ist die erste Stelle dahinter.",
        )
    return Row(id_, dimension.id, start, end, code, cells.get("memo", ""), cells.get("at", ""))


def _position(cell: str) -> int | None:
    number = tabular.whole(cell)
    if cell and number is None:
        raise WrongData(f"„{cell}“ ist keine Position.", "Eine ganze Zahl ab 0 schreiben.")
    return number


def write_study(study: Study, folder: Path) -> None:
    """Write a new project folder, whole or not at all."""
    refuse_filled(folder)
    with written(folder) as part:
        for name, text in {**_settings(study), **study.files}.items():
            _write(part / name, text)
        if study.original is not None:
            (part / "exchange").mkdir()
            (part / "exchange" / "original.qdpx").write_bytes(study.original)
        _write(part / "codebook.yml", codebooks.write(study.codebook))
        names = document_names([str(one["id"]) for one in study.documents], folder)
        for content, name in zip(study.documents, names, strict=True):
            plain = content.get("kind") == "text" and not content.get("missing")
            plain = plain and name == content["id"]
            text = str(content["text"]) if plain else documents.as_json(content)
            _write(part / "documents" / f"{name}.{'txt' if plain else 'json'}", text)
        for coder, rows in study.codings.items():
            _write(part / "codings" / f"{coder}.csv", as_csv(COLUMNS, (r.fields() for r in rows)))


def _settings(study: Study) -> dict[str, str]:
    coders = json.dumps(list(study.codings), ensure_ascii=False)
    title = json.dumps(study.title, ensure_ascii=False)
    return {"project.yml": f"title: {title}\ncoders: {coders}\n"}


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Give rows as CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(tabular.as_bytes(text))


def document_names(ids: Sequence[str], folder: Path) -> list[str]:
    """Give the names of the documents' files; WrongData where two would be the same."""
    names: dict[str, str] = {}
    for id_ in ids:
        name = safe_name(id_)
        if name.casefold() in names:
            raise WrongData(
                f"„{names[name.casefold()]}“ und „{id_}“ hätten denselben Dateinamen.",
                "Die Kennungen deutlicher unterscheiden.",
                file=str(folder),
            )
        names[name.casefold()] = id_
    return [safe_name(id_) for id_ in ids]


def safe_name(name: str) -> str:
    """Make a name of a file of any name, the same for the same."""
    cleaned = re.sub(r"[^\w.\-' ]+", "_", unicodedata.normalize("NFC", name)).strip(" ._")
    return cleaned[:80] or "ohne-Namen"
