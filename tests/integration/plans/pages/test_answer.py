"""The answer, and what comes after it."""

import pytest
from django.test import Client

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import endings
from roterfaden.plans.models import EntryOutcome, Plan, PlanVersion
from roterfaden.plans.states import State
from tests.integration.plans.conftest import NOON
from tests.integration.plans.pages.browsing import Write, address, page

YES = {
    "outcome": "yes",
    "sought_by": ["read_aloud"],
    "wunsch-TOTAL_FORMS": "1",
    "wunsch-INITIAL_FORMS": "0",
}


def test_a_yes_puts_the_plan_in_force(browser: Client, written: PlanVersion) -> None:
    wish = {"wunsch-0-text": "Lieber vormittags", "wunsch-0-taken_up": "yes"}
    response = browser.post(address("answer", written), {**YES, **wish}, follow=True)
    assert "Der Plan gilt. Gemeinsam aktualisieren bis 28.02.2027." in page(response)
    written.refresh_from_db()
    assert written.is_in_force
    assert written.answers.get().wishes.get().taken_up is True


def test_words_said_with_a_yes_are_kept(browser: Client, written: PlanVersion) -> None:
    words = {"reason": "Ja, wenn die Kita klappt."}
    text = page(browser.post(address("answer", written), {**YES, **words}, follow=True))
    assert written.answers.get().reason == words["reason"]
    assert words["reason"] in text


def test_a_no_needs_a_reason_and_keeps_the_rest(browser: Client, written: PlanVersion) -> None:
    data = {**YES, "outcome": "not_agreed", "wunsch-0-text": "Weniger", "wunsch-0-taken_up": "no"}
    text = page(browser.post(address("answer", written), data))
    assert "Halten Sie in einem Satz fest, warum." in text
    assert 'value="Weniger"' in text
    browser.post(address("answer", written), {**data, "reason": "Zu viel auf einmal."})
    assert written.answers.get().reason == "Zu viel auf einmal."
    written.refresh_from_db()
    assert written.state == State.DRAFT


def test_one_more_wish_keeps_what_was_filled_in(browser: Client, written: PlanVersion) -> None:
    data = {**YES, "reason": "Ein Grund", "wunsch-0-text": "Weniger", "weiterer": "ja"}
    text = page(browser.post(address("answer", written), data))
    assert 'name="wunsch-1-text"' in text
    assert "Ein Grund" in text
    assert 'value="yes" checked' in text
    assert not written.answers.exists()


def test_what_a_rule_refuses_is_said_on_the_form(
    browser: Client, draft: PlanVersion, write: Write
) -> None:
    write(draft, "Ich rufe an.")
    assert "Es fehlt noch ein Ziel." in page(browser.get(address("answer", draft)))
    data = {**YES, "reason": "Alles klar"}
    text = page(browser.post(address("answer", draft), data))
    assert "Bitte prüfen Sie eine Angabe" in text
    assert "Alles klar" in text


def test_think_time_is_proposed_and_taken(browser: Client, written: PlanVersion) -> None:
    url = address("offer", written)
    assert 'value="07.09.2026"' in page(browser.get(url))
    past = page(browser.post(url, {"think_until_on": "30.08.2026"}))
    assert "liegt in der Vergangenheit" in past
    text = page(browser.post(url, {"think_until_on": "10.09.2026"}, follow=True))
    assert "vorgelegt bis 10.09.2026" in " ".join(text.split())
    assert "Antwort festhalten" in text
    browser.post(address("reopen", written))
    written.refresh_from_db()
    assert written.state == State.DRAFT


def test_outcomes_are_recorded_the_offices_first(browser: Client, agreed: PlanVersion) -> None:
    text = page(browser.get(address("version", agreed)))
    assert text.index("Zuerst wir") < text.index("Dann: was")
    entry = agreed.entries.get(owner="jobcentre")
    data = {"kind": "partly", "note": "Kam spät."}
    text = page(browser.post(address("outcome", agreed, entry), data, follow=True))
    assert "Kam spät." in text
    assert entry.outcomes.get().kind == EntryOutcome.Kind.PARTLY


def test_a_closed_version_offers_nothing_to_do(
    browser: Client, agreed: PlanVersion, counsellor: StaffMember
) -> None:
    endings.end(plan=agreed.plan, reason=Plan.EndReason.JOB, by=counsellor, at=NOON)
    text = page(browser.get(address("version", agreed)))
    assert "Was ist daraus geworden?" not in text
    assert "Arbeit oder Ausbildung aufgenommen" in text
    for name in ("answer", "offer", "withdraw", "end"):
        assert browser.get(address(name, agreed))["Location"] == address("version", agreed)


@pytest.mark.parametrize(
    ("name", "reason", "state"),
    [("withdraw", "error", State.WITHDRAWN), ("end", "office_cannot_keep", State.ENDED)],
)
def test_closing_asks_for_a_reason(
    browser: Client, agreed: PlanVersion, name: str, reason: str, state: State
) -> None:
    assert "Wählen Sie einen Grund." in page(browser.post(address(name, agreed), {"note": "x"}))
    browser.post(address(name, agreed), {"reason": reason, "note": "Am Telefon."})
    agreed.refresh_from_db()
    assert agreed.state == state
