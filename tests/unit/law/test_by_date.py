"""The law of a day, and the difference between two days."""

from datetime import date

from roterfaden.law.by_date import changes, differences, law_on

BEFORE, REFORM = date(2026, 6, 30), date(2026, 7, 1)


def test_the_law_of_a_day_names_regime_rules_and_values() -> None:
    law = law_on(REFORM)
    assert law.regime is not None
    assert law.regime.code == "grundsicherungsgeld"
    assert "not-reachable" in {version.name for version in law.rules}
    assert "conciliation-end" not in {version.name for version in law.rules}
    said = {each.parameter.key: each.said for each in law.values}
    assert said["notification_days"] == "4 Tage"
    assert said["breach_percent"] == "30 Prozent"
    assert said["missed_percent"] == "0, dann 30 Prozent"
    assert "Inhalte" in said["plan_contents"]
    assert said["assumption_of_mary_municipalities"].endswith("Gebiete")


def test_before_the_first_regime_there_are_no_rules() -> None:
    law = law_on(date(2023, 6, 30))
    assert (law.regime, law.rules) == (None, ())


def test_a_declared_gap_is_no_value() -> None:
    keys = {each.parameter.key for each in law_on(date(2026, 4, 1)).values}
    assert "work_refusal_percent" not in keys
    assert "cap_percent" in keys


def test_the_reform_changes_rules_and_values() -> None:
    found = differences(REFORM, BEFORE)
    assert (found.earlier.on, found.later.on) == (BEFORE, REFORM)
    rules = {change.name: change for change in found.rules}
    assert rules["conciliation-end"].after is None
    assert rules["not-reachable"].before is None
    assert rules["reduction"].before is not rules["reduction"].after
    assert "objection" not in rules
    values = {change.after.parameter.key if change.after else "": change for change in found.values}
    assert values["childcare_months"].before is not None
    assert values["childcare_months"].before.said == "36 Monate"
    assert values["missed_in_a_row"].before is None


def test_two_days_under_the_same_law_do_not_differ() -> None:
    found = differences(date(2026, 9, 1), date(2026, 9, 2))
    assert (found.rules, found.values) == ((), ())


def test_every_day_of_change_is_known() -> None:
    assert {date(2025, 1, 1), date(2026, 4, 23), REFORM} <= set(changes())
    assert list(changes()) == sorted(changes())


def test_no_day_of_change_lies_before_the_plan_came_into_the_law() -> None:
    assert changes()[0] == date(2023, 7, 1)


def test_one_of_a_unit_is_said_as_one() -> None:
    said = {each.parameter.key: each.said for each in law_on(REFORM).values}
    assert said["objection_months"] == "1 Monat"
    assert said["missed_months"].endswith("dann 1 Monat")
