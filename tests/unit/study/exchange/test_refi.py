"""REFI-QDA: nothing is lost on the way out and back, odd projects are read, bad ones refused."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from roterfaden.study import codebook
from roterfaden.study.exchange.refi import (
    Code,
    CodeSet,
    Coding,
    Contents,
    Note,
    Package,
    Selection,
    Source,
    User,
    contents_of,
    package_of,
    read_codebook,
    read_codes,
    read_package,
    write_codebook,
    write_codes,
)
from roterfaden.study.exchange.refi.model import guid
from roterfaden.study.exchange.refi.package import check, packed
from roterfaden.study.troubles import WrongData

ATLAS = Path(__file__).parent / "refi" / "TestProject.qdpx"
"""An export of ATLAS.ti 8.4 from github.com/sky-loom/refi-qda, MIT (LICENSE beside it)."""

TEXT = "Straße 🙂 und mehr\r\nzweite Zeile"


def sample_contents() -> Contents:
    anna, code, note = guid("anna"), guid("code"), guid("note")
    coding = Coding(guid("coding"), code, anna, "2026-11-23T10:00:00Z", (note,))
    child = Code(guid("child"), "Kind", color="#F00082", description="unter\nder", notes=(note,))
    selection = Selection(guid("s"), 7, 8, "🙂", "eine Stelle", (coding,), (note,), anna)
    source = Source(
        guid("source"), "Gespräch 1", TEXT, "am Fenster", (selection,), (coding,), (note,)
    )
    return Contents(
        "Projekt & Co",
        (User(anna, "Anna"), User(guid("b"), "Bert")),
        (Code(code, "Ober <code>", codable=False, children=(child,)),),
        (source, Source(guid("lost"), "verloren", None)),
        (Note(note, "Memo", "zwei\nZeilen & <mehr>", anna, "2026-11-23T10:00:00Z"),),
        (CodeSet(guid("set"), "Gruppe", "wozu", (code,), (source.guid,), (note,)),),
        "Worum es geht",
        (note,),
    )


def archive(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return content.getvalue()


def project(xml: str, **files: bytes) -> bytes:
    return archive({"project.qde": xml.encode(), **files})


MINIMAL = '<Project xmlns="urn:QDA-XML:project:1.0" name="p">{}</Project>'
CODES = f'<CodeBook><Codes><Code guid="{guid("c")}" name="c" isCodable="true"/></Codes></CodeBook>'


def test_contents_come_back_as_they_went() -> None:
    contents = sample_contents()
    content = packed(package_of(contents))
    assert contents_of(read_package(content)) == contents
    assert packed(read_package(content)) == packed(package_of(contents))


def test_what_is_written_validates_against_the_schema_as_a_file() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(package_of(sample_contents())))) as made:
        check(etree.fromstring(made.read("project.qde")), name="p")
        assert made.read(f"Sources/{guid('source')}.txt").decode() == TEXT


def test_positions_count_characters_not_bytes() -> None:
    contents = contents_of(read_package(packed(package_of(sample_contents()))))
    source = contents.sources[0]
    span = source.selections[0]
    assert source.text is not None
    assert source.text[span.start : span.end] == "🙂"


def test_a_real_project_of_atlas_ti_goes_round_without_loss() -> None:
    package = read_package(ATLAS)
    again = read_package(packed(package))
    assert (again.xml, again.files) == (package.xml, package.files)
    original = zipfile.ZipFile(ATLAS).read("Project.qde").decode()
    for tag in ("Coding", "Set", "Graph", "Link", "SyncPoint", "PictureSelection", "MemberCode"):
        written = len(re.findall(f"<{tag}[ >/]", original))
        assert len(list(package.root().iter(f"{{*}}{tag}"))) == written > 0


def test_the_contents_of_the_real_project_are_read() -> None:
    contents = contents_of(read_package(ATLAS))
    assert [user.name for user in contents.users][1] == "Friedrich Markgraf"
    assert len(list(contents.all_codes())) == 14
    assert len(contents.sets) == 16
    assert all(source.text is None for source in contents.sources)
    assert sum(source.others for source in contents.sources) == 7


def test_braces_small_letters_and_other_namespaces_are_made_regular() -> None:
    """As ATLAS.ti 9 and others write: braces, 0:4, a folder around it, no isCodable."""
    small = guid("c").lower()
    xml = (
        '<Project xmlns="urn:QDA-XML:project:0:4" name="p"><!-- odd --><Users/>'
        f'<CodeBook><Codes><Code guid="{{{small}}}" name="c"/></Codes></CodeBook>'
        f'<Sources><TextSource guid="{{{guid("s")}}}" name="t" plainTextPath="internal://T.TXT">'
        f'<Coding guid="{{{guid("x")}}}"><CodeRef targetGUID="{small}"/></Coding>'
        "</TextSource></Sources></Project>"
    )
    content = archive({"My Project/PROJECT.QDE": xml.encode(), "My Project/sources/t.txt": b"Text"})
    package = read_package(content)
    assert packed(package)
    contents = contents_of(package)
    assert contents.codes[0] == Code(guid("c"), "c")
    assert contents.sources[0].text == "Text"
    assert contents.sources[0].codings[0].code == guid("c")


def nvivo(rich: bytes | None) -> bytes:
    xml = MINIMAL.format(
        f'{CODES}<Sources><TextSource guid="{guid("s")}" name="t" plainTextPath="internal://t.txt" '
        'richTextPath="internal://t.docx"><PlainTextSelection startPosition="0" endPosition="6" '
        f'guid="{guid("p")}"><Coding guid="{guid("x")}"><CodeRef targetGUID="{guid("c")}"/>'
        "</Coding>"
        "</PlainTextSelection></TextSource></Sources>"
    )
    files = {"Sources/t.txt": b"\n"} | ({"Sources/t.docx": rich} if rich else {})
    return archive({"project.qde": xml.encode(), **files})


def test_a_stub_of_a_text_is_replaced_by_the_rich_text_or_counts_as_missing() -> None:
    import docx

    document = docx.Document()
    document.add_paragraph("Guten Tag")
    rich = io.BytesIO()
    document.save(rich)
    with_rich = contents_of(read_package(nvivo(rich.getvalue()))).sources[0]
    assert with_rich.text == "Guten Tag"
    without = contents_of(read_package(nvivo(None))).sources[0]
    assert (without.text, len(without.selections)) == (None, 1)


@pytest.mark.parametrize("number", range(3))
def test_the_delivered_codebooks_go_round(number: int) -> None:
    book = codebook.delivered()[number]
    assert read_codebook(write_codebook(book)) == book


def test_a_codebook_that_was_changed_elsewhere_is_read_from_its_codes() -> None:
    book = codebook.delivered()[0]
    changed = write_codebook(book).replace(b'name="Gesundheit"', b'name="Gesund"')
    read = read_codebook(changed, name="x/geaendert.qdc")
    assert (read.status, read.title) == ("draft", "geaendert")
    assert [one.title for one in read.dimensions] == [one.title for one in book.dimensions]
    ours, theirs = book.dimensions[0].categories[1], read.dimensions[0].categories[1]
    assert theirs == replace(ours, title="Gesund", id="gesund")


def test_a_codebook_of_atlas_ti_9_is_read() -> None:
    content = (
        '<CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="ATLAS.ti"><Codes>'
        '<Code guid="{1ff58b12-6f6f-4b0c-8be5-bbdc91f55294}" name="code1" color="#46AA00">'
        "<Description>wozu</Description></Code></Codes><Sets/></CodeBook>"
    )
    (dimension,) = read_codebook(content.encode(), name="c.qdc").dimensions
    assert [(one.title, one.criteria) for one in dimension.categories] == [("code1", "wozu")]


def test_codes_keep_guid_colour_and_sets_on_the_way_between_programs() -> None:
    contents = contents_of(read_package(ATLAS))
    sets = tuple(replace(one, sources=(), notes=()) for one in contents.sets if one.codes)
    assert read_codes(write_codes(contents.codes, contents.sets)) == (contents.codes, sets)
    assert any(one.color for one in contents.codes)


def test_guids_stay_as_they_are_spelt_where_they_are_spelt_alike() -> None:
    small = f"{{{guid('c').lower()}}}"
    xml = MINIMAL.format(CODES.replace(guid("c"), small))
    package = read_package(project(xml))
    assert small.encode() in package.xml
    assert contents_of(package).codes[0].guid == guid("c")


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;">]><Project name="&c;"/>'
)
OUTSIDE = (
    '<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><Description>&x;</Description></Project>'
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a zip", "kein heiles Archiv"),
        (project(MINIMAL.format(""))[:-30], "kein heiles Archiv"),
        (archive({"readme.txt": b""}), "enthält 0 Projektdateien"),
        (archive({"a.qde": b"", "b.qde": b""}), "enthält 2 Projektdateien"),
        (archive({"../x.qde": b""}), "führt aus dem Archiv heraus"),
        (archive({"p.qde": b"<Project", "x": b""}), "Zeile 1: Das XML ist nicht lesbar"),
        (project("<CodeBook/>"), "beginnt mit „CodeBook“ statt „Project“"),
        (project(BILLION), "eigene Dokumentart|nicht lesbar"),
        (project(OUTSIDE), "eigene Dokumentart"),
        (archive({"p.qde": b"0" * 40_000_000}), "so sieht ein Angriff aus"),
    ],
)
def test_bad_archives_are_refused(content: bytes, words: str) -> None:
    with pytest.raises(WrongData, match=words):
        read_package(content, name="bad.qdpx")


def test_an_archive_damaged_inside_is_refused() -> None:
    content = bytearray(archive({"project.qde": MINIMAL.format("x" * 5000).encode()}))
    content[60] ^= 0xFF
    with pytest.raises(WrongData, match=r"beschädigt|nicht lesbar"):
        read_package(bytes(content), name="bad.qdpx")


def test_codings_with_unknown_codes_are_refused() -> None:
    source = Source(guid("s"), "Text", "abc", codings=(Coding(guid("x"), guid("none")),))
    with pytest.raises(WrongData, match="mit einem Code codiert, den es"):
        contents_of(package_of(Contents("p", sources=(source,))))


def test_passages_outside_their_text_are_refused() -> None:
    source = Source(guid("s"), "Text", "abc", selections=(Selection(guid("x"), 0, 4),))
    with pytest.raises(WrongData, match="reicht bis Zeichen 4, der Text hat nur 3"):
        contents_of(package_of(Contents("p", sources=(source,))))


def test_texts_in_another_encoding_are_refused() -> None:
    package = package_of(Contents("p", sources=(Source(guid("s"), "Text", "abc"),)))
    files = dict.fromkeys(package.files, "Müller".encode("cp1252"))
    with pytest.raises(WrongData, match="kein UTF-8"):
        contents_of(Package(package.xml, files))


def test_what_breaks_the_schema_is_not_written() -> None:
    package = read_package(project(MINIMAL.format(CODES.replace(guid("c"), "no-guid"))))
    with pytest.raises(WrongData, match=r"hält sich nicht an REFI-QDA 1\.0"):
        packed(package)


def test_control_characters_are_refused_before_writing() -> None:
    with pytest.raises(WrongData, match=r"Steuerzeichen \(U\+0007\)"):
        package_of(Contents("p", notes=(Note(guid("n"), "Memo", "a\x07"),)))


@settings(max_examples=25, deadline=None)
@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60),
    st.data(),
)
def test_any_text_and_passage_goes_round(text: str, data: st.DataObject) -> None:
    text = "".join(one for one in text if one not in "\ufffe\uffff").removeprefix("\ufeff")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    coding = Coding(guid("x"), guid("c"))
    source = Source(
        guid("s"), "Text", text, selections=(Selection(guid("p"), start, end, codings=(coding,)),)
    )
    contents = Contents("p", codes=(Code(guid("c"), "c", description=text),), sources=(source,))
    again = contents_of(read_package(packed(package_of(contents))))
    assert again.sources == contents.sources
    assert again.codes[0].description.split() == text.split()
