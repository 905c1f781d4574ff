"""The embedded database starts by itself, survives accidents and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from roterfaden.core import embedded
from roterfaden.core.embedded import EmbeddedDatabaseTrouble
from tests.integration.platform.conftest import surroundings

USE = """
import sys, pathlib, psycopg
from roterfaden.core import embedded
var = pathlib.Path(sys.argv[1])
embedded.ensure_running(var)
with psycopg.connect(embedded.url(var)) as connection:
    connection.execute(sys.argv[2])
print("used", flush=True)
sys.stdin.read()
"""

Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def use(var: Path) -> Start:
    """Start a process that uses the database until its input ends."""

    def start(statement: str = "SELECT 1") -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", USE, str(var), statement],
            env=surroundings(var),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


def _finish(user: subprocess.Popen[str]) -> str:
    output, _ = user.communicate("", timeout=30)
    assert user.returncode == 0
    return output


def _server_pid(var: Path) -> int:
    return int((var / "postgres/data/postmaster.pid").read_text().split()[0])


def _await_end(pid: int) -> None:
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the server still runs")


def test_the_server_stops_when_its_last_user_leaves(var: Path, use: Start) -> None:
    first, second = use(), use()
    for user in (first, second):
        assert user.stdout is not None
        assert user.stdout.readline() == "used\n"
    pid = _server_pid(var)
    _finish(first)
    time.sleep(0.5)
    os.kill(pid, 0)
    _finish(second)
    _await_end(pid)


def test_a_killed_user_leaves_no_server_behind(var: Path, use: Start) -> None:
    user = use()
    assert user.stdout is not None
    assert user.stdout.readline() == "used\n"
    pid = _server_pid(var)
    user.kill()
    user.communicate()
    _await_end(pid)


def test_data_survive_a_killed_server(var: Path, use: Start) -> None:
    user = use("CREATE TABLE kept AS SELECT 1 AS one")
    assert user.stdout is not None
    assert user.stdout.readline() == "used\n"
    os.kill(_server_pid(var), signal.SIGKILL)
    _finish(user)
    assert embedded.wait_until_stopped(var)
    assert _finish(use("SELECT one FROM kept")) == "used\n"


def test_a_killed_keeper_takes_the_server_along(var: Path, use: Start) -> None:
    user = use("CREATE TABLE kept AS SELECT 1 AS one")
    assert user.stdout is not None
    assert user.stdout.readline() == "used\n"
    pid = _server_pid(var)
    keeper = int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(keeper, signal.SIGKILL)
    _finish(use("SELECT one FROM kept"))
    _finish(user)
    _await_end(pid)


def test_a_failed_statement_leaves_no_name_in_the_log(var: Path, use: Start) -> None:
    user = use(
        "CREATE TABLE people (name text UNIQUE); INSERT INTO people VALUES ('Samira Haddad');"
        "INSERT INTO people VALUES ('Samira Haddad')"
    )
    user.communicate("", timeout=30)
    assert embedded.wait_until_stopped(var)
    log = embedded.Place(var).log.read_text()
    assert "people_name_key" in log
    assert "Haddad" not in log


def test_the_folders_above_keep_their_modes(var: Path, use: Start) -> None:
    before = {folder: folder.stat().st_mode for folder in (var, *var.parents)}
    _finish(use())
    assert {folder: folder.stat().st_mode for folder in (var, *var.parents)} == before


def test_the_address_of_a_long_path_is_short_enough_for_a_socket(tmp_path: Path) -> None:
    var = tmp_path / ("lang" * 30)
    place = embedded.Place(var)
    assert len(str(place.socket_dir / ".s.PGSQL.5432")) < 100
    assert psycopg.conninfo.conninfo_to_dict(embedded.url(var))["host"] == str(place.socket_dir)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's server runs as another account")
def test_a_closed_folder_is_named_with_the_way_out(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with pytest.raises(EmbeddedDatabaseTrouble, match="verschlossen") as refused:
        embedded.ensure_running(closed / "var")
    assert "DATABASE_URL" in refused.value.way_out
