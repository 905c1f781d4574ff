"""Declaring rules: what is refused at import, and how the date picks the version."""

from collections.abc import Callable
from datetime import date

import pytest

from roterfaden.law.errors import (
    GapBetweenVersions,
    NoRuleInForce,
    OverlappingVersions,
    RuleDefinitionError,
    UnknownRule,
)
from roterfaden.law.inputs import Input, Kind
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import Registry, rule
from roterfaden.law.results import Result, Status
from roterfaden.law.validity import Validity

DAY = date(2026, 7, 1)
BEFORE = date(2026, 6, 30)
START = date(2023, 7, 1)
DAY_INPUT = Input(name="breach_on", kind=Kind.DATE, label="Tag")
KIND_INPUT = Input(name="kind", kind=Kind.CHOICE, label="Art", required=False)


def _declare(
    registry: Registry,
    begin: date,
    end: date | None = None,
    *,
    hangs_on: str = "breach_on",
    inputs: tuple[Input, ...] = (DAY_INPUT, KIND_INPUT),
) -> Callable[..., Result]:
    @rule(
        name="invented",
        title="Erfundene Regel",
        question="Was wäre, wenn?",
        inputs=inputs,
        in_force_from=begin,
        in_force_until=end,
        hangs_on=hangs_on,
        norms=("§ 1 SGB II",),
        status="T",
        registry=registry,
    )
    def invented(*, breach_on: date, kind: str = "") -> Result:
        return Result(
            rule="invented",
            regime=regime_on(breach_on),
            status=Status.TEXT,
            reasons=(f"{begin} {kind}",),
            references=(),
        )

    return invented


def test_the_date_of_the_event_picks_the_version() -> None:
    registry = Registry()
    _declare(registry, START, BEFORE)
    _declare(registry, DAY)
    assert registry.apply("invented", BEFORE, kind="a").reasons == ("2023-07-01 a",)
    assert registry.apply("invented", DAY, kind="b").reasons == ("2026-07-01 b",)
    assert registry.in_force("invented", DAY).validity == Validity(DAY)


def test_an_overlap_is_refused_and_names_both_places() -> None:
    registry = Registry()
    _declare(registry, START, DAY)
    with pytest.raises(OverlappingVersions, match=r"test_registry:\d+ .* und .*test_registry:\d+"):
        _declare(registry, DAY)


def test_a_version_after_an_open_one_is_refused() -> None:
    registry = Registry()
    _declare(registry, START)
    with pytest.raises(OverlappingVersions):
        _declare(registry, DAY)


def test_an_older_version_declared_second_is_refused() -> None:
    registry = Registry()
    _declare(registry, DAY, date(2026, 12, 31))
    with pytest.raises(OverlappingVersions, match="die ältere steht zuerst"):
        _declare(registry, START, BEFORE)


def test_a_gap_is_refused_and_names_the_missing_day() -> None:
    registry = Registry()
    _declare(registry, START, date(2026, 6, 29))
    with pytest.raises(GapBetweenVersions, match=r"am 30\.06\.2026 beginnen"):
        _declare(registry, DAY)


def test_a_version_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(RuleDefinitionError, match="endet vor ihrem Beginn"):
        _declare(Registry(), DAY, BEFORE)


def test_the_date_a_rule_hangs_on_must_be_one_of_its_inputs() -> None:
    with pytest.raises(RuleDefinitionError, match="keine Eingabe „posted_on“"):
        _declare(Registry(), DAY, hangs_on="posted_on")


def test_the_declared_inputs_must_be_those_of_the_function() -> None:
    with pytest.raises(RuleDefinitionError, match="angekündigt ist breach_on"):
        _declare(Registry(), DAY, inputs=(DAY_INPUT,))


def test_a_day_without_a_rule_is_refused_with_the_span() -> None:
    registry = Registry()
    _declare(registry, START, BEFORE)
    with pytest.raises(NoRuleInForce, match=r"01\.07\.2023 bis 30\.06\.2026") as refused:
        registry.in_force("invented", DAY)
    assert "Erfundene Regel" in refused.value.message


def test_an_unknown_rule_is_refused_with_the_known_names() -> None:
    registry = Registry()
    with pytest.raises(UnknownRule, match="Bekannt sind: keine"):
        registry.versions("invented")
    _declare(registry, DAY)
    with pytest.raises(UnknownRule, match="Bekannt sind: invented"):
        registry.in_force("other", DAY)


def test_only_days_lie_within_a_validity() -> None:
    assert "2026-07-01" not in Validity(DAY)


def test_every_status_has_a_meaning_for_people() -> None:
    assert [status.meaning for status in Status] == [
        "im Gesetz gelesen",
        "nur aus zweiter Hand belegt",
        "unsere Auslegung",
        "legt das Jobcenter fest",
    ]
