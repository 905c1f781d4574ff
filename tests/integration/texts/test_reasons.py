"""Reasons in the office's words, under categories that never change."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.actions import reasons
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import endings
from roterfaden.plans.models import Plan, PlanVersion, Reason
from roterfaden.plans.reasons import CATEGORIES, delivered, wordings
from tests.factories.house import House
from tests.factories.texts import a_reason

END = Reason.Purpose.END


def _labels(house: House, purpose: Reason.Purpose = END) -> list[str]:
    return [one.label for one in wordings(house.jobcentre, purpose, clock.day_of(house.at))]


@pytest.mark.parametrize("purpose", list(Reason.Purpose))
def test_without_own_reasons_the_categories_speak(house: House, purpose: Reason.Purpose) -> None:
    assert _labels(house, purpose) == [str(label) for label in CATEGORIES[purpose].labels]


def test_a_finer_reason_stands_beside_the_delivered_ones(house: House) -> None:
    a_reason(house, "Minijob ausgebaut")
    assert _labels(house) == [*map(str, Plan.EndReason.labels), "Minijob ausgebaut"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SPECIALIST}))
def test_only_who_maintains_texts_keeps_them(house: House, role: Role) -> None:
    with pytest.raises(NotPermitted):
        reasons.adopt(delivered=delivered(house.jobcentre, END), by=house.staff[role], at=house.at)


def test_order_wording_and_days_are_the_office_s(house: House, specialist: StaffMember) -> None:
    day = clock.day_of(house.at)
    own = a_reason(house)
    reasons.arrange(like=own, order=[own.pk], by=specialist, at=house.at)
    words: dict[str, object] = {"label": "Minijob reicht jetzt"}
    reasons.change(reason=own, words=words, by=specialist, at=house.at)
    assert _labels(house)[0] == "Minijob reicht jetzt"
    words["valid_from_on"] = day + timedelta(days=1)
    reasons.change(reason=own, words=words, by=specialist, at=house.at)
    assert "Minijob reicht jetzt" not in _labels(house)


def test_the_last_reason_stays(house: House, specialist: StaffMember) -> None:
    reasons.adopt(delivered=delivered(house.jobcentre, END), by=specialist, at=house.at)
    kept = list(Reason.objects.filter(jobcentre=house.jobcentre, purpose=END))
    for reason in kept[1:]:
        reasons.switch(reason=reason, is_active=False, by=specialist, at=house.at)
    with pytest.raises(Refused):
        reasons.switch(reason=kept[0], is_active=False, by=specialist, at=house.at)
    assert _labels(house) == [kept[0].label]


@pytest.mark.parametrize(("category", "label"), [("nonsense", "Grund"), ("job", " ")])
def test_a_wrong_field_is_refused(
    house: House, specialist: StaffMember, category: str, label: str
) -> None:
    with pytest.raises(ValidationError):
        reasons.add(
            reason=Reason(jobcentre=house.jobcentre, purpose=END, category=category),
            delivered=delivered(house.jobcentre, END),
            words={"label": label},
            by=specialist,
            at=house.at,
        )


def test_a_plan_keeps_category_and_words_as_they_stood(
    house: House, specialist: StaffMember
) -> None:
    own = a_reason(house, "Minijob ausgebaut")
    agreed = house.agreed(house.case("Brandt"))
    plan = endings.end(
        plan=agreed.plan,
        reason=Plan.EndReason.JOB,
        words=own.label,
        by=house.counsellor,
        at=house.at,
    )
    reasons.change(reason=own, words={"label": "Anders"}, by=specialist, at=house.at)
    stored = Plan.objects.get(pk=plan.pk)
    assert (stored.end_reason, stored.end_reason_said) == ("job", "Minijob ausgebaut")


def test_an_agreed_version_is_taken_back_for_few_reasons_only(house: House) -> None:
    among = PlanVersion.ONCE_AGREED_REASONS
    day = clock.day_of(house.at)
    offered = wordings(house.jobcentre, Reason.Purpose.WITHDRAW, day, among=among)
    assert {one.category for one in offered} == set(among)
