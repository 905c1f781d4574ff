"""CSV files as people bring them."""

import unicodedata

import pytest

from roterfaden.study import tabular
from roterfaden.study.troubles import WrongData


@pytest.mark.parametrize(
    "text",
    [
        "id,code\n1,a\n2,b c\n",
        "\ufeffid;code\r\n1;a\r\n2;b c\r\n",
        "id\tcode\r1\ta\r2\tb c\r",
        "\n \nid,code,\n\n1,a,\n  \n,,\n2,b c,",
        '"id","code"\n"1","a"\n"2","b c"\n',
    ],
)
def test_separators_line_ends_and_blank_lines_play_no_part(text: str) -> None:
    rows = tabular.read(text.encode()).rows("code", "id")
    assert [values for _, values in rows] == [("a", "1"), ("b c", "2")]


def test_a_line_is_counted_where_it_begins() -> None:
    text = '\nid,code\n1,"a\nb"\n\n2,b\n'
    assert [line for line, _ in tabular.read(text).rows("id")] == [3, 6]
    with pytest.raises(WrongData) as caught:
        list(tabular.read(text).rows("nr"))
    assert caught.value.line == 2


def test_letters_are_equal_however_they_are_composed() -> None:
    text = unicodedata.normalize("NFD", "gehört\nMüller\n")
    assert list(tabular.read(text).rows("gehört")) == [(2, ("Müller",))]
