"""An own wording on its way to becoming a block."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.organisations.actions import offices
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import entries, text_blocks
from roterfaden.plans.actions.text_block_proposals import (
    NamesSomebody,
    approve,
    give_back,
    propose,
    take_up_again,
    wording_from,
)
from roterfaden.plans.models import BlockAtOffice, TextBlock
from roterfaden.plans.text_blocks.content import BlockContent
from tests.factories.house import House

State = TextBlock.State


def _proposed(house: House, content: BlockContent) -> TextBlock:
    return propose(content=content, by=house.counsellor, at=house.at)


def _specialist(house: House) -> StaffMember:
    return house.staff[Role.SPECIALIST]


@pytest.mark.parametrize("role", Role)
def test_only_counsellors_propose(house: House, content: BlockContent, role: Role) -> None:
    if role == Role.COUNSELLOR:
        assert propose(content=content, by=house.staff[role], at=house.at).state == State.PROPOSED
    else:
        with pytest.raises(NotPermitted):
            propose(content=content, by=house.staff[role], at=house.at)


@pytest.mark.parametrize("role", Role)
def test_only_the_specialist_decides(house: House, content: BlockContent, role: Role) -> None:
    block, by = _proposed(house, content), house.staff[role]
    if role == Role.SPECIALIST:
        assert approve(block=block, by=by, at=clock.now()).state == State.APPROVED
    else:
        with pytest.raises(NotPermitted):
            approve(block=block, by=by, at=clock.now())
        with pytest.raises(NotPermitted):
            give_back(block=block, note="Kürzer.", by=by, at=clock.now())


def test_the_specialist_next_door_does_not_decide(
    house: House, next_door: House, content: BlockContent
) -> None:
    block = _proposed(house, content)
    with pytest.raises(NotPermitted):
        approve(block=block, by=_specialist(next_door), at=clock.now())


def test_nobody_decides_twice(house: House, content: BlockContent) -> None:
    block = approve(block=_proposed(house, content), by=_specialist(house), at=clock.now())
    with pytest.raises(StateRefused):
        give_back(block=block, note="Doch nicht.", by=_specialist(house), at=clock.now())


def test_a_proposer_who_is_also_a_specialist_needs_other_eyes_where_there_are_some(
    house: House, content: BlockContent, second_specialist: StaffMember
) -> None:
    block = propose(content=content, by=second_specialist, at=house.at)
    with pytest.raises(NotPermitted):
        approve(block=block, by=second_specialist, at=clock.now())
    assert approve(block=block, by=_specialist(house), at=clock.now()).state == State.APPROVED


def test_the_only_specialist_of_an_office_approves_what_she_proposed(
    content: BlockContent, house: House
) -> None:
    alone = offices.create_jobcentre(
        traegernummer="10009", name="Klein", kind=Jobcentre.Kind.MUNICIPAL, land="NW", at=house.at
    )
    both = offices.create_staff(
        jobcentre=alone,
        short_name="both",
        roles=[Role.COUNSELLOR, Role.SPECIALIST],
        first_name="Eine",
        last_name="Fürallezwei",
        at=house.at,
    )
    block = propose(content=content, by=both, at=house.at)
    assert approve(block=block, by=both, at=clock.now()).state == State.APPROVED


def test_what_is_given_back_says_why_and_waits_again_when_reworded(
    house: House, content: BlockContent
) -> None:
    block = _proposed(house, content)
    with pytest.raises(ValidationError):
        give_back(block=block, note=" ", by=_specialist(house), at=clock.now())
    block = give_back(block=block, note="Bitte kürzer.", by=_specialist(house), at=clock.now())
    assert (block.state, block.review_note) == (State.RETURNED, "Bitte kürzer.")
    shorter = replace(content, text="Ich gehe ins Zebracafé.")
    block = text_blocks.change(block=block, content=shorter, by=house.counsellor, at=clock.now())
    assert (block.state, block.reviewed_by) == (State.PROPOSED, None)


def test_giving_back_can_be_undone(house: House, content: BlockContent) -> None:
    block, by = _proposed(house, content), _specialist(house)
    block = give_back(block=block, note="Kürzer.", by=by, at=clock.now())
    assert take_up_again(block=block, by=by, at=clock.now()).state == State.PROPOSED


def test_a_colleague_does_not_reword_the_proposal_of_another(
    house: House, content: BlockContent
) -> None:
    with pytest.raises(NotPermitted):
        text_blocks.change(
            block=_proposed(house, content), content=content, by=house.colleague, at=clock.now()
        )


def test_an_approved_block_is_no_longer_the_proposers_to_change(
    house: House, content: BlockContent
) -> None:
    block = approve(block=_proposed(house, content), by=_specialist(house), at=clock.now())
    with pytest.raises(NotPermitted):
        text_blocks.change(block=block, content=content, by=house.counsellor, at=clock.now())


def test_the_proposer_takes_a_proposal_back(house: House, content: BlockContent) -> None:
    block = _proposed(house, content)
    block = text_blocks.withdraw(block=block, by=house.counsellor, at=clock.now())
    assert block.state == State.WITHDRAWN


def test_a_proposal_that_names_the_person_of_its_plan_is_refused(
    house: House, content: BlockContent
) -> None:
    entry = house.draft(house.case("Haddad", "Samira")).entries.order_by("position")[0]
    for named in (
        replace(content, text="Ich, Samira, gehe ins Zebracafé."),
        replace(content, text="{Samira Haddad} geht ins Zebracafé."),
        replace(content, keywords="Zebra, Samira"),
    ):
        with pytest.raises(NamesSomebody, match="Samira"):
            propose(content=named, by=house.counsellor, at=house.at, entry=entry)
    block = propose(content=content, by=house.counsellor, at=house.at, entry=entry)
    assert block.state == State.PROPOSED


def test_what_was_filled_in_becomes_a_gap_again(house: House) -> None:
    version = house.draft(house.case("Brandt"))
    entry = entries.add(
        version=version,
        content=entries.EntryContent(
            kind="goal",
            text="Ich möchte als Koch im Hotel arbeiten.",
            topic="work",
            text_block_id=TextBlock.objects.get(jobcentre=None, key="goal-work-01").pk,
            gap_values={"beruf": "Koch"},
        ),
        by=house.counsellor,
        at=house.at,
    )
    assert wording_from(entry) == "Ich möchte als {beruf} im Hotel arbeiten."


def test_a_reworded_entry_is_proposed_in_place_of_its_block(
    house: House, content: BlockContent
) -> None:
    old = text_blocks.write(content=content, by=_specialist(house), at=house.at)
    version = house.draft(house.case("Brandt"))
    for text, replaced in (
        ("Ich melde mich im Zebracafé bei Frau Kranich an.", None),
        ("Ich gehe zu Frau Kranich ins Café.", old),
    ):
        said = entries.EntryContent(
            kind="step",
            owner="recipient",
            text=text,
            topic=old.topic,
            text_block_id=old.pk,
            gap_values={"ansprechperson": "Frau Kranich"},
        )
        entry = entries.add(version=version, content=said, by=house.counsellor, at=house.at)
        new = replace(content, text=f"{wording_from(entry)} Gern.")
        block = propose(content=new, by=house.counsellor, at=house.at, entry=entry)
        assert block.replaces == replaced


def test_an_approved_wording_takes_the_place_of_the_one_it_words_better(
    house: House, content: BlockContent
) -> None:
    old = text_blocks.write(content=content, by=_specialist(house), at=house.at)
    central = TextBlock.objects.filter(jobcentre=None).order_by("key")[0]
    for number, replaced in enumerate((old, central)):
        better = replace(content, text=f"Ich gehe {number + 1} Mal ins Zebracafé.")
        block = propose(content=better, by=house.counsellor, at=house.at, replaces=replaced)
        approve(block=block, by=_specialist(house), at=clock.now())
    old.refresh_from_db()
    central.refresh_from_db()
    assert (old.state, central.state) == (State.WITHDRAWN, State.APPROVED)
    assert BlockAtOffice.objects.get(block=central, jobcentre=house.jobcentre).is_hidden


def test_the_replaced_block_stays_where_that_is_wished(house: House, content: BlockContent) -> None:
    old = text_blocks.write(content=content, by=_specialist(house), at=house.at)
    better = replace(content, text="Ich gehe ins Zebracafé.")
    block = propose(content=better, by=house.counsellor, at=house.at, replaces=old)
    approve(block=block, by=_specialist(house), at=clock.now(), retires_replaced=False)
    old.refresh_from_db()
    assert old.state == State.APPROVED


def test_a_returned_proposal_that_was_taken_back_comes_back_returned(
    house: House, content: BlockContent
) -> None:
    block = _proposed(house, content)
    give_back(block=block, note="Kürzer.", by=_specialist(house), at=clock.now())
    text_blocks.withdraw(block=block, by=house.counsellor, at=clock.now())
    block = text_blocks.restore(block=block, by=house.counsellor, at=clock.now())
    assert (block.state, block.review_note) == (State.RETURNED, "Kürzer.")
