"""The report as PDF/UA-1 and PDF/A-3a: the same data and moment give the same bytes."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from roterfaden.study.pictures.canvas import plain
from roterfaden.study.pictures.raster import own_fonts
from roterfaden.study.project.content import (
    Block,
    Facts,
    Heading,
    Paragraph,
    PictureBlock,
    TableBlock,
)
from roterfaden.study.tables.printing import as_text
from roterfaden.study.troubles import WrongData

_NO_GLYPH = re.compile(r'the text `"([^`]+)"` could not be displayed')
TEMPLATE = Path(__file__).with_name("report.typ")


def as_pdf(
    title: str,
    blocks: tuple[Block, ...],
    made_at: datetime,
    *,
    numbers: Mapping[str, Any] | None = None,
) -> bytes:
    """The report set in pages, with ``numbers`` attached as a file.

    Raises ``WrongData`` for a sign that our fonts do not have.
    """
    import typst

    data = {
        "title": title,
        "blocks": [_block(one) for one in blocks],
        "numbers": json.dumps(numbers, ensure_ascii=False, indent=1) if numbers else "",
    }
    try:
        pages = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=own_fonts()).compile(
            format="pdf",
            pdf_standards=["ua-1", "a-3a"],
            timestamp=int(made_at.timestamp()),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        )
    except typst.TypstError as error:
        found = _NO_GLYPH.search(error.message)
        if not found:
            raise
        raise WrongData(
            f"Das Zeichen {found[1]} fehlt in den Schriften des PDF.",
            "Es in project.yml oder codebook.yml ersetzen.",
        ) from None
    return (pages[0] if isinstance(pages, list) else pages) or b""


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, text):
            return {"kind": "heading", "level": level, "text": text}
        case Paragraph(text):
            return {"kind": "paragraph", "text": text}
        case Facts(title, rows):
            return {"kind": "facts", "title": title, "rows": [list(row) for row in rows]}
        case TableBlock(table):
            return {
                "kind": "table",
                "title": table.title,
                "below": table.below,
                "heads": list(table.heads),
                "rows": [[label, [as_text(cell) for cell in cells]] for label, cells in table.rows],
                "note": table.note,
                "source": table.source,
            }
        case PictureBlock(picture):
            return {
                "kind": "picture",
                "title": block.title,
                "svg": plain(picture.svg),
                "alt": f"{picture.title}. {picture.description}",
            }
