"""Installations of their own for tests that start and stop whole programs."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from roterfaden.core import embedded
from tests.settings import ROOT

Run = subprocess.CompletedProcess[str]
Roterfaden = Callable[..., Run]
COMMAND = [sys.executable, "-c", "from roterfaden.cli import main; main()"]


def _fresh_var() -> Path:
    """A folder that the account of the embedded server may enter, unlike pytest's own."""
    (ROOT / "var").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=ROOT / "var", prefix="test-"))
    folder.chmod(0o755)
    return folder


def _remove(folder: Path) -> None:
    assert embedded.wait_until_stopped(folder, patience=20)
    shutil.rmtree(folder)


@pytest.fixture
def var() -> Iterator[Path]:
    """The data folder of a new installation."""
    folder = _fresh_var()
    yield folder
    _remove(folder)


@pytest.fixture(scope="session")
def migrated() -> Iterator[Path]:
    """The data folder of an installation whose tables are up to date."""
    folder = _fresh_var()
    migration = run_roterfaden("manage", "migrate", "--verbosity=0", var=folder)
    assert migration.returncode == 0, migration.stderr
    yield folder
    _remove(folder)


def surroundings(var: Path, **changes: str) -> dict[str, str]:
    """An environment for programs of this installation, without what the tests set."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ROTERFADEN_", "DJANGO_"))}
    return kept | {"ROTERFADEN_VAR": str(var)} | changes


def run_roterfaden(*arguments: str, var: Path, **changes: str) -> Run:
    """Run the command to its end."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=surroundings(var, **changes),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
