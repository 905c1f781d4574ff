"""The pages of the text blocks: read, searched, decided, translated, taken out and in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import text_block_proposals, text_blocks
from roterfaden.plans.models import FavouriteBlock, TextBlock
from roterfaden.plans.text_blocks.content import BlockContent, content_of
from tests.factories.browsers import client_of
from tests.factories.house import House

Ask = Callable[..., HttpResponse]
MANY_QUERIES = 12


@pytest.fixture
def ask() -> Ask:
    def run(
        staff: StaffMember, name: str, *args: Any, post: Any = None, query: str = "", **more: Any
    ) -> HttpResponse:
        client = client_of(staff)
        url = f"{reverse(f'blocks:{name}', args=args)}{query}"
        if post is None:
            return client.get(url, **more)  # type: ignore[return-value]
        return client.post(url, post, **more)  # type: ignore[return-value]

    return run


@pytest.fixture
def specialist(house: House) -> StaffMember:
    return house.staff[Role.SPECIALIST]


@pytest.fixture
def block(house: House, specialist: StaffMember, content: BlockContent) -> TextBlock:
    return text_blocks.write(content=content, by=specialist, at=house.at)


@pytest.fixture
def waiting(house: House) -> TextBlock:
    content = BlockContent(rubric="aspect", text="Mir ist mein Zebra wichtig.")
    return text_block_proposals.propose(content=content, by=house.counsellor, at=house.at)


def _form(**changes: str) -> dict[str, str]:
    said = {"text": "Ich füttere das Zebra.", "place": "step_recipient/other", "form": "plain"}
    return said | changes


def _text(response: HttpResponse) -> str:
    return response.content.decode()


def test_the_specialist_sees_first_what_waits(
    house: House, ask: Ask, specialist: StaffMember, waiting: TextBlock
) -> None:
    page = _text(ask(specialist, "list"))
    assert page.index(waiting.text) < page.index("Baustein suchen")
    assert waiting.text not in _text(ask(house.counsellor, "list")).split("Baustein suchen")[0]


def test_a_list_narrows_by_words_place_origin_state_and_missing_language(
    house: House, ask: Ask, specialist: StaffMember, block: TextBlock, waiting: TextBlock
) -> None:
    def keys(query: str, staff: StaffMember = specialist) -> set[str]:
        page: Any = ask(staff, "list", query=query)
        return {row.block.key for row in page.context["rows"]}

    assert keys("?q=zebracaf+melde") == {block.key}
    assert keys("?herkunft=eigene") == {block.key, waiting.key}
    assert keys("?zustand=proposed") == {waiting.key}
    assert keys("?rubrik=step_recipient&thema=learn_german&herkunft=eigene") == {block.key}
    assert keys("?ohne=en&herkunft=eigene") == {block.key, waiting.key}
    assert keys("?ohne=en&herkunft=zentrale") == set()
    assert keys("?form=after&q=zebra") == set()
    assert keys("?herkunft=favoriten", house.counsellor) == set()
    assert len(keys("?rubrik=nonsense&sortiert=nonsense&page=99")) > 0


def test_a_colleague_does_not_see_the_proposal_of_another(
    house: House, ask: Ask, waiting: TextBlock
) -> None:
    assert ask(house.counsellor, "block", waiting.pk).status_code == 200
    assert ask(house.colleague, "block", waiting.pk).status_code == 404


@pytest.mark.parametrize("name", ["block", "edit"])
def test_the_office_next_door_does_not_exist(
    house: House, next_door: House, ask: Ask, block: TextBlock, name: str
) -> None:
    for staff in (next_door.staff[Role.SPECIALIST], next_door.counsellor):
        assert ask(staff, name, block.pk).status_code == 404


@pytest.mark.parametrize(
    ("name", "args", "post"),
    [
        ("favourite", (), {"favorit": "ja"}),
        ("give_back", (), {"note": "x"}),
        ("withdraw", (), {}),
        ("act", ("freigeben",), {}),
        ("translate", ("en",), {"text": "x"}),
    ],
)
def test_nothing_can_be_done_with_a_block_next_door(
    house: House,
    next_door: House,
    ask: Ask,
    block: TextBlock,
    name: str,
    args: tuple[str, ...],
    post: dict[str, str],
) -> None:
    role = Role.COUNSELLOR if name == "favourite" else Role.SPECIALIST
    assert ask(next_door.staff[role], name, block.pk, *args, post=post).status_code == 404


def test_the_specialist_writes_a_block_and_its_page_shows_gaps_by_name(
    house: House, ask: Ask, specialist: StaffMember
) -> None:
    said = _form(text="Ich arbeite als { Beruf }.", offer_kind="", keywords="Zebra")
    response = ask(specialist, "write", post=said, follow=True)
    block = TextBlock.objects.get(jobcentre=house.jobcentre)
    assert (block.text, block.state) == ("Ich arbeite als {beruf}.", "approved")
    assert '<span class="rf-gap">Beruf</span>' in _text(response)


def test_what_cannot_be_stored_comes_back_with_its_words_and_the_reason(
    house: House, ask: Ask, specialist: StaffMember, block: TextBlock
) -> None:
    response = ask(specialist, "write", post=_form(text=block.text))
    assert response.status_code == 422
    assert block.text in _text(response)
    assert "gibt es schon" in _text(response)


def test_a_change_made_meanwhile_is_not_overwritten(
    house: House, ask: Ask, specialist: StaffMember, block: TextBlock, content: BlockContent
) -> None:
    page: Any = ask(specialist, "edit", block.pk)
    basis = page.context["form"]["basis"].value()
    first = ask(specialist, "edit", block.pk, post=_form(basis=basis))
    assert first.status_code == 302
    second = ask(specialist, "edit", block.pk, post=_form(text="Anders.", basis=basis))
    assert second.status_code == 422
    assert "Ich füttere das Zebra." in _text(second)


def test_a_counsellor_proposes_and_the_specialist_approves(
    house: House, ask: Ask, specialist: StaffMember
) -> None:
    assert "keine Namen" in _text(ask(house.counsellor, "propose"))
    ask(house.counsellor, "propose", post=_form())
    block = TextBlock.objects.get(jobcentre=house.jobcentre)
    response = ask(specialist, "act", block.pk, "freigeben", post={}, follow=True)
    assert "freigegeben" in _text(response)
    block.refresh_from_db()
    assert block.state == "approved"


def test_another_wording_begins_with_the_block_that_it_rewords(
    house: House, ask: Ask, block: TextBlock
) -> None:
    assert block.text in _text(ask(house.counsellor, "propose", query=f"?von={block.pk}"))
    ask(house.counsellor, "propose", query=f"?von={block.pk}", post=_form())
    assert TextBlock.objects.get(state="proposed").replaces == block
    for strange in ("unsinn", "00000000-0000-0000-0000-000000000000"):
        status = ask(house.counsellor, "propose", query=f"?von={strange}").status_code
        assert status in {200, 404}


def test_a_given_back_proposal_shows_the_note_and_then_old_and_new(
    house: House, ask: Ask, specialist: StaffMember, waiting: TextBlock
) -> None:
    assert ask(specialist, "give_back", waiting.pk, post={"note": ""}).status_code == 422
    ask(specialist, "give_back", waiting.pk, post={"note": "Bitte kürzer."})
    assert "Bitte kürzer." in _text(ask(house.counsellor, "block", waiting.pk))
    said = {"text": "Mir ist Zebra wichtig.", "place": "aspect/", "form": "plain"}
    ask(house.counsellor, "edit", waiting.pk, post=said)
    page = _text(ask(specialist, "block", waiting.pk))
    assert "Mir ist mein Zebra wichtig." in page
    assert "<del>" in page


def test_withdrawing_can_be_undone_on_the_page_it_leads_to(
    ask: Ask, specialist: StaffMember, block: TextBlock
) -> None:
    page = _text(ask(specialist, "withdraw", block.pk, post={}, follow=True))
    assert reverse("blocks:act", args=[block.pk, "wiederherstellen"]) in page
    ask(specialist, "act", block.pk, "wiederherstellen", post={})
    block.refresh_from_db()
    assert block.state == "approved"


def test_an_author_takes_a_proposal_back_and_lets_it_wait_again(
    house: House, ask: Ask, waiting: TextBlock
) -> None:
    ask(house.counsellor, "withdraw", waiting.pk, post={})
    ask(house.counsellor, "act", waiting.pk, "wiederherstellen", post={})
    waiting.refresh_from_db()
    assert waiting.state == "proposed"
    assert ask(house.counsellor, "act", waiting.pk, "freigeben", post={}).status_code == 403


def test_a_central_block_is_hidden_and_shown_again(ask: Ask, specialist: StaffMember) -> None:
    central = TextBlock.objects.get(jobcentre=None, key="goal-work-01")
    page = _text(ask(specialist, "act", central.pk, "ausblenden", post={}, follow=True))
    assert reverse("blocks:act", args=[central.pk, "zeigen"]) in page
    page = _text(ask(specialist, "act", central.pk, "zeigen", post={}, follow=True))
    assert reverse("blocks:act", args=[central.pk, "ausblenden"]) in page
    assert ask(specialist, "act", central.pk, "verschenken", post={}).status_code == 404


def test_a_translation_is_written_reviewed_and_refused_with_its_words(
    ask: Ask, specialist: StaffMember, block: TextBlock
) -> None:
    wrong = ask(specialist, "translate", block.pk, "ar", post={"text": "مرحبا"})
    assert wrong.status_code == 422
    assert "مرحبا" in _text(wrong)
    assert "{ansprechperson}" in _text(wrong)
    good = {"text": "مرحبا {ansprechperson}", "geprueft": "ja"}
    assert ask(specialist, "translate", block.pk, "ar", post=good).status_code == 302
    translation = block.translations.get()
    assert (translation.language, translation.state) == ("ar", "reviewed")
    assert ask(specialist, "translate", block.pk, "xx", post=good).status_code == 404


def test_a_star_is_toggled_in_place_and_without_script(
    house: House, ask: Ask, block: TextBlock
) -> None:
    star = ask(
        house.counsellor,
        "favourite",
        block.pk,
        post={"favorit": "ja"},
        headers={"HX-Request": "true"},
    )
    assert 'aria-pressed="true"' in _text(star)
    page = _text(ask(house.counsellor, "list", query="?herkunft=favoriten"))
    assert f'id="stern-{block.pk}"' in page
    plain = ask(house.counsellor, "favourite", block.pk, post={"favorit": "nein"})
    assert plain["Location"] == reverse("blocks:list")
    assert not FavouriteBlock.objects.exists()


def test_a_table_is_checked_then_taken_and_bad_rows_are_handed_back(
    house: House, ask: Ask, specialist: StaffMember
) -> None:
    text = (
        "Schlüssel;Rubrik;Thema;Text\n"
        "eigen-zebra;Ziel;Arbeit;Ich möchte zum Zebra.\n"
        "eigen-falsch;Wunsch;;Ich möchte nichts.\n"
    )
    file = SimpleUploadedFile("b.csv", text.encode("cp1252"))
    checked: Any = ask(specialist, "import", post={"file": file})
    assert "Zeile" in _text(checked)
    assert not TextBlock.objects.filter(jobcentre=house.jobcentre).exists()
    carried = {"inhalt": checked.context["text"]}
    returned = ask(specialist, "rejects", post=carried)
    assert "eigen-falsch;Wunsch" in _text(returned)
    done = ask(specialist, "import", post=carried, follow=True)
    assert "1 neu" in _text(done)
    assert TextBlock.objects.get(jobcentre=house.jobcentre).key == "eigen-zebra"
    out = ask(specialist, "export")
    assert "eigen-zebra" in out.content.decode("utf-8-sig")
    assert "goal-work-01" in _text(ask(specialist, "export", query="?mitgelieferte=1"))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xff\xfea", b"a;b\n1;2"])
def test_a_file_that_is_no_table_says_why(
    ask: Ask, specialist: StaffMember, content: bytes
) -> None:
    file = SimpleUploadedFile("b.csv", content)
    response = ask(specialist, "import", post={"file": file})
    assert response.status_code == 422
    context: Any = response.context  # type: ignore[attr-defined]
    assert context["form"].errors["file"]


def test_lists_and_pages_ask_as_often_for_many_as_for_few(
    house: House,
    specialist: StaffMember,
    block: TextBlock,
    waiting: TextBlock,
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(6):
        content = BlockContent(rubric="aspect", text=f"Mir sind {number} Zebras wichtig.")
        text_block_proposals.propose(
            content=content, by=house.counsellor, at=house.at, replaces=block
        )
    for staff in (specialist, house.counsellor):
        client = client_of(staff)
        for shown in ([], [block.pk], [waiting.pk]):
            url = reverse("blocks:block" if shown else "blocks:list", args=shown)
            client.get(url)
            with django_assert_max_num_queries(MANY_QUERIES):
                client.get(url)


def test_whoever_was_told_of_another_change_may_store_the_own_words_over_it(
    ask: Ask, specialist: StaffMember, block: TextBlock
) -> None:
    page: Any = ask(specialist, "edit", block.pk)
    basis = page.context["form"]["basis"].value()
    ask(specialist, "edit", block.pk, post=_form(basis=basis))
    told: Any = ask(specialist, "edit", block.pk, post=_form(text="Anders.", basis=basis))
    seen = told.context["form"]["basis"].value()
    ask(specialist, "edit", block.pk, post=_form(text="Anders.", basis=seen))
    block.refresh_from_db()
    assert block.text == "Anders."


def test_an_author_does_not_overwrite_what_the_specialist_changed_in_a_proposal(
    house: House, ask: Ask, specialist: StaffMember, waiting: TextBlock
) -> None:
    page = _text(ask(house.counsellor, "edit", waiting.pk))
    basis = page.split('name="basis" value="')[1].split('"')[0]
    ask(specialist, "edit", waiting.pk, post=_form(text="Ich mag Zebras.", place="aspect/"))
    said = _form(text="Ich mag ein Zebra.", place="aspect/", basis=basis)
    response = ask(house.counsellor, "edit", waiting.pk, post=said)
    assert response.status_code == 422
    assert "Ich mag Zebras." in _text(response)


def test_nobody_approves_words_that_were_changed_after_reading(
    house: House, ask: Ask, specialist: StaffMember, waiting: TextBlock
) -> None:
    page = _text(ask(specialist, "block", waiting.pk))
    basis = page.split('name="basis"')[1].split('value="')[1].split('"')[0]
    ask(house.counsellor, "edit", waiting.pk, post=_form(text="Ganz anders.", place="aspect/"))
    ask(specialist, "act", waiting.pk, "freigeben", post={"basis": basis})
    waiting.refresh_from_db()
    assert waiting.state == "proposed"
    ask(specialist, "act", waiting.pk, "freigeben", post={"basis": "2026-99-99T99:99"})
    waiting.refresh_from_db()
    assert waiting.state == "approved"


def test_the_start_page_leads_to_exactly_the_blocks_that_it_counts(
    house: House, ask: Ask, specialist: StaffMember, block: TextBlock, waiting: TextBlock
) -> None:
    today = clock.day_of(house.at)
    soon, over = today + timedelta(days=28), today - timedelta(days=1)
    content = content_of(block)
    ending = text_blocks.write(
        content=replace(content, text="Ich gehe bald.", valid_until_on=soon),
        by=specialist,
        at=house.at,
    )
    expired = text_blocks.write(
        content=replace(content, text="Ich ging.", valid_until_on=over), by=specialist, at=house.at
    )
    english = {"text": "I sign up with {ansprechperson}."}
    ask(specialist, "translate", block.pk, "en", post=english)

    def keys(query: str) -> set[str]:
        page: Any = ask(specialist, "list", query=query)
        return {row.block.key for row in page.context["rows"]}

    start = _text(client_of(specialist).get(reverse("cases:home")))  # type: ignore[arg-type]
    for state, found in {"ending": ending, "drafted": block, "proposed": waiting}.items():
        assert f'?zustand={state}"><span class="rf-count">1</span>' in start
        assert keys(f"?zustand={state}") == {found.key}
    assert keys("?zustand=expired") == {expired.key}
    assert expired.key not in keys("?herkunft=eigene")
