"""One line with time, proof and owner."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from roterfaden.core import clock
from roterfaden.plans.models import (
    PlanVersion,
    TextBlock,
)
from tests.integration.plans.capture.asking import (
    address,
    newest,
    options,
    take,
)


def stored(version: PlanVersion, **wanted: Any) -> dict[str, Any]:
    entry = newest(version)
    return {name: getattr(entry, name) for name in wanted}


@pytest.fixture
def on_tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "sprachkurs anmelden bis 15.3. nachweis anmeldung",
            {
                "rubric": "step_recipient",
                "text": "Sprachkurs anmelden",
                "due_on": date(2027, 3, 15),
                "proof": "Anmeldung",
            },
        ),
        (
            "5 bewerbungen monatlich zum 1.",
            {"text": "5 Bewerbungen", "rhythm": "FREQ=MONTHLY;BYMONTHDAY=1", "due_on": None},
        ),
        (
            "@migrationsberatung termin am 3.12.",
            {"rubric": "step_other", "owner_name": "Migrationsberatung", "text": "Termin"},
        ),
        (
            "@jc flyer migrationsberatung erledigt",
            {
                "rubric": "step_jobcentre",
                "text": "Flyer migrationsberatung (erledigt am 24.11.2026)",
            },
        ),
        (
            'wichtig: "ich kann bis 15 uhr"',
            {"rubric": "aspect", "text": "ich kann bis 15 uhr", "words_of": "recipient"},
        ),
        ("zwischenziel: b2 bis 31.7.2027", {"rubric": "interim_goal", "text": "B2"}),
    ],
)
@pytest.mark.usefixtures("on_tuesday")
def test_a_line_is_taken_with_time_proof_and_owner(
    browser: Client, draft: PlanVersion, line: str, wanted: dict[str, Any]
) -> None:
    assert take(browser, draft, text=line).status_code == 200
    assert stored(draft, **wanted) == wanted


@pytest.mark.usefixtures("on_tuesday")
def test_the_row_says_how_a_line_is_understood_and_what_to_check(
    browser: Client, draft: PlanVersion
) -> None:
    found = options(browser, draft, "@jc anrufen nächsten freitag nachweis notiz", eigen="ja")
    assert 'data-rubric="step_jobcentre"' in found
    assert 'data-when="Fr, 27.11.2026"' in found
    assert 'data-proof="Notiz"' in found
    assert 'data-unsure="when"' in found
    assert "Diese oder die folgende Woche?" in found
    assert "<bdi>Anrufen</bdi>" in found


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("@jc und @vhs klären den kurs", "who"),
        ("ziel: arbeit finden @jc", "rubric"),
        ("ziel arbeit finden", "rubric"),
        ("lebenslauf schreiben nachweis", "proof"),
    ],
)
def test_what_is_doubtful_is_marked_where_it_is_corrected(
    browser: Client, draft: PlanVersion, line: str, field: str
) -> None:
    assert f'data-unsure="{field}"' in options(browser, draft, line, eigen="ja")


@pytest.mark.usefixtures("on_tuesday")
def test_what_was_corrected_by_hand_counts_more_than_the_words(
    browser: Client, draft: PlanVersion
) -> None:
    line = {"text": "@jc anrufen bis freitag nachweis notiz"}
    take(browser, draft, **line, when="in zwei wochen", proof="-", rubric="step_recipient")
    wanted = {"rubric": "step_recipient", "due_on": date(2026, 12, 8), "proof": ""}
    assert stored(draft, **wanted) == wanted
    take(browser, draft, **line, when="jeden montag", owner_name="Kita", rubric="step_other")
    wanted = {"rubric": "step_other", "owner_name": "Kita", "rhythm": "FREQ=WEEKLY;BYDAY=MO"}
    assert stored(draft, **wanted) == wanted
    take(browser, draft, **line, when="-")
    assert newest(draft).due_on is None


def test_a_rubric_without_time_keeps_the_time_in_its_words(
    browser: Client, draft: PlanVersion
) -> None:
    take(browser, draft, text="kita bis 15.3. offen", rubric="aspect")
    assert newest(draft).text == "Kita bis 15.3. offen"


def test_a_correction_that_names_no_day_is_refused_and_said(
    browser: Client, draft: PlanVersion
) -> None:
    answer = take(browser, draft, text="anrufen", when="irgendwann")
    assert answer.status_code == 422
    assert "„irgendwann“ nennt keinen Tag" in answer.json()["why"]
    found = options(browser, draft, "anrufen", eigen="ja", when="irgendwann")
    assert 'data-wrong="„irgendwann“ nennt keinen Tag' in found


@pytest.mark.usefixtures("on_tuesday")
def test_a_block_keeps_the_time_the_proof_and_the_number_that_were_typed(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    line = "5 bewerbungen monatlich zum 1. nachweis liste"
    assert "Ich schreibe" in options(browser, draft, line)
    write = block("Ich schreibe {anzahl} Bewerbungen.")
    made = take(browser, draft, block=str(write.pk), text=line).json()
    entry = newest(draft)
    assert (entry.text, entry.text_block) == ("Ich schreibe 5 Bewerbungen.", write)
    assert (entry.rhythm, entry.proof) == ("FREQ=MONTHLY;BYMONTHDAY=1", "Liste")
    assert entry.gap_values == {"anzahl": "5"}
    assert "data-gaps" not in made["row"]


def test_a_marker_offers_the_blocks_of_its_rubric_only(browser: Client, draft: PlanVersion) -> None:
    found = options(browser, draft, "@jc fahrkarte bezahlen bis 1.3.", eigen="ja")
    assert found.count('data-rubric="step_jobcentre"') > 1
    assert 'data-rubric="step_recipient"' not in found


def test_a_line_of_several_entries_is_taken_whole_and_once(
    browser: Client, draft: PlanVersion
) -> None:
    key, line = str(uuid4()), "@jc fahrkarte bezahlen; lebenslauf schreiben; wichtig: kind krank"
    for _ in range(2):
        made = take(browser, draft, text=line, new_id=key).json()
    assert [one["rubric"] for one in made["before"]] == ["step_jobcentre", "step_recipient"]
    assert made["rubric"] == "aspect"
    said = ["Fahrkarte bezahlen", "Lebenslauf schreiben", "Kind krank"]
    last = draft.entries.present().order_by("-position")[:3]
    assert [entry.text for entry in reversed(last)] == said


def test_of_several_entries_none_is_taken_where_one_cannot_be(
    browser: Client, draft: PlanVersion
) -> None:
    before = draft.entries.count()
    answer = take(browser, draft, text="anrufen; wir gehen hin", rubric="step_other")
    assert answer.status_code == 422
    assert "@migrationsberatung" in answer.json()["why"]
    assert draft.entries.count() == before


def test_where_the_name_is_asked_for_time_and_proof_stay(
    browser: Client, draft: PlanVersion
) -> None:
    line = "wir gehen hin bis 3.5.2027 nachweis zettel"
    form = take(browser, draft, text=line, rubric="step_other").json()["form"]
    assert 'value="03.05.2027"' in form
    assert 'value="Zettel"' in form


def test_without_scripts_the_parts_are_fields_of_the_form(
    browser: Client, draft: PlanVersion
) -> None:
    page = browser.get(address("version", draft)).content.decode()
    for name in ("rubric", "owner_name", "when", "proof"):
        assert f'name="{name}"' in page
    sent = {"text": "@jc anrufen", "rubric": "", "owner_name": "", "when": "3.5.2027", "proof": ""}
    browser.post(address("take", draft), sent)
    wanted = {"rubric": "step_jobcentre", "text": "Anrufen", "due_on": date(2027, 5, 3)}
    assert stored(draft, **wanted) == wanted
