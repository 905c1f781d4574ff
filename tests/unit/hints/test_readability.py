"""Our counts beside the libraries that are too slow, or too closely licensed, to ship."""

import pytest

from roterfaden.plans.hints.model import items
from roterfaden.plans.hints.rare import is_rare
from roterfaden.plans.hints.readability import amstad, counted, sentences, syllables, wiener
from roterfaden.plans.hints.reading import burden
from roterfaden.plans.hints.reasons import hard_entry

PLAIN = (
    "Ich bewerbe mich jeden Monat auf fünf Stellen. Mein Jobcenter bezahlt die Fahrkarte. "
    "Meine Tochter ist bis drei Uhr in der Kita. Ich möchte am Vormittag arbeiten."
)
OFFICIAL = (
    "Die Inanspruchnahme der Leistungen zur Eingliederung in Arbeit erfolgt unter Beachtung der "
    "gesundheitlichen Einschränkungen sowie der familiären Verhältnisse der berechtigten Person. "
    "Die Vorlage der Bescheinigungen über die Arbeitsunfähigkeit obliegt der berechtigten Person."
)


@pytest.mark.parametrize("text", [PLAIN, OFFICIAL])
def test_the_formulas_agree_with_textstat(text: str) -> None:
    import textstat

    textstat.set_lang("de")
    counts = counted(sentences(text))
    assert amstad(counts) == pytest.approx(textstat.flesch_reading_ease(text), abs=4)
    assert wiener(counts) == pytest.approx(textstat.wiener_sachtextformel(text, 1), abs=0.5)


def test_the_formulas_tell_plain_words_from_those_of_offices() -> None:
    plain, official = (counted(sentences(text)) for text in (PLAIN, OFFICIAL))
    assert amstad(plain) > 70 > 30 > amstad(official)
    assert wiener(plain) < 6 < 14 < wiener(official)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "Ich frage Hr. Dr. Müller am Montag. Danach melde ich mich.",
        "Ich suche z. B. im Lager, ggf. auch im Büro. Das hilft mir.",
        "Nach § 16 Abs. 1 gibt es Hilfe. Frau Reuter erklärt sie mir.",
        "Wann? Um acht! „Ich will arbeiten.“ Dann sehen wir weiter.",
        "Ohne Punkt am Ende",
    ],
)
def test_sentences_end_where_somajo_ends_them(text: str) -> None:
    from somajo import SoMaJo

    theirs = list(SoMaJo("de_CMC", split_sentences=True).tokenize_text([text]))
    assert len(sentences(text)) == len(theirs)


@pytest.mark.parametrize("text", ["Bis zum 15. Dezember rufe ich an.", "Am 3. 12. bin ich da."])
def test_a_day_in_figures_ends_no_sentence(text: str) -> None:
    assert len(sentences(text)) == 1


def test_lines_of_a_list_are_sentences_of_their_own() -> None:
    assert [len(words) for words in sentences("Kita suchen; Amt anrufen\n• Kurs wählen")] == [2] * 3


@pytest.mark.parametrize("text", ["", "  ", "…", "12.12.", "?!"])
def test_a_text_without_words_has_no_sentence(text: str) -> None:
    assert sentences(text) == ()


@pytest.mark.parametrize(
    ("word", "number"),
    [("Ich", 1), ("Arbeit", 2), ("Theater", 3), ("Station", 3), ("Bewerbungsunterlagen", 7)],
)
def test_syllables_are_counted_by_vowels(word: str, number: int) -> None:
    assert syllables(word) == number


def test_words_made_of_common_ones_are_not_rare() -> None:
    rare = [w for w in ("Pflegekasse", "Vorstellungsgespräche", "Obliegenheit") if is_rare(w)]
    assert rare == ["Obliegenheit"]


def test_long_words_alone_are_named_as_what_makes_an_entry_hard() -> None:
    text = "Unterlagen aktualisieren, Arbeitgeber kontaktieren, Ergebnisse dokumentieren"
    hard = burden(*items({"entries": [{"kind": "step", "owner": "recipient", "text": text}]}))
    assert hard.is_too_much
    assert str(hard_entry(hard)) == "Man muss es zweimal lesen: fast nur lange Wörter."
