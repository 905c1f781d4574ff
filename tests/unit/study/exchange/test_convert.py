"""``convert``: projects, codebooks, plans and matrices from any file to any that can hold them."""

import csv
import io
import json
import random
import unicodedata
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import typst
from click.testing import CliRunner, Result
from lxml import etree

from roterfaden.cli.study.exchange import convert
from roterfaden.study import codebook, project, trail
from roterfaden.study.exchange import converting, leaving
from roterfaden.study.exchange.folders import read_study
from roterfaden.study.exchange.refi import (
    Code,
    Coding,
    Contents,
    Note,
    Selection,
    Source,
    User,
    contents_of,
    package_of,
    read_package,
    write_package,
)
from roterfaden.study.exchange.refi.model import guid
from roterfaden.study.troubles import WrongData

ATLAS = Path(__file__).parent / "refi" / "TestProject.qdpx"

PLAN = {
    "id": "7",
    "kind": "plan",
    "rubrics": {
        "goal": ["Arbeit im Lager"],
        "interim_goal": [],
        "step_recipient": ["Drei Bewerbungen im Monat.", "Führerschein, dann Stapler"],
        "step_jobcentre": ["Übernahme von Kosten"],
        "step_other": [],
        "aspect": ["Kinder betreut die Oma"],
    },
    "comparison_type": "IIIa",
    "agreed_on": "2025-03-04",
}


def run(source: Path, target: Path) -> Result:
    return CliRunner().invoke(convert, [str(source), str(target)], catch_exceptions=False)


def refused(source: Path, target: Path, words: str) -> None:
    with pytest.raises(WrongData, match=words):
        run(source, target)
    assert not target.exists()
    assert not [one for one in target.parent.iterdir() if one.name.endswith(".part")]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "7.json"
    path.write_text(json.dumps(PLAN), encoding="utf-8")
    return path


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    (folder / "documents").mkdir(parents=True)
    (folder / "codings").mkdir()
    (folder / "documents" / "7.json").write_text(json.dumps(PLAN), encoding="utf-8")
    (folder / "documents" / "8.txt").write_text("Guten Tag, Straße 🙂 hier", encoding="utf-8")
    (folder / "codebook.yml").write_text(codebook.write(codebook.delivered()[0]), encoding="utf-8")
    (folder / "project.yml").write_text("title: Probe\ncoders: [anna, bert]\n", encoding="utf-8")
    (folder / "frame.csv").write_text("id\n417H208853\n")
    (folder / "codings" / "anna.csv").write_text(
        "document_id,dimension,code,start,end,memo,at\n"
        "7,goals,work,,,,2026-11-23T09:30:00Z\n"
        '7,goals,health,0,6,"unklar, reden",2026-11-23\n'
        "7,client_steps,,,,nichts,\n"
        "8,goals,other,18,19,,\n",
        encoding="utf-8",
    )
    (folder / "codings" / "bert.csv").write_text("document_id,dimension,code\n7,goals,work\n")
    return folder


def test_a_project_goes_to_refi_qda_and_back(study: Path, tmp_path: Path) -> None:
    assert run(study, tmp_path / "p.qdpx").stdout.endswith("p.qdpx: 5 Codierungen\n")
    run(tmp_path / "p.qdpx", tmp_path / "back")
    before, after = read_study(study), read_study(tmp_path / "back")
    assert after.codebook == before.codebook
    assert after.documents == before.documents
    assert {name: set(rows) for name, rows in after.codings.items()} == {
        name: set(rows) for name, rows in before.codings.items()
    }
    assert after.files["project.yml"] == before.files["project.yml"]
    assert project.read(tmp_path / "back").settings.title == "Probe"


def test_a_long_file_of_the_project_travels_in_parts(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving, "LONGEST", 37)
    run(study, tmp_path / "p.qdpx")
    run(tmp_path / "p.qdpx", tmp_path / "back")
    before, after = read_study(study), read_study(tmp_path / "back")
    assert after.codebook == before.codebook
    assert after.documents == before.documents
    assert after.files["project.yml"] == before.files["project.yml"]


def test_the_same_project_gives_the_same_bytes(study: Path, tmp_path: Path) -> None:
    converting.convert(study, tmp_path / "1.qdpx")
    converting.convert(study, tmp_path / "2.qdpx")
    assert (tmp_path / "1.qdpx").read_bytes() == (tmp_path / "2.qdpx").read_bytes()


