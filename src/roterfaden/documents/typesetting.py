"""A typst template and data become a page: PDF for the file, SVG or PNG to look at.

This module knows no plan. Data reaches the template as JSON, so markup in it is inert text. The
PDF is PDF/UA-1 and PDF/A-3a at once and, for the same data and moment, the same to the byte.

A template reads ``json(bytes(sys.inputs.data))``, attaches what ``sys.inputs.attachments`` lists
(a JSON list of ``name``, ``content``, ``media_type``, ``relationship``, ``description``) and
reports about itself with ``#metadata((pages: counter(page).final().first(), …)) <facts>``.
"""

import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

FONTS = Path(__file__).parent / "fonts"
STANDARDS = ["ua-1", "a-3a"]

_NO_GLYPH = re.compile(r'the text `("(?:[^"\\]|\\.)*")` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


class FontsMissing(Exception):
    """The fonts of the sheet are not in the package; says how to get them."""


class Unprintable(ValueError):
    """No font of ours has a sign that the data holds.

    ``text`` is the sign as typst names it. PDF/A forbids printing a placeholder in its stead.
    """

    def __init__(self, text: str) -> None:
        super().__init__(f"Das Zeichen „{text}“ fehlt in unseren Schriften.")
        self.text = text


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF (PDF/A-3 associated file), such as the data it was set from."""

    name: str
    content: str
    media_type: str
    description: str
    relationship: Literal["source", "data", "alternative", "supplement"] = "data"


@dataclass(frozen=True)
class Document:
    """A PDF with its number of pages and what the template reported as ``<facts>``."""

    content: bytes
    pages: int
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Picture:
    """The pages as SVG or PNG, first page first, and what the template reported."""

    pages: Sequence[bytes]
    facts: Mapping[str, Any] = field(default_factory=dict)


class Template:
    """One typst file, compiled again and again; safe to use from several threads.

    typst keeps what it laid out before, so each thread keeps its own warm compiler. Fonts come
    from ``fonts`` alone: what a machine has installed must not change the page.
    """

    def __init__(self, path: Path, *, fonts: Path = FONTS) -> None:
        self._path = path
        self._fonts = fonts
        self._local = threading.local()

    def pdf(
        self,
        data: Mapping[str, Any],
        *,
        timestamp: datetime,
        attachments: Sequence[Attachment] = (),
    ) -> Document:
        """Set ``data`` as PDF/UA-1 and PDF/A-3a; ``timestamp`` (aware) is the moment of creation.

        Raises :class:`Unprintable` for a sign without glyph.
        """
        moment = int(timestamp.timestamp())
        content = self._compile(
            data, attachments, format="pdf", pdf_standards=STANDARDS, timestamp=moment
        )[0]
        facts = self._facts()
        return Document(content=content, pages=facts["pages"], facts=facts)

    def svg(self, data: Mapping[str, Any]) -> Picture:
        """Set ``data`` as one SVG a page, for a preview on screen; unknown signs show as boxes."""
        return Picture(pages=self._compile(data, (), format="svg"), facts=self._facts())

    def png(self, data: Mapping[str, Any], *, pixels_per_inch: float = 144) -> Picture:
        """Set ``data`` as one PNG a page; unknown signs show as boxes."""
        pages = self._compile(data, (), format="png", ppi=pixels_per_inch)
        return Picture(pages=pages, facts=self._facts())

    def _compile(
        self, data: Mapping[str, Any], attachments: Sequence[Attachment], **options: Any
    ) -> list[bytes]:
        inputs = {
            "data": json.dumps(data, ensure_ascii=False),
            "attachments": json.dumps([asdict(one) for one in attachments], ensure_ascii=False),
        }
        try:
            result = self._compiler().compile(sys_inputs=inputs, **options)
        except typst.TypstError as error:
            if match := _NO_GLYPH.search(error.message):
                raise Unprintable(_unescaped(match[1])) from None
            raise
        return result if isinstance(result, list) else [result or b""]

    def _facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(
            self._compiler().query("<facts>", field="value", one=True)
        )
        return facts

    def _compiler(self) -> typst.Compiler:
        if not hasattr(self._local, "compiler"):
            self._local.compiler = typst.Compiler(
                self._path, root=self._path.parent, font_paths=_fonts(self._fonts)
            )
        compiler: typst.Compiler = self._local.compiler
        return compiler


@cache
def _fonts(folder: Path) -> typst.Fonts:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    if not fonts.families():
        raise FontsMissing(
            f"In {folder} fehlen die Schriften. Abhilfe: `npm ci`, dann `python3 tools/assets.py`."
        )
    return fonts


def _unescaped(quoted: str) -> str:
    """A Rust string literal, as typst writes it in messages, as the text it stands for."""
    text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), quoted[1:-1])
    return text.replace('\\"', '"').replace("\\\\", "\\")
