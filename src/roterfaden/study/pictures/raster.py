"""A picture as PNG, set with the fonts of the program."""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from roterfaden.study.pictures.canvas import plain

if TYPE_CHECKING:
    import typst

_PAGE = (
    "#set page(width: auto, height: auto, margin: 8pt, fill: white)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: {width}pt)\n'
)


def fonts() -> Path:
    """Where the program's fonts lie; machines differ in what else they have installed."""
    return Path(str(resources.files("roterfaden"))) / "documents" / "fonts"


@cache
def own_fonts() -> "typst.Fonts":
    """The program's fonts and no others."""
    import typst

    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts()]
    )


def as_png(svg: str, *, pixels_per_inch: float = 144, width: float = 540) -> bytes:
    """The picture in pixels, on white."""
    import typst

    page = _PAGE.format(width=width).encode()
    pages = typst.Compiler(page, font_paths=own_fonts()).compile(
        format="png", ppi=pixels_per_inch, sys_inputs={"svg": plain(svg)}
    )
    return (pages[0] if isinstance(pages, list) else pages) or b""
