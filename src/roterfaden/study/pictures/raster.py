"""A picture as PNG, set with the fonts of the program."""

from importlib import resources
from pathlib import Path

from roterfaden.study.pictures.canvas import plain

_PAGE = (
    "#set page(width: auto, height: auto, margin: 8pt, fill: white)\n"
    '#image(bytes(sys.inputs.svg), format: "svg", width: {width}pt)\n'
)


def fonts() -> Path:
    """Where the program's fonts lie; machines differ in what else they have installed."""
    return Path(str(resources.files("roterfaden"))) / "documents" / "fonts"


def as_png(svg: str, *, pixels_per_inch: float = 144, width: float = 540) -> bytes:
    """The picture in pixels, on white."""
    import typst

    page = _PAGE.format(width=width).encode()
    own = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts()]
    )
    pages = typst.Compiler(page, font_paths=own).compile(
        format="png", ppi=pixels_per_inch, sys_inputs={"svg": plain(svg)}
    )
    return (pages[0] if isinstance(pages, list) else pages) or b""
