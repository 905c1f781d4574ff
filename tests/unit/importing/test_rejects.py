"""The file of rejects: readable again, and harmless in a spreadsheet."""

import csv
import io

import pytest

from roterfaden.recipients.importing import Reject, write_rejects


def _written(*rejects: Reject) -> str:
    stream = io.StringIO(newline="")
    assert write_rejects(rejects, stream) == len(rejects)
    return stream.getvalue()


def test_what_is_written_reads_back_the_same() -> None:
    reject = Reject(7, "plz", 'sagt „so“, "so"', 'a;"b\nc";1067')
    rows = list(csv.DictReader(io.StringIO(_written(reject), newline="")))
    assert rows == [{"line": "7", "column": "plz", "reason": reject.reason, "row": reject.row}]


def test_the_header_stands_first_and_lines_end_as_in_the_rfc() -> None:
    assert _written() == "line,column,reason,row\r\n"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_is_not_run_by_a_spreadsheet(sign: str) -> None:
    (_, row) = csv.reader(io.StringIO(_written(Reject(2, "", "x", f"{sign}1+1")), newline=""))
    assert row == ["2", "", "x", f"'{sign}1+1"]
