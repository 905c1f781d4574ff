"""``roterfaden study agreement``: seven coefficients of a table, or the reason why not."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from roterfaden.cli.study.agreement import agreement
from roterfaden.study import codebook
from roterfaden.study.agreement import named
from roterfaden.study.troubles import WrongData

KEYS = [
    "percent_agreement",
    "cohen_kappa",
    "scott_pi",
    "fleiss_kappa",
    "brennan_prediger",
    "gwet_ac1",
    "krippendorff_alpha",
]


@pytest.fixture
def measured(tmp_path: Path) -> Any:
    """A function from lines of ratings and options to what the command prints as JSON."""

    def measured(lines: str, *options: str, header: str = "unit,coder,value") -> dict[str, Any]:
        path = tmp_path / "ratings.csv"
        path.write_text(f"{header}\n" + "\n".join(lines.split()), encoding="utf-8")
        result = CliRunner().invoke(agreement, [str(path), "--format", "json", *options])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == 0, result.output
        assert "NaN" not in result.stdout
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    return measured


def test_the_answer_has_the_seven_keys_and_nothing_else(measured: Any) -> None:
    found = measured("1,A,x 1,B,x 2,A,y 2,B,x 3,A,y 3,B,y")
    assert list(found) == KEYS
    for one in found.values():
        assert set(one) == {"value", "ci95", "why"}
        low, high = one["ci95"]
        assert -1 <= low <= one["value"] <= high <= 1


def test_one_coder_has_no_agreement(measured: Any) -> None:
    found = measured("1,A,x 2,A,y")
    assert all(one["value"] is None and one["ci95"] is None for one in found.values())
    assert all("Nur eine Person" in one["why"] for one in found.values())


def test_a_table_without_rows_has_no_agreement(measured: Any) -> None:
    found = measured("")
    assert all(one["value"] is None and "keine Codierung" in one["why"] for one in found.values())


def test_coders_without_a_common_unit_have_no_agreement(measured: Any) -> None:
    found = measured("1,A,x 2,B,y")
    assert all("Keine Einheit" in one["why"] for one in found.values())


def test_one_category_alone_leaves_only_percent(measured: Any) -> None:
    found = measured("1,A,x 1,B,x 2,A,x 2,B,x")
    assert found["percent_agreement"]["value"] == 1
    assert [key for key in KEYS if found[key]["value"] is None] == KEYS[1:]
    assert all("„x“" in found[key]["why"] for key in KEYS[1:])


def test_named_categories_give_ac1_where_one_was_seen(measured: Any) -> None:
    found = measured("1,A,x 1,B,x 2,A,x 2,B,x", "--categories", "x,y")
    assert found["gwet_ac1"]["value"] == found["brennan_prediger"]["value"] == 1
    for key in ("cohen_kappa", "scott_pi", "fleiss_kappa", "krippendorff_alpha"):
        assert found[key]["value"] is None


def test_one_named_category_alone_defines_nothing(measured: Any) -> None:
    found = measured("1,A,x 1,B,x 2,A,x 2,B,x", "--categories", "x")
    assert "Nur eine Kategorie" in found["gwet_ac1"]["why"]
    assert "Nur eine Kategorie" in found["brennan_prediger"]["why"]


def test_full_agreement_is_one_and_not_certain(measured: Any) -> None:
    """Two units: each may agree by luck, so percent may be as low as the square root of 0.025."""
    found = measured("1,A,x 1,B,x 2,A,y 2,B,y")
    for one in found.values():
        assert one["value"] == 1
        assert one["why"] is None
        assert one["ci95"][1] == 1
    assert found["percent_agreement"]["ci95"][0] == pytest.approx(0.025**0.5)
    assert found["cohen_kappa"]["ci95"][0] == pytest.approx((0.025**0.5 - 0.5) / 0.5)


def test_full_disagreement_is_not_certain_either(measured: Any) -> None:
    found = measured("1,A,x 1,B,y 2,A,x 2,B,y 3,A,x 3,B,y")
    assert found["percent_agreement"]["value"] == 0
    assert found["percent_agreement"]["ci95"] == [0, pytest.approx(1 - 0.025 ** (1 / 3))]


def test_units_that_all_vary_alike_have_no_interval_and_say_so(measured: Any) -> None:
    found = measured("1,A,x 1,B,x 1,C,y 2,A,x 2,B,x 2,C,y")
    assert found["percent_agreement"]["value"] == pytest.approx(1 / 3)
    assert found["percent_agreement"]["ci95"] is None
    assert "Streuung" in found["percent_agreement"]["why"]


def test_equal_numbers_share_a_rank_however_they_are_written(measured: Any) -> None:
    one = "1,A,1 1,B,1.0 2,A,2 2,B,3 3,A,2.5 3,B,2"
    other = "1,A,1 1,B,1 2,A,2 2,B,3 3,A,2.5 3,B,2"
    for level in ("ordinal", "interval", "ratio"):
        found = [measured(lines, "--level", level)["krippendorff_alpha"] for lines in (one, other)]
        assert found[0]["value"] == pytest.approx(found[1]["value"])


def test_three_coders_leave_tables_of_two_undefined(measured: Any) -> None:
    found = measured("1,A,x 1,B,x 1,C,x 2,A,y 2,B,y 2,C,x 3,A,y 3,B,y 3,C,y")
    for key in ("cohen_kappa", "scott_pi"):
        assert found[key]["value"] is None
        assert "genau zwei" in found[key]["why"]
    assert found["fleiss_kappa"]["value"] == pytest.approx(0.55)


def test_letters_are_equal_however_they_are_composed(measured: Any) -> None:
    found = measured("1,A,\u00fcber 1,B,u\u0308ber", "--categories", "u\u0308ber,unter")
    assert found["percent_agreement"]["value"] == 1


def test_an_empty_value_is_a_missing_rating(measured: Any) -> None:
    with_empty = measured("1,A,x 1,B,x 2,A,y 2,B,x 3,A,y 3,B,y 4,A,y 4,B,")
    without = measured("1,A,x 1,B,x 2,A,y 2,B,x 3,A,y 3,B,y 4,A,y")
    assert with_empty == without


def test_the_level_changes_alpha_only(measured: Any) -> None:
    lines = "1,A,1 1,B,1 2,A,2 2,B,4 3,A,3 3,B,3 4,A,9 4,B,8"
    found = {level: measured(lines, "--level", level) for level in _LEVELS}
    alphas = {level: one.pop("krippendorff_alpha")["value"] for level, one in found.items()}
    assert len(set(alphas.values())) == 4
    assert all(one == found["nominal"] for one in found.values())


_LEVELS = ("nominal", "ordinal", "interval", "ratio")


def test_named_categories_give_the_order_of_ranks(measured: Any) -> None:
    words = "1,A,nie 1,B,oft 2,A,selten 2,B,selten 3,A,oft 3,B,oft 4,A,nie 4,B,selten"
    numbers = words.replace("nie", "1").replace("selten", "2").replace("oft", "3")
    order = ("--level", "ordinal", "--categories", "nie,selten,oft")
    assert measured(words, *order)["krippendorff_alpha"] == pytest.approx(
        measured(numbers, "--level", "ordinal")["krippendorff_alpha"]
    )


def test_an_empty_value_is_the_empty_set_and_equal_to_itself(measured: Any) -> None:
    found = measured("1,A, 1,B, 2,A,x|y 2,B,y|x 3,A,x 3,B,x|y", "--sets", "masi")
    assert found["percent_agreement"]["value"] == pytest.approx(2 / 3)
    distance, among = 1 - 1 / 2 * 2 / 3, 2 * (2 * 3 + 2 * 1 + 3 * 1 * (1 - 1 / 3))
    assert found["krippendorff_alpha"]["value"] == pytest.approx(1 - 5 * 2 * distance / among)


def test_jaccard_is_gentler_than_masi(measured: Any) -> None:
    lines = "1,A,x 1,B,x|y 2,A,y 2,B,y 3,A,z 3,B,"
    jaccard = measured(lines, "--sets", "jaccard")["krippendorff_alpha"]["value"]
    assert jaccard > measured(lines, "--sets", "masi")["krippendorff_alpha"]["value"]


def test_empty_sets_alone_have_no_alpha(measured: Any) -> None:
    found = measured("1,A, 1,B, 2,A, 2,B,", "--sets", "jaccard")
    assert found["percent_agreement"]["value"] == 1
    assert "die leere Menge" in found["krippendorff_alpha"]["why"]


def test_a_list_of_categories_may_hold_quotes(measured: Any) -> None:
    lines = '1;A;"Ausbildung,Maßnahmen" 1;B;Arbeit 2;A;Arbeit 2;B;Arbeit'
    options = ("--categories", '"Ausbildung,Maßnahmen", Arbeit,"Sonstige ""x"""')
    found = measured(lines, *options, header="unit;coder;value")
    assert found["brennan_prediger"]["value"] == pytest.approx((1 / 2 - 1 / 3) / (2 / 3))


