"""From two codings to figures, decisions, tables, the report and the files of the study."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.research.actions.coding import mark_passage, toggle
from roterfaden.research.actions.comparing import open_comparison
from roterfaden.research.books import dimension_of
from roterfaden.research.comparing import compared, has_own_work
from roterfaden.research.counting import as_values
from roterfaden.research.exporting import as_folder
from roterfaden.research.models import Coding, Decision
from roterfaden.study.documents import text_of
from roterfaden.study.project import compute, read, verify
from roterfaden.web.research import results_views
from tests.factories.browsers import client_of
from tests.factories.studies import Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared_study(study: Study) -> Study:
    study.compare()
    return study


def _get(study: Study, name: str, **more: object) -> tuple[Client, str]:
    return client_of(study.lead), reverse(
        f"research:{name}", args=[study.project.pk, *more.values()]
    )


def test_the_pages_count_what_the_folder_says(compared_study: Study) -> None:
    with as_folder(compared_study.project) as folder:
        written = read(folder)
    counted = as_values(compared_study.project)
    assert compute(counted).as_data() == compute(written).as_data()
    assert (counted.documents, counted.passages) == (written.documents, written.passages)
    assert (counted.settings, counted.decisions) == (written.settings, written.decisions)


def test_the_page_says_how_far_both_agree(compared_study: Study) -> None:
    browser, url = _get(compared_study, "comparison")
    page = browser.get(url).content.decode()
    assert "Wie einig sind A und B?" in page
    assert "Abweichung 1 von 1: Dokument 2" in page
    assert "<b>Gesundheit</b>" in page
    assert "NaN" not in page


def test_a_document_that_somebody_still_has_to_code_is_not_compared(study: Study) -> None:
    for document in study.documents[:2]:
        study.give(study.lead, document, "work")
    study.give(study.second, study.documents[0], "work")
    study.give(study.second, study.documents[2], "health")
    study.give(study.lead, study.documents[2], "health")
    open_comparison(project=study.project, dimension="goals", by=study.lead, at=study.at)
    seen = compared(study.project, dimension_of(study.project, "goals"))
    assert seen.documents == {"001", "003"}


def test_a_decision_counts_in_the_tables(compared_study: Study) -> None:
    browser, url = _get(compared_study, "decide")
    data = {
        "dimension": "goals",
        "document": 2,
        "kind": "like_second",
        "person": ["A", "B"],
        "why": "Leidensgerecht.",
    }
    assert browser.post(url, data).status_code == 302
    made = Decision.objects.get()
    assert (made.codes, made.why) == (["work", "health"], "Leidensgerecht.")
    page = browser.get(_get(compared_study, "tables")[1]).content.decode()
    assert "Tabelle 1: Ziele: Häufigkeit" in page


def test_the_files_of_the_study_verify(compared_study: Study, tmp_path: Path) -> None:
    browser, url = _get(compared_study, "whole")
    sent = browser.get(url)
    with zipfile.ZipFile(io.BytesIO(b"".join(sent))) as archive:
        archive.extractall(tmp_path)
    assert {"project.yml", "codebook.yml", "codings", "documents", "audit.jsonl"} <= {
        path.name for path in tmp_path.iterdir()
    }
    assert not verify(read(tmp_path)).differences
    lines = (tmp_path / "audit.jsonl").read_text("utf-8").splitlines()
    assert json.loads(lines[0])["action"] == "study-begun"


def test_who_still_codes_takes_nothing_away(study: Study) -> None:
    study.compare()
    member = study.member(study.lead)
    assert not has_own_work(member)
    Coding.objects.filter(member=member, document=study.documents[2]).delete()
    assert has_own_work(member)
    toggle(
        document=study.documents[2],
        dimension="goals",
        code="work",
        by=study.lead,
        at=study.at + timedelta(minutes=1),
    )
    browser, url = _get(study, "whole")
    assert browser.get(url).status_code == 409


@pytest.mark.parametrize("kind", ["csv", "xlsx", "html", "md", "tex"])
def test_tables_come_in_every_format(compared_study: Study, kind: str) -> None:
    browser, url = _get(compared_study, "table_file", kind=kind)
    sent = browser.get(url)
    assert sent.status_code == 200
    assert len(sent.content) > 200


def test_the_report_comes_as_page_and_paper(compared_study: Study) -> None:
    for kind, begin in (("html", b"<!doctype html>"), ("pdf", b"%PDF-")):
        browser, url = _get(compared_study, "report", kind=kind)
        assert browser.get(url).content.startswith(begin)


def test_a_coder_sees_neither_comparison_nor_tables(compared_study: Study) -> None:
    browser = client_of(compared_study.second)
    pk = compared_study.project.pk
    for name in ("comparison", "tables"):
        page = browser.get(reverse(f"research:{name}", args=[pk])).content.decode()
        assert "Das sieht die Projektleitung" in page
    assert browser.get(reverse("research:table_file", args=[pk, "csv"])).status_code == 403
    assert browser.get(reverse("research:whole", args=[pk])).status_code == 403


def test_passages_are_collected_as_quotes(study: Study) -> None:
    document = study.documents[0]
    start = text_of(document.content).index("Sprachkurs B1")
    for staff in (study.lead, study.second):
        mark_passage(
            document=document,
            dimension="goals",
            code="language",
            start=start,
            end=start + 10,
            by=staff,
            at=study.at,
        )
    study.compare()
    browser, url = _get(study, "quotes_file")
    (quote,) = csv.DictReader(browser.get(url).content.decode().splitlines())
    assert (quote["text"], quote["coders"]) == ("Sprachkurs", "A|B")
    page = browser.get(_get(study, "quotes")[1])
    assert page.context["page"].paginator.count == 1
    assert "„Sprachkurs“" in page.content.decode()


def test_a_large_study_says_that_it_is_counted(
    compared_study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results_views, "MANY", 2)
    browser, url = _get(compared_study, "tables")
    assert "werden gerechnet" in browser.get(url).content.decode()
    assert "Tabelle 1" in browser.get(f"{url}?jetzt=1").content.decode()
    assert "Tabelle 1" in browser.get(url).content.decode()


def test_other_programs_get_a_project_that_can_be_read(compared_study: Study) -> None:
    from roterfaden.study.exchange.refi import contents_of, read_package

    browser, url = _get(compared_study, "refi")
    contents = contents_of(read_package(b"".join(browser.get(url)), name="projekt.qdpx"))
    assert len(contents.sources) == 3
    assert {user.name for user in contents.users} == {"A", "B"}
