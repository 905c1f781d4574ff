"""The comparison on paper: valid, readable without colour, in the order of reading."""

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from pypdf import PdfReader

from roterfaden.core.errors import Refused
from roterfaden.plans.comparison import Item, compare
from roterfaden.plans.comparison.printing import Paper, typeset
from roterfaden.plans.comparison.wording import by_news, by_rubric
from tests.pdf.conftest import MOMENT
from tests.pdf.test_sheet import font_sizes, structure
from tests.pdf.vera import Vera

GOAL = Item("g", "g", "goal", "Ich möchte in der Pflege arbeiten.")
STEP = Item(
    "s", "s", "step_recipient", "Ich melde mich zum Kurs an.", due_on=date(2026, 11, 1),
    owner="recipient",
)  # fmt: skip
PROMISE = Item("p", "p", "step_jobcentre", "Mein Jobcenter bezahlt die Fahrkarte.")
BEFORE = [GOAL, STEP, PROMISE]
AFTER = [
    GOAL,
    Item("s2", "s", "step_recipient", "Ich melde mich zum Sprachkurs an.", owner="recipient"),
    Item("a", "a", "aspect", "سميرة möchte vormittags lernen.", words_of="recipient"),
]


def paper(*, for_recipient: bool, after: list[Item] = AFTER, times: int = 1) -> Paper:
    with translation.override("de"):
        found = compare(BEFORE, after)
        sections = by_news(found) if for_recipient else by_rubric(found)
        return Paper(
            title="Was sich in meinem Plan ändert" if for_recipient else "Was ist anders?",
            about=["Bisher: Fassung 2", "Jetzt: Fassung 3"],
            sections=sections * times,
            foot=["سميرة Haddad", "Kundennummer: 417H208853", "Jobcenter Ahrenfeld"],
            author="Jobcenter Ahrenfeld",
            for_recipient=for_recipient,
        )


def said(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True)
    return re.sub(r"\s+", " ", done.stdout.decode())


@pytest.mark.parametrize("times", [1, 9])
@pytest.mark.parametrize("for_recipient", [False, True])
def test_it_is_pdf_ua_1_and_pdf_a_3a_on_one_page_or_many(
    for_recipient: bool, times: int, tmp_path: Path, vera: Vera
) -> None:
    made = typeset(paper(for_recipient=for_recipient, times=times), timestamp=MOMENT)
    assert (made.pages > 1) == (times > 1)
    path = tmp_path / "comparison.pdf"
    path.write_bytes(made.content)
    valid, report = vera.validate("ua1,3a", [path])
    assert valid, report


def test_staff_read_by_rubric_what_became_of_each_entry() -> None:
    words = said(typeset(paper(for_recipient=False), timestamp=MOMENT).content)
    order = [
        "Was ist anders?",
        "Mein Ziel ist",
        "Bleibt: Ich möchte",
        "Meine nächsten Schritte sind",
        "Geändert: Ich melde mich zum Sprachkurs an.",
        "Vorher: Ich melde mich zum Kurs an.",
        "Tag: entfällt, vorher bis 01.11.2026",
        "Fällt weg: Mein Jobcenter bezahlt die Fahrkarte.",
        "Was sonst noch wichtig ist Neu:",
    ]
    places = [words.index(part) for part in order]
    assert places == sorted(places)


def test_the_recipient_reads_large_and_under_plain_headings() -> None:
    made = typeset(paper(for_recipient=True), timestamp=MOMENT)
    words = said(made.content)
    places = [words.index(part) for part in ("Neu", "Geändert", "Fällt weg", "Das bleibt so")]
    assert places == sorted(places)
    assert min(size for size in font_sizes(made.content) if size != 10) >= 13
    assert structure(made.content).count("/H2") == 4


def test_the_same_comparison_and_moment_give_the_same_bytes() -> None:
    first = typeset(paper(for_recipient=True), timestamp=MOMENT).content
    typeset(paper(for_recipient=False), timestamp=MOMENT)
    assert typeset(paper(for_recipient=True), timestamp=MOMENT).content == first


def test_the_file_names_its_title_and_language(tmp_path: Path) -> None:
    path = tmp_path / "comparison.pdf"
    path.write_bytes(typeset(paper(for_recipient=False), timestamp=MOMENT).content)
    file = PdfReader(path)
    assert file.metadata is not None
    assert file.metadata.title == "Was ist anders?"
    root = file.trailer["/Root"]
    assert root["/Lang"] == "de-DE"  # type: ignore[index]


def test_a_sign_that_no_font_has_is_named() -> None:
    odd = [*AFTER, Item("x", "x", "aspect", "Ich freue mich 😀.")]
    with pytest.raises(Refused, match="kann nicht gedruckt werden"):
        typeset(paper(for_recipient=False, after=odd), timestamp=MOMENT)


def test_words_in_arabic_run_from_right_to_left_with_their_quotes() -> None:
    words = Item("a", "a", "aspect", "أستطيع العمل صباحًا.", words_of="recipient")
    printed = said(typeset(paper(for_recipient=True, after=[words]), timestamp=MOMENT).content)
    assert 0 <= printed.find("“") < printed.find("„")
