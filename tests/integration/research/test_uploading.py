"""Files from outside lose their people before anything is kept; nothing is half taken in."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from roterfaden.core.errors import StateRefused
from roterfaden.research.actions import coding, documents, tasks
from roterfaden.research.actions.documents import Brought
from roterfaden.research.exporting import as_refi
from roterfaden.research.reading import paragraphs
from roterfaden.research.uploading import Sent, brought
from roterfaden.study.troubles import WrongData
from tests.factories.browsers import client_of
from tests.factories.studies import Study

NAMES = Sent("names.csv", b"document_id,vorname,nachname\nxy,Samira,Haddad\n")


def _zip(**files: str) -> Sent:
    sent = io.BytesIO()
    with zipfile.ZipFile(sent, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return Sent("plaene.zip", sent.getvalue())


def test_a_transcript_becomes_turns_without_names() -> None:
    text = "F1: Frau Haddad, //genau// so.\nK: ICH weiß nicht.\nund dann?\n"
    (one,) = brought([Sent("gespraech.txt", text.encode())], NAMES, first_number=4)
    assert one.ident == "004"
    assert [turn["speaker"] for turn in one.content["turns"]] == ["F1", "K"]
    assert one.content["turns"][1]["text"] == "ICH weiß nicht. und dann?"
    assert "Haddad" not in str(one.content)
    assert "//genau//" in one.content["turns"][0]["text"]


def test_a_plan_as_text_is_split_by_its_headings() -> None:
    text = "Mein Ziel ist:\nArbeit im Verkauf\nMeine nächsten Schritte sind:\nSamira ruft an\n"
    (one,) = brought([Sent("plan.txt", text.encode())], NAMES, first_number=1)
    assert one.content["kind"] == "plan"
    assert one.content["rubrics"]["goal"] == ["Arbeit im Verkauf"]
    assert "Samira" not in str(one.content)
    assert [part.rubric for part in paragraphs(one.content)] == ["goal", "step_recipient"]


def test_an_archive_brings_all_its_documents() -> None:
    plan = json.dumps({"id": "x", "kind": "plan", "rubrics": {"goal": ["Arbeit"]}})
    found = brought([_zip(**{"a.json": plan, "b.txt": "F1: Hallo"})], None, first_number=1)
    assert [one.content["kind"] for one in found] == ["plan", "transcript"]


@pytest.mark.parametrize(
    "sent",
    [
        Sent("kaputt.zip", b"PK\x03\x04 nothing"),
        Sent("falsch.txt", "Größe".encode("latin-1")),
        Sent("kaputt.json", b'{"id": "1",'),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_file(sent: Sent) -> None:
    with pytest.raises(WrongData, match=sent.name):
        brought([sent], None, first_number=1)


@pytest.mark.django_db
def test_files_are_taken_in_on_the_page(study: Study) -> None:
    url = reverse("research:upload", args=[study.project.pk])
    files = [SimpleUploadedFile("g.txt", b"F1: Samira Haddad kommt.\nK: Ja.")]
    names = SimpleUploadedFile("n.csv", NAMES.content)
    sent = client_of(study.lead).post(url, {"documents": files, "names": names})
    assert sent.status_code == 302
    made = study.project.documents.get(number=4)
    assert "Samira" not in str(made.content)
    assert made.kind == "transcript"


@pytest.mark.django_db
def test_a_broken_file_takes_nothing_in(study: Study) -> None:
    url = reverse("research:upload", args=[study.project.pk])
    files = [
        SimpleUploadedFile("g.txt", b"F1: Gut."),
        SimpleUploadedFile("kaputt.json", b"{"),
    ]
    sent = client_of(study.lead).post(url, {"documents": files})
    assert sent.status_code == 409
    assert study.project.documents.count() == 3


@pytest.mark.django_db
def test_a_human_decides_what_is_a_name_until_somebody_codes(study: Study) -> None:
    content = {"id": "x", "kind": "plan", "rubrics": {"goal": ["Mit Zlatko reden", "Zlatkos Ort"]}}
    flags = [{"text": "Zlatko", "why": "unknown"}, {"text": "Ort", "why": "listed"}]
    by, at = study.lead, study.at
    sent = [Brought("x", content, flags=flags)]
    (document,) = documents.bring(project=study.project, documents=sent, by=by, at=at)
    documents.settle_flag(document=document, word="Zlatko", is_name=True, by=by, at=at)
    assert document.content["rubrics"]["goal"] == ["Mit [Name] reden", "Zlatkos Ort"]
    member = study.member(study.lead)
    tasks.assign(project=study.project, member=member, documents=[document], by=by, at=at)
    coding.toggle(document=document, dimension="goals", code="work", by=by, at=at)
    with pytest.raises(StateRefused):
        documents.settle_flag(document=document, word="Ort", is_name=True, by=by, at=at)
    documents.settle_flag(document=document, word="Ort", is_name=False, by=by, at=at)
    document.refresh_from_db()
    assert document.flags == []
    document.content = {"kind": "plan"}
    with pytest.raises(DatabaseError), transaction.atomic():
        document.save()


@pytest.mark.django_db
def test_a_project_of_another_program_brings_its_documents(study: Study) -> None:
    study.compare()
    with as_refi(study.project) as sent:
        found = brought([Sent("p.qdpx", sent.read())], None, first_number=10)
    assert [one.content["kind"] for one in found] == ["plan"] * 3
    assert found[0].ident == "010"
