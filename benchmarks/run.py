"""Measures every figure and compares it with its baseline in the same run: ``make bench``.

Each module or package beside this one with a function ``run() -> dict[str, Figure]`` contributes
figures by name. Prints a table, writes ``benchmarks/results.json`` and ends with 1 when a target
was missed.
``python benchmarks/run.py sheet`` measures one module and writes nothing.
"""

import json
import os
import platform
import sys
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
RESULTS = FOLDER / "results.json"
sys.path.insert(0, str(FOLDER.parent))

from benchmarks.figures import Figure  # noqa: E402  found by the line above

HEADING = ("figure", "value", "baseline", "ratio", "target", "")


def main(only: list[str]) -> int:
    """Run all modules, or those named; 0, or 1 when a figure missed its target."""
    _open_database()
    figures: dict[str, Figure] = {}
    for name in _names():
        module = import_module(f"benchmarks.{name}")
        if hasattr(module, "run") and (not only or name in only):
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            figures |= module.run()
    if not only:
        _write(figures)
    print(_table(figures))
    return 1 if any(figure.met is False for figure in figures.values()) else 0


def _names() -> list[str]:
    packages = [path.parent.name for path in FOLDER.glob("[a-z]*/__init__.py")]
    return sorted({path.stem for path in FOLDER.glob("[a-z]*.py")} - {"run"} | set(packages))


def _open_database() -> None:
    """An embedded database of our own, so that measuring never touches other data."""
    os.environ.pop("DATABASE_URL", None)
    os.environ["ROTERFADEN_VAR"] = str(FOLDER.parent / "var" / "bench")
    from roterfaden.cli.database import open_database

    open_database(migrated=False)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _write(figures: dict[str, Figure]) -> None:
    machine = {"python": platform.python_version(), "cores": os.cpu_count()}
    described = {name: figure.as_data() for name, figure in figures.items()}
    content = json.dumps({"machine": machine, "figures": described}, indent=2, ensure_ascii=False)
    RESULTS.write_text(content + "\n", encoding="utf-8")


def _table(figures: dict[str, Figure]) -> str:
    rows = [HEADING, *((name, *figure.as_cells()) for name, figure in figures.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADING))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
