"""Runs every check of ``make test`` and ends with pytest, which prints the time of each part.

Usage: ``python tools/check.py [PYTEST ARGUMENTS]``. All parts run even when one fails; the exit
code is that of the first failure.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parent.parent


class Result(TypedDict):
    """How one part went; ``code`` is its exit code."""

    name: str
    seconds: float
    code: int


BIN = Path(sys.executable).parent
CODE = ["src", "tests", "tools", "benchmarks"]

PARTS: dict[str, list[str]] = {
    "Format": [f"{BIN}/ruff", "format", "--check", *CODE],
    "Lint": [f"{BIN}/ruff", "check", *CODE],
    "Templates": [f"{BIN}/djlint", "src/roterfaden/templates", "--check", "--lint"],
    # As a module, so that our folder comes before the "tests" that textstat installs.
    "Types": [sys.executable, "-m", "mypy"],
    "Layers": [f"{BIN}/lint-imports"],
    "Security lint": [f"{BIN}/bandit", "--quiet", "--recursive", "-c", "pyproject.toml", "src"],
    "Migrations": [
        *(sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"),
        "--settings=tests.settings",
    ],
    "Translations": [sys.executable, "tools/translations.py", "check"],
    # Each branch of the law, held by cases alone: properties run with the other tests.
    "Law, run": [
        *(sys.executable, "-m", "coverage", "run", "-m", "pytest", "--quiet", "--no-header"),
        *("-p", "no:cacheprovider", "tests/unit/law", "--ignore=tests/unit/law/test_properties.py"),
    ],
    "Law, every branch": [sys.executable, "-m", "coverage", "report"],
}


def main(arguments: list[str]) -> int:
    """Run all parts; returns 0 or the exit code of the first that failed."""
    results = [_run(name, command) for name, command in PARTS.items()]
    tests = _run_tests(results, arguments)
    return next((result["code"] for result in results if result["code"]), tests)


def _run(name: str, command: list[str]) -> Result:
    print(f"── {name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False).returncode
    if code:
        print(f"   {name}: failed ({code})", flush=True)
    return {"name": name, "seconds": time.monotonic() - started, "code": code}


def _run_tests(results: list[Result], arguments: list[str]) -> int:
    """Run pytest last; ``tests/parts.py`` prints the table with the parts before."""
    print("── Tests", flush=True)
    pytest = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *arguments]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(results, file)
        file.flush()
        surroundings = os.environ | {"ROTERFADEN_CHECKS": file.name}
        return subprocess.run(
            pytest, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
