"""Every kind of sheet is PDF/UA-1 and PDF/A-3a at once, as veraPDF judges."""

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from roterfaden.plans import leaflet
from tests.pdf.conftest import MOMENT, Typeset, example
from tests.pdf.vera import Vera

SHEETS: dict[str, tuple[dict[str, Any], bool]] = {
    "short": (example("short"), False),
    "full": (example("full"), False),
    "arabic-name": (example("arabic-name"), False),
    "maximum": (example("maximum"), False),
    "draft": (example("full", state="draft"), False),
    "withdrawn": (example("full", state="withdrawn"), False),
    "empty": (example("short") | {"entries": []}, False),
    "large": (example("full"), True),
    "large-draft": (example("maximum", state="draft"), True),
}


def test_every_sheet_is_pdf_ua_1_and_pdf_a_3a(tmp_path: Path, typeset: Typeset, vera: Vera) -> None:
    paths = []
    for name, (data, large_print) in SHEETS.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(typeset(data, large_print=large_print).pdf)
    valid, report = vera.validate("ua1,3a", paths)
    assert valid, report
    assert report.count("PASS") == 2 * len(SHEETS)


def test_every_leaflet_is_pdf_ua_1_and_pdf_a_3a(tmp_path: Path, vera: Vera) -> None:
    office = leaflet.Office("Jobcenter Musterstadt", "040 123", "Marktplatz 1, 01234 Musterstadt")
    own = leaflet.Text(leaflet.delivered().rules, date(2026, 11, 24), MOMENT)
    paths = []
    for number, (text, language, large_print) in enumerate(
        product((leaflet.delivered(), own), leaflet.LANGUAGES, (False, True))
    ):
        paths.append(tmp_path / f"leaflet-{number}.pdf")
        result = leaflet.typeset(text, office, language=language, large_print=large_print)
        paths[-1].write_bytes(result.pdf)
    valid, report = vera.validate("ua1,3a", paths)
    assert valid, report
    assert report.count("PASS") == 2 * len(paths)


def test_the_validator_finds_a_broken_file(tmp_path: Path, typeset: Typeset, vera: Vera) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(typeset(example("short")).pdf.replace(b"/Marked true", b"/Marked null"))
    valid, report = vera.validate("ua1,3a", [path])
    assert not valid, report


def test_an_unknown_flavour_is_no_pass(tmp_path: Path, vera: Vera) -> None:
    with pytest.raises(pytest.fail.Exception):
        vera.validate("nonsense", [tmp_path / "none.pdf"])
