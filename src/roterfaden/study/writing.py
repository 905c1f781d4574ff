"""Files that are there whole or not at all."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from roterfaden.study.troubles import WrongData

_CAUSES = {
    errno.EACCES: "Schreibrecht fehlt",
    errno.EISDIR: "dort liegt ein Ordner",
    errno.ENOSPC: "der Platz ist voll",
    errno.ENOTDIR: "ein Teil des Pfads ist eine Datei",
    errno.ENAMETOOLONG: "der Name ist zu lang",
    errno.EROFS: "der Ort ist schreibgeschützt",
}


def reason(error: OSError) -> str:
    """Say in German why a file cannot be read or written."""
    return _CAUSES.get(error.errno or 0, error.strerror or type(error).__name__)


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a temporary place beside ``path``; on success it becomes ``path``, else it vanishes.

    The place may be filled with a file or a folder. A folder replaces only a missing or empty one.
    """
    part = path.with_name(f".{path.name}.{uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        if part.is_dir() and path.is_dir():
            path.rmdir()
        part.replace(path)
    except OSError as error:
        if part.is_dir():
            refuse_filled(path)
        raise WrongData(
            f"Hier lässt sich nicht schreiben ({reason(error)}).",
            "Einen Ort mit Schreibrecht angeben; ein Ordner muss neu oder leer sein.",
            file=str(path),
        ) from error
    finally:
        if part.is_dir():
            shutil.rmtree(part)
        else:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def refuse_filled(folder: Path) -> None:
    """Raise WrongData where a folder to be written is there already and holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongData(
            "Der Ordner ist nicht leer; Altes und Neues würden sich mischen.",
            "Einen neuen Ordner angeben.",
            file=str(folder),
        )


def refuse_same(source: Path, target: Path) -> None:
    """Raise WrongData where a result would take the place of what it is made of."""
    if source.resolve() == target.resolve():
        raise WrongData(
            "Das Ergebnis würde die Eingabe überschreiben.",
            "Einen anderen Namen für das Ergebnis wählen.",
            file=str(target),
        )
