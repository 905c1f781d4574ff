"""The built wheel works in an empty environment, with everything it needs inside."""

import json
import os
import signal
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.platform.conftest import (
    free_pair_of_ports,
    fresh_var,
    remove,
    surroundings,
)
from tests.settings import ROOT

PLAN = {
    "schema": "roterfaden/plan/1",
    "language": "de",
    "jobcentre": {"name": "Jobcenter Ahrenfeld", "traegernummer": "99999"},
    "recipient": {"name": "Samira Haddad", "kundennummer": "417H208853"},
    "contact": None,
    "version": {
        "number": 1,
        "state": "draft",
        "dated_on": "2026-11-24",
        "agreed_on": None,
        "update_due_on": None,
    },
    "next_meeting": None,
    "entries": [
        {
            "kind": "goal",
            "owner": None,
            "owner_name": "",
            "text": "Ich möchte in einem Pflegeheim arbeiten.",
            "due_on": None,
            "rhythm": None,
            "proof": "",
            "topic": "work",
            "towards_work": None,
            "words_of": None,
        }
    ],
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A folder for the environment and its data that the server's account may enter."""
    folder = fresh_var()
    yield folder
    remove(folder)


@pytest.fixture(scope="module")
def installed(wheel: Path, home: Path) -> Path:
    """The folder of programs of an environment that holds the wheel and its requirements.

    The requirements are those of the tests, reached by a path file without our own source: the
    path files of that folder, and with them the source, are not read from there.
    """
    venv.create(home / "venv", with_pip=False)
    programs = home / "venv" / "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(programs / "python")]
    subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--no-index", str(wheel)],
        check=True,
        env=os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    (packages,) = (home / "venv" / "lib").glob("python*/site-packages")
    (packages / "requirements.pth").write_text(sysconfig.get_path("purelib") + "\n")
    origin = subprocess.run(
        [programs / "python", "-c", "import roterfaden; print(roterfaden.__file__)"],
        cwd=home,
        check=True,
        capture_output=True,
        text=True,
    )
    assert origin.stdout.startswith(str(packages))
    return programs


def _run(installed: Path, home: Path, *arguments: str) -> str:
    done = subprocess.run(
        [installed / "roterfaden", *arguments],
        cwd=home,
        env=surroundings(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_what_git_ignores(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "roterfaden/static/vendor/kern.min.css",
        "roterfaden/documents/fonts/",
        "roterfaden/locale/en/LC_MESSAGES/django.mo",
        "roterfaden/templates/base.html",
        "roterfaden/law/parameters/",
        "roterfaden/demo/shares.yaml",
    ):
        assert any(name.startswith(part) for name in names), part


def test_the_wheel_holds_no_tests_and_no_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"roterfaden", "roterfaden-0.1.0.dist-info"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".pyc")]


def test_the_command_shows_its_help(installed: Path, home: Path) -> None:
    assert "Aufruf: roterfaden" in _run(installed, home, "--help")


def test_a_plan_is_set_with_the_fonts_inside(installed: Path, home: Path) -> None:
    (home / "plan.json").write_text(json.dumps(PLAN))
    _run(installed, home, "plan", "pdf", "plan.json", "-o", "plan.pdf")
    assert (home / "plan.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_pages_are_served_with_the_styles_inside(installed: Path, home: Path) -> None:
    _run(installed, home, "manage", "migrate", "--verbosity=0")
    port = free_pair_of_ports()
    service = subprocess.Popen(
        [installed / "roterfaden", "serve", "--port", str(port)],
        cwd=home,
        env=surroundings(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert service.stdout is not None
        assert f"http://127.0.0.1:{port}" in service.stdout.readline()
        page = _get(f"http://127.0.0.1:{port}/")
        assert "Roter Faden" in page
        assert "/static/vendor/kern.min.css" in page
        assert ".kern-" in _get(f"http://127.0.0.1:{port}/static/vendor/kern.min.css")
    finally:
        service.send_signal(signal.SIGTERM)
        service.communicate(timeout=20)
    assert service.returncode == 0


def _get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())
