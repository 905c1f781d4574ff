"""Reading a file of cases: what is accepted, what is turned down, and on which line."""

import contextlib
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roterfaden.core.tables.source import CHUNK, LONGEST_LINE, MOST_LINES
from roterfaden.recipients.importing import CaseRow, FileProblem, Reject, read
from tests.factories.csv_cases import FAULTS, csv_cases

TODAY = date(2026, 11, 24)
HEAD = "kundennummer;nachname;vorname;geburtsdatum"
GOOD = "123A123456;Haddad;Samira;03.05.1990"
OTHER = "123B123456;Özkaya;Jörg;1985-12-31"


def _rows(text: str | bytes, encoding: str = "utf-8") -> list[CaseRow | Reject]:
    content = text.encode(encoding) if isinstance(text, str) else text
    with read(content, today=TODAY) as reading:
        return list(reading)


def _one(text: str) -> CaseRow:
    (row,) = _rows(text)
    assert isinstance(row, CaseRow), row
    return row


def _reject(text: str) -> Reject:
    (row,) = _rows(text)
    assert isinstance(row, Reject), row
    return row


def _problem(content: bytes) -> FileProblem:
    with pytest.raises(FileProblem) as refused:
        read(content, today=TODAY)
    return refused.value


def test_a_row_with_all_columns() -> None:
    cases = csv_cases(1)
    with read(cases.content, today=TODAY) as reading:
        assert reading.header.ignored == ()
        (row,) = reading
    assert isinstance(row, CaseRow)
    assert row.line == 2
    assert row.kundennummer == "100A000001"
    assert not row.is_protected
    assert row.begins_on is not None
    assert row.ends_on is None
    assert "ends_on" in row.stated


def test_only_stated_fields_are_named() -> None:
    row = _one(f"{HEAD};telefon;sprache;geschuetzt\n{GOOD};;;\n")
    required = {"kundennummer", "last_name", "first_name", "date_of_birth"}
    assert row.stated == required | {"phone"}
    assert (row.language, row.phone, row.is_protected) == ("de", "", False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    rows = _rows(f"{HEAD}\r\n{OTHER}\r\n".replace(";", delimiter), encoding)
    assert [row.last_name for row in rows if isinstance(row, CaseRow)] == ["Özkaya"]


def test_the_encoding_is_judged_by_the_whole_file() -> None:
    plain = "".join(f"123A{number:06};Haddad;Samira;3.5.1990\n" for number in range(6_000))
    text = f"{HEAD}\n{plain}999Z999999;Müller;Eva;3.5.1990\n"
    assert len(text) > 3 * CHUNK
    for encoding in ("utf-8", "cp1252"):
        last = _rows(text, encoding)[-1]
        assert isinstance(last, CaseRow)
        assert last.last_name == "Müller"


def test_one_damaged_letter_rejects_one_row_only() -> None:
    text = f"{HEAD}\n{OTHER}\n123C123456;B\udcffr;Eva;1.1.1990\n{GOOD}\n"
    rows = _rows(text.encode("utf-8", "surrogateescape"))
    assert [type(row) for row in rows] == [CaseRow, Reject, CaseRow]
    assert isinstance(rows[1], Reject)
    assert "unlesbares Zeichen" in rows[1].reason


@pytest.mark.parametrize(
    "head",
    [
        '"kundennummer";"nachname";"vorname";"geburtsdatum"',
        " KundenNummer ; NACHNAME;Vorname ;Geburts-Datum",
        "sep=;\nkundennummer;nachname;vorname;geburtsdatum",
        "\n\nkundennummer;nachname;vorname;geburtsdatum",
    ],
)
def test_headers_are_taken_kindly(head: str) -> None:
    assert _one(f"{head}\n{GOOD}\n").line == head.count("\n") + 2


def test_a_comma_in_a_quoted_header_does_not_decide_the_delimiter() -> None:
    row = _one(f'{HEAD};"a,b,c,d,e,f"\n{GOOD};x\n')
    assert row.last_name == "Haddad"


def test_spellings_with_umlauts_and_hyphens() -> None:
    row = _one(f"{HEAD};Straße;E-Mail;BG-Nummer;Geschützt\n{GOOD};Weg 1;a@b.de;7;ja\n")
    assert (row.street, row.email, row.bg_nummer, row.is_protected) == (
        "Weg 1",
        "a@b.de",
        "7",
        True,
    )


def test_unknown_columns_are_named_and_ignored() -> None:
    content = f"{HEAD};Haarfarbe;\n{GOOD};rot;\n".encode()
    with read(content, today=TODAY) as reading:
        assert reading.header.ignored == ("Haarfarbe", "Spalte 6 ohne Namen")
        assert reading.header.names == tuple(HEAD.split(";"))
        assert len(list(reading)) == 1


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "leer"),
        (b"\xef\xbb\xbf", "leer"),
        (b" \r\n;;;\r\n", "leer"),
        (GOOD.encode(), "keine Kopfzeile"),
        (b"\x00\x01\x02", "keine Kopfzeile"),
        (b'"kundennummer;nachname', "keine Kopfzeile"),
        (b"k" * 2 * LONGEST_LINE, "keine Kopfzeile"),
        (b"nachname;vorname", "fehlt: kundennummer, geburtsdatum"),
        (f"{HEAD};Nachname".encode(), "doppelt: nachname"),
        (b"PK\x03\x04rest", "Arbeitsmappe"),
        (HEAD.encode("utf-16"), "UTF-16"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, cause: str) -> None:
    problem = _problem(content)
    assert cause in problem.cause
    assert problem.way_out.startswith(("Bitte", "Nötig"))
    assert str(problem) == f"{problem.cause} {problem.way_out}"


