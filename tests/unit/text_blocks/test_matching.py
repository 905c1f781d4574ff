"""A wording is found by any part of any of its words, in any order and spelling."""

from hypothesis import given
from hypothesis import strategies as st

from roterfaden.plans.text_blocks.matching import MOST_WORDS, key_of, typed

WORD = st.text(alphabet="abcdeäöüßéXYZÄÖÜ123", min_size=1, max_size=10)


def _finds(words: str, key: str) -> bool:
    """As the database does: a plain part, in one of the spellings."""
    return all(any(spelling in key for spelling in spellings) for spellings in typed(words))


def test_parts_of_words_find_the_sentence_in_any_order() -> None:
    key = key_of("Ich melde mich zum Sprachkurs B1 an.")
    for words in ("sprachk b1", "B1 kurs", "an,ich", "  zum-sprach  "):
        assert _finds(words, key)
    assert not _finds("sprachkurs b2", key)


@given(st.lists(WORD, min_size=1, max_size=MOST_WORDS), st.randoms(use_true_random=False))
def test_any_parts_of_its_words_find_a_wording(words: list[str], dice: object) -> None:
    shuffle, randrange = dice.shuffle, dice.randrange  # type: ignore[attr-defined]
    parts = []
    for word in words:
        begin = randrange(len(word))
        parts.append(word[begin : randrange(begin, len(word)) + 1])
    shuffle(parts)
    for spelling in (str, str.upper, str.lower):
        assert _finds(" ".join(map(spelling, parts)), key_of(" ".join(words)))


@given(st.lists(WORD, min_size=1, max_size=4))
def test_spelt_out_umlauts_find_the_same(words: list[str]) -> None:
    spelt = " ".join(words)
    for umlaut, spelling in zip("äöüßÄÖÜ", "ae oe ue ss Ae Oe Ue".split(), strict=True):
        spelt = spelt.replace(umlaut, spelling)
    assert _finds(spelt, key_of(" ".join(words)))


@given(st.text(max_size=300))
def test_whatever_is_typed_gives_few_plain_words(text: str) -> None:
    words = typed(text)
    assert len(words) <= MOST_WORDS
    assert all(spelling and " " not in spelling for found in words for spelling in found)


def test_keywords_and_the_words_of_the_form_find_it_too() -> None:
    key = key_of("Klappt das nicht, rufe ich an.", form="if_not_then", keywords="Telefon, Notfall")
    assert _finds("wenn dann telef notf", key)
