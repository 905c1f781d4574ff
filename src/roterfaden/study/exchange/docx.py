"""DOCX files: their paragraphs and tables in order; written plainly."""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from roterfaden.study.exchange.archives import UNREADABLE, checked_zip
from roterfaden.study.tabular import content_of
from roterfaden.study.troubles import WrongData
from roterfaden.study.writing import written

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PIECES = {f"{_WORD}t": "", f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n"}


def text_of(source: Path | bytes, *, name: str = "") -> str:
    """Give the text of a DOCX file, a line per paragraph, those in tables included.

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
        return list(_lines(document.element.body))
    except UNREADABLE as error:
        raise WrongData(
            "Das ist keine lesbare DOCX-Datei.",
            "In der Textverarbeitung öffnen und neu als DOCX speichern.",
            file=name,
        ) from error


def _lines(body: Any) -> Iterator[str]:
    """The paragraphs below a body in order: in tables, fields of forms and text boxes, too."""
    for paragraph in body.iter(f"{_WORD}p"):
        if not any(True for _ in paragraph.iterancestors(_FALLBACK)):
            yield "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    """The text of a paragraph without that of a text box in it; tracked insertions count."""
    for node in paragraph.iter(*_PIECES):
        in_run = node.getparent().tag == f"{_WORD}r"  # other tabs are stops, not signs
        if in_run and next(node.iterancestors(f"{_WORD}p")) is paragraph:
            yield _PIECES[node.tag] or node.text or ""


def write_docx(path: Path, lines: Iterable[tuple[str, bool]]) -> None:
    """Write paragraphs, each with whether it is a heading; nobody is named as the author."""
    import docx

    document = docx.Document()
    document.core_properties.author = ""
    for line, is_heading in lines:
        document.add_paragraph(line, style="Heading 2" if is_heading else None)
    with written(path) as part:
        document.save(str(part))
