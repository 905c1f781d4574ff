"""A backup holds everything and comes back only into an empty database."""

import tarfile
from pathlib import Path

import pytest

from tests.integration.platform.conftest import run_roterfaden

pytestmark = pytest.mark.xdist_group("service")

LIST_GUARDS = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute('''
        SELECT 'trigger', tgname FROM pg_trigger WHERE NOT tgisinternal
        UNION SELECT 'constraint', conname FROM pg_constraint WHERE contype IN ('x', 'c', 'f', 'u')
        UNION SELECT 'extension', extname FROM pg_extension
        ORDER BY 1, 2
    ''')
    print(*cursor.fetchall(), sep="\\n")
"""


@pytest.fixture(scope="module")
def backup(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("backup") / "sicherung.tar"
    made = run_roterfaden("backup", str(target), var=migrated)
    assert made.returncode == 0, made.stderr
    return target


def _guards(var: Path) -> str:
    listed = run_roterfaden("manage", "shell", "--verbosity=0", "--command", LIST_GUARDS, var=var)
    assert "one_plan_in_force_for_a_case" in listed.stdout, listed.stderr
    return listed.stdout


def test_a_backup_is_for_its_owner_only(backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_overwrites(backup: Path, migrated: Path) -> None:
    refused = run_roterfaden("backup", str(backup), var=migrated)
    assert refused.returncode == 1
    assert "gibt es schon" in refused.stderr


def test_an_empty_cluster_gets_rows_and_guards_back(
    backup: Path, migrated: Path, var: Path
) -> None:
    restored = run_roterfaden("restore", str(backup), var=var)
    assert restored.returncode == 0, restored.stderr
    assert _guards(var) == _guards(migrated)
    again = run_roterfaden("backup", str(var / "again.tar"), var=var)
    words = restored.stdout.replace("Zurückgespielt", "Gesichert").split(" aus /")[0]
    assert again.stdout.startswith(words)


def test_a_database_with_tables_is_refused(backup: Path, migrated: Path) -> None:
    refused = run_roterfaden("restore", str(backup), var=migrated)
    assert refused.returncode == 1
    assert "nicht leer" in refused.stderr
    assert "Abhilfe: Eine leere Datenbank anlegen" in refused.stderr


def test_a_truncated_backup_is_refused(backup: Path, var: Path, tmp_path: Path) -> None:
    for length in (0, 700, 100_000):
        truncated = tmp_path / f"{length}.tar"
        truncated.write_bytes(backup.read_bytes()[:length])
        refused = run_roterfaden("restore", str(truncated), var=var)
        assert refused.returncode == 1
        assert "keine lesbare Sicherung" in refused.stderr


def test_a_damaged_backup_is_refused(backup: Path, var: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.tar"
    content = bytearray(backup.read_bytes())
    with tarfile.open(backup) as tar:
        content[tar.getmember("database.dump").offset_data + 5000] ^= 0xFF
    damaged.write_bytes(content)
    refused = run_roterfaden("restore", str(damaged), var=var)
    assert refused.returncode == 1
    assert "Prüfsumme" in refused.stderr


def test_any_other_file_is_refused(var: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tar"
    other.write_text("nothing of ours")
    refused = run_roterfaden("restore", str(other), var=var)
    assert refused.returncode == 1
    assert "keine lesbare Sicherung" in refused.stderr
