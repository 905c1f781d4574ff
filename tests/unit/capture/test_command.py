"""``roterfaden capture``: what it prints and how it ends."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner, Result

from roterfaden.cli.capture import capture

ON = ("--on", "2026-11-24")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(capture, list(arguments))


def test_programs_get_a_list_of_entries() -> None:
    line = "sprachkurs anmelden bis 15.3. nachweis anmeldung; @jc flyer mitgeben erledigt"
    result = run(line, *ON, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == [
        {
            "kind": "step",
            "owner": "recipient",
            "owner_name": None,
            "text": "Sprachkurs anmelden",
            "due_on": "2027-03-15",
            "rhythm": None,
            "count": None,
            "proof": "Anmeldung",
            "is_kept": False,
            "unsure": [],
        },
        {
            "kind": "step",
            "owner": "jobcentre",
            "owner_name": None,
            "text": "Flyer mitgeben",
            "due_on": None,
            "rhythm": None,
            "count": None,
            "proof": None,
            "is_kept": True,
            "unsure": [],
        },
    ]


def test_a_goal_has_no_owner_and_a_doubt_is_named() -> None:
    goal, step = json.loads(run("ziel: arbeit; am 5. anrufen", *ON, "--format", "json").stdout)
    assert (goal["kind"], goal["owner"]) == ("goal", None)
    assert step["unsure"] == ["due_on"]


def test_people_get_german_words_and_what_to_check() -> None:
    said = run("5 bewerbungen jeden zweiten dienstag nachweis liste", *ON).stdout
    assert said.splitlines() == [
        "5 Bewerbungen",
        "  Wer: leistungsberechtigte Person",
        "  Was: Schritt",
        "  Rhythmus: alle zwei Wochen am Dienstag",
        "  Anzahl: 5",
        "  Nachweis: Liste",
        "  Bitte prüfen: Rhythmus. Jeder zweite, oder der zweite im Monat?",
    ]


def test_the_day_may_be_written_in_german() -> None:
    assert run("morgen anrufen", "--on", "24.11.2026").stdout == (run("morgen anrufen", *ON).stdout)


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("", *ON), "Der Text ist leer."),
        ((" ; ", *ON), "Der Text ist leer."),
        (("anrufen", "--on", "2026-13-01"), "„2026-13-01“ ist kein Tag."),
        (("anrufen", "--on", "morgen"), "„morgen“ ist kein Tag."),
        (("anrufen", "--on", "1.2"), "„1.2“ ist kein Tag."),
    ],
)
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_cannot_be_read_ends_with_reason_and_way_out(
    arguments: tuple[str, ...], why: str, form: str
) -> None:
    result = run(*arguments, "--format", form)
    assert result.exit_code == 2
    assert why in result.stderr
    assert not result.stdout


def test_reading_a_line_loads_no_framework() -> None:
    code = "import sys, roterfaden.talk.capture; sys.exit('django' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
