"""``roterfaden import staff`` as people call it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.importing.installation import OFFICE, Installation
from tests.integration.platform.conftest import fresh_var, remove

HEADER = "anmeldename;nachname;vorname;rollen;team"
GOOD = "lang;Lang;Lea;Integrationsfachkraft, Teamleitung;Team Nord"
BAD = "kurz;Kurz;Kai;Chef;"


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    folder = fresh_var()
    made = Installation(folder)
    made.set_up()
    with made.running():
        yield made
    remove(folder)


def test_a_file_of_staff_is_looked_at_read_in_and_nothing_is_doubled(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "personen.csv"
    file.write_text("\n".join([HEADER, GOOD, BAD]))
    command = ("import", "staff", str(file), "--jobcentre", OFFICE)

    looked = installation.run(*command, "--dry-run")
    assert (looked.stdout, looked.returncode) == ("1 gut, 1 abgelehnt\n", 3)
    assert "Probelauf" in looked.stderr
    assert "Zeile 3: rollen nennt „Chef“" in looked.stderr

    figures = [json.loads(installation.run(*command, "--format", "json").stdout) for _ in range(2)]
    assert [(one["created"], one["unchanged"]) for one in figures] == [(1, 0), (0, 1)]
    assert BAD in (tmp_path / "personen.csv.rejects.csv").read_text()


def test_a_file_that_cannot_be_read_names_cause_and_way_out(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "falsch.csv"
    file.write_text("nachname;vorname\nA;B\n")
    done = installation.run("import", "staff", str(file), "--jobcentre", OFFICE)
    assert done.returncode == 1
    assert "fehlt: anmeldename" in done.stderr
    assert "Abhilfe: Nötig sind anmeldename, nachname, vorname." in done.stderr
