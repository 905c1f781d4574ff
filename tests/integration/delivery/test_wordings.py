"""The office's words: valid from a day of law, approved before they go out, never half legal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.delivery import actions as letters
from roterfaden.delivery.actions import wordings
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Wording
from roterfaden.delivery.texts import delivered_on, words_on
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from tests.factories.house import House, build_house
from tests.factories.letters import NEW_LAW, OLD_LAW, a_letter, a_posted_letter, ready_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def specialist(house: House) -> StaffMember:
    return house.staff[Role.SPECIALIST]


def write(house: House, begins_on: date, **changed: str) -> Wording:
    begun = delivered_on(Kind.OBLIGATION, begins_on).paragraphs
    return wordings.write(
        jobcentre=house.jobcentre,
        kind=Kind.OBLIGATION,
        begins_on=begins_on,
        paragraphs={**begun, **changed},
        by=house.staff[Role.SPECIALIST],
        at=house.at,
    )


def own(house: House, on: date) -> Wording | None:
    return words_on(house.jobcentre, Kind.OBLIGATION, on).wording


def test_delivered_words_hold_until_the_office_writes_its_own(house: House) -> None:
    begun = delivered_on(Kind.OBLIGATION, NEW_LAW)
    assert words_on(house.jobcentre, Kind.OBLIGATION, NEW_LAW).paragraphs == begun.paragraphs
    written = write(house, NEW_LAW, support="Wir helfen.")
    before = own(house, date(2026, 10, 11))
    assert own(house, NEW_LAW) == written
    assert before is not None
    assert before.is_delivered
    assert before.ends_on == date(2026, 10, 11)


def test_words_of_one_law_never_reach_into_another(house: House, specialist: StaffMember) -> None:
    """A notice that names the wrong rate would be wrong for everybody."""
    old = wordings.take_up(
        jobcentre=house.jobcentre, kind=Kind.HEARING, on=OLD_LAW, by=specialist, at=house.at
    )
    assert (old.begins_on, old.ends_on) == (date(2023, 7, 1), date(2026, 6, 30))


def test_taken_back_words_give_way_to_those_before(house: House, specialist: StaffMember) -> None:
    written = write(house, NEW_LAW, support="Wir helfen.")
    wordings.withdraw(wording=written, by=specialist, at=house.at)
    before = own(house, NEW_LAW)
    assert before is not None
    assert (before.is_delivered, before.ends_on) == (True, None)


def test_words_of_finished_letters_are_not_taken_back(house: House) -> None:
    house = ready_office(house)
    letter = a_posted_letter(house, house.case("Brandt"))
    assert letter.wording is not None
    with pytest.raises(StateRefused, match="schon fertige Schreiben"):
        wordings.withdraw(wording=letter.wording, by=house.staff[Role.SPECIALIST], at=house.at)


@pytest.mark.parametrize(
    ("part", "text", "said"),
    [
        ("notice", "Dann wird gemindert.", "fehlt die Lücke"),
        ("notice", "", "darf nicht fehlen"),
        ("objection", "Sie können widersprechen.", "fehlt die Lücke"),
        ("support", "Wir helfen {gern}.", "gibt es hier nicht"),
    ],
)
def test_what_the_law_demands_cannot_be_left_out(
    house: House, part: str, text: str, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        write(house, NEW_LAW, **{part: text})


def test_approved_words_never_change(house: House, specialist: StaffMember) -> None:
    written = wordings.approve(wording=write(house, NEW_LAW), by=specialist, at=house.at)
    assert own(house, NEW_LAW) == written
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        Wording.objects.filter(pk=written.pk).update(paragraphs={})


def test_a_draft_follows_new_words_and_a_finished_letter_keeps_its_own(house: House) -> None:
    house = ready_office(house)
    letter = a_letter(house, house.case("Brandt"))
    finished = letters.give_to_check(letter=letter, by=house.counsellor, at=house.at)
    kept = finished.wording
    write(house, NEW_LAW, support="Wir helfen.")
    finished.refresh_from_db()
    assert finished.wording == kept
    again = letters.send_back(letter=finished, by=house.counsellor, at=house.at)
    again = letters.give_to_check(letter=again, by=house.counsellor, at=house.at)
    assert again.wording == own(house, NEW_LAW)


def test_only_the_own_specialist_keeps_the_words(house: House) -> None:
    other = build_house("10002", prefix="other-")
    written = write(house, NEW_LAW)
    for by in (house.counsellor, other.staff[Role.SPECIALIST]):
        with pytest.raises(NotPermitted):
            wordings.approve(wording=written, by=by, at=house.at)