def test_a_missing_file_says_where_it_was_sought(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"nirgends\.csv"):
        read(tmp_path / "nirgends.csv", today=TODAY)


def test_a_header_alone_has_no_rows() -> None:
    assert _rows(HEAD) == []


def test_blank_rows_are_no_rows() -> None:
    assert [row.line for row in _rows(f"{HEAD}\n\n;;;\n{GOOD}\n \n")] == [4]


def test_several_faults_in_one_row() -> None:
    row = "123A12345;Haddad;;03.05.90"
    reject = _reject(f"{HEAD}\n{row}\n")
    assert (reject.line, reject.column, reject.row) == (2, "kundennummer", row)
    for part in ("kundennummer braucht", "vorname fehlt", "geburtsdatum hat ein zweistelliges"):
        assert part in reject.reason


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (f"{GOOD};x", "zu viele Spalten: 5 statt 4"),
        ("123A123456;Haddad;Samira", "zu wenige Spalten: 3 statt 4"),
    ],
)
def test_a_row_of_the_wrong_width_is_rejected(row: str, reason: str) -> None:
    reject = _reject(f"{HEAD}\n{row}\n")
    assert reject.column == ""
    assert reason in reject.reason


def test_end_before_begin_is_rejected() -> None:
    head = f"{HEAD};beginn;ende"
    assert _one(f"{head}\n{GOOD};01.07.2026;01.07.2026").ends_on == date(2026, 7, 1)
    reject = _reject(f"{head}\n{GOOD};01.07.2026;30.06.2026")
    assert (reject.column, reject.reason[:24]) == ("ende", "ende liegt vor dem Begin")


def test_begin_before_birth_is_rejected() -> None:
    assert _reject(f"{HEAD};beginn\n{GOOD};02.05.1990").column == "beginn"


def test_the_second_row_of_one_person_is_rejected() -> None:
    rows = _rows(f"{HEAD}\n{GOOD}\n{OTHER}\n{GOOD.lower()}\n")
    assert [type(row) for row in rows] == [CaseRow, CaseRow, Reject]
    assert isinstance(rows[2], Reject)
    assert "steht schon in Zeile 2" in rows[2].reason


def test_a_rejected_row_does_not_block_the_right_one() -> None:
    rows = _rows(f"{HEAD}\n123A123456;Haddad;;3.5.1990\n{GOOD}\n")
    assert [type(row) for row in rows] == [Reject, CaseRow]


@pytest.mark.parametrize("end_of_line", ["\n", "\r\n", "\r"])
def test_line_breaks_in_quotes_count_as_physical_lines(end_of_line: str) -> None:
    head = f"{HEAD};strasse"
    text = f'{head}\n{GOOD};"Grüner\nWeg\n1"\n{OTHER};x\n'.replace("\n", end_of_line)
    rows = _rows(text)
    assert [row.line for row in rows] == [2, 5]
    assert isinstance(rows[0], CaseRow)
    assert rows[0].street == "Grüner Weg 1"


