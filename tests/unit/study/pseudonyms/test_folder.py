"""Folders in, numbered documents out, the key apart and encrypted."""

import csv
import json
from datetime import date
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from roterfaden.cli.study.pseudonyms import benchmark, key, pseudonymise
from roterfaden.study import pseudonyms
from roterfaden.study.troubles import WrongData

PLAN = {
    "schema": "roterfaden/plan/1",
    "jobcentre": {"name": "Jobcenter Ahrenfeld"},
    "recipient": {"name": "Jonas Grübler", "kundennummer": "417H208854"},
    "contact": {"label": "Ansprechpartnerin", "name": "Frau Reuter", "phone": "040 66969-214"},
    "version": {"agreed_on": "2026-11-24"},
    "entries": [
        {"kind": "goal", "owner": None, "text": "Jonas findet eine Arbeit."},
        {"kind": "step", "owner": "jobcentre", "text": "Frau Reuter sucht Stellen in Ahrenfeld."},
    ],
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "b10.txt").write_text("Olga Petrova wohnt hier.", encoding="utf-8")
    (folder / "b9.txt").write_text("Samira Haddad trifft Olga am 3.4.2025.", encoding="utf-8-sig")
    (folder / "plan.json").write_text(json.dumps(PLAN))
    document = docx.Document()
    document.core_properties.author = "Samira Haddad"
    document.add_paragraph("Frau Haddads Plan")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "Tel. 0171 39200 11"
    document.save(str(folder / "vermerk.docx"))
    (tmp_path / "names.csv").write_text(
        "document_id;vorname;nachname\nb9;Samira;Haddad\nb10;Olga;Petrova\n;;Haddad\n"
    )
    return tmp_path


def run(place: Path, **environment: str) -> Result:
    call = [str(place / "in"), "--names", str(place / "names.csv"), "--out", str(place / "out")]
    return CliRunner().invoke(
        pseudonymise,
        [*call, "--key", str(place / "keys" / "k"), "--format", "json", "--delete-on", "1.1.2027"],
        env=environment,
    )


def test_documents_come_out_numbered_in_the_natural_order_of_their_names(place: Path) -> None:
    result = run(place, ROTERFADEN_KEY_PASSPHRASE="geheim")
    assert json.loads(result.stdout)["documents"] == 4
    out = place / "out"
    names = sorted(one.name for one in out.iterdir())
    assert names == ["001.txt", "002.txt", "003.json", "004.txt", "flags.csv"]
    assert (out / "001.txt").read_text() == "[Name] trifft Olga am [Datum]."
    assert (out / "002.txt").read_text() == "[Name] wohnt hier."
    assert (out / "004.txt").read_text() == "Frau [Name] Plan\nTel. [Telefon]"
    flags = list(csv.DictReader((out / "flags.csv").read_text().splitlines()))
    assert [(one["document_id"], one["text"], one["why"]) for one in flags] == [
        ("001", "Olga", "listed")
    ]


def test_a_plan_of_the_program_brings_its_own_record_and_loses_its_people(place: Path) -> None:
    run(place, ROTERFADEN_KEY_PASSPHRASE="geheim")
    plan = json.loads((place / "out" / "003.json").read_text())
    assert plan["rubrics"]["goal"] == ["[Name] findet eine Arbeit."]
    assert plan["rubrics"]["step_jobcentre"] == ["Frau [Name 2] sucht Stellen in [Ort]."]
    assert plan["agreed_on"] == "2026-11"
    assert set(plan) == {"id", "kind", "rubrics", "agreed_on"}


def test_a_document_of_a_study_keeps_type_and_month(place: Path) -> None:
    content = {"id": "x", "kind": "plan", "comparison_type": "IIIa", "agreed_on": "2025-03-04"}
    text = {"rubrics": {"goal": ["Frau Haddad lernt bis 4.3.2025"]}}
    (place / "in" / "plan.json").write_text(json.dumps({**content, **text}))
    run(place)
    document = json.loads((place / "out" / "003.json").read_text())
    assert (document["comparison_type"], document["agreed_on"]) == ("IIIa", "2025-03")
    assert document["rubrics"]["goal"] == ["Frau [Name] lernt bis [Datum]"]


def test_the_key_opens_with_its_passphrase_only(place: Path) -> None:
    run(place, ROTERFADEN_KEY_PASSPHRASE="geheim")
    path = place / "keys" / "k"
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Haddad" not in path.read_text()
    assert json.loads(path.read_text())["delete_on"] == "2027-01-01"
    mappings = pseudonyms.read_key(path, passphrase="geheim")
    assert pseudonyms.Mapping("001", "b9.txt", "[Name]", ("Samira Haddad",)) in mappings
    with pytest.raises(WrongData, match="Kennwort ist falsch"):
        pseudonyms.read_key(path, passphrase="falsch")
    told = CliRunner().invoke(key, [str(path)], env={"ROTERFADEN_KEY_PASSPHRASE": "geheim"})
    assert "001,b9.txt,[Name],Samira Haddad\n" in told.stdout


def test_a_changed_header_of_the_key_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "k"
    purpose = pseudonyms.Purpose("Studie", "II b 5", date(2027, 1, 1))
    pseudonyms.write_key(path, (), passphrase="p", purpose=purpose)
    path.write_text(path.read_text().replace("2027-01-01", "2037-01-01"))
    with pytest.raises(WrongData, match="verändert"):
        pseudonyms.read_key(path, passphrase="p")


def test_a_key_file_of_other_content_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "k"
    pseudonyms.write_key(path, (), passphrase="p", purpose=pseudonyms.Purpose())
    path.write_text(json.dumps(json.loads(path.read_text()) | {"salt": 5}))
    with pytest.raises(WrongData, match="keine lesbare Schlüsseldatei"):
        pseudonyms.read_key(path, passphrase="p")


