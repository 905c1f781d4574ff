"""What the pages of a study cost, and that every action of the trail has its words."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import roterfaden.research.actions
from roterfaden.audit.events import Change
from roterfaden.research.actions import projects
from roterfaden.web.research.trail_words import WORDS
from tests.factories.browsers import client_of
from tests.factories.studies import Study, a_record

MOST_QUERIES = 25


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["study", "sample", "documents", "book", "field", "trail", "queue", "comparison"]
)
def test_a_page_asks_a_bounded_number_of_questions(study: Study, name: str) -> None:
    study.compare()
    url = reverse(f"research:{name}", args=[study.project.pk])
    browser = client_of(study.lead)
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(url).status_code == 200
    assert len(asked) <= MOST_QUERIES


@pytest.mark.django_db
def test_the_desk_asks_few_questions(study: Study) -> None:
    url = reverse("research:desk", args=[study.project.pk, 1])
    browser = client_of(study.lead)
    browser.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(url).status_code == 200
    assert len(asked) <= 20


def test_every_action_of_the_trail_has_its_words() -> None:
    folder = Path(roterfaden.research.actions.__file__).parent
    source = "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))
    noted = set(re.findall(r'note\(\s*[\w.]+,\s*"([\w-]+)"', source))
    coded = {f"coding-{name}" for name in re.findall(r'"(toggled|passage-marked|undone)"', source)}
    assert noted | coded <= set(WORDS)
    assert {change for change in Change if change.startswith("study-")} <= set(WORDS)


@pytest.mark.django_db
def test_who_left_no_longer_finds_the_study(study: Study) -> None:
    projects.remove_member(
        project=study.project, member=study.member(study.second), by=study.lead, at=study.at
    )
    browser = client_of(study.second)
    assert browser.get(reverse("research:study", args=[study.project.pk])).status_code == 404
    assert "Noch keine Studie" in browser.get(reverse("research:list")).content.decode()


@pytest.mark.django_db
def test_the_menu_leads_to_the_study_worked_on_last(study: Study) -> None:
    browser, menu = client_of(study.lead), reverse("research:coding_present")
    newer = projects.begin(record=a_record(), by=study.lead, at=study.at + timedelta(minutes=1))
    queue = "research:queue"
    assert browser.get(menu)["Location"] == reverse(queue, args=[newer.pk])
    later = study.at + timedelta(minutes=2)
    projects.change_record(project=study.project, record=a_record(), by=study.lead, at=later)
    assert browser.get(menu)["Location"] == reverse(queue, args=[study.project.pk])
    shown = f"http://testserver{reverse('research:documents', args=[newer.pk])}?page=2"
    assert browser.get(menu, headers={"Referer": shown})["Location"] == reverse(
        queue, args=[newer.pk]
    )


@pytest.mark.django_db
def test_looking_at_a_study_writes_nothing_into_the_session(study: Study) -> None:
    browser = client_of(study.lead)
    before = dict(browser.session)
    browser.get(reverse("research:documents", args=[study.project.pk]))
    assert set(browser.session.keys()) - {"seen_at"} <= set(before)
