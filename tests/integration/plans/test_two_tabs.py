"""The same plan in two windows: nothing is done twice, nothing typed is lost unseen."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers, endings, entries
from roterfaden.plans.actions.answers import Wish
from roterfaden.plans.actions.entries import content_of
from roterfaden.plans.models import Answer, EntryOutcome, PlanVersion
from roterfaden.plans.states import State

from .conftest import NOON, later


@pytest.fixture
def browser(client: Client, counsellor: StaffMember, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    client.force_login(counsellor.user)  # type: ignore[arg-type]
    return client


def test_what_was_taken_out_elsewhere_is_not_changed_unseen(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    entry = written.entries.present().first()
    assert entry
    entries.remove(entry=entry, by=counsellor, at=NOON)
    with pytest.raises(StateRefused, match="entfernt"):
        entries.change(entry=entry, content=content_of(entry), by=counsellor, at=NOON)


def test_a_save_by_itself_says_that_the_entry_was_taken_out(
    browser: Client, written: PlanVersion, counsellor: StaffMember
) -> None:
    entry = written.entries.present().first()
    assert entry
    entries.remove(entry=entry, by=counsellor, at=NOON)
    response = browser.post(
        reverse("plans:entry", args=[written.pk, entry.pk]),
        {"text": "Neue Worte."},
        headers={"X-Autosave": "ja", "Referer": "http://testserver/"},
    )
    assert "entfernt" in response.json()["errors"][0]


def test_dropping_a_draft_does_not_take_back_what_was_agreed_meanwhile(
    browser: Client, agreed: PlanVersion, counsellor: StaffMember
) -> None:
    for reason in ("outdated", "not_agreed"):
        with pytest.raises(Refused, match="falsche Person"):
            endings.withdraw(
                version=agreed,
                reason=PlanVersion.WithdrawReason(reason),
                by=counsellor,
                at=later(1),
            )
    address = reverse("plans:withdraw", args=[agreed.pk])
    assert "überholt" not in browser.get(address).content.decode()
    assert browser.post(address, {"reason": "outdated"}).status_code == 200
    agreed.refresh_from_db()
    assert agreed.state == State.AGREED


def test_the_same_answer_sent_twice_is_one_answer(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    for seconds in (0, 2):
        answers.decline(
            version=written,
            outcome=Answer.Outcome.NOT_AGREED,
            reason="Der Weg ist zu weit.",
            sought_by=["read_aloud"],
            wishes=[Wish("Näher am Wohnort", taken_up=False)],
            by=counsellor,
            at=NOON + timedelta(seconds=seconds),
        )
    assert written.answers.count() == 1


def test_the_same_answer_on_another_day_is_another_answer(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    for days in (0, 1):
        answers.decline(
            version=written,
            outcome=Answer.Outcome.COULD_NOT_ANSWER,
            reason="Krank.",
            sought_by=["mailbox"],
            by=counsellor,
            at=later(days),
        )
    assert written.answers.count() == 2


def test_an_outcome_pressed_twice_is_recorded_once(
    agreed: PlanVersion, counsellor: StaffMember
) -> None:
    entry = agreed.entries.first()
    assert entry
    for seconds, kind in enumerate(("done", "done", "open", "done")):
        endings.record_outcome(
            entry=entry,
            kind=EntryOutcome.Kind(kind),
            by=counsellor,
            at=NOON + timedelta(seconds=seconds),
        )
    assert [one.kind for one in entry.outcomes.all()] == ["done", "open", "done"]
