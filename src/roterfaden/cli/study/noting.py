"""Notes what a command does to a project in the project's own audit trail."""

import getpass
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from roterfaden.study.troubles import WrongData

PROJECT, TRAIL = "project.yml", "audit.jsonl"


@contextmanager
def noted(place: Path, action: str, what: Mapping[str, Any]) -> Iterator[None]:
    """Add an action to the trail of the project in or just above ``place``, if there is one.

    A trail that is broken is refused before anything is done; the entry follows the deed.
    """
    from roterfaden.study import trail

    folder = project_of(place)
    if folder and (folder / TRAIL).is_file():
        trail.check(trail.read(folder / TRAIL), file=str(folder / TRAIL))
    yield
    folder = folder or project_of(place)
    if not folder:
        return
    try:
        trail.append(folder / TRAIL, at=datetime.now(UTC), by=_user(), action=action, what=what)
    except OSError as error:
        raise WrongData(
            f"Der Prüfpfad lässt sich nicht fortschreiben ({error.strerror}).",
            "Schreibrecht auf das Projekt besorgen; der Schritt selbst ist getan.",
            file=str(folder / TRAIL),
        ) from error


def _user() -> str:
    """Who is at work; in a container the number of the user may have no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def project_of(place: Path) -> Path | None:
    """Give the folder of the project that ``place`` is or lies in."""
    near = (place, place.parent, place.resolve().parent)
    return next((one for one in near if (one / PROJECT).is_file()), None)
