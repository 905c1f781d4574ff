"""From draft to posting: four eyes, reversible steps, and letters that stay as they went out."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import DatabaseError, transaction

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.delivery import actions
from roterfaden.delivery.actions import four_eyes
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.states import State
from roterfaden.documents.models import Document
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.models import Case, Recipient
from tests.factories.house import House
from tests.factories.letters import (
    NEW_LAW,
    a_letter,
    a_posted_letter,
    ready_office,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(house: House) -> House:
    return ready_office(house)


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def ready(house: House, letter: Letter) -> Letter:
    letter = actions.give_to_check(letter=letter, by=house.counsellor, at=house.at)
    if letter.state == State.TO_CHECK:
        letter = actions.check(letter=letter, by=house.colleague, at=house.at)
    return letter


def post(house: House, letter: Letter, **said: object) -> Letter:
    given = {"posted_on": clock.day_of(house.at), "channel": Letter.Channel.POST, **said}
    return actions.post(letter=letter, by=house.counsellor, at=house.at, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_goes_from_draft_to_the_case_file(house: House, case: Case, kind: Kind) -> None:
    letter = a_posted_letter(house, case, kind)
    assert letter.state == State.POSTED
    assert letter.document is not None
    assert letter.document.case_file == case.pk
    expected = Document.Kind.ACT if letter.is_act else Document.Kind.LETTER
    assert letter.document.kind == expected
    assert bytes(letter.document.stored_file.content).startswith(b"%PDF")


def test_missing_facts_are_named_before_it_can_be_finished(house: House, case: Case) -> None:
    letter = a_letter(house, case, reasonable_because="")
    with pytest.raises(Refused, match="Warum das zumutbar ist"):
        actions.give_to_check(letter=letter, by=house.counsellor, at=house.at)


def test_a_reduction_is_checked_by_a_second_person(house: House, case: Case) -> None:
    letter = a_letter(house, case, Kind.DECISION)
    letter = actions.give_to_check(letter=letter, by=house.counsellor, at=house.at)
    assert letter.state == State.TO_CHECK
    with pytest.raises(Refused, match="zweite Person"):
        actions.check(letter=letter, by=house.counsellor, at=house.at)
    letter = actions.check(letter=letter, by=house.staff[Role.TEAM_LEAD], at=house.at)
    assert letter.state == State.READY
    assert letter.checked_by == house.staff[Role.TEAM_LEAD]


def test_nobody_checks_the_own_words_in_the_letter_of_another(house: House, case: Case) -> None:
    letter = a_letter(house, case, Kind.DECISION)
    facts = {**letter.facts, "hardship_considered": "Sie ist nicht zu erkennen."}
    letter = actions.change(letter=letter, facts=facts, by=house.colleague, at=house.at)
    letter = actions.give_to_check(letter=letter, by=house.counsellor, at=house.at)
    with pytest.raises(Refused, match="zweite Person"):
        actions.check(letter=letter, by=house.colleague, at=house.at)
    letter = actions.check(letter=letter, by=house.counsellor, at=house.at)
    assert (letter.drafted_by, letter.checked_by) == (house.colleague, house.counsellor)


def test_the_office_says_which_kinds_need_four_eyes(house: House, case: Case) -> None:
    by = house.staff[Role.SPECIALIST]
    four_eyes.demand(kind=Kind.OBLIGATION, is_demanded=True, by=by, at=house.at)
    four_eyes.demand(kind=Kind.DECISION, is_demanded=False, by=by, at=house.at)
    states = [
        actions.give_to_check(
            letter=a_letter(house, case, kind), by=house.counsellor, at=house.at
        ).state
        for kind in (Kind.OBLIGATION, Kind.DECISION)
    ]
    assert states == [State.TO_CHECK, State.READY]


def test_a_second_person_says_what_is_to_be_changed(house: House, case: Case) -> None:
    letter = a_letter(house, case, Kind.DECISION)
    actions.give_to_check(letter=letter, by=house.counsellor, at=house.at)
    with pytest.raises(Refused, match="in einem Satz"):
        actions.send_back(letter=letter, by=house.colleague, at=house.at)
    letter = actions.send_back(
        letter=letter, reason="Der Beginn stimmt nicht.", by=house.colleague, at=house.at
    )
    assert (letter.state, letter.sent_back_because) == (State.DRAFT, "Der Beginn stimmt nicht.")


def test_until_it_is_posted_every_step_can_be_undone(house: House, case: Case) -> None:
    letter = ready(house, a_letter(house, case, Kind.DECISION))
    letter = actions.send_back(letter=letter, by=house.counsellor, at=house.at)
    assert (letter.state, letter.checked_by, letter.wording) == (State.DRAFT, None, None)
    letter = actions.withdraw(letter=letter, by=house.counsellor, at=house.at)
    assert letter.state == State.WITHDRAWN
    assert actions.restore(letter=letter, by=house.counsellor, at=house.at).state == State.DRAFT


def test_a_letter_that_is_being_checked_cannot_be_changed(house: House, case: Case) -> None:
    letter = ready(house, a_letter(house, case))
    with pytest.raises(StateRefused, match="Öffnen Sie"):
        actions.change(letter=letter, facts={}, by=house.counsellor, at=house.at)


def test_drafting_again_goes_on_with_the_same_letter(house: House, case: Case) -> None:
    subject = uuid4()
    first = a_letter(house, case, subject=subject)
    second = a_letter(house, case, subject=subject, how_often="sechs im Dezember")
    assert first == second
    assert second.facts["how_often"] == "sechs im Dezember"
    assert [one.pk for one in Letter.objects.of(subject)] == [first.pk]


def test_own_words_never_touch_what_the_law_shapes(house: House, case: Case) -> None:
    letter = a_letter(house, case)
    with pytest.raises(Refused, match="gibt der Text Ihres Jobcenters vor"):
        actions.change(letter=letter, words={"notice": "…"}, by=house.counsellor, at=house.at)
    letter = actions.change(
        letter=letter, words={"support": "Ich helfe Ihnen gern."}, by=house.counsellor, at=house.at
    )
    assert letter.words == {"support": "Ich helfe Ihnen gern."}


def test_without_a_posting_day_nothing_is_known(house: House, case: Case) -> None:
    assert ready(house, a_letter(house, case)).notified_on() is None


@pytest.mark.parametrize(
    ("channel", "days"), [(Letter.Channel.POST, 4), (Letter.Channel.HANDED_OVER, 0)]
)
def test_the_law_says_when_it_is_known(
    house: House, case: Case, channel: Letter.Channel, days: int
) -> None:
    letter = post(house, ready(house, a_letter(house, case)), channel=channel)
    assert letter.posted_on is not None
    assert letter.notified_on() == letter.posted_on + timedelta(days=days)


def test_a_later_receipt_that_was_proven_counts(house: House, case: Case) -> None:
    letter = post(house, ready(house, a_letter(house, case)))
    later = clock.day_of(house.at) + timedelta(days=9)
    at = house.at + timedelta(days=10)
    letter = actions.note_receipt(letter=letter, received_on=later, by=house.counsellor, at=at)
    assert letter.notified_on() == later
    letter = actions.note_receipt(letter=letter, received_on=None, by=house.counsellor, at=at)
    assert letter.notified_on() == clock.day_of(house.at) + timedelta(days=4)


def test_a_posted_letter_never_changes(house: House, case: Case) -> None:
    letter = a_posted_letter(house, case)
    with pytest.raises(StateRefused):
        actions.withdraw(letter=letter, by=house.counsellor, at=house.at)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(facts={})
    with pytest.raises(DatabaseError, match="are kept"), transaction.atomic():
        letter.delete()


def test_nothing_goes_out_before_the_office_approved_its_words(house: House, case: Case) -> None:
    office = house.jobcentre
    letter = ready(house, a_letter(house, case))
    wording = letter.wording
    assert wording is not None
    type(wording).objects.filter(jobcentre=office).update(approved_at=None, approved_by=None)
    with pytest.raises(Refused, match="fachlich zu prüfen"):
        post(house, letter)


def test_practice_is_posted_on_any_day_and_never_filed(house: House, case: Case) -> None:
    letter = ready(house, a_letter(house, case, practice=True))
    letter = post(house, letter, posted_on=date(2026, 10, 14))
    assert (letter.is_posted, letter.document) == (True, None)
    assert not Document.objects.filter(case_file=case.pk).exists()


@pytest.mark.parametrize("channel", [Letter.Channel.POST, Letter.Channel.HANDED_OVER])
def test_not_even_practice_goes_back_before_the_first_law(
    house: House, case: Case, channel: Letter.Channel
) -> None:
    letter = ready(house, a_letter(house, case, practice=True))
    with pytest.raises(Refused, match=r"01\.07\.2023|kein Recht|keine Regel"):
        post(house, letter, posted_on=date(2023, 6, 30), channel=channel)


def test_acts_leave_by_the_portal_only_with_a_seal_and_consent(
    house: House, case: Case, settings: LazySettings
) -> None:
    """§ 36a SGB I, § 37 Abs. 2a SGB X."""
    letter = ready(house, a_letter(house, case))
    with pytest.raises(Refused, match="nur auf Papier"):
        post(house, letter, channel=Letter.Channel.PORTAL)
    settings.ELECTRONIC_SEAL = True
    with pytest.raises(Refused, match="nicht zugestimmt"):
        post(house, letter, channel=Letter.Channel.PORTAL)
    Recipient.objects.filter(pk=case.recipient_id).update(online_consent=True)
    assert post(house, letter, channel=Letter.Channel.PORTAL).is_posted


def test_the_post_needs_an_address(house: House, case: Case) -> None:
    Recipient.objects.filter(pk=case.recipient_id).update(street="")
    letter = ready(house, a_letter(house, case))
    with pytest.raises(Refused, match="Anschrift der Person"):
        post(house, letter)


def test_a_deadline_lies_after_the_day_on_which_the_letter_is_known(
    house: House, case: Case
) -> None:
    due_on = clock.day_of(house.at) + timedelta(days=4)
    letter = ready(house, a_letter(house, case, due_on=due_on))
    with pytest.raises(Refused, match="zu früh"):
        post(house, letter)
    assert post(house, letter, channel=Letter.Channel.HANDED_OVER).is_posted


def test_a_reduction_begins_with_the_month_after_the_letter_is_known(
    house: House, case: Case
) -> None:
    """§ 31b Abs. 1 Satz 1 SGB II."""
    letter = ready(house, a_letter(house, case, Kind.DECISION, begins_on=date(2030, 1, 1)))
    with pytest.raises(Refused, match="beginnt die Minderung am"):
        post(house, letter)


@pytest.mark.parametrize("days", [-1, 1])
def test_the_posting_book_knows_no_day_to_come_and_none_before_it_was_ready(
    house: House, case: Case, days: int
) -> None:
    letter = ready(house, a_letter(house, case))
    with pytest.raises(Refused):
        post(house, letter, posted_on=clock.day_of(house.at) + timedelta(days=days))


def test_an_act_names_where_to_object(house: House, case: Case) -> None:
    """§ 36 SGB X."""
    type(house.jobcentre).objects.filter(pk=house.jobcentre.pk).update(street="")
    letter = a_letter(house, house.case("Brandt"))
    with pytest.raises(Refused, match="Anschrift Ihres Jobcenters"):
        actions.give_to_check(letter=letter, by=house.counsellor, at=house.at)


def test_only_counsellors_who_see_the_case_write_letters(house: House) -> None:
    protected = house.case("Geheim")
    for by in (house.staff[Role.TEAM_LEAD], house.staff[Role.SPECIALIST], house.counsellor):
        with pytest.raises(NotPermitted):
            actions.draft(
                case=protected,
                kind=Kind.HEARING,
                subject=uuid4(),
                event_on=NEW_LAW,
                facts={},
                practice=False,
                by=by,
                at=house.at,
            )


def test_every_step_is_logged_without_words_about_the_person(house: House, case: Case) -> None:
    letter = a_posted_letter(house, case, Kind.DECISION)
    events = AuditEvent.objects.filter(target_id=str(letter.pk)).order_by("sequence")
    assert [one.type for one in events] == [
        *("letter-drafted", "letter-given-to-check", "letter-checked", "letter-posted"),
    ]
    assert "Bewerbung" not in str([one.facts for one in events])