def test_the_raw_row_keeps_its_line_breaks() -> None:
    row = '123A123456;"Had\ndad";;3.5.1990'
    assert _reject(f"{HEAD}\n{row}\n").row == row


def test_a_quote_never_closed_costs_only_its_line() -> None:
    many = "\n".join(f"{100 + i}C123456;A;B;1.1.1990" for i in range(MOST_LINES * 2))
    rows = _rows(f'{HEAD}\n123A123456;"Haddad;Samira;03.05.1990\n{many}\n')
    assert isinstance(rows[0], Reject)
    assert "Anführungszeichen" in rows[0].reason
    assert [row.line for row in rows] == list(range(2, MOST_LINES * 2 + 3))
    assert all(isinstance(row, CaseRow) for row in rows[1:])


def test_text_after_a_closing_quote_costs_only_its_line() -> None:
    rows = _rows(f'{HEAD}\n123A123456;"Had"dad;Samira;3.5.1990\n{OTHER}\n')
    assert [type(row) for row in rows] == [Reject, CaseRow]


def test_quotes_within_text_are_text() -> None:
    assert _one(f'{HEAD}\n123A123456;Haddad "Sam";x;3.5.1990').last_name == 'Haddad "Sam"'
    assert _one(f'{HEAD}\n123A123456;"Haddad ""Sam""";x;3.5.1990').last_name == 'Haddad "Sam"'


def test_an_endless_line_is_rejected_and_cut() -> None:
    rows = _rows(f"{HEAD}\n{'x' * (3 * LONGEST_LINE)}\n{GOOD}\n")
    assert isinstance(rows[0], Reject)
    assert len(rows[0].row) == LONGEST_LINE
    assert isinstance(rows[1], CaseRow)
    assert rows[1].line == 3


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_each_sample_fault_rejects_its_row(fault: str) -> None:
    cases = csv_cases(4, faults={3: fault})
    rows = _rows(cases.content)
    assert [row.line for row in rows if isinstance(row, Reject)] == list(cases.faulty_lines)


def test_a_path_and_a_stream_read_alike(tmp_path: Path) -> None:
    cases = csv_cases(5)
    path = tmp_path / "faelle.csv"
    path.write_bytes(cases.content)
    stream = io.BytesIO(cases.content)
    stream.read(7)
    with read(path, today=TODAY) as from_path, read(stream, today=TODAY) as from_stream:
        assert list(from_path) == list(from_stream) == _rows(cases.content)
    assert not stream.closed


class _Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


def test_a_pipe_is_read_too() -> None:
    with read(_Pipe(csv_cases(5).content), today=TODAY) as reading:
        assert len(list(reading)) == 5
    reading.close()


@given(st.binary(max_size=400))
def test_no_bytes_do_more_than_be_refused(content: bytes) -> None:
    with contextlib.suppress(FileProblem):
        _rows(content)


cells = st.text(st.sampled_from('aÄ1;,"\n\r\x00\u202e= \ufffd'), max_size=6)


@settings(max_examples=300)
@given(st.lists(st.lists(cells, min_size=3, max_size=5).map(";".join), max_size=8))
def test_whatever_stands_in_the_rows_every_row_is_answered_once(rows: list[str]) -> None:
    body = "\n".join(rows)
    answers = _rows(f"{HEAD}\n{body}\n{GOOD}\n")
    lines = [answer.line for answer in answers]
    assert lines == sorted(set(lines))
    assert all(answer.reason for answer in answers if isinstance(answer, Reject))


@given(st.integers(1, 12), st.dictionaries(st.integers(1, 12), st.sampled_from(sorted(FAULTS))))
def test_good_rows_and_rejects_are_all_rows(rows: int, faults: dict[int, str]) -> None:
    chosen = {number: fault for number, fault in faults.items() if number <= rows}
    cases = csv_cases(rows, faults=chosen)
    answers = _rows(cases.content)
    assert len(answers) == rows
    assert sum(isinstance(answer, CaseRow) for answer in answers) == cases.good
