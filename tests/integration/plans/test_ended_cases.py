"""A case that has ended: its plan stays to be read, and nothing new begins."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers, drafts
from roterfaden.plans.models import Plan, PlanVersion
from roterfaden.recipients.models import Case

from .conftest import NOON

LAST_DAY = date(2026, 8, 31)


def end_case(case: Case, on: date) -> None:
    """As an import of cases ends it."""
    Case.objects.filter(pk=case.pk).update(ends_on=on)


def test_no_plan_begins_in_a_case_that_has_ended(case: Case, counsellor: StaffMember) -> None:
    end_case(case, LAST_DAY - timedelta(days=1))
    with pytest.raises(StateRefused, match="zu Ende"):
        drafts.start(case=case, by=counsellor, at=NOON)
    assert not Plan.objects.exists()


def test_on_its_last_day_a_case_still_runs(case: Case, counsellor: StaffMember) -> None:
    end_case(case, LAST_DAY)
    assert drafts.start(case=case, by=counsellor, at=NOON).number == 1


def test_no_plan_comes_into_force_after_the_case(
    written: PlanVersion, case: Case, counsellor: StaffMember
) -> None:
    end_case(case, LAST_DAY - timedelta(days=1))
    with pytest.raises(StateRefused, match="zu Ende"):
        answers.agree(version=written, sought_by=["read_aloud"], by=counsellor, at=NOON)


def test_an_agreed_plan_of_an_ended_case_offers_no_new_version(
    agreed: PlanVersion,
    case: Case,
    counsellor: StaffMember,
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    client.force_login(counsellor.user)  # type: ignore[arg-type]
    address, begin = reverse("plans:version", args=[agreed.pk]), "Neue Fassung beginnen"
    assert begin in client.get(address).content.decode()
    end_case(case, LAST_DAY - timedelta(days=1))
    assert begin not in client.get(address).content.decode()
