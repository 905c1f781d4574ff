"""Which words stand in which rubric of the sheet."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roterfaden.plans.sheet.content import Line, direction, sheet, words
from roterfaden.plans.sheet.reading import check
from tests.unit.sheet.test_reading import full


def line(**entry: Any) -> Line:
    """The one entry as printed."""
    data = full() | {"entries": [{"kind": "step", "text": "Etwas tun."} | entry]}
    return next(line for rubric in sheet(check(data)).rubrics for line in rubric.lines)


def test_the_owner_of_a_step_decides_its_rubric() -> None:
    rubrics = {rubric.heading: rubric.lines for rubric in sheet(check(full())).rubrics}
    assert [len(lines) for lines in rubrics.values()] == [1, 1, 3, 3, 1, 1]
    assert list(rubrics) == [
        "Mein Ziel ist:",
        "Zunächst möchte ich Folgendes erreichen:",
        "Meine nächsten Schritte sind:",
        "Mein Jobcenter unterstützt mich durch:",
        "Zusätzlich unterstützt mich:",
        "Was sonst noch wichtig ist:",
    ]


def test_a_step_says_until_when_or_how_often() -> None:
    assert line(owner="recipient", due_on="2026-12-11").due == "bis 11.12.2026"
    assert line(owner="recipient", rhythm="FREQ=WEEKLY;BYDAY=MO").due == "jeden Montag"
    assert line(owner="recipient").due == ""


@pytest.mark.parametrize(
    ("owner", "towards_work", "shown"),
    [
        ("recipient", True, "führt zu Arbeit"),
        ("recipient", False, ""),
        ("recipient", None, ""),
        ("jobcentre", True, ""),
    ],
)
def test_the_recipient_sees_which_own_steps_lead_to_work(
    owner: str, towards_work: bool | None, shown: str
) -> None:
    assert line(owner=owner, towards_work=towards_work).towards == shown


@pytest.mark.parametrize(
    "text",
    ["Ich will.", "„Ich will.“", '"Ich will."', "»Ich will.«", "“Ich will.”", "‚Ich will.‘"],
)
def test_own_words_stand_in_quotes_once(text: str) -> None:
    shown = line(kind="aspect", text=text, words_of="recipient")
    assert shown.quotes == ("„", "“")
    assert shown.words == ("Ich", "will.")


@pytest.mark.parametrize("words_of", ["jobcentre", "both", None])
def test_words_of_others_stand_without_quotes(words_of: str | None) -> None:
    assert line(kind="aspect", words_of=words_of).quotes == ("", "")


def test_two_quoted_sentences_keep_their_own_quotes() -> None:
    shown = line(kind="aspect", text="„Ja“, sagte ich. „Nein“", words_of="recipient")
    assert " ".join(shown.words) == "„Ja“, sagte ich. „Nein“"


def test_another_body_is_named_once() -> None:
    named = line(owner="other", owner_name="Migrationsberatung", text="hilft mir.")
    assert named.lead == "Migrationsberatung:"
    text = "Die Migrationsberatung hilft mir."
    assert line(owner="other", owner_name="Migrationsberatung", text=text).lead == ""


def test_an_agreed_plan_bears_the_day_of_its_agreement() -> None:
    data = full()
    data["version"] |= {"dated_on": "2026-11-20", "agreed_on": "2026-11-24"}
    assert sheet(check(data)).date == "24.11.2026"
    data["version"]["state"] = "draft"
    assert sheet(check(data)).date == "20.11.2026"


def test_each_name_has_the_direction_of_its_script() -> None:
    assert direction("ليلى الخطيب (Layla)") == "rtl"
    assert direction("(Layla) ليلى") == "ltr"
    assert direction("Олександр") == "ltr"
    assert direction("040 66969-214") == "ltr"


def test_what_pasting_leaves_behind_is_dropped() -> None:
    assert words("\ufeffIch\r\n\tgehe\x00 \u2003um 10\u00a0Uhr \ud800") == (
        *("Ich", "gehe", "um"),
        "10\u00a0Uhr",
    )


@given(st.text())
def test_words_hold_no_blank_and_lose_no_letter(text: str) -> None:
    found = words(text)
    assert all(found)
    assert not any(character in word for word in found for character in " \t\n\r\x00")
    assert [c for c in "".join(found) if c.isalpha()] == [c for c in text if c.isalpha()]
