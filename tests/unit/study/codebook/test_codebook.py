"""Codebooks: the delivered ones, reading with lines, writing back."""

import json
import unicodedata
from pathlib import Path

import jsonschema
import pytest
import yaml

from roterfaden.study import codebook
from roterfaden.study.troubles import WrongData

ROOT = Path(__file__).parents[4]
SCHEMA = json.loads((ROOT / "docs/reference/codebook.schema.json").read_text("utf-8"))
DELIVERED = {book.id: book for book in codebook.delivered()}

TABLE_1 = (
    "Arbeit / Hilfebedürftigkeit",
    "Gesundheit",
    "Sprache",
    "Ausbildung / Qualifizierung / Maßnahmen",
    "Familiäre und persönliche Situation",
    "Jobcenter",
    "Sonstiges",
)


def test_the_delivered_book_has_the_three_dimensions_of_the_report() -> None:
    book = DELIVERED["kooperationsplan"]
    assert [d.id for d in book] == ["goals", "client_steps", "jobcentre_steps"]
    assert tuple(c.title for c in book.dimension("goals").ordered()) == TABLE_1
    assert [len(d.categories) for d in book] == [7, 8, 7]


def test_goal_and_interim_goal_are_one_dimension() -> None:
    assert DELIVERED["kooperationsplan"].dimension("goals").rubrics == ("goal", "interim_goal")


def test_every_category_says_what_belongs_to_it() -> None:
    for book in DELIVERED.values():
        for dimension in book:
            assert all(c.criteria for c in dimension.categories)
            assert dimension.ordered()[-1].residual
            assert all(e.source for c in dimension.categories for e in c.examples)


def test_the_delivered_books_name_author_licence_and_what_was_changed() -> None:
    for book in DELIVERED.values():
        assert "Monika Senghaas" in book.source
        assert "10.48720/IAB.FB.2602" in book.source
        assert "geändert" in book.source
        assert book.licence == "CC BY-SA 4.0"


@pytest.mark.parametrize("name", sorted(DELIVERED))
def test_what_is_written_reads_back_the_same_and_fits_the_schema(name: str) -> None:
    written = codebook.write(DELIVERED[name])
    assert codebook.read(written) == DELIVERED[name]
    jsonschema.validate(yaml.safe_load(written), SCHEMA)


def test_ways_of_use_have_their_children() -> None:
    ways = DELIVERED["einsatz"].dimension("ways_of_use")
    children = [c.id for c in ways.categories if c.parent == "joint_definition"]
    assert children == ["participatory", "demanding"]


def test_the_residual_category_stands_last_wherever_it_was_written() -> None:
    book = codebook.read("- Sonstiges\n- Arbeit\n- Sprache\n")
    assert book.order() == ("arbeit", "sprache", "sonstiges")


def test_a_category_is_found_by_id_and_by_title() -> None:
    goals = DELIVERED["kooperationsplan"].dimension("goals")
    assert goals.category("work") is goals.category("Arbeit / Hilfebedürftigkeit")


def test_a_name_that_stands_in_several_dimensions_asks_for_the_dimension() -> None:
    with pytest.raises(WrongData, match="mehreren Dimensionen"):
        DELIVERED["kooperationsplan"].category("Sonstiges")


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("title: A\ncategories:\n  - id: a\n  - id: a\n", 4, "doppelt"),
        ("title: A\ntitle: B\ncategories: [a]\n", 2, "doppelt"),
        ("title: A\ncolour: red\ncategories: [a]\n", 2, "gehört nicht"),
        ("title: A\nstatus: done\ncategories: [a]\n", 2, "unbekannt"),
        ("title: A\ncategories:\n  - title: [a]\n", 3, "Text"),
        ("title: A\ncategories:\n  - {id: a, parent: z}\n", 3, "Oberkategorie"),
        ("title: A\ncategories:\n  - {id: a, parent: b}\n  - {id: b, parent: a}\n", 3, "Kreis"),
        ("title: A\n  categories: [\n", 2, "YAML"),
        ("title: &x A\nsource: *x\ncategories: [a]\n", 2, "Verweise"),
        ("title: A\ncategories: []\n", 2, "keine Kategorien"),
        ("title: A\nversion: 1\n", 1, "keine Dimensionen"),
    ],
)
def test_an_error_names_its_line(text: str, line: int, cause: str) -> None:
    with pytest.raises(WrongData, match=cause) as caught:
        codebook.read(text)
    assert caught.value.line == line
    assert caught.value.way_out


def test_titles_that_differ_only_in_signs_are_two_categories() -> None:
    assert codebook.read("- C\n- C++\n- Работа\n- Здоровье\n").order() == (
        *("c", "c_2"),
        *("code", "code_2"),
    )


def test_letters_are_equal_however_they_are_composed() -> None:
    text = unicodedata.normalize("NFD", "- Förderung\n- Maß\n")
    assert codebook.read(text).category("Förderung").id == "foerderung"


def test_the_same_title_twice_is_refused_in_its_line() -> None:
    with pytest.raises(WrongData, match="doppelt") as caught:
        codebook.read("- A\n- B\n- A\n")
    assert caught.value.line == 3


def test_more_categories_than_bits_are_refused() -> None:
    with pytest.raises(WrongData, match="höchstens 63"):
        codebook.read("\n".join(f"- c{number}" for number in range(64)))


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "buch.yml"
    path.write_bytes("title: A\ncategories:\n  - Maßnahme\n".encode("cp1252"))
    with pytest.raises(WrongData, match="UTF-8") as caught:
        codebook.read(path)
    assert caught.value.line == 3


def test_a_version_keeps_its_digits() -> None:
    assert codebook.read("title: A\nversion: 1.10\ncategories: [a]\n").version == "1.10"


def test_other_words_for_the_same_keys_are_understood() -> None:
    text = "name: Buch\ncodes:\n  - {label: A, definition: alles mit A}\n  - B\n"
    book = codebook.read(text)
    assert book.title == "Buch"
    assert [c.title for c in book.only().categories] == ["A", "B"]
    assert book.only().categories[0].criteria == "alles mit A"
