"""Where the program writes what went wrong: one log for operators, never on the screen."""

import logging
import re
from pathlib import Path
from typing import Any

from roterfaden.troubles import Trouble

NAME = "roterfaden.log"
_SECRET_IN_ADDRESS = re.compile(r"(/mit/)[A-Za-z0-9_-]{20,}")


class WithoutSecrets(logging.Formatter):
    """Lines without what opens a shared view: a refused try may have named a good address."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRET_IN_ADDRESS.sub(r"\1…", super().format(record))


def path(var: Path) -> Path:
    """The log under ``var``."""
    return var / "log" / NAME


def configuration(var: Path) -> dict[str, Any]:
    """Logging as Django takes it: warnings and errors with tracebacks into one file.

    The file may be moved away at any time (logrotate); the next entry makes a new one. Raises
    :class:`Trouble` where the folder cannot be made.
    """
    folder = path(var).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"Der Ordner {folder} lässt sich nicht anlegen: {error.strerror}.",
            "ROTERFADEN_VAR auf einen beschreibbaren Ordner setzen.",
        ) from error
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "roterfaden.logs.WithoutSecrets",
                "format": "{asctime} {levelname} {name} [{process}] {message}",
                "style": "{",
            }
        },
        "handlers": {
            "file": {
                "class": "logging.handlers.WatchedFileHandler",
                "filename": str(path(var)),
                "formatter": "line",
                "encoding": "utf-8",
                "delay": True,
            }
        },
        "root": {"handlers": ["file"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": ["file"], "level": "WARNING", "propagate": False},
            "procrastinate": {"level": "WARNING"},
        },
    }
