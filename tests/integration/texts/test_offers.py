"""Offers: who may say how they stand, what a stop means for drafts and for agreed plans."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from roterfaden.audit.events import Change
from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans import offers as known
from roterfaden.plans.actions import endings, offers
from roterfaden.plans.models import EntryOutcome, PlanVersion, SupportOffer
from tests.factories.house import House, build_house
from tests.factories.texts import an_offer
from tests.integration.texts.conftest import agreed_promise, later, promise

OPEN, LIMITED, STOPPED = SupportOffer.State


def _stop(house: House, offer: SupportOffer) -> SupportOffer:
    return offers.change(
        offer=offer, state=STOPPED, by=house.staff[Role.SPECIALIST], at=later(house, minutes=5)
    )


def _troubles(house: House, version: PlanVersion) -> list[str]:
    return [hint.where for hint in known.troubles(version, clock.day_of(house.at))]


@pytest.mark.parametrize("role", list(Role))
def test_only_who_maintains_texts_says_how_an_offer_stands(house: House, role: Role) -> None:
    offer, by = an_offer(house), house.staff[role]
    acts: list[Callable[[], Any]] = [
        lambda: an_offer_by(house, by),
        lambda: offers.change(offer=offer, state=STOPPED, by=by, at=house.at),
        lambda: offers.undo(change=offer.changes.get(), by=by, at=house.at),
    ]
    if role is Role.SPECIALIST:
        acts[0]()
        acts[1]()
        return
    for act in acts:
        with pytest.raises(NotPermitted):
            act()


def an_offer_by(house: House, by: StaffMember) -> SupportOffer:
    return offers.add(
        jobcentre=house.jobcentre, kind="coaching", name="Coaching", state=OPEN, by=by, at=house.at
    )


def test_offers_of_another_office_are_not_ours_to_change(house: House) -> None:
    other = build_house("10002", prefix="other-")
    with pytest.raises(NotPermitted):
        offers.change(
            offer=an_offer(other), state=STOPPED, by=house.staff[Role.SPECIALIST], at=house.at
        )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"state": LIMITED}, "condition"),
        ({"state": OPEN, "until_days": -1}, "until_on"),
        ({"state": OPEN, "name": " "}, "name"),
        ({"state": OPEN, "kind": "nonsense"}, "kind"),
        ({"state": OPEN, "name": "Fahrtkosten"}, "name"),
    ],
)
def test_a_wrong_field_is_named(house: House, said: dict[str, Any], field: str) -> None:
    an_offer(house, "Fahrtkosten")
    days = said.pop("until_days", None)
    if days is not None:
        said["until_on"] = clock.day_of(house.at) + timedelta(days=days)
    name = said.pop("name", "Neu")
    with pytest.raises(ValidationError) as problem:
        an_offer(house, name, **said)
    assert set(problem.value.message_dict) == {field}


def test_a_change_leaves_its_trace_and_the_same_again_none(house: House) -> None:
    offer = an_offer(house)
    _stop(house, offer)
    _stop(house, offer)
    assert [change.state for change in offer.changes.all()] == [STOPPED, OPEN]
    types = AuditEvent.objects.filter(target_id=str(offer.pk)).order_by("sequence")
    assert list(types.values_list("type", flat=True)) == [Change.OFFER_ADDED, Change.OFFER_CHANGED]


def test_the_newest_change_can_be_undone_once(house: House, specialist: StaffMember) -> None:
    offer = an_offer(house, condition="Nur mit Antrag.")
    _stop(house, offer)
    change = offer.changes.first()
    assert change
    back = offers.undo(change=change, by=specialist, at=later(house, minutes=9))
    assert (back.state, back.condition) == (OPEN, "Nur mit Antrag.")
    with pytest.raises(StateRefused):
        offers.undo(change=change, by=specialist, at=later(house, minutes=10))


def test_a_stopped_offer_is_told_in_the_draft_that_promises_it(house: House) -> None:
    offer = an_offer(house)
    version = promise(house, house.case("Brandt"), offer)
    assert _troubles(house, version) == []
    _stop(house, offer)
    hints = known.troubles(version, clock.day_of(house.at))
    assert [(hint.code, hint.where) for hint in hints] == [("stopped_offer", "entries/3")]
    assert "Fahrtkosten" in str(hints[0].reason)
    assert hints[0].act


def test_an_offer_that_has_run_out_is_told_too(house: House) -> None:
    day = clock.day_of(house.at)
    offer = an_offer(house, until_on=day + timedelta(days=3))
    version = promise(house, house.case("Brandt"), offer)
    for ahead, told in ((3, 0), (4, 1)):
        assert len(known.troubles(version, day + timedelta(days=ahead))) == told


def test_open_drafts_hear_of_a_stop(house: House) -> None:
    offer = an_offer(house)
    version = promise(house, house.case("Brandt"), offer)
    before = PlanVersion.objects.get(pk=version.pk).revision
    _stop(house, offer)
    assert PlanVersion.objects.get(pk=version.pk).revision == before + 1


def test_an_agreed_plan_stays_as_it_is(house: House) -> None:
    offer = an_offer(house)
    agreed = agreed_promise(house, house.case("Brandt"), offer)
    before = PlanVersion.objects.values().get(pk=agreed.pk)
    _stop(house, offer)
    assert PlanVersion.objects.values().get(pk=agreed.pk) == before


def test_a_text_block_promises_its_kind_while_any_offer_of_it_is_open(house: House) -> None:
    first, second = an_offer(house, "Bus"), an_offer(house, "Bahn")
    on = clock.day_of(house.at)
    assert known.Stopped((_stop(house, first), second), on).by_kind == {}
    both = known.Stopped((_stop(house, first), _stop(house, second)), on)
    assert set(both.by_kind) == {"travel_costs"}


def test_what_hangs_on_an_offer_counts_no_protected_case(house: House) -> None:
    offer = an_offer(house)
    agreed_promise(house, house.case("Brandt"), offer)
    agreed_promise(house, house.case("Geheim"), offer, by=house.colleague)
    promise(house, house.case("Müller"), offer)
    found = known.hanging_on(offer, clock.day_of(house.at))
    assert (found.drafts, found.agreed) == (1, 1)


def test_the_list_holds_visible_plans_own_ones_first(house: House) -> None:
    offer = an_offer(house)
    for name, by in (("Müller", house.colleague), ("Brandt", house.counsellor)):
        agreed_promise(house, house.case(name), offer, by=by)
    agreed_promise(house, house.case("Geheim"), offer, by=house.colleague)
    _stop(house, offer)
    standing = known.stopped(house.jobcentre, clock.day_of(house.at))

    def names(staff: StaffMember) -> list[str]:
        found = known.plans_to_talk_about(staff, standing)
        return [version.plan.case.recipient.last_name for version in found]

    assert names(house.counsellor) == ["Brandt", "Müller"]
    assert names(house.colleague) == ["Geheim", "Müller", "Brandt"]
    assert names(house.staff[Role.SPECIALIST]) == []
    assert names(build_house("10002", prefix="other-").counsellor) == []


def test_a_promise_that_was_kept_needs_no_talk(house: House) -> None:
    offer = an_offer(house)
    agreed = agreed_promise(house, house.case("Brandt"), offer)
    _stop(house, offer)
    on = clock.day_of(house.at)
    cases = [agreed.plan.case_id]
    assert known.with_stopped_promises(cases, house.jobcentre, on).count() == 1
    endings.record_outcome(
        entry=agreed.entries.get(offer=offer),
        kind=EntryOutcome.Kind.DONE,
        by=house.counsellor,
        at=later(house, hours=1),
    )
    assert known.with_stopped_promises(cases, house.jobcentre, on).count() == 0
