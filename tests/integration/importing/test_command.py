"""``roterfaden import cases`` as people and programs call it."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from roterfaden.core import embedded
from tests.factories.csv_cases import csv_cases
from tests.integration.importing.installation import (
    OFFICE,
    OTHER_OFFICE,
    Installation,
    rows_of,
)
from tests.integration.platform.conftest import COMMAND, fresh_var, remove, surroundings

pytestmark = pytest.mark.slow
FINGERPRINT = """
    SELECT r.kundennummer, r.last_name, r.search_key, h.bg_nummer, c.begins_on, c.ends_on, t.name,
        a.begins_on, a.ends_on
    FROM recipients_recipient r
    JOIN organisations_jobcentre j ON j.id = r.jobcentre_id AND j.traegernummer = %s
    LEFT JOIN recipients_household h ON h.id = r.household_id
    LEFT JOIN recipients_case c ON c.recipient_id = r.id
    LEFT JOIN recipients_assignment a ON a.case_id = c.id
    LEFT JOIN organisations_team t ON t.id = a.team_id
    ORDER BY 1, 5, 8
"""


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    folder = fresh_var()
    made = Installation(folder)
    made.set_up()
    with made.running():
        yield made
    remove(folder)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    file = tmp_path / "fälle.csv"
    file.write_bytes(csv_cases(20, faults={4: "short number", 9: "duplicate"}).content)
    return file


def stored(installation: Installation, office: str = OFFICE) -> list[tuple[object, ...]]:
    """What the database holds about a jobcentre, asked beside the command."""
    with psycopg.connect(embedded.url(installation.var)) as connection:
        return connection.execute(FINGERPRINT, [office]).fetchall()


def number_of_people(installation: Installation, office: str = OFFICE) -> int:
    return len({row[0] for row in stored(installation, office)})


def test_the_last_line_and_the_exit_code_tell_good_and_rejected(
    installation: Installation, cases: Path
) -> None:
    done = installation.import_cases(cases)

    assert done.stdout == "18 gut, 2 abgelehnt\n"
    assert done.returncode == 3
    assert "Zeile 5: kundennummer" in done.stderr
    rejects = cases.with_name("fälle.csv.rejects.csv")
    assert [(row["line"], row["column"]) for row in rows_of(rejects)] == [
        ("5", "kundennummer"),
        ("10", "kundennummer"),
    ]
    assert str(rejects) in done.stderr


def test_json_is_all_that_stands_on_the_standard_output(
    installation: Installation, cases: Path
) -> None:
    installation.import_cases(cases)
    done = installation.import_cases(cases, "--format", "json", "--dry-run")

    assert json.loads(done.stdout) == {
        "read": 20,
        "created": 0,
        "updated": 0,
        "unchanged": 18,
        "rejected": 2,
    }
    assert "Probelauf" in done.stderr


def test_without_rejects_there_is_no_file_of_rejects(
    installation: Installation, tmp_path: Path
) -> None:
    file, rejects = tmp_path / "a.csv", tmp_path / "a.csv.rejects.csv"
    file.write_bytes(csv_cases(5, faults={1: "no name"}).content)
    installation.import_cases(file)
    assert rejects.exists()

    file.write_bytes(csv_cases(5).content)
    done = installation.import_cases(file)

    assert (done.stdout, done.returncode) == ("5 gut, 0 abgelehnt\n", 0)
    assert not rejects.exists()


def test_all_or_nothing_with_a_bad_row_does_nothing_and_ends_with_1(
    installation: Installation, tmp_path: Path
) -> None:
    before, file = number_of_people(installation), tmp_path / "a.csv"
    file.write_bytes(csv_cases(30, faults={30: "no name"}).content)
    done = installation.import_cases(file, "--all-or-nothing")

    assert done.returncode == 1
    assert done.stdout == "0 gut, 1 abgelehnt\n"
    assert "Nichts wurde eingelesen" in done.stderr
    assert number_of_people(installation) == before


@pytest.mark.parametrize(
    ("content", "cause", "way_out"),
    [
        (None, "lässt sich nicht öffnen", "Pfad"),
        (b"", "Die Datei ist leer.", "CSV-Datei"),
        (b"kundennummer;nachname\n", "In der Kopfzeile fehlt: vorname, geburtsdatum.", "vorname"),
        (b"PK\x03\x04", "Arbeitsmappe", "CSV UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_1_cause_and_way_out(
    installation: Installation, tmp_path: Path, content: bytes | None, cause: str, way_out: str
) -> None:
    file = tmp_path / "a.csv"
    if content is not None:
        file.write_bytes(content)
    done = installation.import_cases(file)

    assert (done.returncode, done.stdout) == (1, "")
    first, second = done.stderr.splitlines()
    assert first.startswith("Fehler: ")
    assert cause in first
    assert second.startswith("Abhilfe: ")
    assert way_out in second


def test_an_unknown_jobcentre_names_the_command_that_makes_one(
    installation: Installation, cases: Path
) -> None:
    done = installation.import_cases(cases, office="12345")

    assert done.returncode == 1
    assert "99999 (Jobcenter Test)" in done.stderr
    assert "roterfaden manage create-jobcentre 12345 --name" in done.stderr


def test_a_file_with_nothing_but_a_header_ends_with_1(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"\xef\xbb\xbfkundennummer;nachname;vorname;geburtsdatum\r\n;;;\r\n")
    done = installation.import_cases(file)

    assert (done.returncode, done.stdout) == (1, "0 gut, 0 abgelehnt\n")
    assert "Unter der Kopfzeile steht kein Fall" in done.stderr


@pytest.mark.parametrize("file", ["/nowhere/a.csv", "."])
def test_what_cannot_be_opened_is_named_before_the_rejects(
    installation: Installation, file: str
) -> None:
    done = installation.run("import", "cases", file, "--jobcentre", OFFICE)
    assert done.returncode == 1
    assert f"Die Datei {file} lässt sich nicht öffnen" in done.stderr


@pytest.mark.parametrize("place", ["/proc/rejects.csv", "/nowhere/rejects.csv", "/"])
def test_without_a_place_for_rejects_nothing_is_done(
    installation: Installation, cases: Path, place: str
) -> None:
    before = number_of_people(installation, OTHER_OFFICE)
    done = installation.import_cases(cases, "--rejects", place, office=OTHER_OFFICE)

    assert (done.returncode, done.stdout) == (1, "")
    assert f"Fehler: In {place} lassen sich" in done.stderr
    assert number_of_people(installation, OTHER_OFFICE) == before


def test_when_the_rejects_do_not_fit_the_figures_are_told_nevertheless(
    installation: Installation, cases: Path
) -> None:
    done = installation.import_cases(cases, "--rejects", "/dev/full")

    assert done.returncode == 1
    assert "18 gut, 2 abgelehnt" in done.stdout
    assert "Fehler: In /dev/full lassen sich" in done.stderr
    assert "stehen in" not in done.stderr


def test_the_input_may_be_a_pipe(installation: Installation, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(
        ["tee", str(pipe)], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    ) as writer:
        assert writer.stdin is not None
        writer.stdin.write(csv_cases(3).content)
        writer.stdin.close()
        done = installation.import_cases(pipe)
    assert (done.stdout, done.returncode) == ("3 gut, 0 abgelehnt\n", 0)


def test_with_all_streams_but_the_output_closed_it_works(
    installation: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(csv_cases(3).content)
    command = [*COMMAND, "import", "cases", str(file), "--jobcentre", OFFICE]
    done = subprocess.run(
        ["sh", "-c", 'exec "$@" <&- 2>&-', "sh", *command],
        env=surroundings(installation.var),
        stdout=subprocess.PIPE,
        check=False,
    )
    assert (done.stdout, done.returncode) == (b"3 gut, 0 abgelehnt\n", 0)


def test_another_name_of_the_input_is_not_overwritten(
    installation: Installation, cases: Path
) -> None:
    twin = cases.with_name("twin.csv")
    twin.hardlink_to(cases)
    before = cases.read_bytes()
    assert installation.import_cases(cases, "--rejects", str(twin)).returncode == 1
    assert cases.read_bytes() == before


def test_the_input_is_never_overwritten(installation: Installation, cases: Path) -> None:
    before = cases.read_bytes()
    done = installation.import_cases(cases, "--rejects", str(cases))

    assert done.returncode == 1
    assert "überschreiben" in done.stderr
    assert cases.read_bytes() == before


def test_a_file_that_holds_no_rejects_is_not_taken_away(
    installation: Installation, tmp_path: Path
) -> None:
    file, precious = tmp_path / "a.csv", tmp_path / "notizen.txt"
    file.write_bytes(csv_cases(3).content)
    precious.write_text("wichtig")
    installation.import_cases(file, "--rejects", str(precious))
    assert precious.read_text() == "wichtig"


def test_unknown_columns_are_named_and_ignored(installation: Installation, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "kundennummer,nachname,vorname,geburtsdatum,schuhgröße\n999Z999999,Fuß,Ida,3.5.1990,38\n"
    )
    done = installation.import_cases(file)

    assert done.returncode == 0
    assert "Nicht gelesen werden die Spalten: schuhgröße" in done.stderr


def test_killed_midway_and_run_again_nothing_is_lost_or_doubled(
    installation: Installation, tmp_path: Path
) -> None:
    file, office = tmp_path / "viele.csv", OTHER_OFFICE
    file.write_bytes(csv_cases(4_000, seed=7).content)

    code = installation.killed_import(
        file, office, lambda: number_of_people(installation, office) >= 1_000
    )

    assert code == -9
    assert 1_000 <= number_of_people(installation, office) < 4_000, "it was killed midway"
    again = installation.import_json(file, office)
    assert again["created"] + again["unchanged"] == again["read"] == 4_000
    assert again["unchanged"] >= 1_000
    once = stored(installation, office)
    assert installation.import_json(file, office)["unchanged"] == 4_000
    assert stored(installation, office) == once
    numbers = [row[0] for row in once]
    assert len(numbers) == len(set(numbers)) == 4_000, "one person, one case, one assignment"
    assert installation.run("manage", "verify-audit").returncode == 0
