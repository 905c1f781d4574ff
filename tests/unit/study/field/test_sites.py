"""The list of sites as a file, and the command that proposes whom to ask."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from roterfaden.cli.study.sites import sites
from roterfaden.study.field import Reply, read_sites, typed_sites
from roterfaden.study.troubles import WrongData

LIST = """id,comparison_type,reply,size
Nord,Ia,joined,klein
Süd,Ia,,klein
Ost,IIIc,,groß
West,IId,declined,groß
Mitte,IIc,,klein
"""


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "sites.csv"
    path.write_text(LIST, "utf-8")
    return path


def test_the_list_gives_types_features_and_replies(listed: Path) -> None:
    nord, sued, *_rest = read_sites(listed)
    assert (nord.reply, sued.reply) == (Reply.JOINED, None)
    assert (sued.comparison_type, sued.features) == ("Ia", {"size": "klein"})


def test_proposed_are_those_that_differ_from_who_joined(listed: Path) -> None:
    call = [str(listed), "--number", "2", "--seed", "7", "--format", "json"]
    answer = CliRunner().invoke(sites, call)
    proposed = [one["id"] for one in json.loads(answer.output)["proposed"]]
    assert proposed == ["Ost", "Mitte"]
    assert CliRunner().invoke(sites, call).output == answer.output


@pytest.mark.parametrize(
    ("rows", "line"), [("A,Ia,\nA,Ib,\n", 3), ("A,,\n", 2), ("A,Ia,vielleicht\n", 2)]
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path: Path, rows: str, line: int) -> None:
    path = tmp_path / "sites.csv"
    path.write_text(f"id,comparison_type,reply\n{rows}", "utf-8")
    with pytest.raises(WrongData) as error:
        read_sites(path)
    assert error.value.line == line


@pytest.mark.parametrize(
    "text",
    [
        "Nord; Ia; klein\nOst; IIIc; groß\n",
        "\nJobcenter; Vergleichstyp; merkmal 1\n\nNord;Ia;klein\nOst;IIIc;groß",
        "id,comparison_type,merkmal 1\nNord,Ia,klein\nOst,IIIc,groß",
        "Nord\tIa\tklein\nOst\tIIIc\tgroß",
    ],
)
def test_a_typed_list_needs_no_heading(text: str) -> None:
    nord, ost = typed_sites(text)
    assert (nord.id, nord.comparison_type, nord.features) == ("Nord", "Ia", {"merkmal 1": "klein"})
    assert ost.id == "Ost"


@pytest.mark.parametrize("third", ["Ost;", "Nord;Ia", "Ost;Ib;groß"])
def test_what_is_wrong_in_a_typed_list_is_told_with_its_own_line(third: str) -> None:
    with pytest.raises(WrongData) as found:
        typed_sites(f"Nord;Ia\n\n{third}")
    assert found.value.line == 3


@pytest.mark.parametrize("text", ["", "  \n", "Nord"])
def test_a_list_without_types_is_refused(text: str) -> None:
    with pytest.raises(WrongData):
        typed_sites(text)
