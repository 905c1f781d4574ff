"""The plan itself never carries a notice of legal consequences; letters do."""

import re
from pathlib import Path

import pytest

from roterfaden import plans
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.texts import delivered

NOTICE = re.compile(
    r"rechtsfolge|\b(leistungs)?(minderung|kürzung)|\bgemindert|sanktion|pflichtverletz|§ ?3[12]\b",
    re.IGNORECASE,
)
_PLANS = Path(plans.__file__).parent
PRINTED = [
    *(_PLANS / "sheet" / name for name in ("plan.typ", "content.py", "model.py")),
    *(_PLANS / "leaflet" / name for name in ("leaflet.typ", "delivered.yaml", "model.py")),
    _PLANS.parent / "templates" / "plans" / "sheet.html",
]


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: path.name)
def test_what_prints_plan_and_leaflet_speaks_of_no_consequences(path: Path) -> None:
    assert not NOTICE.search(path.read_text("utf-8"))


def test_the_same_words_are_found_where_they_belong() -> None:
    """So that the test above cannot pass by looking for the wrong words."""
    assert NOTICE.search(delivered(Kind.OBLIGATION)[0].paragraphs["notice"])
