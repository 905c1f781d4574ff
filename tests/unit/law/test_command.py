"""``roterfaden law``: what it prints and how it ends."""

import json
import subprocess
import sys
from datetime import date

import pytest
from click.testing import CliRunner, Result

from roterfaden.cli.law import law
from roterfaden.law.registry import rules

REDUCTION = ("reduction", "kind=breach", "breach_on=2026-06-29", "notified_on=2026-08-04")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(law, list(arguments))


def applied(*arguments: str) -> dict[str, object]:
    result = run("apply", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert isinstance(answer, dict)
    return answer


def test_programs_get_one_object_with_the_keys_of_the_rule() -> None:
    answer = applied(*REDUCTION, "earlier=0", "standard_need=563")
    wanted = {
        "rule": "reduction",
        "regime": "buergergeld",
        "status": "T",
        "percent": 10,
        "months": 1,
        "from": "2026-09-01",
        "until": "2026-09-30",
        "monthly_amount": 56.3,
        "in_time": True,
    }
    assert {key: answer[key] for key in wanted} == wanted
    assert isinstance(answer["reasons"], list)
    assert isinstance(answer["references"], list)
    assert "§ 65a Abs. 2 SGB II" in answer["references"]
    assert len(answer["references"]) == len(set(answer["references"]))


def test_consequences_are_a_list_of_objects() -> None:
    answer = applied("missed-appointments", "missed=2026-07-02")
    assert answer["consequences"] == [
        {
            "missed_on": "2026-07-02",
            "consequence": "none",
            "percent": 0,
            "months": 0,
            "personal_hearing": False,
        }
    ]


def test_people_get_words_reasons_and_norms() -> None:
    said = run("apply", "notification", "posted_on=2026-12-22", "channel=post").stdout
    assert "Gilt als bekannt gegeben am: 26.12.2026" in said
    assert "1. Der Bescheid ging am 22.12.2026 zur Post." in said
    assert "Diese Fiktion verschiebt sich nicht am Wochenende" in said
    assert said.endswith("Stand: im Gesetz gelesen.\n")


@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        (["reducton"], "Gemeint ist vielleicht „reduction“"),
        (["conciliation-end", "began_on=2026-07-01"], "keine Regel"),
        (["conciliation-end", "began_on=2026-02-30"], "kein Tag im Kalender"),
        (["conciliation-end"], "Die Angabe fehlt"),
        (["conciliation-end", "2026-05-04"], "kein Gleichheitszeichen"),
        (["conciliation-end", "began_on=2026-05-04", "began_on=2026-05-04"], "zweimal"),
        (["notification", "posted_on=2023-06-30", "channel=post"], "30.06.2023"),
        ([*REDUCTION, "earlier=-1"], "earlier"),
        (
            ["reduction", "kind=work-refusal", "breach_on=2026-04-01", "notified_on=2026-04-20"],
            "28.03.2024 bis 27.03.2026",
        ),
    ],
)
def test_a_refusal_ends_with_2_and_names_cause_and_way_out(
    arguments: list[str], cause: str
) -> None:
    result = run("apply", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Fehler: ")
    assert cause in result.stderr
    assert "\nAbhilfe: " in result.stderr


def test_programs_get_refusals_as_objects_one_a_line() -> None:
    result = run("apply", "objection", "instruction=x", "--format", "json")
    assert (result.exit_code, result.stdout) == (2, "")
    errors = [json.loads(line) for line in result.stderr.splitlines()]
    assert [error["input"] for error in errors] == ["notified_on", "instruction"]


def test_the_list_names_every_rule_with_its_inputs() -> None:
    listed = json.loads(run("list", "--format", "json").stdout)
    assert [each["rule"] for each in listed] == list(rules().names())
    said = run("list").stdout
    for name in rules().names():
        assert f"{name}: " in said
    assert "ab 01.07.2026" in said


def test_the_list_of_a_day_holds_what_is_law_on_it() -> None:
    listed = json.loads(run("list", "--on", "2026-06-30", "--format", "json").stdout)
    names = {each["rule"] for each in listed}
    assert "conciliation-end" in names
    assert "not-reachable" not in names
    for each in listed:
        (version,) = each["versions"]
        until = version["in_force_until"]
        assert until is None or date.fromisoformat(until) >= date(2026, 6, 30)


def test_a_list_of_no_day_is_refused() -> None:
    result = run("list", "--on", "2026-02-30")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "kein Tag im Kalender" in result.stderr


def test_the_process_needs_no_framework_and_ends_with_the_code() -> None:
    code = (
        "import sys; sys.argv = ['roterfaden', 'law', 'apply', 'reducton'];"
        "from roterfaden.cli import main\n"
        "try: main()\n"
        "except SystemExit as end: assert end.code == 2, end.code\n"
        "assert 'django' not in sys.modules"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    assert "Gemeint ist vielleicht „reduction“" in result.stderr
