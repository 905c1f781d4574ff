"""Coding: what a keystroke changes, and that nobody reaches the codings of anybody else."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.research.actions import books, coding, comparing, tasks
from roterfaden.research.models import Coding, Decision
from roterfaden.research.reading import text_of
from roterfaden.web.research import queueing
from tests.factories.browsers import client_of
from tests.factories.house import House
from tests.factories.studies import Study

pytestmark = pytest.mark.django_db


def _place(study: Study, staff: StaffMember, n: int = 0) -> dict[str, Any]:
    document = study.documents[n]
    return {"document": document, "dimension": "goals", "by": staff, "at": study.at}


def _codes(study: Study, staff: StaffMember) -> list[list[Any]]:
    marks: list[list[Any]] = Coding.objects.get(
        member__staff=staff, document=study.documents[0]
    ).marks
    return marks


def test_a_category_is_given_and_taken_back(study: Study) -> None:
    place = _place(study, study.lead)
    coding.toggle(code="language", **place)
    coding.toggle(code="work", **place)
    assert _codes(study, study.lead) == [["work", None, None], ["language", None, None]]
    coding.toggle(code="work", **place)
    assert _codes(study, study.lead) == [["language", None, None]]


def test_undo_goes_back_step_by_step(study: Study) -> None:
    place = _place(study, study.lead)
    coding.toggle(code="work", **place)
    coding.mark_passage(code="language", start=3, end=9, **place)
    coding.undo(**place)
    assert _codes(study, study.lead) == [["work", None, None]]
    coding.undo(**place)
    assert _codes(study, study.lead) == []
    with pytest.raises(StateRefused):
        coding.undo(**place)


def test_a_passage_replaces_the_whole_document_and_goes_when_given_again(study: Study) -> None:
    place = _place(study, study.lead)
    coding.toggle(code="work", **place)
    coding.mark_passage(code="work", start=0, end=10, **place)
    assert _codes(study, study.lead) == [["work", 0, 10]]
    coding.mark_passage(code="work", start=0, end=10, **place)
    assert _codes(study, study.lead) == []


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (4, 4), (5, 2), (0, 100_000)])
def test_a_passage_must_lie_in_the_text(study: Study, start: int, end: int) -> None:
    with pytest.raises(Refused):
        coding.mark_passage(code="work", start=start, end=end, **_place(study, study.lead))
    assert not Coding.objects.exists()


def test_a_document_of_somebody_elses_queue_cannot_be_coded(study: Study) -> None:
    study.member(study.second).tasks.filter(document=study.documents[0]).delete()
    with pytest.raises(StateRefused):
        coding.toggle(code="work", **_place(study, study.second))


def test_who_takes_no_part_cannot_code(study: Study, house: House) -> None:
    with pytest.raises(NotPermitted):
        coding.toggle(code="work", **_place(study, house.counsellor))


def test_the_desk_shows_nothing_of_the_other_coder(study: Study) -> None:
    study.give(study.lead, study.documents[0], "language")
    url = reverse("research:desk", args=[study.project.pk, 1])
    page = client_of(study.second).get(url).content.decode()
    assert "noch nichts" in page
    assert 'aria-pressed="true"' not in page.split('id="arbeitsplatz"')[1]


def test_before_the_comparison_is_open_nobody_sees_both(study: Study) -> None:
    for staff in (study.lead, study.second):
        study.give(staff, study.documents[0], "language")
    url = reverse("research:comparison", args=[study.project.pk])
    assert "Krippendorff" not in client_of(study.lead).get(url).content.decode()


def test_what_was_compared_stays(study: Study) -> None:
    for staff in (study.lead, study.second):
        study.give(staff, study.documents[0], "language")
    comparing.open_comparison(project=study.project, dimension="goals", by=study.lead, at=study.at)
    with pytest.raises(StateRefused):
        coding.toggle(code="work", **_place(study, study.lead))
    coding.toggle(code="work", **_place(study, study.lead, 1))


def test_a_comparison_needs_two_finished_codings(study: Study) -> None:
    study.give(study.lead, study.documents[0], "language")
    with pytest.raises(StateRefused):
        comparing.open_comparison(
            project=study.project, dimension="goals", by=study.lead, at=study.at
        )


def test_only_the_lead_decides_and_a_decision_never_changes(study: Study) -> None:
    study.give(study.lead, study.documents[0], "language")
    study.give(study.second, study.documents[0], "work")
    comparing.open_comparison(project=study.project, dimension="goals", by=study.lead, at=study.at)
    decide: dict[str, Any] = {
        "document": study.documents[0],
        "dimension": "goals",
        "codes": ["language", "work"],
        "kind": Decision.Kind.DIFFERENT,
        "why": "Beides steht da.",
        "at": study.at,
    }
    with pytest.raises(NotPermitted):
        comparing.decide(by=study.second, **decide)
    made = comparing.decide(by=study.lead, **decide)
    assert made.codes == ["work", "language"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(why="anders")


def test_every_step_of_coding_stands_in_the_trail(study: Study) -> None:
    coding.toggle(code="work", **_place(study, study.second))
    last = study.project.trail.order_by("-sequence")[0]
    assert (last.author, last.action) == ("B", "coding-toggled")
    assert last.what == {"document": "001", "dimension": "goals", "code": "work"}
    before = study.project.trail.get(sequence=last.sequence - 1)
    assert last.previous_hash == before.hash
    with pytest.raises(DatabaseError), transaction.atomic():
        study.project.trail.update(author="A")


def test_positions_count_characters_and_not_bytes(study: Study) -> None:
    document = study.documents[1]
    text = text_of(document.content)
    start = text.index("im Verkauf")
    place = _place(study, study.lead, 1)
    coding.mark_passage(code="work", start=start, end=start + len("im Verkauf"), **place)
    page = client_of(study.lead).get(
        reverse("research:desk", args=[study.project.pk, document.number])
    )
    assert "<mark>im Verkauf</mark>" in page.content.decode()


def test_where_one_category_fits_the_next_takes_its_place(study: Study) -> None:
    book = study.project.books.get()
    one_only = book.content.replace("multiple: true", "multiple: false").replace("'1.0'", "'1.1'")
    draft = books.write(project=study.project, content=one_only, by=study.lead, at=study.at)
    books.publish(book=draft, by=study.lead, at=study.at + timedelta(minutes=1))
    place = _place(study, study.lead)
    coding.toggle(code="work", **place)
    coding.toggle(code="health", **place)
    assert _codes(study, study.lead) == [["health", None, None]]


def test_what_is_not_begun_can_be_taken_back(study: Study) -> None:
    coding.toggle(code="work", **_place(study, study.second))
    data = {"member": study.member(study.second).pk, "first": 1, "last": 3, "zurueck": "ja"}
    url = reverse("research:assign", args=[study.project.pk])
    assert client_of(study.lead).post(url, data).status_code == 302
    assert study.member(study.second).tasks.get().document == study.documents[0]


def test_a_published_codebook_never_changes(study: Study) -> None:
    book = study.project.books.get()
    with pytest.raises(StateRefused):
        books.write(project=study.project, content=book.content, by=study.lead, at=study.at)
    with pytest.raises(DatabaseError), transaction.atomic():
        study.project.books.update(content="")


def test_a_lead_who_saw_both_codings_does_not_code_them_any_more(study: Study) -> None:
    study.compare()
    member = study.member(study.lead)
    member.tasks.all().delete()
    with pytest.raises(StateRefused):
        tasks.assign(
            project=study.project,
            member=member,
            documents=study.documents,
            by=study.lead,
            at=study.at,
        )


def test_the_queue_names_the_first_doubtful_documents_only(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "UNSURE", 2)
    for n in range(3):
        coding.doubt(**_place(study, study.lead, n))
    url = reverse("research:queue", args=[study.project.pk])
    page = client_of(study.lead).get(url).content.decode()
    assert "und 1 weitere" in page
    (goals, *_others) = queueing.queue_of(study.project, study.member(study.lead))
    assert (goals.unsure, goals.next_number, goals.documents) == ([1, 2], 1, 3)
