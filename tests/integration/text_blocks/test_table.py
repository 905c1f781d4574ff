"""Text blocks as a table: what goes out comes in unchanged, and nothing is lost on the way."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import text_block_translations as translations
from roterfaden.plans.actions import text_blocks
from roterfaden.plans.actions.text_block_import import ImportResult, import_blocks
from roterfaden.plans.actions.text_block_proposals import propose
from roterfaden.plans.models import TextBlock, TextBlockChange
from roterfaden.plans.text_blocks.content import BlockContent
from roterfaden.plans.text_blocks.table import BlockTable, as_csv, guarded, unguarded
from tests.factories.house import House

HEAD = "Schlüssel;Rubrik;Thema;Text;Englisch;Zustand Englisch"
ROW = "eigen-eins;Schritt der Person;Deutsch lernen;Ich übe {anzahl} Wörter.;{english};{state}"
ENGLISH = "I practise {anzahl} words."


def _import(house: House, text: str | bytes, **more: bool) -> ImportResult:
    content = text.encode() if isinstance(text, str) else text
    with BlockTable(content, today=clock.today()) as rows:
        return import_blocks(
            rows,
            jobcentre=house.jobcentre,
            by=house.staff[Role.SPECIALIST],
            at=clock.now(),
            **more,
        )


def _row(english: str = ENGLISH, state: str = "geprüft") -> str:
    return ROW.replace("{english}", english).replace("{state}", state)


def _stored() -> list[dict[str, object]]:
    blocks = TextBlock.objects.order_by("key").prefetch_related("translations")
    return [
        {
            **{name: getattr(block, name) for name in BlockContent.__annotations__},
            "key": block.key,
            "state": block.state,
            "written_at": block.written_at,
            "translations": sorted(
                (one.language, one.text, one.state, str(one.reviewed_by))
                for one in block.translations.all()
            ),
        }
        for block in blocks
    ]


def _exported(house: House | None) -> bytes:
    jobcentre = house.jobcentre if house else None
    blocks = TextBlock.objects.filter(jobcentre=jobcentre).order_by("key")
    return as_csv(blocks.prefetch_related("translations"))


@pytest.fixture
def full(house: House, content: BlockContent) -> House:
    """Blocks of every state, with odd words, days and languages."""
    by, at = house.staff[Role.SPECIALIST], house.at
    today = clock.day_of(at)
    odd = ["=1+1 Bewerbungen", "'-Ich", '@a; "b"', "+49 rufe ich an", "Ich\u00a0übe „Größe“."]
    for number, text in enumerate(odd):
        block = text_blocks.write(content=replace(content, text=text), by=by, at=at)
        translations.translate(block=block, language="ar", text=f"={number} عربي", by=by, at=at)
    dated = replace(
        content,
        rubric="step_jobcentre",
        topic="costs",
        form="as_soon_as",
        offer_kind="travel_costs",
        valid_from_on=today,
        valid_until_on=today,
        source="Tabelle 5",
    )
    block = text_blocks.write(content=dated, by=by, at=at)
    english = "I sign up with {ansprechperson}."
    translations.translate(block=block, language="en", text=english, by=by, at=at)
    translations.review(block=block, language="en", text=english, by=by, at=at)
    text_blocks.withdraw(block=block, by=by, at=at)
    aspect = BlockContent(rubric="aspect", text="Mir ist mein Zebra wichtig.")
    propose(content=aspect, by=house.counsellor, at=at)
    return house


def test_what_was_exported_changes_nothing_when_it_is_imported(full: House) -> None:
    before, changes = _stored(), TextBlockChange.objects.count()
    result = _import(full, _exported(full))
    assert (result.created, result.changed, result.rejects) == (0, 0, [])
    assert result.unchanged == 7
    assert _stored() == before
    assert TextBlockChange.objects.count() == changes


def test_the_delivered_blocks_may_stand_in_the_file_unchanged(full: House) -> None:
    before = _stored()
    result = _import(full, _exported(None))
    assert (result.created, result.changed, result.rejects) == (0, 0, [])
    assert _stored() == before


def test_an_export_is_taken_whole_by_another_office(full: House, next_door: House) -> None:
    content = _exported(full).decode("utf-8-sig").replace("vorgeschlagen", "freigegeben")
    result = _import(next_door, content)
    assert (result.created, result.rejects) == (7, [])
    again = _import(next_door, content)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 7)
    words = {block["text"] for block in _stored()}
    assert "=1+1 Bewerbungen" in words
    assert _exported(next_door).decode("utf-8-sig") == content


def test_nothing_in_an_export_begins_like_a_formula(full: House) -> None:
    lines = _exported(full).decode("utf-8-sig").splitlines()
    cells = [cell.strip('"') for line in lines for cell in line.split(";")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@given(st.text(max_size=12))
def test_guarding_against_formulas_is_undone_whatever_stands_there(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_good_rows_are_taken_and_bad_ones_come_back_by_line_and_column(house: House) -> None:
    result = _import(
        house,
        "\n".join(
            [
                HEAD,
                _row(),
                "Eigen Zwei;Schritt der Person;Deutsch lernen;Ich lerne Zebra.;;",
                "eigen-drei;Wunsch;Deutsch lernen;Ich lerne Zebra.;;",
                "eigen-vier;Schritt der Person;Geldleistungen zahlen;Ich lerne Zebra.;;",
                "eigen-fuenf;Schritt der Person;Deutsch lernen;;;",
                "eigen-sechs;Schritt der Person;Deutsch lernen;Ich lerne Zebra.;No {beruf};",
                "eigen-eins;Schritt der Person;Deutsch lernen;Ich lerne Zebra.;;",
                "eigen-sieben;Schritt der Person;Deutsch lernen;Ich übe {anzahl} Wörter.;;",
                "eigen-acht;zu wenig",
                "eigen-neun;Schritt der Person;Deutsch lernen;Ich lerne Zebra.;Word;fertig",
            ]
        ),
    )
    assert result.created == 1
    assert [(one.line, one.column) for one in result.rejects] == [
        (3, "Schlüssel"),
        (4, "Rubrik"),
        (5, "Thema"),
        (6, "Text"),
        (7, "Englisch"),
        (8, "Schlüssel"),
        (9, "Text"),
        (10, ""),
        (11, "Zustand Englisch"),
    ]
    assert [block.key for block in TextBlock.objects.filter(jobcentre=house.jobcentre)] == [
        "eigen-eins"
    ]


def test_a_trial_run_says_the_same_and_writes_nothing(house: House) -> None:
    before = _stored()
    result = _import(house, f"{HEAD}\n{_row()}", dry_run=True)
    assert result.created == 1
    assert _stored() == before


def test_a_missing_column_leaves_what_is_stored(house: House) -> None:
    _import(house, f"{HEAD};Stichwörter\n{_row()};Vokabeln")
    _import(
        house, "Schlüssel;Rubrik;Text\neigen-eins;Schritt der Person;Ich lerne {anzahl} Wörter."
    )
    block = TextBlock.objects.get(key="eigen-eins")
    assert (block.keywords, block.topic) == ("Vokabeln", "learn_german")


def test_a_translation_falls_back_to_draft_when_only_the_german_changed(house: House) -> None:
    _import(house, f"{HEAD}\n{_row()}")
    _import(house, f"{HEAD}\n{_row()}".replace("übe", "lerne"))
    translation = TextBlock.objects.get(key="eigen-eins").translations.get()
    assert (translation.text, translation.state) == (ENGLISH, "draft")


def test_a_changed_translation_takes_the_state_of_the_file(house: House) -> None:
    _import(house, f"{HEAD}\n{_row(state='')}")
    _import(house, f"{HEAD}\n{_row(english='I learn {anzahl} words.')}")
    translation = TextBlock.objects.get(key="eigen-eins").translations.get()
    assert (translation.state, translation.reviewed_by) == (
        "reviewed",
        house.staff[Role.SPECIALIST],
    )


def test_a_delivered_key_is_not_taken_for_other_words(house: House) -> None:
    row = "goal-work-01;Ziel;Arbeit;Ich möchte zum Zebra.;;"
    [reject] = _import(house, f"{HEAD}\n{row}").rejects
    assert reject.column == "Schlüssel"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SPECIALIST}))
def test_only_the_specialist_reads_blocks_in(house: House, role: Role) -> None:
    with (
        BlockTable(f"{HEAD}\n{_row()}".encode(), today=clock.today()) as rows,
        pytest.raises(NotPermitted),
    ):
        import_blocks(rows, jobcentre=house.jobcentre, by=house.staff[role], at=clock.now())


def test_a_translation_from_a_file_does_not_approve_a_proposal(
    house: House, content: BlockContent
) -> None:
    block = propose(content=content, by=house.counsellor, at=house.at)
    row = f"{block.key};Schritt der Person;Deutsch lernen;{block.text};"
    _import(house, f"{HEAD}\n{row}I sign up with {{ansprechperson}}.;")
    assert block.translations.exists()
    text_blocks.withdraw(block=block, by=house.counsellor, at=clock.now())
    block = text_blocks.restore(block=block, by=house.counsellor, at=clock.now())
    assert block.state == TextBlock.State.PROPOSED


def test_a_proposal_that_a_file_approves_stays_approved_when_it_is_brought_back(
    house: House, content: BlockContent
) -> None:
    block = propose(content=content, by=house.counsellor, at=house.at)
    head = "Schlüssel;Rubrik;Thema;Text;Zustand"
    row = f"{block.key};Schritt der Person;Deutsch lernen;{block.text};freigegeben"
    assert _import(house, f"{head}\n{row}").changed == 1
    by = house.staff[Role.SPECIALIST]
    text_blocks.withdraw(block=block, by=by, at=clock.now())
    block = text_blocks.restore(block=block, by=by, at=clock.now())
    assert block.state == TextBlock.State.APPROVED