def test_categories_may_stand_in_a_file(measured: Any, tmp_path: Path) -> None:
    path = tmp_path / "categories.txt"
    path.write_text('Arbeit\n"Aus, Weiterbildung"\n\nSonstiges\n', encoding="utf-8")
    found = measured("1,A,Arbeit 1,B,Sonstiges 2,A,Arbeit 2,B,Arbeit", "--categories", str(path))
    assert found["brennan_prediger"]["value"] == pytest.approx((1 / 2 - 1 / 3) / (2 / 3))


@pytest.mark.parametrize(
    ("lines", "options", "line", "cause"),
    [
        ("1,A,x 1,B,x 1,A,y", (), 4, "schon in Zeile 2"),
        ("1,A,x 1,B,z", ("--categories", "x,y"), 3, "„z“"),
        ("1,A,x|y 1,B,x|z", ("--sets", "masi", "--categories", "x,y"), 3, "„z“"),
        ("1,A,x|x 1,B,x", ("--sets", "masi"), 2, "zweimal"),
        ("1,A,x| 1,B,x", ("--sets", "masi"), 2, "leerer Code"),
        ("1,A,1 1,B,viel", ("--level", "interval"), 3, "keine Zahl"),
        ("1,A,nan 1,B,1", ("--level", "ratio"), 2, "keine Zahl"),
        ("1,A,1 1,B,-1", ("--level", "ratio"), 3, "negativ"),
        (",A,1 1,B,1", (), 2, "Einheit fehlt"),
        ("1,,1 1,B,1", (), 2, "Person fehlt"),
        ("1,A,x 1,roterfaden-suggest,x", (), 3, "Vorschlag"),
    ],
)
def test_wrong_data_are_named_with_their_line(
    measured: Any, lines: str, options: tuple[str, ...], line: int, cause: str
) -> None:
    with pytest.raises(WrongData, match=cause) as caught:
        measured(lines, *options)
    assert caught.value.line == line
    assert caught.value.way_out


