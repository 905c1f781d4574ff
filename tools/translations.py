"""Translations: compiles them without gettext, and finds what is not translated.

Usage: ``python tools/translations.py compile`` writes a ``.mo`` beside each ``.po``;
``python tools/translations.py check`` collects all texts of the interface anew and exits with 1
when one has no translation (needs Debian's ``gettext``).
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "roterfaden"
LANGUAGES = ("en",)
NO_TEXTS = ("static", "fonts", "locale", "__pycache__")


def main(arguments: list[str]) -> int:
    """Do what the first argument says; 0, or 1 with the reasons on stderr."""
    match arguments:
        case ["compile"]:
            return compile_all()
        case ["check"]:
            return check()
    print(__doc__, file=sys.stderr)
    return 2


def compile_all() -> int:
    """Write the ``.mo`` that Django reads beside each ``.po``."""
    for source in sorted(PACKAGE.glob("locale/*/LC_MESSAGES/*.po")):
        with source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, _read(source))
    return 0


def check() -> int:
    """Name each text of the interface that a language lacks or that is marked as doubtful."""
    gaps = [f"{language}: {gap}" for language in LANGUAGES for gap in _gaps(language)]
    if gaps:
        print(*gaps, sep="\n", file=sys.stderr)
        print(f"Fehler: {len(gaps)} Texte ohne Übersetzung.", file=sys.stderr)
    return 1 if gaps else 0


def _gaps(language: str) -> list[str]:
    source = PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"
    if not source.exists():
        return ["no catalogue"]
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "roterfaden"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns(*NO_TEXTS))
        target = copy / "locale" / language / "LC_MESSAGES"
        target.mkdir(parents=True)
        shutil.copy(source, target)
        _collect(copy, language)
        catalogue = _read(target / source.name)
    return [
        f"{'doubtful' if message.fuzzy else 'missing'}: {_first(message.id)}"
        for message in catalogue
        if message.id and (message.fuzzy or not _is_translated(message.string))
    ]


def _collect(package: Path, language: str) -> None:
    """Let Django collect all texts of the package into its catalogue."""
    command = [sys.executable, "-m", "django", "makemessages", "--locale", language]
    surroundings = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    subprocess.run(
        [*command, "--no-obsolete", "--verbosity", "0"], cwd=package, env=surroundings, check=True
    )


def _read(source: Path) -> Catalog:
    with source.open("rb") as file:
        return read_po(file, locale=source.parts[-3], domain=source.stem)


def _first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def _is_translated(text: str | list[str] | tuple[str, ...] | None) -> bool:
    if not text:
        return False
    return all(text) if not isinstance(text, str) else True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
