"""Measures every figure and compares it with its baseline in the same run: ``make bench``.

Each module beside this one with a function ``run() -> dict`` contributes figures by name::

    {"sheet.warm": {"value": 8.9, "unit": "ms", "baseline": 66.2, "against": "WeasyPrint",
                    "target": 15.0, "better": "lower"}}

``baseline``, ``against`` and ``target`` may be missing. Prints a table, writes
``benchmarks/results.json`` and ends with 1 when a target was missed.
"""

import json
import os
import platform
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
RESULTS = FOLDER / "results.json"
Figure = dict[str, Any]


def main(only: list[str]) -> int:
    """Run all modules, or those named; 0, or 1 when a figure missed its target."""
    sys.path[:0] = [str(FOLDER.parent)]
    _open_database()
    names = sorted(path.stem for path in FOLDER.glob("[a-z]*.py") if path.stem != "run")
    figures: dict[str, Figure] = {}
    for name in names:
        module = import_module(f"benchmarks.{name}")
        if hasattr(module, "run") and (not only or name in only):
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            figures |= module.run()
    for figure in figures.values():
        figure.update(_judge(figure))
    if not only:
        RESULTS.write_text(json.dumps(_described(figures), indent=2, ensure_ascii=False) + "\n")
    print(_table(figures))
    return 1 if any(figure["met"] is False for figure in figures.values()) else 0


def _open_database() -> None:
    """An embedded database of our own, so that measuring never touches other data."""
    os.environ.pop("DATABASE_URL", None)
    os.environ["ROTERFADEN_VAR"] = str(FOLDER.parent / "var" / "bench")
    from roterfaden.cli.database import open_database

    open_database(migrated=False)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def _judge(figure: Figure) -> Figure:
    """How many times better than the baseline, and whether the target was met."""
    value, baseline, target = figure["value"], figure.get("baseline"), figure.get("target")
    lower = figure.get("better", "lower") == "lower"
    ratio = None
    if baseline and value:
        ratio = round(baseline / value if lower else value / baseline, 2)
    met = None if target is None else (value <= target if lower else value >= target)
    return {"ratio": ratio, "met": met}


def _described(figures: dict[str, Figure]) -> dict[str, Any]:
    machine = {"python": platform.python_version(), "cores": os.cpu_count()}
    return {"machine": machine, "figures": figures}


def _table(figures: dict[str, Figure]) -> str:
    heading = ("figure", "value", "baseline", "ratio", "target", "")
    rows = [heading, *(_row(name, figure) for name, figure in figures.items())]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heading))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _row(name: str, figure: Figure) -> tuple[str, ...]:
    unit = figure.get("unit", "")
    baseline, target = figure.get("baseline"), figure.get("target")
    sign = "≤" if figure.get("better", "lower") == "lower" else "≥"
    return (
        name,
        f"{figure['value']:.4g} {unit}",
        f"{baseline:.4g} {unit} {figure.get('against', '')}".rstrip() if baseline else "",
        f"{figure['ratio']}x" if figure["ratio"] else "",
        f"{sign} {target:g} {unit}" if target is not None else "",
        {True: "met", False: "MISSED", None: ""}[figure["met"]],
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
