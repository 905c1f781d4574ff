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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parent.parent


class Result(TypedDict):
    """How one part went; ``code`` is its exit code."""

    name: str
    seconds: float
    code: int


BIN = Path(sys.executable).parent
CORES = os.cpu_count() or 1
WORKERS = CORES + 1
"""One more than cores: a test in a browser waits for half of its time."""
CODE = ["src", "tests", "tools", "benchmarks"]
COVERED = (
    (
        f"{sys.executable} -m coverage run -m pytest --quiet --no-header -p no:cacheprovider "
        "tests/unit/law --ignore=tests/unit/law/test_properties.py"
    ),
    f"{sys.executable} -m coverage report",
)

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
    "Law, every branch": ["bash", "-c", " && ".join(COVERED)],
}


def main(arguments: list[str]) -> int:
    """Run all parts, then the tests; returns 0 or the exit code of the first that failed."""
    with ThreadPoolExecutor(CORES) as pool:
        results = list(pool.map(_run, PARTS, PARTS.values()))
    tests = _run_tests(results, arguments)
    return next((result["code"] for result in results if result["code"]), tests)


def _run(name: str, command: list[str]) -> Result:
    """Run a part beside others and print what it said in one piece."""
    started = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    ending = f"   {name}: failed ({done.returncode})\n" if done.returncode else ""
    print(f"── {name}\n{done.stdout}{ending}", end="", flush=True)
    return {"name": name, "seconds": time.monotonic() - started, "code": done.returncode}


def _run_tests(results: list[Result], arguments: list[str]) -> int:
    """Run pytest last; ``tests/parts.py`` prints the table with the parts before."""
    print("── Tests", flush=True)
    pytest = [sys.executable, "-m", "pytest", "-n", str(WORKERS), "--dist", "loadgroup", *arguments]
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(results, file)
        file.flush()
        surroundings = os.environ | {"ROTERFADEN_CHECKS": file.name}
        return subprocess.run(
            pytest, cwd=ROOT, env=surroundings, stdin=subprocess.DEVNULL, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
