"""``roterfaden blocks`` as operators call it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from roterfaden.cli import blocks as command
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import text_blocks
from roterfaden.plans.models import TextBlock
from roterfaden.plans.text_blocks.content import BlockContent
from roterfaden.plans.text_blocks.delivered import delivered
from roterfaden.troubles import Trouble
from tests.factories.house import House

HEAD = "Schlüssel;Rubrik;Thema;Text\n"
GOOD = "eigen-zebra;Ziel;Arbeit;Ich möchte zum Zebra.\n"
BAD = "eigen-falsch;Wunsch;;Ich möchte nichts.\n"


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the tests is open already."""
    monkeypatch.setattr(command, "_open_database", lambda: None)


def _call(*arguments: object) -> Result:
    runner = CliRunner()
    return runner.invoke(command.blocks, [str(one) for one in arguments], standalone_mode=False)


def _own(house: House) -> list[str]:
    blocks = TextBlock.objects.filter(jobcentre=house.jobcentre).order_by("key")
    return [block.key for block in blocks]


def test_what_goes_out_comes_in_unchanged(
    house: House, content: BlockContent, tmp_path: Path
) -> None:
    text_blocks.write(content=content, by=house.staff[Role.SPECIALIST], at=house.at)
    file, number = tmp_path / "b.csv", house.jobcentre.traegernummer
    assert "1 Bausteine" in _call("export", "--jobcentre", number, file).output
    result = _call("import", "--jobcentre", number, file)
    assert "0 neu, 0 geändert, 1 unverändert, 0 abgelehnt" in result.output
    assert not result.return_value


def test_without_an_office_the_delivered_ones_go_out(house: House, tmp_path: Path) -> None:
    file = tmp_path / "b.csv"
    _call("export", file)
    assert len(file.read_text("utf-8-sig").splitlines()) == len(delivered().wordings) + 1


def test_good_rows_are_taken_without_an_author_and_bad_ones_kept_beside(
    house: House, tmp_path: Path
) -> None:
    file, number = tmp_path / "b.csv", house.jobcentre.traegernummer
    file.write_text(HEAD + GOOD + BAD, encoding="utf-8")
    assert _call("import", "--jobcentre", number, file, "--dry-run").return_value == 3
    assert _own(house) == []
    assert _call("import", "--jobcentre", number, file).return_value == 3
    assert _own(house) == ["eigen-zebra"]
    assert TextBlock.objects.get(key="eigen-zebra").written_by is None
    rejects = Path(f"{file}.rejects.csv").read_text("utf-8")
    assert "3,Rubrik," in rejects
    assert BAD.strip() in rejects


def test_an_empty_table_is_told(house: House, tmp_path: Path) -> None:
    file = tmp_path / "b.csv"
    file.write_text(HEAD, encoding="utf-8")
    result = _call("import", "--jobcentre", house.jobcentre.traegernummer, file)
    assert result.return_value == 1


@pytest.mark.parametrize(
    ("number", "name"), [("10001", "missing.csv"), ("10001", "b.zip"), ("99990", "b.csv")]
)
def test_what_cannot_be_read_says_the_way_out(
    house: House, tmp_path: Path, number: str, name: str
) -> None:
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.csv").write_text(HEAD, encoding="utf-8")
    result = _call("import", "--jobcentre", number, tmp_path / name)
    assert isinstance(result.exception, Trouble)
    assert result.exception.way_out


def test_a_place_that_cannot_be_written_says_so(house: House, tmp_path: Path) -> None:
    result = _call("export", tmp_path / "nowhere" / "b.csv")
    assert isinstance(result.exception, Trouble)
