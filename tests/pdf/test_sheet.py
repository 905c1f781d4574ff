"""What stands on the sheet, in which order, how large, and what the file carries."""

import io
import json
import re
import subprocess
from collections import Counter
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from roterfaden.documents import glyphs
from roterfaden.documents.typesetting import FONTS
from roterfaden.plans import sheet
from roterfaden.plans.sheet.setting import STEPS
from tests.pdf.conftest import MOMENT, Typeset, example

A4 = (595.28, 841.89)
ONE_PAGERS = ("short", "full", "arabic-name", "maximum")


def text(pdf: bytes) -> str:
    """The text in the order of the content, as a screen reader meets it, one space between."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True)
    return re.sub(r"\s+", " ", done.stdout.decode())


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def catalogue(pdf: bytes) -> Any:
    """The document's root dictionary."""
    return reader(pdf).trailer["/Root"]


def is_arabic(character: str) -> bool:
    return "\u0600" <= character <= "\u06ff"


def font_sizes(pdf: bytes) -> set[float]:
    """The sizes of all text, in points."""
    sizes = set()

    def visit(_text: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
        if _text.strip():
            sizes.add(round(abs(size * matrix[3]), 2))

    for page in reader(pdf).pages:
        page.extract_text(visitor_text=visit)
    return sizes


def structure(pdf: bytes) -> list[str]:
    """The roles of the structure tree, depth first."""
    roles = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                roles.append(str(node["/S"]))
            walk(node.get("/K", []))

    walk(catalogue(pdf)["/StructTreeRoot"]["/K"])
    return roles


@pytest.mark.parametrize("name", ONE_PAGERS)
def test_a_sheet_is_one_page_of_a4_with_nothing_below_10_points(
    name: str, typeset: Typeset
) -> None:
    result = typeset(example(name))
    pages = reader(result.pdf).pages
    assert (len(pages), result.pages) == (1, 1)
    assert [float(side) for side in pages[0].mediabox[2:]] == pytest.approx(A4, abs=0.01)
    assert min(font_sizes(result.pdf)) >= 10


def test_the_sheet_reads_from_the_title_to_the_foot(typeset: Typeset) -> None:
    said = text(typeset(example("full")).pdf)
    order = [
        "MEIN KOOPERATIONSPLAN",
        "Gemeinsam. Planen. Handeln. Gestalten.",
        "Jobcenter Ahrenfeld",
        "24.11.2026",
        "Mein Ziel ist:",
        "Zunächst möchte ich Folgendes erreichen:",
        "bis 31.07.2027",
        "Meine nächsten Schritte sind:",
        "Nachweis: Anmeldebestätigung",
        "bis 11.12.2026",
        "zum 1. jedes Monats",
        "Mein Jobcenter unterstützt mich durch:",
        "Zusätzlich unterstützt mich:",
        "Was sonst noch wichtig ist:",
        "„Meine Tochter ist bis 15 Uhr in der Kita. Ich möchte vormittags arbeiten.“",
        "Samira Haddad",
        "Kundennummer: 417H208853",
        "Frau Reuter",
        "Telefon: 040 66969-214",
        "Nächstes Gespräch",
        "14.01.2027, 10:30 Uhr",
    ]
    end = 0
    for part in order:
        start = said.find(part, end)
        assert start >= 0, part
        end = start + len(part)


def test_headings_and_lists_are_tagged_and_no_table_is_used(typeset: Typeset) -> None:
    roles = structure(typeset(example("full")).pdf)
    assert roles.count("/H1") == 1
    assert roles.count("/H2") == 6
    assert roles.count("/L") == 2
    assert roles.count("/LI") == 6
    assert not {"/Table", "/TR", "/TD", "/Figure"} & set(roles)


def test_the_plan_lies_in_the_file_as_data(typeset: Typeset) -> None:
    data = example("arabic-name")
    pdf = typeset(data).pdf
    assert json.loads(reader(pdf).attachments["plan.json"][0]) == data
    assert catalogue(pdf)["/AF"][0].get_object()["/AFRelationship"] == "/Data"


def test_the_file_names_title_language_and_author(typeset: Typeset) -> None:
    pdf = typeset(example("full")).pdf
    file = reader(pdf)
    assert file.metadata is not None
    assert file.metadata.title == "Mein Kooperationsplan vom 24.11.2026"
    assert file.metadata.author == "Jobcenter Ahrenfeld"
    assert catalogue(pdf)["/Lang"] == "de-DE"


def test_the_same_plan_and_moment_give_the_same_bytes(typeset: Typeset) -> None:
    first = typeset(example("full")).pdf
    typeset(example("short"))
    assert typeset(example("full")).pdf == first


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        ("draft", "ENTWURF"),
        ("offered", "ENTWURF"),
        ("withdrawn", "ZURÜCKGEZOGEN"),
        ("agreed", ""),
        ("superseded", ""),
        ("ended", ""),
    ],
)
def test_only_an_agreed_plan_bears_no_mark(state: str, mark: str, typeset: Typeset) -> None:
    said = text(typeset(example("full", state=state)).pdf)
    marks = [word for word in ("ENTWURF", "ZURÜCKGEZOGEN") if word in said]
    assert marks == ([mark] if mark else [])


def test_a_mark_never_takes_room(typeset: Typeset) -> None:
    sizes = {
        (result.size_pt, result.spare_lines)
        for state in ("draft", "agreed", "withdrawn")
        for result in [typeset(example("maximum", state=state))]
    }
    assert len(sizes) == 1


def test_markup_in_texts_is_inert(typeset: Typeset) -> None:
    data = example("short")
    markup = "#panic(1) *fett* $x$ _kursiv_ <b> \\ @ref = Titel `code` // weg"
    data["entries"][0]["text"] = markup
    data["recipient"]["name"] = "#pagebreak() *Krüger*"
    said = text(typeset(data).pdf)
    assert markup in said
    assert "#pagebreak() *Krüger*" in said


