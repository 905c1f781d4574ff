"""The blocks of an office: written, changed, withdrawn, hidden, and by whom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import text_block_translations as translations
from roterfaden.plans.actions import text_blocks
from roterfaden.plans.actions.text_blocks import ChangedByOthers
from roterfaden.plans.models import BlockAtOffice, TextBlock
from roterfaden.plans.text_blocks import suggestions
from roterfaden.plans.text_blocks.content import BlockContent
from tests.factories.house import House


def _written(house: House, content: BlockContent) -> TextBlock:
    return text_blocks.write(content=content, by=_specialist(house), at=house.at)


def _specialist(house: House) -> StaffMember:
    return house.staff[Role.SPECIALIST]


def _central() -> TextBlock:
    return TextBlock.objects.filter(jobcentre=None).exclude(text__contains="{").order_by("key")[0]


def _found(house: House, words: str) -> list[str]:
    found = suggestions(house.counsellor, house.jobcentre, words, on=clock.day_of(house.at))
    return [one.text for one in found]


@pytest.mark.parametrize("role", Role)
def test_only_the_specialist_writes_blocks_that_hold_at_once(
    house: House, content: BlockContent, role: Role
) -> None:
    if role == Role.SPECIALIST:
        block = text_blocks.write(content=content, by=house.staff[role], at=house.at)
        assert block.state == TextBlock.State.APPROVED
    else:
        with pytest.raises(NotPermitted):
            text_blocks.write(content=content, by=house.staff[role], at=house.at)


def test_a_written_block_is_found_in_the_office_and_nowhere_else(
    house: House, next_door: House, content: BlockContent
) -> None:
    _written(house, content)
    assert _found(house, "melde zebracaf") == [content.text]
    assert _found(next_door, "melde zebracaf") == []


def test_writing_is_noted_in_the_history_with_words_and_in_the_audit_log_without(
    house: House, content: BlockContent
) -> None:
    block = _written(house, content)
    [noted] = block.changes.all()
    assert (noted.what, noted.text, noted.by) == ("written", content.text, _specialist(house))
    event = AuditEvent.objects.filter(type="text-block-changed").get()
    assert event.facts == {"what": "written", "key": block.key, "language": "de"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "{beruf}"}, "text"),
        ({"text": "Ich bin 417H208853."}, "text"),
        ({"text": "Ich " * 90}, "text"),
        ({"rubric": "wish"}, "rubric"),
        ({"topic": "costs"}, "topic"),
        ({"topic": ""}, "topic"),
        ({"rubric": "aspect"}, "topic"),
        ({"form": "sung"}, "form"),
        ({"offer_kind": "coaching"}, "offer_kind"),
        ({"offer_kind": "a pony"}, "offer_kind"),
        ({"keywords": "Wort " * 80}, "keywords"),
    ],
)
def test_a_block_that_cannot_be_so_is_refused_by_field(
    house: House, content: BlockContent, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        _written(house, replace(content, **wrong))  # type: ignore[arg-type]
    assert set(error.value.message_dict) == {field}


def test_the_end_of_validity_may_not_lie_before_its_begin(
    house: House, content: BlockContent
) -> None:
    day = clock.day_of(house.at)
    late = replace(content, valid_from_on=day, valid_until_on=day - timedelta(1))
    with pytest.raises(ValidationError) as error:
        _written(house, late)
    assert set(error.value.message_dict) == {"valid_until_on"}


def test_the_same_words_are_no_second_block(house: House, content: BlockContent) -> None:
    _written(house, content)
    with pytest.raises(ValidationError):
        _written(house, content)
    central = _central()
    with pytest.raises(ValidationError):
        _written(house, BlockContent(rubric=central.rubric, topic=central.topic, text=central.text))


def test_gaps_are_kept_by_their_key_however_people_write_them(
    house: House, content: BlockContent
) -> None:
    block = _written(house, replace(content, text="Ich arbeite als  { Beruf } bei {Firma Müller}."))
    assert block.text == "Ich arbeite als {beruf} bei {Firma Müller}."


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Ich arbeite als [Beruf].", "Ich arbeite als {beruf}."), ("Ich übe [1] […].", None)],
)
def test_square_brackets_are_gaps_because_a_plan_shows_gaps_so(
    house: House, content: BlockContent, typed: str, kept: str | None
) -> None:
    assert _written(house, replace(content, text=typed)).text == (kept or typed)


def test_a_block_is_offered_only_on_the_days_on_which_it_holds(
    house: House, content: BlockContent
) -> None:
    today = clock.day_of(house.at)
    block = _written(house, replace(content, valid_until_on=today))
    assert _found(house, "zebracafe") == [block.text]
    tomorrow = today + timedelta(1)
    assert suggestions(house.counsellor, house.jobcentre, "zebracafe", on=tomorrow) == []


def test_a_change_is_kept_beside_the_old_words(house: House, content: BlockContent) -> None:
    block = _written(house, content)
    block = text_blocks.change(
        block=block,
        content=replace(content, text="Ich gehe ins Zebracafé."),
        by=_specialist(house),
        at=clock.now(),
    )
    assert [one.text for one in block.changes.all()] == ["Ich gehe ins Zebracafé.", content.text]
    assert _found(house, "zebracafe") == ["Ich gehe ins Zebracafé."]


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(
    house: House, content: BlockContent
) -> None:
    block = _written(house, content)
    read_at, by = block.written_at, _specialist(house)
    first = replace(content, text="Ich gehe ins Zebracafé.")
    text_blocks.change(block=block, content=first, by=by, at=clock.now(), basis=read_at)
    second = replace(content, text="Ich besuche das Zebracafé.")
    with pytest.raises(ChangedByOthers):
        text_blocks.change(block=block, content=second, by=by, at=clock.now(), basis=read_at)


def test_a_translation_whose_german_changed_falls_back_to_draft(
    house: House, content: BlockContent
) -> None:
    block, by = _written(house, content), _specialist(house)
    english = "I sign up at the language café with {ansprechperson}."
    translations.translate(block=block, language="en", text=english, by=by, at=house.at)
    translations.review(block=block, language="en", text=english, by=by, at=house.at)
    only_keywords = replace(content, keywords="Tee")
    block = text_blocks.change(block=block, content=only_keywords, by=by, at=clock.now())
    assert block.translations.get().state == "reviewed"
    block = text_blocks.change(
        block=block,
        content=replace(only_keywords, text="Ich gehe ins Zebracafé zu {ansprechperson}."),
        by=by,
        at=clock.now(),
    )
    translation = block.translations.get()
    assert (translation.state, translation.reviewed_by) == ("draft", None)


@pytest.mark.parametrize(
    "text",
    ["I sign up.", "I sign up with {ansprechperson} for {kurs}.", "I {ansprechperson} " * 30],
)
def test_a_translation_has_the_gaps_of_the_german_and_a_length(
    house: House, content: BlockContent, text: str
) -> None:
    block = _written(house, content)
    with pytest.raises(ValidationError):
        translations.translate(
            block=block, language="en", text=text, by=_specialist(house), at=house.at
        )


def test_an_own_block_is_written_in_easy_german_too(house: House, content: BlockContent) -> None:
    block, easy = _written(house, content), "Ich gehe zu {ansprechperson}."
    by = _specialist(house)
    translations.translate(block=block, language="de-leicht", text=easy, by=by, at=house.at)
    stored = block.translations.get()
    assert (stored.language, stored.text, stored.state) == ("de-leicht", easy, "draft")


def test_a_review_holds_for_the_words_that_were_read(house: House, content: BlockContent) -> None:
    block, by = _written(house, content), _specialist(house)
    for text in ("First with {ansprechperson}.", "Second with {ansprechperson}."):
        translations.translate(block=block, language="en", text=text, by=by, at=house.at)
    with pytest.raises(StateRefused):
        translations.review(
            block=block, language="en", text="First with {ansprechperson}.", by=by, at=house.at
        )


def test_an_emptied_translation_goes_and_its_words_stay_in_the_history(
    house: House, content: BlockContent
) -> None:
    block, by = _written(house, content), _specialist(house)
    for text in ("Hello {ansprechperson}.", ""):
        translations.translate(block=block, language="en", text=text, by=by, at=house.at)
    assert not block.translations.exists()
    assert {one.text for one in block.changes.filter(language="en")} == {
        "Hello {ansprechperson}.",
        "",
    }


def test_a_withdrawn_block_is_offered_to_nobody_until_it_is_brought_back(
    house: House, content: BlockContent
) -> None:
    block, by = _written(house, content), _specialist(house)
    text_blocks.withdraw(block=block, by=by, at=clock.now())
    assert _found(house, "zebracafe") == []
    with pytest.raises(StateRefused):
        text_blocks.withdraw(block=block, by=by, at=clock.now())
    text_blocks.restore(block=block, by=by, at=clock.now())
    assert _found(house, "zebracafe") == [content.text]
    with pytest.raises(StateRefused):
        text_blocks.restore(block=block, by=by, at=clock.now())


def test_a_hidden_central_block_is_hidden_in_this_office_only(
    house: House, next_door: House
) -> None:
    central = _central()
    text_blocks.hide(block=central, by=_specialist(house), at=clock.now())
    assert central.text not in _found(house, central.text)
    assert central.text in _found(next_door, central.text)
    text_blocks.show(block=central, by=_specialist(house), at=clock.now())
    assert central.text in _found(house, central.text)
    assert not BlockAtOffice.objects.filter(is_hidden=True).exists()


def test_a_central_block_is_neither_changed_nor_withdrawn_nor_translated_by_an_office(
    house: House, content: BlockContent
) -> None:
    central, by, at = _central(), _specialist(house), clock.now()
    with pytest.raises(StateRefused):
        text_blocks.change(block=central, content=content, by=by, at=at)
    with pytest.raises(StateRefused):
        text_blocks.withdraw(block=central, by=by, at=at)
    with pytest.raises(StateRefused):
        translations.translate(block=central, language="ar", text="x", by=by, at=at)


def test_the_specialist_next_door_may_do_nothing_with_the_block(
    house: House, next_door: House, content: BlockContent
) -> None:
    block, by, at = _written(house, content), _specialist(next_door), clock.now()
    with pytest.raises(NotPermitted):
        text_blocks.change(block=block, content=content, by=by, at=at)
    with pytest.raises(NotPermitted):
        text_blocks.withdraw(block=block, by=by, at=at)
    with pytest.raises(NotPermitted):
        translations.translate(block=block, language="en", text="x", by=by, at=at)
