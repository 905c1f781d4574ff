"""Installations of their own for tests that start and stop whole programs."""

import os
import shutil
import socket
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


def fresh_var() -> Path:
    """A folder that the account of the embedded server may enter, unlike pytest's own."""
    (ROOT / "var").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(dir=ROOT / "var", prefix="test-"))
    folder.chmod(0o755)
    return folder


def remove(folder: Path) -> None:
    """Delete an installation whose programs have ended, and its server with it."""
    assert embedded.wait_until_stopped(folder, patience=20)
    shutil.rmtree(folder)


@pytest.fixture
def var() -> Iterator[Path]:
    """The data folder of a new installation."""
    folder = fresh_var()
    yield folder
    remove(folder)


@pytest.fixture(scope="session")
def migrated() -> Iterator[Path]:
    """The data folder of an installation whose tables are up to date."""
    folder = fresh_var()
    migration = run_roterfaden("manage", "migrate", "--verbosity=0", var=folder)
    assert migration.returncode == 0, migration.stderr
    yield folder
    remove(folder)


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


def free_pair_of_ports() -> int:
    """A port for the pages whose next is free for the events."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