def test_what_leaves_and_enters_a_project_stands_in_its_trail(study: Path, tmp_path: Path) -> None:
    run(study, tmp_path / "p.qdpx")
    (entry,) = trail.read(study / "audit.jsonl")
    assert (entry.action, dict(entry.what)) == ("exported", {"from": "study", "to": "p.qdpx"})
    run(tmp_path / "p.qdpx", tmp_path / "back")
    assert [one.action for one in trail.read(tmp_path / "back" / "audit.jsonl")] == ["imported"]


def test_a_broken_trail_stops_an_export(study: Path, tmp_path: Path) -> None:
    run(study, tmp_path / "p.qdpx")
    broken = (study / "audit.jsonl").read_text().replace("p.qdpx", "x.qdpx")
    (study / "audit.jsonl").write_text(broken)
    refused(study, tmp_path / "again.qdpx", "audit.jsonl, Zeile 1")


def test_the_frame_names_people_and_stays_behind(study: Path, tmp_path: Path) -> None:
    run(study, tmp_path / "p.qdpx")
    run(tmp_path / "p.qdpx", tmp_path / "back")
    assert not (tmp_path / "back" / "frame.csv").exists()


def test_a_foreign_project_becomes_a_folder_that_says_what_it_lacks(tmp_path: Path) -> None:
    told = run(ATLAS, tmp_path / "atlas").stdout
    assert "12 Dokumente, deren Text im Archiv fehlt" in told
    assert "7 Stellen in Bildern" in told
    rows = list(csv.DictReader(_lines(tmp_path / "atlas" / "codings" / "Friedrich Markgraf.csv")))
    passage = ("1994 Diet Coke-Diet Coke Break.docx", "coke_diet_coke", "139", "195")
    wanted = ("document_id", "code", "start", "end")
    assert passage in {tuple(row[name] for name in wanted) for row in rows}
    assert (tmp_path / "atlas" / "exchange" / "original.qdpx").read_bytes() == ATLAS.read_bytes()
    assert len(project.read(tmp_path / "atlas").documents) == 12


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def test_all_codings_come_as_one_table_and_as_a_matrix(study: Path, tmp_path: Path) -> None:
    run(study, tmp_path / "all.csv")
    assert _lines(tmp_path / "all.csv")[1] == "anna,7,goals,work,,,,2026-11-23T09:30:00Z"
    run(study, tmp_path / "matrix.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "matrix.xlsx").active.iter_rows(values_only=True))
    assert rows[0] == ("Codesystem", "7", "8", "SUMME")
    assert rows[1] == ("Ziele > Arbeit / Hilfebedürftigkeit", 1, 0, 1)
    assert rows[-1][-1] == 3


def test_a_matrix_and_a_coded_table_are_the_same_data(tmp_path: Path) -> None:
    coded = tmp_path / "coded.csv"
    coded.write_text("document_id,code\n1,Arbeit\n1,Gesundheit\n2,\n3,Arbeit\n")
    run(coded, tmp_path / "m.xlsx")
    run(tmp_path / "m.xlsx", tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_text() == coded.read_text()


@pytest.mark.parametrize(
    "text",
    [
        "Codesystem;1;2;SUMME\nArbeit;3;0;3\nGesundheit;.;1;1\nSUMME;3;1;4\n",
        "Dokument,Arbeit,Gesundheit,SUM\n1,x,,1\n2,,■,1\n",
    ],
)
def test_matrices_are_read_both_ways_round(tmp_path: Path, text: str) -> None:
    path = tmp_path / "m.csv"
    path.write_text(text, encoding="utf-8")
    run(path, tmp_path / "coded.csv")
    assert _lines(tmp_path / "coded.csv") == ["document_id,code", "1,Arbeit", "2,Gesundheit"]


def test_codes_may_be_numbers(tmp_path: Path) -> None:
    (tmp_path / "coded.csv").write_text("document_id,code\n1,7\n2,7\n")
    run(tmp_path / "coded.csv", tmp_path / "m.csv")
    assert _lines(tmp_path / "m.csv")[:2] == ["Codesystem,1,2,SUMME", "7,1,1,2"]


def test_a_cell_of_a_matrix_that_is_no_count_is_named(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("Codesystem;1;2\nA;1;0\nB;1;viel\n", encoding="utf-8")
    refused(path, tmp_path / "out.csv", "Zeile 3: „viel“ ist keine Anzahl")


def test_a_german_day_in_a_table_becomes_one_that_sorts(tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("id,goal,Datum\n1,a,3.5.2024\n", encoding="utf-8")
    run(tmp_path / "p.csv", tmp_path / "p.json")
    assert json.loads((tmp_path / "p.json").read_text())["agreed_on"] == "2024-05-03"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "txt", "docx"])
def test_plans_go_through_every_format(plan: Path, tmp_path: Path, ending: str) -> None:
    (tmp_path / "way").mkdir()
    there = tmp_path / "way" / f"7.{ending}"
    run(plan, there)
    run(there, tmp_path / "back.json")
    back = json.loads((tmp_path / "back.json").read_text())
    assert back["rubrics"] == PLAN["rubrics"]
    assert back["agreed_on"] == PLAN["agreed_on"]


def test_plans_become_documents_to_code_elsewhere(plan: Path, tmp_path: Path) -> None:
    run(plan, tmp_path / "p.qdpx")
    run(tmp_path / "p.qdpx", tmp_path / "p.csv")
    assert _lines(tmp_path / "p.csv") == ["coder,document_id,dimension,code,start,end,memo,at"]


def test_a_folder_of_plans_becomes_one_table(plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a.txt").write_text("Mein Ziel:\nArbeit\nWeitere wichtige Aspekte:\nkeine\n")
    (folder / "b.json").write_bytes(plan.read_bytes())
    run(folder, tmp_path / "all.csv")
    rows = list(csv.DictReader(_lines(tmp_path / "all.csv")))
    assert rows[0]["id"] == "a"
    assert (rows[0]["goal"], rows[0]["aspect"]) == ("Arbeit", "keine")


GOAL = (
    "Eine Stelle als Köchin in einem Betrieb, der Rücksicht auf meine Gesundheit und auf die "
    "Zeiten der Kinderbetreuung nimmt."
)
FOREIGN = """#set page(height: 20cm)
MEIN KOOPERATIONSPLAN \\
Gemeinsam. Planen. Handeln. Gestalten. 01.07.2023

*Mein Ziel ist:* \\
Eine Stelle als Köchin in einem Betrieb, der Rücksicht auf meine Gesundheit und auf die Zeiten der
Kinderbetreuung nimmt.

*Zunächst möchte ich Folgendes erreichen:* \\
- Platz in der Kindertagesstätte
- Sprachkurs B1

*Meine nächsten Schritte sind:* \\
Anmeldung zum Kurs bis 15.3.2024.

*Mein Jobcenter unterstützt mich durch:* \\
Übernahme von Bewerbungskosten.

*Zusätzlich unterstützt mich:* \\
Migrationsberatung

*{last}:* \\
Der Ehemann arbeitet in Schichten

Max Mustermann \\
Kundennummer: 123A123456

Ansprechpartnerin: Frau Mustermann | Telefon: 0123/456-789
"""


@pytest.mark.parametrize("last", ["Was sonst noch wichtig ist", "Weitere wichtige Aspekte"])
def test_a_foreign_pdf_is_split_by_its_headings(tmp_path: Path, last: str) -> None:
    """In the form of Abbildung 1; the last heading is that of Abbildung 1 or of section 3.4."""
    (tmp_path / "p.typ").write_text(FOREIGN.replace("{last}", last), encoding="utf-8")
    (tmp_path / "p.pdf").write_bytes(typst.compile(str(tmp_path / "p.typ")))
    run(tmp_path / "p.pdf", tmp_path / "p.json")
    plan = json.loads((tmp_path / "p.json").read_text())
    assert plan["rubrics"] == {
        "goal": [GOAL],
        "interim_goal": ["Platz in der Kindertagesstätte", "Sprachkurs B1"],
        "step_recipient": ["Anmeldung zum Kurs bis 15.3.2024."],
        "step_jobcentre": ["Übernahme von Bewerbungskosten."],
        "step_other": ["Migrationsberatung"],
        "aspect": ["Der Ehemann arbeitet in Schichten"],
    }
    assert plan["agreed_on"] == "2023-07-01"
    assert "Mustermann" not in (tmp_path / "p.json").read_text()


def test_our_own_pdf_is_read_from_its_data(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from roterfaden.plans import sheet

    data = {
        "schema": "roterfaden/plan/1",
        "language": "de",
        "jobcentre": {"name": "Jobcenter Ahrenfeld", "traegernummer": "99999"},
        "recipient": {"name": "Samira Haddad", "kundennummer": "417H208853"},
        "contact": None,
        "version": {
            "number": 1,
            "state": "agreed",
            "dated_on": "2026-11-24",
            "agreed_on": "2026-11-24",
            "update_due_on": None,
        },
        "next_meeting": None,
        "entries": [
            {"kind": "goal", "owner": None, "text": "Arbeit: als Köchin"},
            {"kind": "step", "owner": "other", "owner_name": "Caritas", "text": "hilft"},
        ],
    }
    read = sheet.read(json.dumps(data).encode())
    made = sheet.typeset(read, timestamp=datetime(2026, 11, 24, tzinfo=UTC))
    (tmp_path / "p.pdf").write_bytes(made.pdf)
    run(tmp_path / "p.pdf", tmp_path / "p.csv")
    (row,) = csv.DictReader(_lines(tmp_path / "p.csv"))
    assert (row["goal"], row["step_other"]) == ("Arbeit: als Köchin", "hilft")
    assert "Haddad" not in (tmp_path / "p.csv").read_text()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("p.pdf", b"%PDF-1.7 broken", "PDF-Datei ist nicht lesbar"),
        ("p.docx", b"PK", "kein heiles Archiv"),
        ("p.xlsx", b"PK", "kein heiles Archiv"),
        ("p.txt", "Mein Ziel ist: Müller".encode("cp1252"), "Zeile 1: Das Byte 0xFC"),
        ("p.txt", b"Nur Text", "Überschriften eines Kooperationsplans stehen nicht"),
        ("p.txt", b"Mein Ziel:\na\nMein Ziel:\nb\nZwischenziel:\nc", "steht mehrmals"),
        ("p.json", b'{"kind": "x"}', "weder Plan noch Transkript"),
        ("p.json", b"[1]", "kein Dokument einer Studie"),
        ("p.json", b'{"kind": "plan", "id": ["a"]}', "steht keine Kennung"),
        ("p.json", b'{"kind": "plan", "rubrics": []}', "stehen keine Rubriken"),
        ("p.json", b'{"kind": "plan", "rubrics": {"luft": []}}', "Rubrik „luft“ gibt es nicht"),
        ("p.json", b'{"kind": "plan", "rubrics": {"goal": [1]}}', "anderes als Texte"),
        ("p.json", b'{"kind": "transcript", "turns": [{}, 5]}', "Der 2. Redebeitrag"),
        ("p.json", b'{"schema": "roterfaden/plan/1", "entries": [5]}', "Ein Eintrag des Plans"),
        ("p.csv", b"id,goal\n1,a\n1,b\n", "Zeile 3: Die Kennung"),
        ("p.csv", b"farbe,form\nrot,rund\n", "nicht zu erkennen: farbe, form"),
        ("p.csv", b"document_id,code\n1,a\n1,a\n", "Zeile 3: 1, a: steht schon in Zeile 2"),
        ("p.csv", b"id,rubric,text\n1,luft,a\n", "Zeile 2: Die Rubrik"),
        ("p.odt", b"", "keine bekannte Art"),
        ("p.qdc", b"<Project/>", "statt „CodeBook“"),
        ("p.qdpx", b"", "kein heiles Archiv"),
    ],
)
def test_bad_input_is_refused_with_its_place_and_nothing_is_written(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    refused(path, tmp_path / "out.csv", words)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("7,goals,luft\n", "Zeile 2: .*kennt keine Kategorie „luft“"),
        ("9,goals,work\n", "Zeile 2: Das Dokument „9“ fehlt"),
        ("7,goals,work\n7,goals,work\n", "Zeile 3: Die Zeile steht schon in Zeile 2"),
    ],
)
def test_wrong_codings_of_a_project_are_refused(
    study: Path, tmp_path: Path, rows: str, words: str
) -> None:
    (study / "codings" / "bert.csv").write_text(f"document_id,dimension,code\n{rows}")
    refused(study, tmp_path / "p.qdpx", words)


def test_a_passage_beyond_the_text_is_refused(study: Path, tmp_path: Path) -> None:
    (study / "codings" / "bert.csv").write_text(
        "document_id,dimension,code,start,end\n8,goals,work,0,26\n"
    )
    refused(study, tmp_path / "p.qdpx", "Zeile 2: Die Stelle von 0 bis 26 .* 24 Zeichen")


def test_a_text_too_long_for_a_cell_is_refused_and_fits_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "p.txt"
    path.write_text(f"Mein Ziel ist:\n{'a ' * 150_000}\nMeine nächsten Schritte sind:\nb\n")
    refused(path, tmp_path / "p.xlsx", "299999 Zeichen; in eine Zelle passen 32767")
    run(path, tmp_path / "p.csv")
    run(tmp_path / "p.csv", tmp_path / "again.json")
    assert len(json.loads((tmp_path / "again.json").read_text())["rubrics"]["goal"][0]) == 299_999


def test_no_document_is_written_outside_its_folder(study: Path, tmp_path: Path) -> None:
    (study / "documents" / "x.json").write_text('{"id": "../../../x", "kind": "text", "text": ""}')
    run(study, tmp_path / "out")
    assert not (tmp_path.parent / "x.txt").exists()
    assert {"id": "../../../x"}.items() <= read_study(tmp_path / "out").documents[-1].items()


def test_two_documents_that_would_be_one_file_are_refused(study: Path, tmp_path: Path) -> None:
    for number, name in enumerate(("a/b", "a_b")):
        text = f'{{"id": "{name}", "kind": "text", "text": ""}}'
        (study / "documents" / f"x{number}.json").write_text(text)
    refused(study, tmp_path / "out", "denselben Dateinamen")


def test_a_filled_folder_is_never_overwritten(study: Path, tmp_path: Path) -> None:
    run(study, tmp_path / "p.qdpx")
    with pytest.raises(WrongData, match="nicht leer"):
        run(tmp_path / "p.qdpx", study)


def test_texts_are_never_formulas_in_a_spreadsheet(tmp_path: Path) -> None:
    coded = tmp_path / "coded.csv"
    coded.write_text('document_id,code\n=1+1,"=HYPERLINK(1)"\n')
    run(coded, tmp_path / "m.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "m.xlsx").active
    assert {sheet["B1"].data_type, sheet["A2"].data_type} == {"s"}


def test_a_foreign_project_comes_back_whole_when_nothing_was_changed(tmp_path: Path) -> None:
    run(ATLAS, tmp_path / "atlas")
    run(tmp_path / "atlas", tmp_path / "back.qdpx")
    assert read_package(tmp_path / "back.qdpx").xml == read_package(ATLAS).xml


UE_APART = unicodedata.normalize("NFD", "Ü ")
ANNA, CODE = User(guid("a"), "Anna"), Code(guid("c"), "Code")


def coded_by_anna(name: str, code: str = CODE.guid, **facts: Any) -> Coding:
    return Coding(guid(name), code, ANNA.guid, **facts)


ODD = {
    "memo": Contents(
        "p",
        (ANNA,),
        (CODE,),
        (Source(guid("s"), "T", "ab", codings=(coded_by_anna("1", notes=(guid("n"),)),)),),
        (Note(guid("n"), "Memo", unicodedata.normalize("NFD", " für später \n")),),
    ),
    "passage without a sign": Contents(
        "p",
        (ANNA,),
        (CODE,),
        (
            Source(
                guid("s"),
                "T",
                "\ufeffa\r\nb",
                selections=(
                    Selection(guid("2"), 2, 2, codings=(coded_by_anna("1"),)),
                    Selection(guid("3"), 2, 5, codings=(coded_by_anna("2"),)),
                ),
            ),
        ),
    ),
    "names": Contents(
        'p: "q"',
        (User(guid("1"), "Bert"), User(guid("2"), "bert"), User(guid("3"), "")),
        (
            CODE,
            Code(
                guid("d"), unicodedata.normalize("NFD", "Ü "), children=(Code(guid("e"), "Code"),)
            ),
        ),
        tuple(Source(guid(one), one, "x") for one in ("T", "t", "..", "")),
    ),
    "many": Contents(
        "p",
        (ANNA,),
        (
            *(Code(guid("many", str(number)), f"c{number}") for number in range(100)),
            Code(
                guid("top"),
                "top",
                children=tuple(Code(guid("below", str(n)), f"b{n}") for n in range(100)),
            ),
        ),
        (Source(guid("s"), "T", "ab", codings=(coded_by_anna("1", guid("below", "70")),)),),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_projects_of_others_come_back_whole(tmp_path: Path, name: str) -> None:
    write_package(package_of(ODD[name]), tmp_path / "p.qdpx")
    run(tmp_path / "p.qdpx", tmp_path / "folder")
    run(tmp_path / "folder", tmp_path / "back.qdpx")
    assert read_package(tmp_path / "back.qdpx").xml == read_package(tmp_path / "p.qdpx").xml


def test_more_codes_than_a_dimension_holds_become_several(tmp_path: Path) -> None:
    write_package(package_of(ODD["many"]), tmp_path / "p.qdpx")
    run(tmp_path / "p.qdpx", tmp_path / "folder")
    book = codebook.read(tmp_path / "folder" / "codebook.yml")
    assert [len(one.categories) for one in book] == [63, 63, 63, 12]
    rows = _lines(tmp_path / "folder" / "codings" / "Anna.csv")
    assert rows[1] == "T,codes_3,b70,,,,"


def test_new_codings_join_a_foreign_project_and_removed_ones_leave_it(tmp_path: Path) -> None:
    run(ATLAS, tmp_path / "atlas")
    codings = tmp_path / "atlas" / "codings"
    kept = [one for one in _lines(codings / "Friedrich Markgraf.csv") if "Simon" not in one]
    (codings / "Friedrich Markgraf.csv").write_text("\n".join(kept) + "\n", encoding="utf-8")
    new = "Mabel.txt,codes,milk,5,9,warum?,2026-11-23T10:00:00Z"
    empty = "Simon.docx,codes,,,,,"
    whole = "cornflakes-n-milk.jpg,codes,milk,,,,"
    (codings / "neu.csv").write_text(f"{kept[0]}\n{new}\n{empty}\n{whole}\n", encoding="utf-8")
    run(tmp_path / "atlas", tmp_path / "back.qdpx")
    before, after = (read_package(one).root() for one in (ATLAS, tmp_path / "back.qdpx"))
    for tag in ("Set", "Link", "Vertex", "PictureSelection", "VideoSelection", "SyncPoint"):
        count = len(list(before.iter(f"{{*}}{tag}")))
        assert len(list(after.iter(f"{{*}}{tag}"))) == count > 0
    run(tmp_path / "back.qdpx", tmp_path / "again")
    assert set(_lines(tmp_path / "again" / "codings" / "neu.csv")[1:]) == {new, empty, whole}
    assert _lines(tmp_path / "again" / "codings" / "Friedrich Markgraf.csv") == kept


def test_a_changed_codebook_makes_a_foreign_project_anew(tmp_path: Path) -> None:
    run(ATLAS, tmp_path / "atlas")
    book = tmp_path / "atlas" / "codebook.yml"
    book.write_text(book.read_text().replace("title: milk", "title: Milch"), encoding="utf-8")
    run(tmp_path / "atlas", tmp_path / "back.qdpx")
    contents = contents_of(read_package(tmp_path / "back.qdpx"))
    assert "Milch" in [one.name for one in contents.all_codes()]
    assert not contents.sets


TALK = """IFK: Okay. Dann machen wir den Kooperationsplan. Ja?
ELB: //Genau.// (gleichzeitig mit IFK)
DOL: (Übersetzt; deutsche Wörter: Kooperationsplan)
Frau B.: Das ist MIR wichtig.
Immer schon.
"""


def test_headings_are_found_however_their_letters_are_composed(tmp_path: Path) -> None:
    text = "Meine nächsten Schritte sind:\nÜben\nZusätzlich unterstützt mich:\nOma\n"
    (tmp_path / "p.txt").write_text(unicodedata.normalize("NFD", text), encoding="utf-8")
    run(tmp_path / "p.txt", tmp_path / "p.json")
    assert json.loads((tmp_path / "p.json").read_text())["rubrics"]["step_recipient"] == ["Üben"]


def test_a_plan_whose_entries_stand_behind_its_headings_is_no_transcript(tmp_path: Path) -> None:
    text = "Mein Ziel ist: Arbeit\nZwischenziel: Deutsch\nMeine nächsten Schritte sind: Kurs\n"
    (tmp_path / "p.txt").write_text(text, encoding="utf-8")
    run(tmp_path / "p.txt", tmp_path / "p.json")
    rubrics = json.loads((tmp_path / "p.json").read_text())["rubrics"]
    assert rubrics["goal"] + rubrics["interim_goal"] == ["Arbeit", "Deutsch"]


def test_transcripts_are_read_by_turns_with_their_remarks(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(TALK, encoding="utf-8")
    run(tmp_path / "t.txt", tmp_path / "t.json")
    turns = json.loads((tmp_path / "t.json").read_text())["turns"]
    assert [turn["speaker"] for turn in turns] == ["IFK", "ELB", "DOL", "Frau B."]
    assert turns[1] == {
        "speaker": "ELB",
        "text": "//Genau.//",
        "note": "gleichzeitig mit IFK",
    }
    assert turns[2]["text"].startswith("(Übersetzt")
    assert turns[3]["text"] == "Das ist MIR wichtig. Immer schon."
    refused(tmp_path / "t.json", tmp_path / "t.csv", "ist kein Plan")


def test_transcripts_and_plans_keep_their_form_on_the_way_through_refi_qda(
    plan: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "t.txt").write_text(TALK, encoding="utf-8")
    (folder / "7.json").write_bytes(plan.read_bytes())
    run(folder, tmp_path / "p.qdpx")
    run(tmp_path / "p.qdpx", tmp_path / "project")
    assert json.loads((tmp_path / "project" / "documents" / "7.json").read_text()) == PLAN
    talk = json.loads((tmp_path / "project" / "documents" / "t.json").read_text())
    assert talk["turns"][1]["note"] == "gleichzeitig mit IFK"


BODY = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r>
<w:t>Mein Ziel ist:</w:t><w:br/><w:t>Arbeit</w:t></w:r><w:ins w:id="1" w:author="x"><w:r>
<w:t xml:space="preserve"> im Lager</w:t></w:r></w:ins><w:del w:id="2" w:author="x"><w:r>
<w:delText> nie</w:delText></w:r></w:del></w:p>"""
FIELD = """<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:sdtContent>
<w:p><w:r><w:t>Zunächst möchte ich Folgendes erreichen:</w:t></w:r></w:p>
<w:p><w:r><w:t>Kita-Platz</w:t></w:r></w:p></w:sdtContent></w:sdt>"""


def test_docx_gives_insertions_form_fields_and_tables_but_no_deletions(tmp_path: Path) -> None:
    document = docx.Document()
    body = document.element.body
    body.insert(0, etree.fromstring(BODY))
    body.insert(1, etree.fromstring(FIELD))
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Meine nächsten Schritte sind:", "Drei Bewerbungen"
    cells[0].merge(cells[0])
    document.save(str(tmp_path / "p.docx"))
    run(tmp_path / "p.docx", tmp_path / "p.json")
    rubrics = json.loads((tmp_path / "p.json").read_text())["rubrics"]
    assert rubrics["goal"] == ["Arbeit im Lager"]
    assert rubrics["interim_goal"] == ["Kita-Platz"]
    assert rubrics["step_recipient"] == ["Drei Bewerbungen"]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "txt", "docx", "json", "qdpx"])
def test_damaged_files_are_read_or_refused_and_nothing_else_happens(
    plan: Path, tmp_path: Path, ending: str
) -> None:
    whole = tmp_path / f"whole.{ending}"
    converting.convert(plan, whole)
    chance = random.Random(ending)  # noqa: S311
    for number in range(40):
        damaged = tmp_path / f"damaged.{ending}"
        damaged.write_bytes(_damaged(whole.read_bytes(), chance))
        target = tmp_path / f"out-{number}.{'qdpx' if ending == 'qdpx' else 'json'}"
        try:
            converting.convert(damaged, target)
        except WrongData:
            assert not target.exists()


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Change some bytes, of one file inside where it is an archive."""
    if zipfile.is_zipfile(io.BytesIO(content)):
        old, new = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
        hit = chance.choice(old.namelist())
        with zipfile.ZipFile(new, "w") as made:
            for name in old.namelist():
                inner = old.read(name)
                made.writestr(name, _damaged(inner, chance) if name == hit else inner)
        return new.getvalue()
    changed = bytearray(content)
    for _ in range(chance.randint(1, 6) if content else 0):
        changed[chance.randrange(len(changed))] = chance.choice(b'<>&"{}[],;\n\x00\xff 0a')
    return bytes(changed)
