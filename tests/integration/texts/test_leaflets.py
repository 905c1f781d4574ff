"""The leaflet: which one holds, who may write it, and how it goes with each plan."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.documents.models import Document, StoredFile
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans import leaflet
from roterfaden.plans.actions import leaflets
from roterfaden.plans.leaflets import leaflet_on, typeset_on
from roterfaden.plans.models import Leaflet
from tests.factories.house import House, build_house
from tests.factories.texts import a_coming_leaflet, a_leaflet


def test_the_delivered_leaflet_holds_until_there_is_an_own_one(house: House) -> None:
    today = clock.day_of(house.at)
    assert leaflet_on(house.jobcentre, today).is_delivered
    a_leaflet(house, in_days=3)
    assert leaflet_on(house.jobcentre, today + timedelta(days=2)).is_delivered
    assert not leaflet_on(house.jobcentre, today + timedelta(days=3)).is_delivered
    other = build_house("10002", prefix="other-")
    assert leaflet_on(other.jobcentre, today + timedelta(days=3)).is_delivered


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SPECIALIST}))
def test_only_who_maintains_texts_writes_it(house: House, role: Role) -> None:
    with pytest.raises(NotPermitted):
        leaflets.write(
            jobcentre=house.jobcentre,
            rules=leaflet.delivered().rules,
            valid_from_on=clock.day_of(house.at),
            by=house.staff[role],
            at=house.at,
        )


def test_it_never_holds_in_the_past(house: House) -> None:
    with pytest.raises(ValidationError) as problem:
        a_leaflet(house, in_days=-1)
    assert set(problem.value.message_dict) == {"valid_from_on"}


def test_a_notice_of_legal_consequences_is_refused_at_its_field(house: House) -> None:
    with pytest.raises(ValidationError) as problem:
        a_leaflet(house, sentence="Sonst wird Ihre Leistung gemindert.")
    assert set(problem.value.message_dict) == {"good_to_know_de"}
    assert not Leaflet.objects.exists()


def test_what_does_not_fit_on_a_page_is_refused(house: House, specialist: StaffMember) -> None:
    rules = {**leaflet.delivered().rules, "good_to_know": [{"de": "Wir sind gern da. " * 10}] * 40}
    with pytest.raises(Refused, match="eine Seite"):
        leaflets.write(
            jobcentre=house.jobcentre,
            rules=rules,
            valid_from_on=clock.day_of(house.at),
            by=specialist,
            at=house.at,
        )


def test_one_that_does_not_hold_yet_can_be_taken_back(
    house: House, specialist: StaffMember
) -> None:
    coming = a_coming_leaflet(house)
    leaflets.withdraw(written=coming, by=specialist, at=house.at)
    assert leaflet_on(house.jobcentre, coming.valid_from_on).is_delivered
    with pytest.raises(StateRefused):
        leaflets.withdraw(written=a_leaflet(house), by=specialist, at=house.at)


def test_the_database_keeps_the_words_as_they_were_written(house: House) -> None:
    written = a_leaflet(house)
    for change in (
        lambda: Leaflet.objects.filter(pk=written.pk).update(rules={}),
        lambda: Leaflet.objects.filter(pk=written.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_each_agreed_plan_has_the_leaflet_of_its_day_stored_once(house: House) -> None:
    a_leaflet(house)
    versions = [house.agreed(house.case(name)) for name in ("Brandt", "Müller")]
    filed = [Document.objects.get(subject=v.pk, kind="leaflet") for v in versions]
    assert filed[0].stored_file_id == filed[1].stored_file_id
    expected = typeset_on(house.jobcentre, clock.day_of(house.at)).pdf
    assert bytes(filed[0].stored_file.content) == expected
    assert StoredFile.objects.count() == len(versions) + 1
    assert [document.case_file for document in filed] == [v.plan.case_id for v in versions]


def test_a_new_leaflet_leaves_filed_ones_alone(house: House) -> None:
    first = house.agreed(house.case("Brandt"))
    before = Document.objects.get(subject=first.pk, kind="leaflet").stored_file_id
    a_leaflet(house)
    second = house.agreed(house.case("Müller"))
    assert Document.objects.get(subject=first.pk, kind="leaflet").stored_file_id == before
    assert Document.objects.get(subject=second.pk, kind="leaflet").stored_file_id != before


def test_an_office_whose_address_grew_can_still_agree(house: House) -> None:
    house.jobcentre.street = "Platz der langen Wege und der kurzen Antworten " * 2
    house.jobcentre.save()
    assert house.agreed(house.case("Brandt")).is_in_force