def test_a_file_with_a_category_a_line_needs_no_quotes(tmp_path: Path) -> None:
    path = tmp_path / "categories.txt"
    path.write_text("Arbeit\nAus, Weiterbildung\nSonstiges\n", encoding="utf-8")
    assert list(named.categories(str(path))) == ["Arbeit", "Aus, Weiterbildung", "Sonstiges"]


def test_a_codebook_names_categories_by_id_and_by_title(measured: Any, tmp_path: Path) -> None:
    path = tmp_path / "codebook.yml"
    path.write_text(codebook.write(codebook.delivered()[0]), encoding="utf-8")
    options = ("--sets", "masi", "--categories", f"{path}#goals")
    found = measured("1,A,work|health 1,B,Gesundheit|work", *options)
    assert found["percent_agreement"]["value"] == 1
    with pytest.raises(WrongData, match="„health“ gibt es nicht"):
        measured("1,A,work|health", "--sets", "masi", "--categories", str(path))


@pytest.mark.parametrize("said", ["", "x,,y", "x,y,x", '"x', "missing.txt"])
def test_a_list_of_categories_must_be_clear(measured: Any, said: str) -> None:
    with pytest.raises(WrongData):
        measured("1,A,x 1,B,x", "--categories", said)


def test_resampling_is_repeatable(measured: Any) -> None:
    lines = " ".join(f"{at},A,{at % 3} {at},B,{(at // 2) % 3}" for at in range(30))
    options = ("--bootstrap", "200", "--seed", "7")
    assert measured(lines, *options) == measured(lines, *options)
    assert measured(lines, *options) != measured(lines, "--bootstrap", "200", "--seed", "8")


def test_people_read_a_table_with_reasons(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("unit,coder,value\n1,A,x\n1,B,x\n2,A,x\n2,B,x\n", encoding="utf-8")
    said = CliRunner().invoke(agreement, [str(path)]).stdout
    assert "2 Einheiten" in said
    assert "1,000" in said
    assert "Nur ein Wert kommt vor" in said
