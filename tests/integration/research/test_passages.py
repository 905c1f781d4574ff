"""Passages of talks compared: figures, both codings side by side, and what is decided."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roterfaden.core.errors import StateRefused
from roterfaden.research.actions import comparing
from roterfaden.research.counting import as_results
from roterfaden.research.exporting import folder_files
from roterfaden.research.models import Decision, PassageDecision, TrailEntry
from tests.factories.browsers import client_of
from tests.factories.house import House
from tests.factories.studies import Study, a_study_of_talks

pytestmark = pytest.mark.django_db


def _page(talks: Study, **query: str) -> str:
    url = reverse("research:comparison", args=[talks.project.pk])
    return client_of(talks.lead).get(url, query).content.decode()


def _decided(talks: Study, **sent: Any) -> Any:
    first = {"document": 1, "start": 0, "end": 62, "nr": 1, "next": 2, "person": ["A", "B"]}
    url = reverse("research:decide_passages", args=[talks.project.pk])
    return client_of(talks.lead).post(url, {"dimension": "ways_of_use", **first, **sent})


def test_a_dimension_of_passages_is_compared_by_its_passages(talks: Study) -> None:
    page = _page(talks)
    assert "Stellen als Ganze" in page
    assert "Es gibt nur eine einzige Stelle" in page
    assert "Abweichung 1 von 2: Dokument 1" in page


def test_the_words_of_both_stand_side_by_side(talks: Study) -> None:
    page = _page(talks)
    assert "„Ich fasse das einmal zusammen, was wir heute besprochen haben.“" in page
    assert "„fasse das einmal zusammen,“" in page
    assert "dieselbe Kategorie, andere Grenzen" in page
    assert "hier nichts" in _page(talks, nr="2")


def test_whole_documents_are_compared_when_asked_for(talks: Study) -> None:
    page = _page(talks, ebene="dokumente")
    assert "Stellen als Ganze" not in page
    assert "Alle Kategorien (Mengen, MASI)" in page


def test_where_nobody_marks_passages_there_is_no_choice(study: Study) -> None:
    study.compare()
    url = reverse("research:comparison", args=[study.project.pk])
    page = client_of(study.lead).get(url, {"ebene": "stellen"}).content.decode()
    assert "Markierte Stellen" not in page
    assert "Abweichung 1 von 1: Dokument 2" in page


def test_a_decision_is_kept_and_leads_to_the_next_place(talks: Study) -> None:
    answer = _decided(talks, kind="like_second", why="Die Einleitung gehört nicht dazu.")
    assert answer["Location"].endswith("?dimension=ways_of_use&ebene=stellen&nr=2#ab")
    made = PassageDecision.objects.get()
    assert (made.start, made.end, made.marks) == (0, 62, [["summary", 4, 30]])
    assert "Abweichung 2 von 2" in _page(talks)
    page = _page(talks, nr="1")
    assert "Entschieden: wie die zweite Codierung" in page
    assert "Die Einleitung gehört nicht dazu." in page
    assert TrailEntry.objects.filter(action="passages-decided").exists()


def test_decisions_on_passages_count_on_the_way_of_the_study(talks: Study) -> None:
    for kind in ("like_first", "like_second"):
        _decided(talks, kind=kind)
    page = client_of(talks.lead).get(reverse("research:study", args=[talks.project.pk]))
    assert "1 Entscheidungen" in page.content.decode()


def test_another_decision_names_marks_and_needs_a_reason(talks: Study) -> None:
    assert not PassageDecision.objects.exists()
    _decided(talks, kind="different", marks=["0", "1"])
    assert not PassageDecision.objects.exists()
    _decided(talks, kind="different", marks=["0", "1"], why="Beide haben recht.")
    assert PassageDecision.objects.get().marks == [["summary", 0, 62], ["summary", 4, 30]]
    _decided(talks, kind="different", marks=[], why="Gar keine Zusammenfassung.")
    assert PassageDecision.objects.first().marks == []  # type: ignore[union-attr]


@pytest.mark.parametrize("sent", [{"start": 1}, {"end": ""}, {"document": 9}, {"person": ["A"]}])
def test_what_is_no_difference_is_not_decided(talks: Study, sent: dict[str, Any]) -> None:
    answer = _decided(talks, kind="like_first", **sent)
    assert answer.status_code == (302 if "person" in sent else 404)


def test_nothing_is_decided_before_the_comparison_is_open(house: House) -> None:
    study = a_study_of_talks(house)
    study.compare_talks()
    study.project.comparisons.all().delete()
    study.project.refresh_from_db()
    document, by = study.documents[0], {"by": study.lead, "at": study.at}
    with pytest.raises(StateRefused, match="Vergleich"):
        comparing.decide_passages(
            document=document,
            dimension="ways_of_use",
            place=None,  # type: ignore[arg-type]
            marks=(),
            kind=Decision.Kind.LIKE_FIRST,
            why="",
            **by,  # type: ignore[arg-type]
        )


def test_a_decision_on_passages_stays(talks: Study) -> None:
    _decided(talks, kind="like_first")
    with pytest.raises(DatabaseError), transaction.atomic():
        PassageDecision.objects.update(why="anders")


def test_a_coder_sees_no_passages_of_others(talks: Study) -> None:
    url = reverse("research:comparison", args=[talks.project.pk])
    assert "besprochen" not in client_of(talks.second).get(url).content.decode()
    url = reverse("research:decide_passages", args=[talks.project.pk])
    answer = client_of(talks.second).post(url, {"kind": "like_first", "document": 1})
    assert answer.status_code == 403


def test_decided_passages_travel_with_the_project(talks: Study) -> None:
    _decided(talks, kind="like_second", why="Kürzer")
    files = dict(folder_files(talks.project))
    assert (
        files["adjudication-passages.csv"]
        .splitlines()[1]
        .startswith("T1,ways_of_use,0,62,summary:4-30,like_second,Kürzer,")
    )
    assert as_results(talks.project).passages["ways_of_use"]


def test_the_page_asks_a_bounded_number_of_questions(talks: Study) -> None:
    url = reverse("research:comparison", args=[talks.project.pk])
    browser = client_of(talks.lead)
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        browser.get(url)
    assert len(asked) <= 30
