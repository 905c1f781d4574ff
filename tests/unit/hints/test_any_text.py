"""Whatever stands in a draft: hints come, and point at what is there."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.plans import hints
from roterfaden.plans.hints import CATALOGUE

ON = date(2026, 11, 24)
WORDS = """Ich melde mich sobald Arbeit Sucht Termine wahr AVGS-MAT wird geprüft, dass § 16 z. B. 3.
    Dezember Verkäufer/in „eigene“ Frau Reuter Verbesserung der Lage ; • \n … 😀 مرحبا"""
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS.split(" "))).map(" ".join))
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["goal", "interim_goal", "step", "aspect"]),
            "owner": st.sampled_from([None, "recipient", "jobcentre", "other"]),
            "text": TEXTS,
        },
        optional={"proof": TEXTS, "due_on": st.just("2027-01-15"), "topic": st.just("work")},
    ),
    max_size=6,
)


@given(ENTRIES)
@settings(max_examples=150)
def test_any_draft_gets_hints_that_point_at_what_is_there(entries: list[dict[str, Any]]) -> None:
    places = {"plan", "rubrics/goal", "rubrics/step_recipient", "rubrics/step_jobcentre"}
    places |= {f"entries/{index}" for index in range(len(entries))}
    for hint in hints.check({"entries": entries}, on=ON):
        assert hint.code in CATALOGUE
        assert hint.where in places
        assert str(hint.reason)


@pytest.mark.parametrize(
    "text",
    [
        "hat " * 4900,
        "arbeit" * 3300,
        "aA" * 9000,
        "a. " * 6600,
        ", dass ich" * 1900,
        "(" + "A" * 9000,
    ],
)
def test_a_text_as_long_as_a_draft_allows_is_read_to_its_end(text: str) -> None:
    entries = [{"kind": "step", "owner": "recipient", "text": text}]
    assert "no_promise" in {hint.code for hint in hints.check({"entries": entries}, on=ON)}
