"""The reasons that the update rule gives to people, and what it admits about itself."""

from datetime import date

from roterfaden.law.results import Status
from roterfaden.law.rules.plan_update import plan_update_due


def test_the_reasons_explain_a_short_month_and_a_sunday() -> None:
    result = plan_update_due(agreed_on=date(2026, 8, 31))
    assert "Einen 31. hat dieser Monat nicht" in result.reasons[2]
    assert "Der 28.02.2027 ist ein Sonntag" in result.reasons[3]
    assert "Freitag, 26.02.2027 (unsere Auslegung)" in result.reasons[4]
    assert "nur die bundesweiten Feiertage" in result.reasons[4]


def test_a_working_day_needs_no_excuse() -> None:
    result = plan_update_due(agreed_on=date(2026, 7, 15), land="NW")
    assert result.reasons[-1] == "Der 15.01.2027 ist ein Arbeitstag, erinnert wird an diesem Tag."


def test_a_given_land_needs_no_caveat() -> None:
    result = plan_update_due(agreed_on=date(2026, 8, 31), land="NW")
    assert "bundesweiten" not in " ".join(result.reasons)


def test_only_the_reminder_is_interpretation() -> None:
    result = plan_update_due(agreed_on=date(2026, 7, 15))
    assert result.status_of("due_on") is Status.TEXT
    assert result.status_of("remind_on") is Status.INTERPRETATION


def test_the_norms_are_named() -> None:
    result = plan_update_due(agreed_on=date(2026, 7, 15))
    assert [reference.norm for reference in result.references] == [
        "§ 15 Abs. 3 Satz 2 SGB II",
        "§ 26 Abs. 1 SGB X",
        "§ 187 Abs. 1, § 188 Abs. 2 und 3 BGB",
    ]
