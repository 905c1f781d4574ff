"""Translations: compiles them without gettext, and finds what is not translated.

Usage: ``python tools/translations.py compile`` writes a ``.mo`` beside each ``.po``;
``python tools/translations.py extract`` brings new texts of the interface into each ``.po`` and
takes out those that are gone; ``python tools/translations.py check`` exits with 1 when a text has
no translation. The last two need Debian's ``gettext``.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import generate_po, read_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "roterfaden"
LANGUAGES = ("en",)
NO_TEXTS = ("static", "fonts", "locale", "__pycache__")
WIDTH = 100
HEAD = r"""# Texts of the interface: German as it stands in the source, and its translation.
# `python tools/translations.py extract` keeps the German in step; here only English is written.
msgid ""
msgstr ""
"Language: {language}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def main(arguments: list[str]) -> int:
    """Do what the first argument says; 0, or 1 with the reasons on stderr."""
    match arguments:
        case ["compile"]:
            return compile_all()
        case ["extract"]:
            return extract()
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


def extract() -> int:
    """Write each catalogue anew, sorted and without dates, so that a change stays small."""
    for language in LANGUAGES:
        _place(language).parent.mkdir(parents=True, exist_ok=True)
        texts = generate_po(
            collected(language),
            width=WIDTH,
            sort_by="message",
            include_lineno=False,
            omit_header=True,
            ignore_obsolete=True,
        )
        _place(language).write_text(HEAD.format(language=language) + "".join(texts).rstrip() + "\n")
    return 0


def collected(language: str) -> Catalog:
    """All texts of the interface as they stand now, with the translations that fit them exactly."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "roterfaden"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns(*NO_TEXTS))
        target = copy / "locale" / language / "LC_MESSAGES" / "django.po"
        target.parent.mkdir(parents=True)
        if _place(language).exists():
            shutil.copy(_place(language), target)
        _collect(copy, language)
        return _without_guesses(_read(target))


def stored(language: str) -> Catalog:
    """The texts and translations as they stand in the catalogue."""
    return _read(_place(language))


def _without_guesses(catalogue: Catalog) -> Catalog:
    """Without what gettext takes over from similar texts: a guess reads like a translation."""
    for message in catalogue:
        message.user_comments = [c for c in message.user_comments if not c.startswith("|")]
        if message.id and message.fuzzy:
            message.flags.discard("fuzzy")
            message.string = ("", "") if message.pluralizable else ""
    return catalogue


def _gaps(language: str) -> list[str]:
    if not _place(language).exists():
        return ["no catalogue"]
    return [
        f"missing: {_first(message.id)}"
        for message in collected(language)
        if message.id and not _is_translated(message.string)
    ]


def _place(language: str) -> Path:
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


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
