import pytest

from roterfaden.core.text import search_key, sort_key


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Müller", {"mueller", "muller"}),
        ("Groß", {"gross"}),
        ("Yıldız", {"yildiz"}),
        ("Łukasz", {"lukasz"}),
        ("Jean-Luc O’Neill", {"jean", "luc", "o", "neill"}),
        ("Đặng Thị Hồng", {"dang", "thi", "hong"}),
        ("سميرة", {"سميرة"}),
        ("", set()),
    ],
)
def test_a_name_is_found_under_all_its_spellings(name: str, words: set[str]) -> None:
    assert set(search_key(name).split()) == words


def test_umlauts_sort_as_if_spelt_out() -> None:
    names = [("Muster", "A"), ("Müller", "B"), ("Mueller", "A"), ("Muller", "C")]
    assert sorted(names, key=lambda n: sort_key(*n)) == [
        ("Mueller", "A"),
        ("Müller", "B"),
        ("Muller", "C"),
        ("Muster", "A"),
    ]


def test_a_decomposed_umlaut_is_the_same_as_a_composed_one() -> None:
    assert search_key("Mu\u0308ller") == search_key("M\u00fcller")
