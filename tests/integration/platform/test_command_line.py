"""The command says what it can do, and for each error the cause and the way out."""

from pathlib import Path

import pytest

from tests.integration.platform.conftest import run_roterfaden

OPERATED = {
    "DATABASE_URL": "postgresql://rf:geheim@127.0.0.1:1/plan",
    "ROTERFADEN_SECRET_KEY": "x" * 50,
}


@pytest.mark.parametrize("command", ["serve", "demo", "import", "plan", "manage", "backup"])
def test_each_command_has_help_in_german(tmp_path: Path, command: str) -> None:
    shown = run_roterfaden(command, "--help", var=tmp_path)
    assert shown.returncode == 0
    assert shown.stdout.startswith(f"Aufruf: roterfaden {command}")
    assert "Options" not in shown.stdout


def test_help_needs_no_installation_and_leaves_nothing(tmp_path: Path) -> None:
    shown = run_roterfaden("--help", var=tmp_path / "var")
    assert shown.returncode == 0
    assert "Beispiele:" in shown.stdout
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("wrong", [["frobnicate"], ["--frobnicate"], ["serve", "--port", "x"]])
def test_a_wrong_call_ends_with_2_and_names_the_help(tmp_path: Path, wrong: list[str]) -> None:
    refused = run_roterfaden(*wrong, var=tmp_path)
    assert refused.returncode == 2
    cause, way_out = refused.stderr.splitlines()
    assert cause.startswith("Fehler: ")
    assert "--help" in way_out


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        (["serve", "--port", "achttausend"], "„achttausend“ ist keine ganze Zahl"),
        (["serve", "--port", "70000"], "„70000“ liegt nicht zwischen 1 und 65534"),
        (["serve", "--port"], "--port verlangt eine Angabe"),
        (
            ["import", "cases", "a.csv", "--format", "xml"],
            "„xml“ gibt es nicht; möglich sind 'text'",
        ),
        (["backup", "/"], "/ ist ein Ordner"),
    ],
)
def test_a_wrong_value_is_told_in_german(tmp_path: Path, wrong: list[str], cause: str) -> None:
    assert cause in run_roterfaden(*wrong, var=tmp_path).stderr.splitlines()[0]


def test_pages_and_events_cannot_share_a_port(tmp_path: Path) -> None:
    refused = run_roterfaden("serve", "--port", "8765", "--events-port", "8765", var=tmp_path)
    assert refused.returncode == 1
    assert "--events-port" in refused.stderr.splitlines()[1]


def test_a_backup_into_a_folder_that_takes_nothing_is_named(migrated: Path) -> None:
    refused = run_roterfaden("backup", "/proc/sicherung.tar", var=migrated)
    assert refused.returncode == 1
    assert "/proc/sicherung.tar" in refused.stderr
    assert "Unerwartet" not in refused.stderr


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    refused = run_roterfaden("backup", str(tmp_path / "x"), var=tmp_path, **OPERATED)
    assert refused.returncode == 1
    assert "127.0.0.1:1" in refused.stderr
    assert "geheim" not in refused.stderr
    assert "Abhilfe: " in refused.stderr
    assert "Traceback" not in refused.stderr


def test_wrong_surroundings_are_an_error_line(tmp_path: Path) -> None:
    refused = run_roterfaden("manage", "check", var=tmp_path, ROTERFADEN_NOW="morgen")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Fehler: ROTERFADEN_NOW=morgen")


def test_missing_tables_name_the_command_that_makes_them(var: Path) -> None:
    refused = run_roterfaden("manage", "verify-audit", var=var)
    assert refused.returncode == 1
    assert "roterfaden manage migrate" in refused.stderr


def test_an_unknown_management_command_names_the_list(var: Path) -> None:
    refused = run_roterfaden("manage", "frobnicate", var=var)
    assert refused.returncode == 1
    assert "roterfaden manage --help" in refused.stderr
