"""The leaflet on paper: one page, the same bytes for the same text."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from roterfaden.plans import leaflet
from roterfaden.plans.leaflet.model import sentences

OFFICE = leaflet.Office("Jobcenter Musterstadt", "040 123", "Marktplatz 1, 01234 Musterstadt")
OWN = leaflet.Text(
    leaflet.delivered().rules, date(2026, 11, 24), datetime(2026, 11, 20, 9, tzinfo=UTC)
)


@pytest.mark.parametrize("language", leaflet.LANGUAGES)
def test_the_delivered_leaflet_fits_on_one_page_in_the_largest_text(language: str) -> None:
    result = leaflet.typeset(leaflet.delivered(), OFFICE, language=language)
    assert (result.pages, result.size_pt) == (1, 12)


def test_large_print_has_eighteen_points_and_as_many_pages_as_it_needs() -> None:
    result = leaflet.typeset(OWN, OFFICE, large_print=True)
    assert result.size_pt == 18
    assert result.pages > 1


def test_the_same_text_gives_the_same_bytes() -> None:
    again = replace(OWN, rules=dict(OWN.rules))
    leaflet.setting._set.cache_clear()
    first = leaflet.typeset(OWN, OFFICE).pdf
    leaflet.setting._set.cache_clear()
    assert leaflet.typeset(again, OFFICE).pdf == first


def test_a_longer_leaflet_is_set_smaller_and_at_last_refused() -> None:
    def with_sentences(count: int) -> leaflet.Text:
        more = [
            {"de": f"Wir sagen Ihnen vor dem Gespräch Nummer {n} Bescheid."} for n in range(count)
        ]
        return replace(OWN, rules=OWN.rules | {"good_to_know": more})

    assert 10 <= leaflet.typeset(with_sentences(14), OFFICE).size_pt < 12
    with pytest.raises(leaflet.TooLong):
        leaflet.typeset(with_sentences(60), OFFICE)
    assert leaflet.typeset(with_sentences(60), OFFICE, one_page=False).pages > 1


def test_a_strange_sign_is_named() -> None:
    rules = OWN.rules | {"good_to_know": [{"de": "Wir sind da 🙂"}]}
    with pytest.raises(leaflet.Unprintable) as problem:
        leaflet.typeset(replace(OWN, rules=rules), OFFICE)
    assert problem.value.signs == ("🙂",)


def test_markup_in_a_sentence_is_just_text() -> None:
    rules = OWN.rules | {"good_to_know": [{"de": "#panic() *fett* $x$ ]"}]}
    assert leaflet.typeset(replace(OWN, rules=rules), OFFICE).pages == 1


def test_gaps_are_filled_and_a_sentence_with_nothing_to_fill_is_left_out() -> None:
    rules: leaflet.Rules = {"office": [{"de": "Rufen Sie an: {telefon}."}, {"de": "{jobcenter}"}]}
    assert sentences(rules, "office", "de", OFFICE) == [
        "Rufen Sie an: 040 123.",
        "Jobcenter Musterstadt",
    ]
    assert sentences(rules, "office", "de", leaflet.Office("Haus")) == ["Haus"]


def test_what_nobody_translated_stands_in_german() -> None:
    rules: leaflet.Rules = {"you": [{"de": "Rufen Sie an.", "en": "Call us."}, {"de": "Danke."}]}
    assert sentences(rules, "you", "en", OFFICE) == ["Call us.", "Danke."]
