"""``roterfaden plan check``: what it prints and how it ends."""

import json
import subprocess
import sys

from click.testing import CliRunner, Result

from roterfaden.cli.plan import plan
from tests.unit.hints.test_plan import PLANS


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(plan, ["check", *map(str, arguments)], input=given)


def test_programs_get_code_place_and_reason_and_nothing_else() -> None:
    result = run(PLANS / "short.json", "--format", "json")
    found = json.loads(result.stdout)
    assert result.exit_code == 0
    assert {frozenset(hint) for hint in found} == {frozenset({"code", "where", "reason"})}
    assert ("no_promise", "rubrics/step_jobcentre") in {(h["code"], h["where"]) for h in found}


def test_a_plan_without_hints_gives_an_empty_list() -> None:
    result = run(PLANS / "full.json", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_a_plan_without_hints_says_so_to_people() -> None:
    assert run(PLANS / "full.json").stdout == "Keine Hinweise.\n"


def test_people_get_place_reason_and_a_way_to_act() -> None:
    lines = run(PLANS / "too-long.json").stdout.splitlines()
    assert lines[0] == "Der ganze Plan"
    assert lines[1].startswith("  - Länger als eine Seite: 133 Wörter")
    assert lines[2].startswith("    Streichen Sie")
    assert any(line.startswith("Eintrag 10: Ich sage meinem Jobcenter") for line in lines)


def test_a_place_is_named_once_for_all_its_hints() -> None:
    lines = run(PLANS / "short.json").stdout.splitlines()
    assert lines.count("Mein Jobcenter unterstützt mich durch") == 1


def test_the_day_of_the_plan_chooses_the_law_unless_another_is_given() -> None:
    short = PLANS / "short.json"
    assert "persönliches Angebot" in run(short).stdout
    assert "persönliches Angebot" not in run(short, "--on", "2026-06-30").stdout
    assert "persönliches Angebot" in run(short, "--on", "01.07.2026").stdout


def test_a_plan_is_read_from_the_pipe() -> None:
    result = run("-", "--format", "json", given=(PLANS / "full.json").read_bytes())
    assert json.loads(result.stdout) == []


def test_a_bad_file_ends_with_place_and_way_out() -> None:
    result = run("-", given=b'{"schema": "roterfaden/plan/1"}')
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr == (
        "Fehler: Standardeingabe, language: Die Angabe fehlt.\nAbhilfe: „language“ ergänzen.\n"
    )


def test_a_missing_file_is_there_for_programs_too() -> None:
    result = run("nichts.json", "--format", "json")
    assert result.exit_code == 2
    assert json.loads(result.stderr)["error"] == "unreadable"


def test_a_day_that_does_not_exist_is_refused() -> None:
    assert run(PLANS / "short.json", "--on", "31.02.2026").exit_code == 2


def test_the_command_needs_no_database_and_loads_no_other_command() -> None:
    code = (
        "import sys; from roterfaden.cli.plan import plan; before = set(sys.modules);"
        f"plan(['check', {str(PLANS / 'full.json')!r}], standalone_mode=False);"
        "sys.exit('django.db' in sys.modules or 'wordfreq' in before or 'django' in before)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
