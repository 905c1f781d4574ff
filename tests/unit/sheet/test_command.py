"""``roterfaden plan pdf``: exit codes and messages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roterfaden.cli.plan import plan
from tests.unit.sheet.test_reading import ROOT

PLANS = ROOT / "src/roterfaden/demo/plans"


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(plan, ["pdf", *map(str, arguments)], input=given)


def test_a_plan_becomes_a_pdf(tmp_path: Path) -> None:
    output = tmp_path / "out.pdf"
    result = run(PLANS / "full.json", "-o", output)
    assert result.exit_code == 0, result.output
    assert output.read_bytes().startswith(b"%PDF-1.7")
    assert result.stdout == f"{output}: 1 Seite, Schrift 12 Punkt\n"


def test_a_plan_is_read_from_and_written_to_the_pipe() -> None:
    result = run("-", "-o", "-", given=(PLANS / "short.json").read_bytes())
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"%PDF-1.7")
    assert result.stdout_bytes.endswith(b"%%EOF")


def test_a_set_moment_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795515600")
    first = run(PLANS / "short.json", "-o", "-").stdout_bytes
    assert run(PLANS / "short.json", "-o", "-").stdout_bytes == first


def test_the_report_is_there_for_programs_too(tmp_path: Path) -> None:
    result = run(PLANS / "full.json", "-o", tmp_path / "o.pdf", "--large-print", "--format", "json")
    facts = json.loads(result.stdout)
    assert facts["size_pt"] == 18
    assert facts["pages"] > 1


def test_surplus_words_are_named_and_nothing_is_written(tmp_path: Path) -> None:
    output = tmp_path / "out.pdf"
    result = run(PLANS / "too-long.json", "-o", output)
    assert result.exit_code == 3
    assert not output.exists()
    assert "Fehler: 133 Wörter sind zu viel für eine Seite." in result.stderr
    assert "entries[24].text: Ich möchte Briefe in einfacher Sprache" in result.stderr
    assert result.stdout == ""


def test_surplus_words_are_there_for_programs_too(tmp_path: Path) -> None:
    result = run(PLANS / "too-long.json", "-o", tmp_path / "out.pdf", "--format", "json")
    facts = json.loads(result.stderr)
    assert result.exit_code == 3
    assert facts["surplus_words"] == sum(len(one["words"].split()) for one in facts["places"])


def test_data_that_is_no_plan_ends_with_place_and_way_out(tmp_path: Path) -> None:
    result = run("-", "-o", tmp_path / "out.pdf", given=b'{"schema": "roterfaden/plan/1"}')
    assert result.exit_code == 2
    assert result.stderr == (
        "Fehler: Standardeingabe, language: Die Angabe fehlt.\nAbhilfe: „language“ ergänzen.\n"
    )


def test_a_missing_file_or_folder_ends_with_the_way_out(tmp_path: Path) -> None:
    missing = run(tmp_path / "nichts.json", "-o", tmp_path / "out.pdf")
    assert missing.exit_code == 2
    assert "Abhilfe:" in missing.stderr
    nowhere = run(PLANS / "short.json", "-o", tmp_path / "nirgends" / "out.pdf")
    assert nowhere.exit_code == 2
    assert "Abhilfe:" in nowhere.stderr


def test_the_command_needs_no_django(tmp_path: Path) -> None:
    code = (
        "import sys; from roterfaden.cli.plan import plan;"
        f"plan(['pdf', {str(PLANS / 'short.json')!r}, '-o', {str(tmp_path / 'o.pdf')!r}],"
        " standalone_mode=False); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
