"""Which blocks come first: favourites, and what the office takes."""

from dataclasses import replace

import pytest

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import entries, text_blocks
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.actions.text_block_use import favourite, unfavourite
from roterfaden.plans.models import BlockAtOffice, Entry, SupportOffer, TextBlock
from roterfaden.plans.text_blocks import suggestions
from roterfaden.plans.text_blocks.content import BlockContent
from roterfaden.plans.text_blocks.suggesting import Suggestion
from tests.factories.house import House


def _block(house: House, content: BlockContent, text: str) -> TextBlock:
    specialist = house.staff[Role.SPECIALIST]
    return text_blocks.write(content=replace(content, text=text), by=specialist, at=house.at)


def _found(house: House, words: str, **more: object) -> list[Suggestion]:
    on = clock.day_of(house.at)
    return suggestions(house.counsellor, house.jobcentre, words, on=on, **more)  # type: ignore[arg-type]


def _texts(house: House, words: str) -> list[str]:
    return [one.text for one in _found(house, words)]


def _taken(block: TextBlock) -> EntryContent:
    return EntryContent(
        kind="step", owner="recipient", text=block.text, topic=block.topic, text_block_id=block.pk
    )


def test_the_example_of_the_handbook_finds_its_sentence(
    house: House, content: BlockContent
) -> None:
    block = _block(house, content, "Ich melde mich zum Sprachkurs B1 an.")
    for words in ("sprachk b1", "b1 SPRACHKURS", "melde kurs", " b1,an "):
        assert block.text in _texts(house, words)
    assert block.text not in _texts(house, "sprachkurs b2")


def test_umlauts_and_sharp_s_are_found_in_each_spelling(
    house: House, content: BlockContent
) -> None:
    block = _block(house, content, "Ich übe jede Straße zu Fuß.")
    for words in ("übe", "uebe", "ube", "STRASSE", "straße", "fuss"):
        assert block.text in _texts(house, words)


def test_forms_are_found_by_their_words(house: House, content: BlockContent) -> None:
    block = text_blocks.write(
        content=replace(content, form="if_not_then", text="Klappt das nicht, rufe ich Tante Emma."),
        by=house.staff[Role.SPECIALIST],
        at=house.at,
    )
    assert block.text in _texts(house, "wenn nicht dann emma")


def test_favourites_come_first_then_what_is_taken_most_then_words_that_begin_so(
    house: House, content: BlockContent
) -> None:
    middle = _block(house, content, "Ich nehme die Abzebra.")
    begins = _block(house, content, "Ich nehme das Zebra.")
    used = _block(house, content, "Ich sehe ein Abzebra.")
    liked = _block(house, content, "Ich streichle ein Abzebra.")
    favourite(block=liked, by=house.counsellor)
    version = house.draft(house.case("Brandt"))
    entries.add(version=version, content=_taken(used), by=house.counsellor, at=house.at)
    assert _texts(house, "zebra") == [liked.text, used.text, begins.text, middle.text]
    unfavourite(block=liked, by=house.counsellor)
    assert _texts(house, "zebra") == [used.text, begins.text, middle.text, liked.text]


def test_favourites_are_the_persons_own(house: House, content: BlockContent) -> None:
    block = _block(house, content, "Ich nehme das Zebra.")
    favourite(block=block, by=house.colleague)
    favourite(block=block, by=house.colleague)
    assert [one.is_favourite for one in _found(house, "zebra")] == [False]
    with pytest.raises(NotPermitted):
        favourite(block=block, by=house.staff[Role.SPECIALIST])


def test_a_block_next_door_is_no_favourite(
    house: House, next_door: House, content: BlockContent
) -> None:
    with pytest.raises(NotPermitted):
        favourite(block=_block(next_door, content, content.text), by=house.counsellor)


def test_a_rubric_leaves_the_others_out(house: House) -> None:
    assert {one.rubric for one in _found(house, "kurs", rubric="goal")} == {"goal"}


def test_taking_a_block_is_counted_once_an_entry_and_office(
    house: House, next_door: House, content: BlockContent
) -> None:
    block = _block(house, content, content.text)
    other = _block(house, content, "Ich nehme das Zebra.")
    version, by = house.draft(house.case("Brandt")), house.counsellor
    first = entries.add(version=version, content=_taken(block), by=by, at=house.at)
    entries.add_many(version=version, contents=[_taken(block), _taken(other)], by=by, at=house.at)
    reworded = replace(_taken(block), text="Ich gehe hin.")
    entries.change(entry=first, content=reworded, by=by, at=house.at)
    assert _uses(house) == {block.pk: 2, other.pk: 1}
    entries.change(entry=first, content=_taken(other), by=by, at=house.at)
    assert _uses(house) == {block.pk: 2, other.pk: 2}
    assert _uses(next_door) == {}


def test_a_block_next_door_cannot_be_taken(
    house: House, next_door: House, content: BlockContent
) -> None:
    block = _block(next_door, content, content.text)
    version = house.draft(house.case("Brandt"))
    before = Entry.objects.count()
    with pytest.raises(Refused):
        entries.add(version=version, content=_taken(block), by=house.counsellor, at=house.at)
    assert Entry.objects.count() == before


def test_a_block_shows_the_offer_that_can_be_promised_and_is_found_by_its_name(
    house: House,
) -> None:
    common = {
        "jobcentre": house.jobcentre,
        "changed_at": house.at,
        "changed_by": house.staff[Role.SPECIALIST],
        "kind": "coaching",
    }
    SupportOffer.objects.create(name="Ahoi", state="stopped", **common)
    SupportOffer.objects.create(
        name="Lotsenprojekt", state="limited", condition="2 Plätze", **common
    )
    found = _found(house, "lotsenpro")
    assert {one.block.offer_kind for one in found} == {"coaching"}
    assert {str(one.offer) for one in found} == {"Lotsenprojekt"}


def test_suggesting_takes_two_queries_whatever_is_typed(
    house: House, django_assert_num_queries: object
) -> None:
    for words in ("", "sprachkurs b1", "a b c d e f g h i j k l", "%_\\ {beruf} ' \x00"):
        with django_assert_num_queries(2):  # type: ignore[operator]
            _found(house, words)


def _uses(house: House) -> dict[object, int]:
    here = BlockAtOffice.objects.filter(jobcentre=house.jobcentre).order_by("pk")
    return dict(here.values_list("block_id", "uses"))
