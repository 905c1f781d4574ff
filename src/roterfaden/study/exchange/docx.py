"""DOCX files: their paragraphs and tables in order; written plainly."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from roterfaden.study.exchange.archives import checked_zip
from roterfaden.study.tabular import content_of
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import written


def text_of(source: Path | bytes, *, name: str = "") -> str:
    """Give the text of a DOCX file, a line per paragraph; cells of a row stand in lines too.

    Headers, footers, comments and tracked deletions are left out. Raises WrongData for other files.
    """
    return "\n".join(lines_of(source, name=name))


def lines_of(source: Path | bytes, *, name: str = "") -> list[str]:
    """Give the paragraphs of a DOCX file in their order, those in tables included."""
    import docx

    name = name or (str(source) if isinstance(source, Path) else "Datei")
    content = content_of(source, name=name)
    checked_zip(content, name=name)
    try:
        document = docx.Document(io.BytesIO(content))
        return list(_lines(document))
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise WrongData(
            "Das ist keine lesbare DOCX-Datei.",
            "In der Textverarbeitung öffnen und neu als DOCX speichern.",
            file=name,
        ) from error


def _lines(container: Any) -> Iterator[str]:
    from docx.table import Table

    for block in container.iter_inner_content():
        if not isinstance(block, Table):
            yield block.text
            continue
        for row in block.rows:
            seen = []
            for cell in row.cells:
                if cell._tc not in seen:  # a merged cell comes once per column
                    seen.append(cell._tc)
                    yield from _lines(cell)


def write_docx(path: Path, lines: Iterable[tuple[str, bool]]) -> None:
    """Write paragraphs, each with whether it is a heading; nobody is named as the author."""
    import docx

    document = docx.Document()
    document.core_properties.author = ""
    for line, is_heading in lines:
        document.add_paragraph(line, style="Heading 2" if is_heading else None)
    with written(path) as part:
        document.save(str(part))
