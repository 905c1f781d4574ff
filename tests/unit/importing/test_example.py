"""The example that the README reads in."""

from datetime import date
from pathlib import Path

from roterfaden.recipients.importing import CaseRow, read

EXAMPLE = Path(__file__).parents[3] / "docs" / "reference" / "example-cases.csv"


def test_the_example_of_the_readme_has_three_good_rows() -> None:
    with read(EXAMPLE, today=date(2026, 11, 22)) as rows:
        good = [row.kundennummer for row in rows if isinstance(row, CaseRow)]
        assert good == ["999D900001", "999D900002", "999D900003"]
        assert rows.header.ignored == ()
