"""Copies styles, scripts and fonts from ``node_modules`` into the package.

The pages and the sheet need files that npm delivers. Both targets are ignored by git and written
anew by every run, so that the package holds exactly what ``package-lock.json`` names. Standard
library only: this runs before anything is installed.

Usage: ``python3 tools/assets.py``. Exit code 1 with cause and way out when npm has not run.
"""

import filecmp
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
PACKAGE = ROOT / "src" / "roterfaden"
PAGES = PACKAGE / "static" / "vendor"
SHEET = PACKAGE / "documents" / "fonts"

KERN = "@kern-ux/native"
KERN_FIRA = f"{KERN}/dist/fonts/fira-sans"
EXPO = "@expo-google-fonts"
ARABIC = "@fontsource/noto-sans-arabic"
ARABIC_RANGE = "U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200E,U+FB50-FDFF,U+FE70-FEFF"

PAGE_FILES = {
    "kern.min.css": f"{KERN}/dist/kern.min.css",
    "htmx.min.js": "htmx.org/dist/htmx.min.js",
    "Sortable.min.js": "sortablejs/Sortable.min.js",
    "licences/KERN-EUPL-1.2.md": f"{KERN}/LICENSE.md",
    "licences/htmx-0BSD.txt": "htmx.org/LICENSE",
    "licences/Sortable-MIT.txt": "sortablejs/LICENSE",
    "licences/FiraSans-OFL.txt": f"{EXPO}/fira-sans/LICENSE_FONT",
    "licences/NotoSansArabic-OFL.txt": f"{ARABIC}/LICENSE",
}
"""Target below ``static/vendor`` to source below ``node_modules``."""

PAGE_FACES = (
    ("Fira Sans", 400, "normal", f"{KERN_FIRA}/FiraSans-Regular.woff2", ""),
    ("Fira Sans", 400, "italic", f"{KERN_FIRA}/FiraSans-Italic.woff2", ""),
    ("Fira Sans", 500, "normal", f"{KERN_FIRA}/FiraSans-Medium.woff2", ""),
    ("Fira Sans", 600, "normal", f"{KERN_FIRA}/FiraSans-SemiBold.woff2", ""),
    (
        "Noto Sans Arabic",
        400,
        "normal",
        f"{ARABIC}/files/noto-sans-arabic-arabic-400-normal.woff2",
        ARABIC_RANGE,
    ),
    (
        "Noto Sans Arabic",
        600,
        "normal",
        f"{ARABIC}/files/noto-sans-arabic-arabic-600-normal.woff2",
        ARABIC_RANGE,
    ),
)
"""Family, weight, style, source, Unicode range. KERN's own CSS names Fira Sans, loads no file."""

SHEET_FILES = {
    "FiraSans-Regular.ttf": f"{EXPO}/fira-sans/400Regular/FiraSans_400Regular.ttf",
    "FiraSans-Italic.ttf": f"{EXPO}/fira-sans/400Regular_Italic/FiraSans_400Regular_Italic.ttf",
    "FiraSans-Medium.ttf": f"{EXPO}/fira-sans/500Medium/FiraSans_500Medium.ttf",
    "FiraSans-SemiBold.ttf": f"{EXPO}/fira-sans/600SemiBold/FiraSans_600SemiBold.ttf",
    "NotoSans-Regular.ttf": f"{EXPO}/noto-sans/400Regular/NotoSans_400Regular.ttf",
    "NotoSans-SemiBold.ttf": f"{EXPO}/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
    "NotoSansArabic-Regular.ttf": (
        f"{EXPO}/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf"
    ),
    "NotoSansArabic-SemiBold.ttf": (
        f"{EXPO}/noto-sans-arabic/600SemiBold/NotoSansArabic_600SemiBold.ttf"
    ),
    "FiraSans-OFL.txt": f"{EXPO}/fira-sans/LICENSE_FONT",
    "NotoSans-OFL.txt": f"{EXPO}/noto-sans/LICENSE_FONT",
    "NotoSansArabic-OFL.txt": f"{EXPO}/noto-sans-arabic/LICENSE_FONT",
}
"""TrueType for the sheet: typst reads no WOFF."""


class Missing(Exception):
    """A file that npm should have delivered is not there."""


def main() -> int:
    """Bring both targets to what ``node_modules`` holds; returns the exit code."""
    faces = {f"fonts/{Path(source).name}": source for _, _, _, source, _ in PAGE_FACES}
    try:
        copy(PAGE_FILES | faces, PAGES, written={"fonts.css": fonts_css()})
        copy(SHEET_FILES, SHEET)
    except Missing as error:
        print(f"Fehler: {error}", file=sys.stderr)
        print("Abhilfe: im Ordner des Projekts `npm ci` ausführen.", file=sys.stderr)
        return 1
    return 0


def copy(sources: dict[str, str], target: Path, written: dict[str, str] | None = None) -> None:
    """Make ``target`` hold exactly ``sources`` and ``written``; touches only what differs.

    ``sources`` maps a path below ``target`` to one below ``node_modules``, ``written`` a path to
    its text. Raises :class:`Missing` before anything is changed.
    """
    written = written or {}
    for source in sources.values():
        if not (MODULES / source).is_file():
            raise Missing(f"node_modules/{source} fehlt.")
    for name, source in sources.items():
        _copy_if_changed(MODULES / source, target / name)
    for name, text in written.items():
        (target / name).write_text(text, encoding="utf-8")
    _remove_others(target, set(sources) | set(written))


def fonts_css() -> str:
    """The ``@font-face`` rules for the pages, with addresses relative to ``static/vendor``."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-style:{style};font-weight:{weight};'
        f'font-display:swap;src:url("fonts/{Path(source).name}") format("woff2")'
        f"{f';unicode-range:{unicode_range}' if unicode_range else ''}}}\n"
        for family, weight, style, source, unicode_range in PAGE_FACES
    )


def _copy_if_changed(source: Path, target: Path) -> None:
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _remove_others(target: Path, wanted: set[str]) -> None:
    for path in target.rglob("*"):
        if path.is_file() and path.relative_to(target).as_posix() not in wanted:
            path.unlink()


if __name__ == "__main__":
    sys.exit(main())
