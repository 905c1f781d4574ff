"""Every kind of letter under each law, and its aid sheet, is PDF/UA-1 and PDF/A-3a at once."""

from pathlib import Path

from roterfaden.delivery import aid_sheet, content, printing
from roterfaden.delivery.examples import example
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.texts import Words, delivered
from roterfaden.organisations.models import Jobcentre
from tests.pdf.conftest import MOMENT
from tests.pdf.vera import Vera

_OFFICE = Jobcentre(
    name="Jobcenter Ahrenfeld",
    street="Marktplatz 1",
    postcode="05999",
    city="Ahrenfeld",
    phone="040 66969-0",
)


def letters() -> list[tuple[str, Letter, Words]]:
    """An invented letter of each kind and law, one of them practice."""
    found = []
    for kind in Kind:
        for begun in delivered(kind):
            letter = example(kind, begun.begins_on, _OFFICE)
            letter.practice = kind == Kind.DECISION
            found.append((f"{kind}-{begun.begins_on}", letter, Words(begun.paragraphs, None)))
    return found


def test_every_letter_and_its_aid_sheet_is_pdf_ua_1_and_pdf_a_3a(
    tmp_path: Path, vera: Vera
) -> None:
    paths = []
    for name, letter, words in letters():
        said = content.data(letter, words, letter.event_on)
        document = printing.typeset(said, at=MOMENT)
        assert document.pages <= printing.MOST_PAGES, name
        aid = aid_sheet.typeset(letter, words, language="en", at=MOMENT)
        for kind, pdf in (("letter", document), ("aid", aid)):
            paths.append(tmp_path / f"{kind}-{name}.pdf")
            paths[-1].write_bytes(pdf.content)
    valid, report = vera.validate("ua1,3a", paths)
    assert valid, report
    assert report.count("PASS") == 2 * len(paths)
