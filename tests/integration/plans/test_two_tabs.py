"""The same plan in two windows: nothing is done twice, nothing typed is lost unseen."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.answers import Wish
from roterfaden.plans.actions.entries import ChangedMeanwhile, basis_of, content_of
from roterfaden.plans.models import Answer, EntryOutcome, PlanVersion
from roterfaden.plans.states import State
from roterfaden.recipients.models import Case

from .conftest import NOON, later


@pytest.fixture
def browser(client: Client, counsellor: StaffMember, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    client.force_login(counsellor.user)  # type: ignore[arg-type]
    return client


@pytest.fixture
def colleague(make_staff: Callable[..., StaffMember]) -> StaffMember:
    return make_staff("lorenz")


def test_what_was_taken_out_elsewhere_is_not_changed_unseen(
    written: PlanVersion, counsellor: StaffMember
) -> None:
    entry = written.entries.present().first()
    assert entry
    entries.remove(entry=entry, by=counsellor, at=NOON)
    with pytest.raises(StateRefused, match="entfernt"):
        entries.change(entry=entry, content=content_of(entry), by=counsellor, at=NOON)


def test_what_was_taken_out_while_somebody_wrote_comes_back_with_the_new_words(
    browser: Client, written: PlanVersion, colleague: StaffMember
) -> None:
    entry = written.entries.present().first()
    assert entry
    typed = {"text": "Neue Worte.", "basis": basis_of(entry)}
    entries.remove(entry=entry, by=colleague, at=NOON)
    address = reverse("plans:entry", args=[written.pk, entry.pk])
    assert browser.post(address, typed, headers={"X-Autosave": "ja"}).json() == {"conflict": True}
    shown = browser.post(address, typed).content.decode()
    assert "Frau Lorenz hat diesen Eintrag inzwischen entfernt" in shown
    assert "Neue Worte." in shown
    browser.post(address, {**typed, "holen": "ja"})
    entry.refresh_from_db()
    assert (entry.text, entry.removed_at) == ("Neue Worte.", None)


def test_both_texts_are_shown_with_the_name_and_three_ways_on(
    browser: Client, written: PlanVersion, colleague: StaffMember
) -> None:
    entry = written.entries.get(kind="aspect")
    typed = {"text": "Meine Worte.", "words_of": "recipient", "basis": basis_of(entry)}
    theirs = replace(content_of(entry), text="Ihre Worte.")
    entries.change(entry=entry, content=theirs, by=colleague, at=NOON)
    address = reverse("plans:entry", args=[written.pk, entry.pk])
    shown = browser.post(address, typed).content.decode()
    for words in ("Frau Lorenz hat diesen Eintrag inzwischen geändert", "Ihre Worte.", "Meine"):
        assert words in shown
    for way in ("Meinen Text nehmen", "Den anderen Text nehmen", "Beide Texte behalten"):
        assert way in shown
    both = browser.post(address, {**typed, "beide": "ja"}).content.decode()
    assert "Ihre Worte. Meine Worte." in both
    entry.refresh_from_db()
    assert entry.text == "Ihre Worte."


def test_different_fields_of_one_entry_come_together(
    written: PlanVersion, counsellor: StaffMember, colleague: StaffMember
) -> None:
    entry = written.entries.get(proof="Anmeldung")
    basis, before = basis_of(entry), content_of(entry)
    theirs, mine = replace(before, due_on=date(2026, 9, 30)), replace(before, text="Neue Worte.")
    entries.change(entry=entry, content=theirs, basis=basis, by=colleague, at=NOON)
    entries.change(entry=entry, content=mine, basis=basis, by=counsellor, at=NOON)
    entry.refresh_from_db()
    assert (entry.text, entry.due_on) == ("Neue Worte.", date(2026, 9, 30))


def test_a_day_and_a_rhythm_are_one_thing(
    written: PlanVersion, counsellor: StaffMember, colleague: StaffMember
) -> None:
    entry = written.entries.get(proof="Anmeldung")
    basis, before = basis_of(entry), content_of(entry)
    theirs = replace(before, due_on=date(2026, 9, 30))
    mine = replace(before, due_on=None, rhythm="FREQ=WEEKLY")
    entries.change(entry=entry, content=theirs, basis=basis, by=colleague, at=NOON)
    with pytest.raises(ChangedMeanwhile):
        entries.change(entry=entry, content=mine, basis=basis, by=counsellor, at=NOON)


def test_an_entry_sent_again_because_the_answer_got_lost_is_there_once(
    browser: Client, written: PlanVersion
) -> None:
    address = reverse("plans:entry_add", args=[written.pk, "goal"])
    sent = {"text": "Ich arbeite im Lager.", "new_id": str(uuid4())}
    answers_ = [browser.post(address, sent, headers={"X-Autosave": "ja"}) for _ in range(2)]
    assert [answer.json()["entry"] for answer in answers_] == [sent["new_id"]] * 2
    assert written.entries.filter(text="Ich arbeite im Lager.").count() == 1
    told = answers_[-1].json()["fields"]
    browser.post(address, {**sent, **told, "text": "Ich arbeite im Garten."})
    assert [e.text for e in written.entries.filter(pk=sent["new_id"])] == ["Ich arbeite im Garten."]


def test_a_lost_answer_does_not_write_over_what_a_colleague_made_of_it(
    browser: Client, written: PlanVersion, colleague: StaffMember
) -> None:
    address = reverse("plans:entry_add", args=[written.pk, "goal"])
    sent = {"text": "Ich arbeite im Lager.", "new_id": str(uuid4())}
    browser.post(address, sent)
    added = written.entries.get(pk=sent["new_id"])
    theirs = replace(content_of(added), text="Ich arbeite in der Küche.")
    entries.change(entry=added, content=theirs, by=colleague, at=NOON)
    again = browser.post(address, sent, headers={"X-Autosave": "ja"})
    assert again.json() == {"conflict": True}
    assert "Ich arbeite in der Küche." in browser.post(address, sent).content.decode()


def test_the_id_of_an_entry_of_another_plan_is_refused(
    written: PlanVersion, make_case: Callable[..., Case], counsellor: StaffMember
) -> None:
    other = drafts.start(case=make_case("Karim Haddad"), by=counsellor, at=NOON)
    entry = written.entries.first()
    assert entry
    with pytest.raises(Refused, match="anderen Plan"):
        entries.add(version=other, content=content_of(entry), key=entry.pk, by=counsellor, at=NOON)


def test_a_page_that_heard_of_a_change_reads_the_entries_again(
    browser: Client, written: PlanVersion, agree: Callable[..., PlanVersion]
) -> None:
    address = reverse("plans:lines", args=[written.pk])
    shown = browser.get(address).content.decode()
    written.refresh_from_db()
    assert "Ich melde mich zum Sprachkurs an." in shown
    assert f'data-revision="{written.revision}"' in shown
    agree(written)
    assert browser.get(address).status_code == 204


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
