"""Pseudonymise a folder: texts, plans as JSON and DOCX in, numbered documents out.

The documents get running numbers, as in the report (section 2.1), for names of files tell much.
DOCX comes out as text: comments, authors and tracked changes stay behind. The folder is written
whole or not at all; the key lies elsewhere.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unicodedata import normalize

from roterfaden.study import tabular
from roterfaden.study.pseudonyms.flags import Flag
from roterfaden.study.pseudonyms.keys import Mapping
from roterfaden.study.pseudonyms.plans import facts_of_plan, is_plan, study_document
from roterfaden.study.pseudonyms.records import Record
from roterfaden.study.pseudonyms.spans import Replaced
from roterfaden.study.pseudonyms.texts import Pseudonymised, Pseudonymiser
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import refuse_filled, written

SUFFIXES = (".txt", ".json", ".docx")
_FORMAT_WORD = re.compile("[a-z0-9_]+")
KEPT_KEYS = frozenset({"agreed_on", "comparison_type", "kind", "language", "schema", "speaker"})
"""Values under these keys of a JSON document are no free text and stay as they are."""


@dataclass(frozen=True)
class Document:
    """One document without its people."""

    id: str
    suffix: str
    content: str
    flags: tuple[Flag, ...]
    mappings: tuple[Mapping, ...]


@dataclass(frozen=True)
class Folder:
    """All documents of a folder; ``absent`` are those that only the record names."""

    documents: tuple[Document, ...]
    absent: tuple[str, ...] = ()

    def mappings(self) -> tuple[Mapping, ...]:
        return tuple(one for document in self.documents for one in document.mappings)

    @property
    def flagged(self) -> int:
        return sum(len(document.flags) for document in self.documents)


def pseudonymise_folder(folder: Path, record: Record) -> Folder:
    """Read and pseudonymise every document below a folder, in the natural order of their names.

    Raises WrongData for files of another kind, other encodings, broken DOCX or JSON.
    """
    files = _files(folder)
    width = max(3, len(str(len(files))))
    numbered = enumerate(files, 1)
    documents = tuple(_document(path, f"{n:0{width}}", record) for n, path in numbered)
    there = {name for path in files for name in _names(path)}
    return Folder(documents, tuple(name for name in record.facts if name and name not in there))


def _names(path: Path) -> tuple[str, str]:
    """How the record may name a document: with its ending or without."""
    return normalize("NFC", path.stem), normalize("NFC", path.name)


@contextmanager
def writing_folder(folder: Folder, out: Path) -> Iterator[None]:
    """Write documents and ``flags.csv`` into a new folder, whole or not at all.

    The folder appears after the body of the ``with`` block, so only if that went well, too.
    """
    refuse_filled(out)
    with written(out) as part:
        part.mkdir()
        for one in folder.documents:
            (part / f"{one.id}{one.suffix}").write_text(one.content, encoding="utf-8")
        rows = (
            (one.id, flag.start, flag.end, flag.text, flag.why)
            for one in folder.documents
            for flag in one.flags
        )
        tabular.write(part / "flags.csv", ("document_id", "start", "end", "text", "why"), rows)
        yield


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise WrongData("Das ist kein Ordner.", "Den Ordner der Texte angeben.", file=str(folder))
    files = [one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")]
    for one in files:
        if one.suffix.casefold() not in SUFFIXES:
            raise WrongData(
                f"Mit „{one.suffix}“ geht das nicht, nur mit {', '.join(SUFFIXES)}.",
                "Umwandeln (`roterfaden study convert`) oder aus dem Ordner nehmen.",
                file=str(one),
            )
    if not files:
        raise WrongData("Der Ordner ist leer.", "Texte hineinlegen.", file=str(folder))
    return sorted(files, key=lambda one: _natural(str(one.relative_to(folder))))


def _natural(name: str) -> list[tuple[int, str]]:
    parts = re.split(r"(\d+)", name)
    return [(int(one), "") if one.isdigit() else (0, one.casefold()) for one in parts] + [(0, name)]


def _document(path: Path, id_: str, record: Record) -> Document:
    facts = record.of(*_names(path))
    suffix = path.suffix.casefold()
    if suffix == ".json":
        return _json_document(path, id_, record)
    text = _docx_text(path) if suffix == ".docx" else tabular.as_text(path, name=str(path))
    done = Pseudonymiser(facts).text(text)
    mappings = tuple(_mappings(id_, path.name, done.replaced))
    return Document(id_, ".txt", done.text, done.flags, mappings)


def _docx_text(path: Path) -> str:
    from roterfaden.study.exchange.docx import text_of

    return text_of(path)


def _json_document(path: Path, id_: str, record: Record) -> Document:
    """Pseudonymise every free text of a JSON document; a plan of the program loses its people."""
    facts = record.of(*_names(path))
    steps: list[Pseudonymised] = []
    try:
        content = json.loads(tabular.as_text(path, name=str(path)))
        if is_plan(content):
            facts = (*facts_of_plan(content), *facts)
            content = study_document(content)
        changed = _walked(content, Pseudonymiser(facts), steps)
    except json.JSONDecodeError as error:
        raise _no_json("Das ist kein gültiges JSON.", path, error.lineno) from None
    except (RecursionError, AttributeError, TypeError) as error:
        raise _no_json("Das JSON hat nicht die Form eines Dokuments.", path) from error
    if isinstance(changed, dict):
        changed["id"] = id_
    text = json.dumps(changed, ensure_ascii=False, indent=2) + "\n"
    replaced = tuple(one for step in steps for one in step.replaced)
    found = tuple(flag for step in steps for flag in step.flags)
    return Document(id_, ".json", text, found, tuple(_mappings(id_, path.name, replaced)))


def _no_json(cause: str, path: Path, line: int | None = None) -> WrongData:
    return WrongData(cause, "Die Datei neu ausgeben.", file=str(path), line=line)


def _walked(value: Any, pseudonymiser: Pseudonymiser, steps: list[Pseudonymised]) -> Any:
    if isinstance(value, str):
        steps.append(pseudonymiser.text(value))
        return steps[-1].text
    if isinstance(value, list):
        return [_walked(one, pseudonymiser, steps) for one in value]
    if isinstance(value, dict):
        return {
            _key(name, pseudonymiser, steps): _kept(name, one)
            if name in KEPT_KEYS
            else _walked(one, pseudonymiser, steps)
            for name, one in value.items()
        }
    return _number(value, pseudonymiser, steps)


def _key(name: str, pseudonymiser: Pseudonymiser, steps: list[Pseudonymised]) -> str:
    """A key may be a name; one in plain small letters is a word of the format."""
    return name if _FORMAT_WORD.fullmatch(name) else _walked(name, pseudonymiser, steps)


def _number(value: Any, pseudonymiser: Pseudonymiser, steps: list[Pseudonymised]) -> Any:
    """A number may be that of a phone or a person."""
    done = pseudonymiser.text(str(value))
    if isinstance(value, bool) or value is None or not done.replaced:
        return value
    steps.append(done)
    return done.text


def _kept(name: str, value: Any) -> Any:
    """A day tells more than a study by time needs; its month stays."""
    return str(value)[:7] if name == "agreed_on" else value


def _mappings(id_: str, source: str, replaced: tuple[Replaced, ...]) -> Iterator[Mapping]:
    originals: dict[str, dict[str, None]] = {}
    for one in replaced:
        originals.setdefault(one.placeholder, {})[one.original] = None
    if not originals:
        yield Mapping(id_, source, "", ())
    for placeholder, forms in originals.items():
        yield Mapping(id_, source, placeholder, tuple(forms))
