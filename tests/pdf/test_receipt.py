"""Every kind of receipt is PDF/UA-1 and PDF/A-3a at once, as veraPDF judges."""

from pathlib import Path
from typing import Any

from roterfaden.proofs.receipt import typeset
from tests.pdf.conftest import MOMENT
from tests.pdf.vera import Vera

_FULL: dict[str, Any] = {
    "office": "Jobcenter Ahrenfeld",
    "address": "Marktplatz 1, 01234 Ahrenfeld",
    "phone": "040 66969-0",
    "name": "Samira Haddad",
    "number": "417H208853",
    "is_ours": False,
    "what": "Liste der Bewerbungen",
    "due_on": "01.12.2026",
    "received_on": "27.11.2026",
    "way": "mit der Post",
    "taken_by": "Frau Reuter",
    "written_on": "27.11.2026",
    "plan": "Fassung 4",
}
RECEIPTS = {
    "full": _FULL,
    "ours": _FULL | {"is_ours": True, "what": "Bescheid"},
    "bare": _FULL | {"address": "", "phone": ""},
    "arabic-name": _FULL | {"name": "سميرة حداد"},
}


def test_every_receipt_is_pdf_ua_1_and_pdf_a_3a(tmp_path: Path, vera: Vera) -> None:
    paths = []
    for name, data in RECEIPTS.items():
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(typeset(data, timestamp=MOMENT))
    valid, report = vera.validate("ua1,3a", paths)
    assert valid, report
    assert report.count("PASS") == 2 * len(RECEIPTS)
