"""The leaflet never becomes a notice of legal consequences."""

import pytest

from roterfaden.plans import leaflet
from roterfaden.plans.leaflet import findings

BOTH_SIDES: leaflet.Rules = {"office": [{"de": "Wir sind da."}], "you": [{"de": "Rufen Sie an."}]}


def _with(text: str, language: str = "de") -> leaflet.Rules:
    sentence = {"de": "Wir sind da."} | {language: text}
    return BOTH_SIDES | {"you": [sentence]}


def test_the_delivered_leaflet_has_nothing_to_look_at_again() -> None:
    assert findings(leaflet.delivered().rules) == []


def test_the_delivered_leaflet_is_translated_sentence_by_sentence() -> None:
    for sentences in leaflet.delivered().rules.values():
        assert all(set(sentence) == set(leaflet.LANGUAGES) for sentence in sentences)


@pytest.mark.parametrize(
    "text",
    [
        "Beachten Sie die Rechtsfolgen.",
        "Sonst wird Ihre Leistung um 30 Prozent gemindert.",
        "Ihr Bürgergeld kann gekürzt werden.",
        "Dann entfällt die Leistung.",
        "Wer nicht kommt, begeht eine Pflichtverletzung.",
        "Das ist ein Meldeversäumnis nach § 32 SGB II.",
        "Uns droht die Einstellung der Geldleistungen, dann mindern wir die Leistung.",
        "Es folgt eine Sanktion.",
    ],
)
def test_a_notice_of_legal_consequences_is_refused(text: str) -> None:
    found = findings(_with(text))
    assert [(one.section, one.language, one.is_refused) for one in found] == [("you", "de", True)]


@pytest.mark.parametrize(
    "text", ["Otherwise your benefits will be reduced.", "There are legal consequences."]
)
def test_nor_may_it_stand_in_a_translation(text: str) -> None:
    assert [(one.language, one.is_refused) for one in findings(_with(text, "en"))] == [("en", True)]


def test_a_threat_is_told_but_not_refused() -> None:
    found = findings(_with("Sie müssen zu jedem Termin kommen."))
    assert [one.is_refused for one in found] == [False]
    assert "müssen" in found[0].message


@pytest.mark.parametrize(
    "text",
    [
        "Wir erklären Ihnen den Bescheid über Ihre Leistungen.",
        "Bei Urlaub sagen Sie vorher Bescheid.",
        "Sie bekommen Ihr Geld am Ersten des Monats.",
        "Sagen Sie uns, wenn Sie eine Minderheitensprache sprechen.",
    ],
)
def test_plain_sentences_about_benefits_are_fine(text: str) -> None:
    assert findings(_with(text)) == []


@pytest.mark.parametrize("missing", ["office", "you"])
def test_both_sides_belong_on_the_leaflet(missing: str) -> None:
    found = findings(BOTH_SIDES | {missing: []})
    assert [(one.section, one.is_refused) for one in found] == [(missing, True)]


def test_a_gap_that_nobody_fills_is_refused_by_name() -> None:
    found = findings(_with("Fragen Sie {ansprechperson}."))
    assert found[0].is_refused
    assert "{ansprechperson}" in found[0].message
    assert "{telefon}" in found[0].message


def test_a_sentence_of_half_a_page_is_refused() -> None:
    assert findings(_with("Wir " + "sind da " * 50))[0].is_refused
