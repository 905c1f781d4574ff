"""Writes the report of a project into a folder: page, PDF, tables, pictures and every number."""

import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from roterfaden import __version__
from roterfaden.study import pictures
from roterfaden.study.project.content import Block, PictureBlock, TableBlock, content
from roterfaden.study.project.folder import Project
from roterfaden.study.project.page import as_page
from roterfaden.study.project.results import Results, compute
from roterfaden.study.project.typesetting import as_pdf
from roterfaden.study.tables import as_csv, as_latex, as_markdown, as_xlsx
from roterfaden.study.troubles import WrongData

FOLDER = "report"
RESULTS = "results.json"
PAGE = "report.html"


def write(project: Project, *, made_at: datetime, into: Path | None = None) -> Path:
    """Compute and write everything; an older report there is replaced only by a whole new one.

    Raises ``WrongData`` where the folder holds something else than a report.
    """
    target = into or project.folder / FOLDER
    _check_target(target)
    part = target.with_name(f".{target.name}.{uuid4().hex}.part")
    try:
        _fill(part, files(compute(project), made_at))
        old = target.with_name(f".{target.name}.{uuid4().hex}.old")
        if target.exists():
            target.rename(old)
        part.rename(target)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise WrongData(
            f"Hier lässt sich nicht schreiben ({error.strerror}).",
            "Einen Ort mit Schreibrecht angeben.",
            file=str(target),
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return target


def files(results: Results, made_at: datetime) -> dict[str, bytes]:
    """Each file of the report by its name; the results name the hashes of all others."""
    made_at = made_at.astimezone(UTC).replace(microsecond=0)
    title = results.project.settings.title
    blocks = content(results, made_at)
    tables = [one.table for one in blocks if isinstance(one, TableBlock)]
    made = {
        PAGE: as_page(title, blocks).encode(),
        "report.pdf": as_pdf(title, blocks, made_at, numbers=results.as_data()),
        "tables.csv": as_csv(tables).encode(),
        "tables.md": as_markdown(tables).encode(),
        "tables.tex": as_latex(tables).encode(),
        "tables.xlsx": as_xlsx(tables),
    }
    for block in blocks:
        if isinstance(block, PictureBlock):
            name = f"pictures/{block.number:02}"
            made[f"{name}.svg"] = pictures.plain(block.picture.svg).encode()
            made[f"{name}.png"] = pictures.as_png(block.picture.svg)
    return made | {RESULTS: _results(results, made_at, made)}


def page(results: Results, made_at: datetime) -> str:
    """The HTML page alone."""
    return as_page(results.project.settings.title, blocks_of(results, made_at))


def blocks_of(results: Results, made_at: datetime) -> tuple[Block, ...]:
    """The blocks of the report at that moment."""
    return content(results, made_at.astimezone(UTC).replace(microsecond=0))


def _results(results: Results, made_at: datetime, made: dict[str, bytes]) -> bytes:
    data: dict[str, Any] = results.as_data() | {
        "made_at": made_at.isoformat(),
        "made_with": __version__,
        "files": {name: hashlib.sha256(text).hexdigest() for name, text in sorted(made.items())},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _check_target(target: Path) -> None:
    if target.exists() and any(target.iterdir()) and not (target / RESULTS).is_file():
        raise WrongData(
            "In diesem Ordner liegt etwas anderes als ein Bericht.",
            "Einen neuen oder leeren Ordner angeben.",
            file=str(target),
        )


def _fill(part: Path, made: dict[str, bytes]) -> None:
    for name, text in made.items():
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        (part / name).write_bytes(text)
