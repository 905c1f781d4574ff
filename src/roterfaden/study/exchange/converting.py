"""From any kind of file to any other that can hold it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from roterfaden.study import codebook as codebooks
from roterfaden.study.codebook import Codebook
from roterfaden.study.documents import as_json, text_of
from roterfaden.study.exchange import matrices, plans
from roterfaden.study.exchange.folders import COLUMNS, Study, read_study, write_study
from roterfaden.study.exchange.leaving import contents_of_study
from roterfaden.study.exchange.merging import merged
from roterfaden.study.exchange.refi import (
    Code,
    CodeSet,
    Contents,
    Note,
    Package,
    Source,
    contents_of,
    package_of,
    read_codebook,
    read_codes,
    read_package,
    write_codebook,
    write_codes,
    write_package,
)
from roterfaden.study.exchange.refi.model import guid
from roterfaden.study.exchange.sheets import read_sheet, write_sheet
from roterfaden.study.exchange.studies import OWN, study_of
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import refuse_same, written

ANEW = "was nur im ursprünglichen Projekt stand, denn die Kategorien sind andere geworden"
BOOKS = (".yml", ".yaml", ".qdc")


@dataclass(frozen=True)
class Converted:
    """What was read, and what the target has no place for."""

    what: str
    number: int
    left_out: tuple[str, ...] = ()


def convert(source: Path, target: Path) -> Converted:
    """Read ``source`` and write ``target``, each by its name; a name without ending is a folder.

    Raises WrongData where something cannot be read or the target cannot hold it; then nothing is
    written.
    """
    if not source.exists():
        raise WrongData("Das gibt es nicht.", "Den Pfad prüfen.", file=str(source))
    refuse_same(source, target)
    return _reader(source)(source, target)


def _reader(source: Path) -> Callable[[Path, Path], Converted]:
    suffix = source.suffix.casefold()
    if source.is_dir():
        return _study if (source / "codebook.yml").is_file() else _plans
    if suffix == ".qdpx":
        return _package
    if suffix in BOOKS:
        return _book
    if suffix in plans.TABLES:
        return _table
    if suffix in plans.SINGLE:
        return _plans
    raise WrongData(
        f"„{source.suffix}“ ist keine bekannte Art von Datei.",
        "Möglich sind .qdpx, .qdc, .yml, .csv, .xlsx, .txt, .docx, .pdf, .json und Ordner.",
        file=str(source),
    )


def _package(source: Path, target: Path) -> Converted:
    package = read_package(source)
    contents = contents_of(package)
    codings = sum(1 for one in contents.sources for _ in _codings(one))
    if target.suffix.casefold() == ".qdpx":
        write_package(package, target)
        return Converted("Codierungen", codings)
    if target.suffix.casefold() == ".qdc":
        return _write_codes(contents.codes, contents.sets, target)
    study = study_of(contents)
    if not target.suffix:
        study = replace(study, original=source.read_bytes())
    _write_study(study, target)
    if target.suffix.casefold() in BOOKS:
        return Converted("Kategorien", sum(1 for _ in contents.all_codes()))
    return Converted("Codierungen", codings, tuple(_left_out(package, contents)))


def _codings(source: Source) -> list[object]:
    return [*source.codings, *(one for span in source.selections for one in span.codings)]


def _left_out(package: Package, contents: Contents) -> list[str]:
    missing = sum(one.text is None for one in contents.sources)
    others = sum(one.others for one in contents.sources)
    empty = sum(one.start == one.end for source in contents.sources for one in source.selections)
    groups = {"Links": "Verknüpfungen", "Graphs": "Netzwerke", "Sets": "Gruppen"}
    groups |= {"Variables": "Variablen", "Cases": "Fälle"}
    present = {str(one.tag).rpartition("}")[2] for one in package.root()}
    told = [f"{word} ({name})" for name, word in groups.items() if name in present]
    if missing:
        told.append(f"{missing} Dokumente, deren Text im Archiv fehlt")
    if others:
        told.append(f"{others} Stellen in Bildern, Ton, Film oder PDF-Seiten")
    if empty:
        told.append(f"{empty} Stellen ohne ein Zeichen")
    return told


def _study(source: Path, target: Path) -> Converted:
    study = read_study(source)
    rows = sum(len(rows) for rows in study.codings.values())
    anew = _write_study(study, target)
    return Converted("Codierungen", rows, (ANEW,) if anew else ())


def _write_study(study: Study, target: Path) -> bool:
    """Write a study; say whether a foreign project had to be made anew."""
    match target.suffix.casefold():
        case ".qdpx":
            whole = merged(study)
            write_package(whole or package_of(contents_of_study(study)), target)
            return study.original is not None and whole is None
        case ".qdc" | ".yml" | ".yaml":
            _write_book(study.codebook, target)
        case ".csv":
            rows = [(coder, *row.fields()) for coder, rows in study.codings.items() for row in rows]
            write_sheet(target, ("coder", *COLUMNS), rows)
        case ".xlsx":
            matrices.write_matrix(target, _coded(study), [*_titles(study.codebook).values()])
        case "":
            write_study(study, target)
        case _:
            raise _no_place("Ein Projekt", target, ".qdpx, .qdc, .yml, .csv, .xlsx, Ordner")
    return False


def _coded(study: Study) -> list[tuple[str, str]]:
    """Documents and codes that any coder gave; codes as MAXQDA writes them, with their parent."""
    titles = _titles(study.codebook)
    rows = (row for rows in study.codings.values() for row in rows)
    pairs = ((row.document_id, titles.get((row.dimension, row.code), "")) for row in rows)
    return list(dict.fromkeys(pairs))


def _titles(book: Codebook) -> dict[tuple[str, str], str]:
    return {
        (dimension.id, one.id): f"{dimension.title} > {one.title}"
        for dimension in book
        for one in dimension.ordered()
    }


def _write_codes(codes: Sequence[Code], sets: Sequence[CodeSet], target: Path) -> Converted:
    with written(target) as part:
        part.write_bytes(write_codes(codes, sets))
    return Converted("Kategorien", sum(1 for top in codes for _ in top.walk()))


def _book(source: Path, target: Path) -> Converted:
    if source.suffix.casefold() == target.suffix.casefold() == ".qdc":
        return _write_codes(*read_codes(source), target)
    is_ours = source.suffix.casefold() != ".qdc"
    book = codebooks.read(source) if is_ours else read_codebook(source)
    _write_book(book, target)
    return Converted("Kategorien", sum(len(one.categories) for one in book))


def _write_book(book: Codebook, target: Path) -> None:
    if target.suffix.casefold() not in BOOKS:
        raise _no_place("Ein Kategoriensystem", target, ".qdc, .yml")
    qdc = target.suffix.casefold() == ".qdc"
    content = write_codebook(book) if qdc else codebooks.write(book).encode()
    with written(target) as part:
        part.write_bytes(content)


def _table(source: Path, target: Path) -> Converted:
    sheet = read_sheet(source)
    if plans.is_plans(sheet):
        return _plans(source, target)
    is_matrix = matrices.is_matrix(sheet)
    if not is_matrix and not matrices.is_coded(sheet):
        raise WrongData(
            f"Was in der Tabelle steht, ist nicht zu erkennen: {', '.join(sheet.header[:8])}.",
            "Spalten id und Rubriken (Pläne), document_id und code, oder eine Codematrix.",
            file=str(source),
            line=1,
        )
    coded = matrices.read_matrix(sheet) if is_matrix else matrices.read_coded(sheet)
    if target.suffix.casefold() not in plans.TABLES:
        raise _no_place("Eine Tabelle von Codierungen", target, ".csv, .xlsx")
    if is_matrix:
        matrices.write_coded(target, coded)
    else:
        matrices.write_matrix(target, coded)
    return Converted("Codierungen", sum(1 for _, code in coded if code))


def _plans(source: Path, target: Path) -> Converted:
    read = plans.read_plans(source)
    suffix = target.suffix.casefold()
    if suffix == ".qdpx":
        write_package(package_of(_uncoded(read, source.stem)), target)
    elif suffix in (".csv", ".xlsx", ".txt", ".docx", ".json", ""):
        plans.write_all(read, target)
    else:
        raise _no_place("Pläne", target, ".csv, .xlsx, .json, .txt, .docx, .qdpx, Ordner")
    return Converted("Dokumente", len(read))


def _uncoded(read: list[dict[str, object]], name: str) -> Contents:
    sources = [
        Source(guid("document", str(one["id"])), str(one["id"]), text_of(one)) for one in read
    ]
    notes = [
        Note(guid("file", str(one["id"])), f"{OWN}documents/{one['id']}.json", as_json(one))
        for one in read
    ]
    return Contents(name, sources=tuple(sources), notes=tuple(notes))


def _no_place(what: str, target: Path, possible: str) -> WrongData:
    return WrongData(
        f"{what}: in „{target.suffix or 'Ordner'}“ ist dafür kein Platz.",
        f"Möglich sind {possible}.",
        file=str(target),
    )
