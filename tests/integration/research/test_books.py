"""One codebook for plans and talks of the same study."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from roterfaden.core.errors import NotPermitted, StateRefused
from roterfaden.research.actions import books, coding, comparing, documents, projects, tasks
from roterfaden.research.actions.documents import Brought
from roterfaden.research.books import kinds_of, offers, present_book
from roterfaden.research.comparing import compared, has_own_work
from roterfaden.research.counting import as_results
from roterfaden.research.models import Coding, Project
from roterfaden.study.codebook import read
from roterfaden.web.research.queueing import queue_of
from tests.factories.browsers import client_of
from tests.factories.studies import Study, a_record

pytestmark = pytest.mark.django_db
TURNS = [{"speaker": "F1", "text": "Der Plan //genau// ist KURZ.", "note": "lacht"}]


@pytest.fixture
def both(study: Study) -> Study:
    """The study of plans with a talk and one book for both."""
    by: dict[str, Any] = {"by": study.lead, "at": study.at + timedelta(minutes=5)}
    chosen = [one for one in offers(study.project, study.lead) if one.dimension.id == "ways_of_use"]
    draft = books.take_over(project=study.project, offers=chosen, **by)
    books.publish(book=draft, **by)
    sent = [Brought("t", {"id": "t", "kind": "transcript", "turns": TURNS})]
    made = documents.bring(project=study.project, documents=sent, **by)
    for member in study.project.members.all():
        tasks.assign(project=study.project, member=member, documents=made, **by)
    return study


def _desk(study: Study, number: int, dimension: str = "") -> str:
    url = reverse("research:desk", args=[study.project.pk, number])
    return client_of(study.lead).get(url, {"dimension": dimension}).content.decode()


def test_dimensions_of_a_delivered_book_go_into_a_draft_with_the_next_number(study: Study) -> None:
    url = reverse("research:book_take_over", args=[study.project.pk])
    browser = client_of(study.lead)
    answer = browser.post(url, {"dimensions": ["einsatz/ways_of_use"]})
    draft = study.project.books.get(published_at=None)
    assert answer["Location"].endswith(str(draft.pk))
    assert draft.version == "1.1"
    assert [one.id for one in read(draft.content)][-1] == "ways_of_use"
    browser.post(url, {"dimensions": ["gruppendiskussion/assessment"]})
    draft.refresh_from_db()
    assert [one.id for one in read(draft.content)][-2:] == ["ways_of_use", "assessment"]
    assert "für Gespräche" in browser.get(answer["Location"]).content.decode()


def test_what_is_no_offer_is_not_taken_over(study: Study) -> None:
    url = reverse("research:book_take_over", args=[study.project.pk])
    for sent in ({}, {"dimensions": ["kooperationsplan/goals"]}, {"dimensions": ["x/y"]}):
        client_of(study.lead).post(url, sent)
    assert not study.project.books.filter(published_at=None).exists()


def test_a_dimension_of_an_own_other_study_is_offered_and_of_a_foreign_one_not(
    both: Study,
) -> None:
    by: dict[str, Any] = {"by": both.lead, "at": both.at}
    content = (
        "id: own\ntitle: Eigenes\nversion: '1.0'\ndimensions:\n"
        "- {id: tone, title: Ton, categories: [freundlich, knapp]}\n"
    )
    other = projects.begin(record=a_record(), **by)
    books.publish(book=books.write(project=other, content=content, **by), **by)
    assert "Ton" in [one.dimension.title for one in offers(both.project, both.lead)]
    assert "Ton" not in [one.dimension.title for one in offers(both.project, both.second)]


def test_only_the_lead_takes_dimensions_over_and_only_into_a_book(study: Study) -> None:
    with pytest.raises(NotPermitted):
        books.take_over(project=study.project, offers=(), by=study.second, at=study.at)
    empty = projects.begin(record=a_record(), by=study.lead, at=study.at)
    with pytest.raises(StateRefused, match="zuerst"):
        books.take_over(project=empty, offers=(), by=study.lead, at=study.at)


def test_the_desk_shows_a_talk_in_the_dimensions_for_talks(both: Study) -> None:
    page = _desk(both, 4, "goals")
    assert "Dimension Einsatzpraxis, Kategoriensystem 1.1" in page
    assert "//genau//" in page
    assert "lacht" in page
    assert "Dimension Ziele" in _desk(both, 1, "ways_of_use")
    assert "Dokument 1 von 3" in _desk(both, 1)
    assert "Dokument 1 von 1" in _desk(both, 4)


def test_the_queue_counts_each_document_where_it_belongs(both: Study) -> None:
    waiting = queue_of(both.project, both.member(both.lead))
    assert [(one.dimension.id, one.documents) for one in waiting] == [
        ("goals", 3),
        ("client_steps", 3),
        ("jobcentre_steps", 3),
        ("ways_of_use", 1),
    ]


def test_after_the_last_plan_no_talk_follows_in_a_dimension_for_plans(both: Study) -> None:
    for document in both.documents[:2]:
        both.give(both.lead, document, "work")
    url = reverse("research:code", args=[both.project.pk, 3, "fertig"])
    answer = client_of(both.lead).post(url, {"dimension": "goals"})
    assert answer["Location"] == reverse("research:queue", args=[both.project.pk])


def test_a_talk_is_not_coded_in_a_dimension_for_plans(both: Study) -> None:
    with pytest.raises(StateRefused, match="nicht für diese Dokumente"):
        both.give(both.lead, both.documents[3], "work")
    assert not Coding.objects.exists()


def test_a_document_without_any_dimension_says_what_to_do(study: Study) -> None:
    by: dict[str, Any] = {"by": study.lead, "at": study.at}
    sent = [Brought("t", {"id": "t", "kind": "transcript", "turns": TURNS})]
    made = documents.bring(project=study.project, documents=sent, **by)
    member = study.member(study.lead)
    tasks.assign(project=study.project, member=member, documents=made, **by)
    assert "kann welche hinzunehmen" in _desk(study, 4)


def test_agreement_and_tables_leave_out_what_a_dimension_does_not_apply_to(both: Study) -> None:
    plans, talk = both.documents[:3], both.documents[3]
    for staff in (both.lead, both.second):
        for document in plans:
            both.give(staff, document, "work")
        place: dict[str, Any] = {"document": talk, "dimension": "ways_of_use", "by": staff}
        coding.mark_passage(code="summary", start=0, end=8, **place, at=both.at)
        coding.finish(**place, at=both.at)
    for name in ("goals", "ways_of_use"):
        by: dict[str, Any] = {"by": both.lead, "at": both.at}
        comparing.open_comparison(project=both.project, dimension=name, **by)
    book = present_book(both.project)
    assert book is not None
    assert compared(both.project, book.dimension("goals")).documents == {"001", "002", "003"}
    results = as_results(both.project)
    counted = {one.dimension.id: one.counted.documents for one in results.dimensions}
    assert (counted["goals"], counted["ways_of_use"]) == (3, 1)
    assert results.comparison is not None
    assert results.comparison.overall.units == 4
    assert not has_own_work(both.member(both.lead))
    assert [kinds_of(one) for one in book] == [["plan"]] * 3 + [["transcript"]]
    assert Project.objects.count() == 1
