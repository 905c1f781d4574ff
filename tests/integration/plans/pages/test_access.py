"""Who sees what of a plan."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from roterfaden.audit.events import Reading
from roterfaden.audit.models import ReadEvent
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, drafts
from roterfaden.plans.models import Answer, PlanVersion
from roterfaden.recipients.models import Case
from tests.integration.plans.conftest import NOON, later
from tests.integration.plans.pages.browsing import HTMX, address, page


def test_a_team_lead_reads_and_does_not_write(
    client: Client, written: PlanVersion, make_staff: Callable[..., StaffMember]
) -> None:
    client.force_login(make_staff("leitung", Role.TEAM_LEAD).user)  # type: ignore[arg-type]
    text = page(client.get(address("version", written)))
    assert "Ich melde mich zum Sprachkurs an." in text
    assert "hinzufügen" not in text
    assert client.get(address("answer", written)).status_code == 403
    assert client.post(address("entry_add", written, "goal"), {"text": "x"}).status_code == 403


def test_a_protected_case_does_not_exist_for_others(browser: Client, written: PlanVersion) -> None:
    Case.objects.update(is_protected=True)
    for name in ("version", "answer", "sheet", "sheet_pdf", "preview"):
        assert browser.get(address(name, written)).status_code == 404


@pytest.mark.parametrize("name", ["entry", "entry_remove", "entry_restore", "outcome"])
def test_an_entry_of_another_version_does_not_exist(
    browser: Client, written: PlanVersion, name: str
) -> None:
    assert browser.post(address(name, written, uuid4()), {"text": "x"}).status_code == 404


def test_opening_a_plan_is_noted(browser: Client, written: PlanVersion) -> None:
    browser.get(address("version", written))
    assert ReadEvent.objects.filter(type=Reading.PLAN_OPENED, target_id=written.pk).count() == 1


def test_what_is_no_longer_a_draft_is_not_edited(browser: Client, agreed: PlanVersion) -> None:
    entry = agreed.entries.all()[0]
    shown = browser.get(address("entry", agreed, entry))
    assert isinstance(shown, HttpResponse)
    assert shown["Location"] == address("version", agreed)
    refused = browser.post(address("entry", agreed, entry), {"text": "x"}, headers=HTMX)
    assert refused.status_code == 409


def test_the_next_version_shows_beside_the_one_in_force(
    browser: Client, agreed: PlanVersion, counsellor: StaffMember
) -> None:
    drafts.start(case=agreed.plan.case, by=counsellor, at=later(1))
    assert "Weiter an der neuen Fassung" in page(browser.get(address("version", agreed)))


def test_a_recorded_no_is_shown_where_the_plan_is_written(
    browser: Client, written: PlanVersion, counsellor: StaffMember
) -> None:
    answers.decline(
        version=written,
        outcome=Answer.Outcome.NOT_AGREED,
        reason="Zu viel auf einmal.",
        sought_by=["read_aloud"],
        by=counsellor,
        at=NOON,
        wishes=[answers.Wish("Weniger Bewerbungen", taken_up=False)],
    )
    text = page(browser.get(address("version", written)))
    assert "Zu viel auf einmal." in text
    assert "(nicht aufgenommen)" in text
