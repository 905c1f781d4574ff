"""Plans between files: CSV, XLSX, text, DOCX, JSON, and PDF to read; transcripts as text."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from roterfaden.study import documents, tabular
from roterfaden.study.exchange.docx import lines_of, write_docx
from roterfaden.study.exchange.folders import document_names, safe_name
from roterfaden.study.exchange.plans.pdf import plan_of_json, read_pdf
from roterfaden.study.exchange.plans.splitting import has_headings, split
from roterfaden.study.exchange.plans.tables import is_plans, plans_of, write_plans
from roterfaden.study.exchange.sheets import read_sheet
from roterfaden.study.exchange.transcripts import (
    is_transcript,
    lines_of_turns,
    transcript_of,
)
from roterfaden.study.rubrics import RUBRICS, heading
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import refuse_filled, written

SINGLE = (".txt", ".docx", ".pdf", ".json")
TABLES = (".csv", ".xlsx")

__all__ = ["SINGLE", "TABLES", "is_plans", "read_plans", "write_all"]


def read_plans(path: Path) -> list[dict[str, Any]]:
    """Read plans from a table, one file, or every file of a folder (its names are the ids).

    A text of turns is a transcript. Raises WrongData for whatever is neither; then none is read.
    """
    if path.is_dir():
        return _read_folder(path)
    suffix = path.suffix.casefold()
    if suffix in TABLES:
        return plans_of(read_sheet(path))
    id_, name = safe_name(path.stem), str(path)
    if suffix == ".pdf":
        return [read_pdf(path, id_)]
    if suffix == ".json":
        return [plan_of_json(tabular.as_text(path, name=name), id_=id_, name=name)]
    lines = lines_of(path) if suffix == ".docx" else [tabular.as_text(path, name=name)]
    text = "\n".join(lines)
    if is_transcript(text) and not has_headings(text):
        return [transcript_of(text, id_)]
    rubrics, day = split(text, name=name, wrapped=False)
    return [documents.plan(id_, rubrics, agreed_on=day)]


def _read_folder(folder: Path) -> list[dict[str, Any]]:
    files = sorted(one for one in folder.iterdir() if one.is_file() and one.name[0] != ".")
    plans = [plan for one in files if _is_known(one) for plan in read_plans(one)]
    seen: set[str] = set()
    for plan in plans:
        if plan["id"] in seen:
            raise WrongData(
                f"Die Kennung „{plan['id']}“ kommt zweimal vor.",
                "Dateien eindeutig benennen.",
                file=str(folder),
            )
        seen.add(plan["id"])
    if not plans:
        raise WrongData("Im Ordner liegt kein Plan.", "Pläne hineinlegen.", file=str(folder))
    return plans


def _is_known(path: Path) -> bool:
    if path.suffix.casefold() in (*SINGLE, *TABLES):
        return True
    raise WrongData(
        f"„{path.suffix}“ ist keine bekannte Art von Datei.",
        f"Möglich sind {', '.join((*SINGLE, *TABLES))}.",
        file=str(path),
    )


def write_all(plans: Sequence[documents.Content], path: Path) -> None:
    """Write plans as a table, as one file, or as a folder of JSON files, by the name of ``path``.

    Raises WrongData where several plans shall go into one text.
    """
    suffix = path.suffix.casefold()
    if suffix in TABLES:
        write_plans(path, [_as_plan(one, path) for one in plans])
    elif not suffix:
        _write_folder(plans, path)
    elif len(plans) != 1:
        raise WrongData(
            f"Das sind {len(plans)} Dokumente, in eine {suffix}-Datei passt eines.",
            "Einen Ordner, eine CSV- oder eine XLSX-Datei als Ziel nennen.",
            file=str(path),
        )
    elif suffix == ".docx":
        write_docx(path, [*_lines(plans[0])])
    else:
        text = documents.as_json(plans[0]) if suffix == ".json" else _text(plans[0])
        with written(path) as part:
            part.write_text(text, encoding="utf-8", newline="\n")


def _as_plan(document: documents.Content, path: Path) -> documents.Content:
    if "rubrics" in document:
        return document
    raise WrongData(
        f"„{document['id']}“ ist kein Plan; eine Tabelle hat Platz für Rubriken.",
        "Als .json, .txt, .docx, .qdpx oder Ordner ausgeben.",
        file=str(path),
    )


def _write_folder(plans: Sequence[documents.Content], path: Path) -> None:
    refuse_filled(path)
    with written(path) as part:
        part.mkdir()
        names = document_names([str(plan["id"]) for plan in plans], path)
        for plan, name in zip(plans, names, strict=True):
            (part / f"{name}.json").write_text(documents.as_json(plan), encoding="utf-8")


def _lines(plan: documents.Content) -> list[tuple[str, bool]]:
    """Lines of a document, and whether each is a heading."""
    if plan.get("kind") == "transcript":
        return [(line, False) for line in lines_of_turns(plan)]
    lines = []
    if plan.get("agreed_on"):
        year, _, rest = str(plan["agreed_on"]).partition("-")
        lines.append((".".join([*reversed(rest.split("-")), year]), False))
    for rubric in RUBRICS:
        lines.append((f"{heading(rubric)}:", True))
        lines += [(" ".join(one.split()), False) for one in plan["rubrics"].get(rubric, ())]
    return lines


def _text(plan: documents.Content) -> str:
    return "".join(f"\n{line}\n" if head else f"{line}\n" for line, head in _lines(plan)).lstrip()
