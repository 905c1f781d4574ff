"""``roterfaden study tables`` on data that are odd or wrong."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from roterfaden.cli.study import study
from roterfaden.study.troubles import WrongData


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def call(folder: Path, text: str | bytes, *options: str, form: str = "json") -> Result:
    path = folder / "coded.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return CliRunner().invoke(study, ["tables", str(path), "--format", form, *options])


def data(folder: Path, text: str, *options: str) -> Any:
    result = call(folder, text, *options)
    assert result.exception is None
    return json.loads(result.output)


def refusal(folder: Path, text: str | bytes, *options: str) -> WrongData:
    result = call(folder, text, *options)
    assert isinstance(result.exception, WrongData)
    assert result.output == ""
    return result.exception


SMALL = "document_id,code\nd1,B\nd1,A\nd2,A\nd3,Sonstiges\nd4,\nd5,Sonstiges\nd6,Sonstiges\n"


def test_falling_counts_then_name_and_the_residual_category_last(folder: Path) -> None:
    assert data(folder, SMALL) == {
        "documents": 6,
        "documents_with_entries": 5,
        "frequency": [
            {"code": "A", "documents": 2},
            {"code": "B", "documents": 1},
            {"code": "Sonstiges", "documents": 3},
        ],
        "combinations": [
            {"codes": ["Sonstiges"], "documents": 3},
            {"codes": ["A"], "documents": 1},
            {"codes": ["A", "B"], "documents": 1},
        ],
        "further": [],
    }


def test_combinations_below_the_threshold_are_only_counted(folder: Path) -> None:
    found = data(folder, SMALL, "--min-count", "4")
    assert found["combinations"] == []
    assert found["further"] == [
        {"documents": 3, "combinations": 1},
        {"documents": 1, "combinations": 2},
    ]


def test_the_number_of_documents_may_exceed_the_file(folder: Path) -> None:
    found = data(folder, SMALL, "--documents", "100")
    assert (found["documents"], found["documents_with_entries"]) == (100, 5)


@pytest.mark.parametrize(
    "listed", ["document_id\n{}\n", "id;kind\n{}\n", "{}\n", '"Kennung"\n{}\n', "\n{}\n\n"]
)
def test_documents_may_come_as_a_list(folder: Path, listed: str) -> None:
    ending = ";x" if ";" in listed else ""
    names = "\n".join(f"d{number}{ending}" for number in range(1, 9))
    (folder / "all.csv").write_text(listed.format(names), "utf-8")
    assert data(folder, SMALL, "--documents", str(folder / "all.csv"))["documents"] == 8


def test_the_order_of_a_codebook_breaks_ties_and_shows_unused_categories(folder: Path) -> None:
    book = folder / "buch.yml"
    book.write_text("title: B\ncategories: [Zweites, Sonstiges, Erstes, Nie]\n", "utf-8")
    text = "document_id,code\n1,Erstes\n2,Zweites\n3,Sonstiges\n"
    found = data(folder, text, "--order", str(book))
    assert [f["code"] for f in found["frequency"]] == ["Zweites", "Erstes", "Nie", "Sonstiges"]
    assert [c["codes"] for c in found["combinations"]] == [["Zweites"], ["Erstes"], ["Sonstiges"]]


def test_codes_come_out_as_the_file_spells_them(folder: Path) -> None:
    book = folder / "buch.yml"
    book.write_text("- arbeit\n- Sprache\n- Nie\n", "utf-8")
    found = data(folder, "document_id,code\n1,arbeit\n2,Sprache\n", "--order", str(book))
    assert [f["code"] for f in found["frequency"]] == ["arbeit", "Sprache", "Nie"]


def test_an_empty_table_gives_empty_tables(folder: Path) -> None:
    found = data(folder, "document_id,code\n", "--documents", "3")
    assert (found["documents"], found["documents_with_entries"]) == (3, 0)
    assert found["frequency"] == found["combinations"] == found["further"] == []


@pytest.mark.parametrize(
    ("text", "line", "cause"),
    [
        ("document_id,code\na,X\na,X\n", 3, "doppelt"),
        ("document_id;code\na;X\n;Y\n", 3, "fehlt"),
        ("doc,code\na,X\n", 1, "document_id"),
        ("document_id,code\na,Maßnahme\n".encode("cp1252"), 2, "UTF-8"),
        ('document_id,code\na,"X\n', 2, "CSV"),
        ("document_id,code\na\n", 2, "Felder"),
        ("document_id,code\na,X\na,\n", 3, "zugleich"),
        ("document_id,code\na,\na,X\n", 3, "zugleich"),
    ],
)
def test_wrong_data_is_refused_with_its_line(
    folder: Path, text: str | bytes, line: int, cause: str
) -> None:
    trouble = refusal(folder, text)
    assert (trouble.line, trouble.exit_code) == (line, 2)
    assert cause in trouble.cause
    assert trouble.way_out


def test_a_code_outside_the_codebook_is_refused_with_its_line(folder: Path) -> None:
    book = folder / "buch.yml"
    book.write_text("- A\n- B\n", "utf-8")
    trouble = refusal(folder, "document_id,code\n1,A\n2,C\n", "--order", str(book))
    assert trouble.line == 3
    assert "„C“" in trouble.cause


def test_one_category_under_two_names_is_refused(folder: Path) -> None:
    book = folder / "buch.yml"
    book.write_text("categories:\n  - {id: a, title: Arbeit}\n", "utf-8")
    trouble = refusal(folder, "document_id,code\n1,a\n2,Arbeit\n", "--order", str(book))
    assert trouble.line == 3


def test_fewer_documents_than_stand_in_the_file_are_refused(folder: Path) -> None:
    assert "nur 2" in refusal(folder, SMALL, "--documents", "2").cause


def test_a_document_missing_from_the_list_is_refused(folder: Path) -> None:
    (folder / "all.csv").write_text("id\nd1\n", "utf-8")
    assert "„d2“" in refusal(folder, SMALL, "--documents", str(folder / "all.csv")).cause


@pytest.mark.parametrize("form", ["csv", "md", "html", "tex"])
def test_every_form_has_note_and_source(folder: Path, form: str) -> None:
    result = call(folder, SMALL, "--min-count", "2", "--source", "Eigene Zählung", form=form)
    assert "Dokumente ohne Eintragungen = 1." in result.output
    assert "Weitere 2 Relationen kamen in der Stichprobe genau einmal vor." in result.output
    assert "Eigene Zählung" in result.output


def test_without_a_format_the_ending_decides_and_else_people_read_it(folder: Path) -> None:
    coded, out = folder / "coded.csv", folder / "tables.json"
    coded.write_text(SMALL, "utf-8")
    shown = CliRunner().invoke(study, ["tables", str(coded)])
    assert shown.output.startswith("**Kategorien: Häufigkeit**")
    CliRunner().invoke(study, ["tables", str(coded), "-o", str(out)])
    assert json.loads(out.read_text("utf-8"))["documents"] == 6


def test_a_code_system_may_have_more_codes_than_a_codebook(folder: Path) -> None:
    rows = "".join(f"{number % 7},c{number}\n" for number in range(100))
    assert len(data(folder, f"document_id,code\n{rows}")["frequency"]) == 100


CODER = (
    "document_id,dimension,code,start,end\n"
    "1,goals,A,,\n1,steps,A,0,4\n1,steps,A,7,9\n1,steps,B,0,4\n2,goals,,,\n2,steps,,,\n"
)


def test_the_file_of_a_coder_is_counted_by_dimension(folder: Path) -> None:
    goals, steps = (data(folder, CODER, "--dimension", name) for name in ("goals", "steps"))
    assert goals["combinations"] == [{"codes": ["A"], "documents": 1}]
    assert steps["combinations"] == [{"codes": ["A", "B"], "documents": 1}]
    assert steps["documents"] == 2


def test_the_file_of_a_coder_asks_for_the_dimension(folder: Path) -> None:
    trouble = refusal(folder, CODER)
    assert "--dimension" in trouble.way_out
    passages = CODER.replace("1,goals,A,,\n", "").replace("2,goals,,,\n", "")
    assert refusal(folder, passages + "1,steps,A,0,4\n", "--dimension", "steps").line == 6
    assert "dimension" in refusal(folder, SMALL, "--dimension", "goals").cause
    two = "coder,document_id,code\nanna,1,A\nbert,1,A\n"
    assert "codierenden Person" in refusal(folder, two).way_out


def test_signs_with_a_meaning_are_escaped(folder: Path) -> None:
    text = 'document_id,code\n1,"a & b <i> 5 % | x_y"\n'
    assert "a &amp; b &lt;i&gt;" in call(folder, text, form="html").output
    assert r"a \& b <i> 5 \% | x\_y" in call(folder, text, form="tex").output
    assert r"a & b \<i\> 5 % \| x\_y" in call(folder, text, form="md").output


def test_the_workbook_holds_numbers_and_never_formulas(folder: Path) -> None:
    out = folder / "t.xlsx"
    result = call(folder, "document_id,code\n1,=1+1\n", "-o", str(out), form="xlsx")
    assert result.exit_code == 0
    sheet = openpyxl.load_workbook(io.BytesIO(out.read_bytes())).worksheets[0]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "=1+1")
    assert row[1] == 1
    assert sheet["A4"].data_type == "s"


def test_the_same_data_give_the_same_workbook(folder: Path) -> None:
    books = []
    for name in ("a.xlsx", "b.xlsx"):
        call(folder, SMALL, "-o", str(folder / name), form="xlsx")
        books.append((folder / name).read_bytes())
    assert books[0] == books[1]


def test_small_cells_are_withheld_with_what_would_give_them_away(folder: Path) -> None:
    found = data(folder, SMALL, "--smallest", "3")
    assert found["documents_with_entries"] is None
    assert [f["documents"] for f in found["frequency"]] == [None, None, 3]
    assert found["further"] == []
    assert found["withheld"] == 3 - len(found["combinations"])


def test_pictures_are_drawn_beside_the_tables(folder: Path) -> None:
    assert data(folder, SMALL, "--pictures", str(folder / "drawn"))["documents"] == 6
    names = sorted(path.name for path in (folder / "drawn").iterdir())
    assert names == [
        f"{n}.{kind}" for n in ("bars", "together", "upset") for kind in ("png", "svg")
    ]
    assert "var(" not in (folder / "drawn/bars.svg").read_text("utf-8")


def test_no_document_with_a_category_still_draws(folder: Path) -> None:
    text = "document_id,code\n1,\n"
    assert data(folder, text, "--pictures", str(folder / "drawn"))["documents_with_entries"] == 0