def test_long_words_are_hyphenated_as_german(typeset: Typeset) -> None:
    data = example("short")
    data["entries"][1]["text"] = "Donaudampfschifffahrtsgesellschaftskapitänspatent " * 3
    data["entries"][1]["text"] += "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=typeset(data).pdf, capture_output=True
    )
    assert re.search(r"\w[-\u00ad\u2010]\s", done.stdout.decode())


def test_names_of_other_scripts_are_set_with_all_their_letters(typeset: Typeset) -> None:
    """Arabic letters with dots are two glyphs, which extractors may tell twice or reorder."""
    data = example("arabic-name")
    said = text(typeset(data).pdf)
    assert "Kundennummer: 417A330217" in said
    assert "Олександр Шевченко" in said
    letters = Counter(filter(is_arabic, data["recipient"]["name"] + data["entries"][3]["text"]))
    assert Counter(filter(is_arabic, said)) >= letters
    assert "17.12.2026, 09:15 Uhr" in said


def test_empty_optional_rubrics_are_left_out_and_the_others_say_so(typeset: Typeset) -> None:
    said = text(typeset(example("short") | {"entries": []}).pdf)
    assert said.count("Hier haben wir noch nichts vereinbart.") == 3
    assert "Zunächst möchte ich" not in said
    assert "Zusätzlich unterstützt mich" not in said
    assert "Was sonst noch wichtig ist" not in said


def test_a_plan_is_set_as_large_as_it_fits(typeset: Typeset) -> None:
    """Entry by entry the size only falls, step by step, and ends in a refusal at 10 points."""
    data, sizes = example("too-long"), []
    entries = data["entries"]
    for number in range(6, len(entries)):
        try:
            sizes.append(typeset(data | {"entries": entries[:number]}).size_pt)
        except sheet.TooLong:
            break
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) >= 3
    assert sizes[0] == STEPS[0]["size"]
    assert sizes[-1] == 10


def without(data: dict[str, Any], surplus: tuple[sheet.Surplus, ...]) -> dict[str, Any]:
    """The plan without exactly the surplus words; an entry without words goes."""
    data = json.loads(json.dumps(data))
    for one in surplus:
        match = re.fullmatch(r"entries\[(\d+)\]\.(text|proof)", one.place)
        assert match
        entry, field = data["entries"][int(match[1])], match[2]
        assert entry[field].endswith(one.words)
        entry[field] = entry[field].removesuffix(one.words).rstrip()
    data["entries"] = [entry for entry in data["entries"] if entry["text"]]
    return data


def long_step() -> dict[str, Any]:
    """A plan whose text ends in the middle of one long step that has a proof."""
    data = example("short")
    text = " ".join(f"Schritt {number} ist getan." for number in range(300))
    data["entries"][1] |= {"text": text, "proof": "eine lange Liste", "rhythm": None}
    return data


@pytest.mark.parametrize("data", [example("too-long"), long_step()], ids=["too-long", "one-step"])
def test_the_surplus_words_are_exactly_those_that_do_not_fit(
    data: dict[str, Any], typeset: Typeset
) -> None:
    with pytest.raises(sheet.TooLong) as refused:
        typeset(data)
    places = refused.value.places
    assert refused.value.surplus_words == sum(len(one.words.split()) for one in places)
    assert typeset(without(data, places)).pages == 1
    first = places[0]
    one_word_less = sheet.Surplus(first.place, first.words.partition(" ")[2])
    with pytest.raises(sheet.TooLong) as still:
        typeset(without(data, (one_word_less, *places[1:])))
    assert still.value.surplus_words == 1


def test_the_preview_names_the_same_surplus_and_stays_one_page() -> None:
    shown = sheet.preview(example("too-long"))
    with pytest.raises(sheet.TooLong) as refused:
        sheet.typeset(example("too-long"), timestamp=MOMENT)
    assert shown.surplus == refused.value.places
    assert shown.svg.count(b"<svg") == 1


def test_the_large_print_copy_has_18_points_and_numbered_pages(typeset: Typeset) -> None:
    data = example("maximum")
    result = typeset(data, large_print=True)
    said = text(result.pdf)
    assert result.pages > 1
    assert f"Seite {result.pages} von {result.pages}" in said
    assert data["entries"][-1]["text"].split()[-1] in said
    assert result.size_pt == 18
    assert min(font_sizes(result.pdf)) == 18


def test_a_sign_that_no_font_has_is_named_with_its_place(typeset: Typeset) -> None:
    data = example("short")
    data["entries"][1]["text"] = "Ich freue mich 😀 darauf."
    with pytest.raises(sheet.UnreadablePlan) as refused:
        typeset(data)
    assert refused.value.place == "entries[1].text"
    assert "😀" in refused.value.reason
    missing = sheet.preview(data).unprintable
    assert missing == (sheet.Missing("entries[1].text", ("😀",)),)


def test_every_sign_of_our_fonts_can_be_printed(typeset: Typeset) -> None:
    signs = sorted(glyphs.printable(FONTS))
    data = example("short")
    for start in range(0, len(signs), 150):
        data["entries"][0]["text"] = " ".join(map(chr, signs[start : start + 150]))
        assert typeset(data).pages == 1


def test_what_pasting_leaves_behind_does_no_harm(typeset: Typeset) -> None:
    data = example("short")
    data["entries"][0]["text"] = "\ufeffIch\u200d gehe\ufe0f\x00 hin\u2028heute\u00ad."
    data["recipient"]["name"] = "\ufeffTobias\tKrüger"
    assert "Tobias Krüger" in text(typeset(data).pdf)
