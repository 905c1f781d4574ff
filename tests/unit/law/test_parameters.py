"""Parameter files: what is refused when they are loaded, and values by date."""

from datetime import date
from pathlib import Path

import pytest

from roterfaden.law.errors import (
    GapBetweenVersions,
    LawError,
    NoRegimeInForce,
    NoValueInForce,
    OverlappingVersions,
    ParameterFileError,
    RuleDefinitionError,
    UnknownParameter,
)
from roterfaden.law.parameters import load, parameter
from roterfaden.law.regimes import regime_on
from roterfaden.law.results import Reference

VALUE = (
    "{{in_force_from: {begin}, {end} value: {value}, norm: § 1, citation: BGBl., "
    "confirmed_on: 2026-08-19, status: T}}"
)


def _value(begin: str, end: str = "", value: str = "6") -> str:
    return VALUE.format(begin=begin, end=f"in_force_until: {end}," if end else "", value=value)


def _file(folder: Path, *values: str, unit: str = "months", name: str = "a.yaml") -> None:
    listed = "".join(f"\n    - {value}" for value in values)
    text = f"period:\n  name: Frist\n  unit: {unit}\n  values:{listed}\n"
    (folder / name).write_text(text, "utf-8")


def test_the_value_of_the_day_comes_with_its_source() -> None:
    value = parameter("plan_update_months").on(date(2026, 7, 1))
    assert value.number == 6
    assert value.reference == Reference(value.norm, value.citation)
    assert value.norm == "§ 15 Abs. 3 Satz 2 SGB II"


def test_values_change_on_their_day(tmp_path: Path) -> None:
    _file(tmp_path, _value("2023-07-01", "2026-06-30", "1"), _value("2026-07-01", value="3"))
    period = load(tmp_path)["period"]
    days = (date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2))
    assert [period.on(day).number for day in days] == [1, 3, 3]


def test_files_that_are_no_yaml_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("notes", "utf-8")
    assert load(tmp_path) == {}


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ((_value("2023-07-01"), _value("2026-07-01")), OverlappingVersions),
        ((_value("2023-07-01", "2026-06-29"), _value("2026-07-01")), GapBetweenVersions),
        ((_value("2026-07-01", "2026-06-30"),), RuleDefinitionError),
        ((_value("2026-02-30"),), ParameterFileError),
        ((_value("1.7.2026"),), ParameterFileError),
        ((_value("2026-07-01", value="sechs"),), ParameterFileError),
        ((_value("2026-07-01", value="-1"),), ParameterFileError),
        (("{value: 6}",), ParameterFileError),
    ],
)
def test_wrong_values_are_refused(
    tmp_path: Path, values: tuple[str, ...], refusal: type[LawError]
) -> None:
    _file(tmp_path, *values)
    with pytest.raises(refusal):
        load(tmp_path)


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2", "", "\xff"])
def test_an_unreadable_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.yaml").write_bytes(text.encode("latin-1"))
    with pytest.raises(ParameterFileError, match=r"broken\.yaml"):
        load(tmp_path)


def test_a_parameter_in_two_files_is_refused(tmp_path: Path) -> None:
    _file(tmp_path, _value("2026-07-01"))
    _file(tmp_path, _value("2026-07-01"), name="b.yaml")
    with pytest.raises(ParameterFileError, match=r"b\.yaml: „period“"):
        load(tmp_path)


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(UnknownParameter, match="plan_update_months"):
        parameter("plan_update_weeks")


def test_a_day_without_a_value_is_refused() -> None:
    with pytest.raises(NoValueInForce, match=r"30\.06\.2023"):
        parameter("plan_update_months").on(date(2023, 6, 30))


def test_a_value_is_only_what_its_unit_says() -> None:
    months = parameter("plan_update_months").on(date(2026, 7, 1))
    towns = parameter("corpus_christi_municipalities").on(date(2026, 7, 1))
    with pytest.raises(TypeError):
        _ = months.municipalities
    with pytest.raises(TypeError):
        _ = towns.number
    with pytest.raises(TypeError):
        _ = months.contents
    with pytest.raises(TypeError):
        months.step(0)


def test_the_last_step_holds_from_then_on() -> None:
    percent = parameter("breach_percent").on(date(2026, 6, 30))
    assert [percent.step(earlier) for earlier in range(5)] == [10, 20, 30, 30, 30]


def test_a_declared_gap_is_refused_like_a_missing_value() -> None:
    refusal = parameter("work_refusal_percent")
    gap = next(value for value in refusal.values if value.content is None)
    assert refusal.said(gap) == "keine Regelung"
    with pytest.raises(NoValueInForce, match=r"28\.03\.2024 bis 27\.03\.2026"):
        refusal.on(date(2026, 4, 1))


def test_regimes_change_on_their_day() -> None:
    assert regime_on(date(2023, 7, 1)).code == "buergergeld"
    assert regime_on(date(2026, 6, 30)).code == "buergergeld"
    assert regime_on(date(2026, 7, 1)).code == "grundsicherungsgeld"
    with pytest.raises(NoRegimeInForce, match=r"01\.07\.2023"):
        regime_on(date(2023, 6, 30))