def test_keys_and_numbers_of_a_document_are_people_too(place: Path) -> None:
    said = {"speakers": {"Olga Haddad": 1}, "number": 417208, "year": 2026, "done": True}
    (place / "in" / "plan.json").write_text(json.dumps(said))
    (place / "names.csv").write_text("name;kundennummer\nOlga Haddad;417208\n")
    run(place)
    told = json.loads((place / "out" / "003.json").read_text())
    assert told == {
        "speakers": {"[Name]": 1},
        "number": "[Kundennummer]",
        "year": 2026,
        "done": True,
        "id": "003",
    }


def test_texts_without_names_never_lie_among_those_with_names(place: Path) -> None:
    call = [str(place / "in"), "--names", str(place / "names.csv"), "--key", str(place / "k")]
    result = CliRunner().invoke(pseudonymise, [*call, "--out", str(place / "in" / "out")])
    assert isinstance(result.exception, WrongData)
    assert not (place / "in" / "out").exists()


def test_names_of_documents_that_are_not_there_are_told(place: Path) -> None:
    (place / "in" / "b10.txt").rename(place / "in" / "B10.txt")
    assert "nennt Dokumente, die es nicht gibt: b10\n" in run(place).stderr


def test_a_key_is_deleted_without_its_passphrase_and_nothing_else_is(place: Path) -> None:
    run(place)
    path = place / "keys" / "k"
    (place / "keys" / "project.yml").write_text("title: Probe\n")
    CliRunner().invoke(key, [str(path), "--delete"], catch_exceptions=False)
    assert not path.exists()
    assert "key_deleted" in (place / "keys" / "audit.jsonl").read_text()
    result = CliRunner().invoke(key, [str(place / "names.csv"), "--delete"])
    assert "keine lesbare Schlüsseldatei" in str(result.exception)
    assert (place / "names.csv").exists()


def test_a_key_that_should_be_gone_says_so(tmp_path: Path) -> None:
    path = tmp_path / "k"
    purpose = pseudonyms.Purpose(delete_on=date(2020, 1, 1))
    pseudonyms.write_key(path, (), passphrase="p", purpose=purpose)
    told = CliRunner().invoke(key, [str(path)], env={"ROTERFADEN_KEY_PASSPHRASE": "p"})
    assert "war bis 01.01.2020 zu löschen" in told.stderr


def test_without_a_passphrase_one_is_made_and_shown_once(place: Path) -> None:
    result = run(place, ROTERFADEN_KEY_PASSPHRASE="")
    passphrase = result.stderr.rsplit(": ", 1)[1].strip()
    assert passphrase not in result.stdout
    assert pseudonyms.read_key(place / "keys" / "k", passphrase=passphrase)


def test_an_existing_key_is_never_overwritten(place: Path) -> None:
    run(place)
    (place / "out" / "flags.csv").unlink()
    before = (place / "keys" / "k").read_bytes()
    assert "unwiederbringlich" in str(run(place).exception)
    assert (place / "keys" / "k").read_bytes() == before


def test_the_key_must_lie_apart_from_the_texts(place: Path) -> None:
    call = [str(place / "in"), "--names", str(place / "names.csv"), "--out", str(place / "out")]
    result = CliRunner().invoke(pseudonymise, [*call, "--key", str(place / "out" / "k")])
    assert "läge bei den Texten" in str(result.exception)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.txt", "Müller".encode("cp1252"), "x.txt, Zeile 1: Das Byte 0xFC"),
        ("x.json", b'{"a":\n', "x.json, Zeile 2: Das ist kein gültiges JSON"),
        ("x.json", b"[" * 100_000, "x.json: Das JSON hat nicht die Form"),
        ("x.json", b'{"schema": "roterfaden/plan/1", "entries": [1]}', "nicht die Form"),
        ("x.docx", b"PK broken", "x.docx: Die Datei ist kein heiles Archiv"),
        ("x.xls", b"", "x.xls: Mit „.xls“ geht das nicht"),
    ],
)
def test_one_bad_file_leaves_nothing_written(
    place: Path, name: str, content: bytes, words: str
) -> None:
    (place / "in" / name).write_bytes(content)
    result = run(place)
    assert isinstance(result.exception, WrongData)
    assert words in str(result.exception)
    assert not (place / "out").exists()
    assert not (place / "keys").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("farbe,form\nrot,rund\n", "Keine Spalte ist bekannt. Vorhanden: farbe, form"),
        ("kind,value\nfarbe,rot\n", "Zeile 2: Die Art „farbe“ ist unbekannt"),
        ("vorname,nachname\n", "Kein Name"),
    ],
)
def test_a_record_nobody_can_read_is_refused(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(content)
    with pytest.raises(WrongData, match=words):
        pseudonyms.read_record(path)


@pytest.mark.parametrize(
    "content", ["Samira Haddad\nOlga Petrova\n", "name\nOlga Petrova\n", "kind,value\nname,Olga\n"]
)
def test_a_record_may_be_a_mere_list_of_names(tmp_path: Path, content: str) -> None:
    path = tmp_path / "names.csv"
    path.write_text(content)
    facts = pseudonyms.read_record(path).of("any")
    assert "Olga" in pseudonyms.Pseudonymiser(facts).text("Olga").replaced[0].original


def test_the_benchmark_prints_its_figures() -> None:
    result = CliRunner().invoke(benchmark, ["--documents", "5", "--format", "json"])
    facts = json.loads(result.stdout)
    assert facts["recall_known"]["there"] > 0
    assert "Zu viel entfernt" in CliRunner().invoke(benchmark, ["--documents", "5"]).stdout
