"""Suggestions: off unless wanted, and never where several people code."""

from collections.abc import Sequence

import pytest
from django.urls import reverse

from roterfaden.research import suggesting
from roterfaden.research.actions import comparing, documents, projects, tasks
from roterfaden.research.actions.documents import Brought
from roterfaden.research.books import dimension_of
from roterfaden.research.method import Method
from roterfaden.research.models import Member, StudyDocument
from tests.factories.browsers import client_of
from tests.factories.studies import Study

pytestmark = pytest.mark.django_db
GOALS = (("Arbeit im Lager aufnehmen", "work"), ("Sprachkurs besuchen, Deutsch lernen", "language"))


@pytest.fixture
def learned(study: Study) -> Study:
    """Twenty-four plans coded by two people, the comparison open, and a plan for one alone."""
    both = list(study.project.members.all())
    for n in range(24):
        text, code = GOALS[n % 2]
        document = _brought(study, f"p{n:02}", f"{text} {n}", both)
        for staff in (study.lead, study.second):
            study.give(staff, document, code)
    for document in study.documents[:3]:
        for staff in (study.lead, study.second):
            study.give(staff, document, "work")
    comparing.open_comparison(project=study.project, dimension="goals", by=study.lead, at=study.at)
    _brought(study, "alone", "Deutsch lernen im Sprachkurs", [study.member(study.lead)])
    return study


def _brought(study: Study, ident: str, goal: str, members: Sequence[Member]) -> StudyDocument:
    content = {"id": ident, "kind": "plan", "rubrics": {"goal": [goal]}}
    by, at = study.lead, study.at
    (made,) = documents.bring(
        project=study.project, documents=[Brought(ident, content)], by=by, at=at
    )
    for member in members:
        tasks.assign(project=study.project, member=member, documents=[made], by=by, at=at)
    return made


def _turned_on(study: Study) -> None:
    method = Method(suggestions=True)
    projects.change_method(project=study.project, method=method, by=study.lead, at=study.at)


def _proposed(study: Study, ident: str) -> list[str]:
    dimension = dimension_of(study.project, "goals")
    document = study.project.documents.get(ident=ident)
    return [one.code for one in suggesting.for_document(study.project, dimension, document)]


def test_nothing_is_suggested_unless_the_lead_wants_it(learned: Study) -> None:
    assert _proposed(learned, "alone") == []


def test_a_document_of_one_person_gets_a_suggestion_with_its_words(learned: Study) -> None:
    _turned_on(learned)
    assert _proposed(learned, "alone") == ["language"]
    number = learned.project.documents.get(ident="alone").number
    url = reverse("research:desk", args=[learned.project.pk, number])
    page = client_of(learned.lead).get(url).content.decode()
    assert "Vorschlag, Sie entscheiden" in page
    assert "noch nichts" in page


def test_a_document_of_two_people_gets_none(learned: Study) -> None:
    _turned_on(learned)
    assert _proposed(learned, "p00") == []


def test_the_model_is_checked_on_what_it_had_not_seen(learned: Study) -> None:
    _turned_on(learned)
    url = reverse("research:method", args=[learned.project.pk])
    page = client_of(learned.lead).get(url).content.decode()
    assert "Wie gut das Modell vorschlägt" in page
