"""A procedure in the browser: from the list to the letter, with the path beside it."""

import pytest
from playwright.sync_api import Page, expect

from roterfaden.core import clock
from roterfaden.delivery.models import Letter
from roterfaden.obligations.models import Procedure
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House
from tests.factories.procedures import Course, a_course


@pytest.fixture
def course(house: House, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A step was not done, as the review of today says; the clock goes with the course."""
    course = a_course(house, at=clock.now())
    monkeypatch.setattr(clock, "now", lambda: course.at)
    return course


def test_from_a_step_not_done_to_the_letter_and_on_to_the_hearing(
    course: Course, page: Page, eyes: Eyes
) -> None:
    course.a_step(note="Der Bus fährt dort nicht.")
    let_in(page, "counsellor")
    page.goto(f"/faelle/{course.case.pk}/verfahren/")
    eyes.look("begin")
    page.get_by_role("button", name="erst verpflichten, dann anhören").click()
    panel = page.get_by_role("region", name="Jetzt: nach dem Grund fragen")
    expect(panel.get_by_text("Der Bus fährt dort nicht.")).to_be_visible()
    page.get_by_label("Weg und Geld dafür").check()
    page.get_by_label("nein, kein wichtiger Grund").check()
    page.get_by_role("button", name="Festhalten").click()
    page.get_by_role("button", name="Verpflichtung schreiben").click()
    page.get_by_label("Was genau?").fill("Bewerbungen auf Stellen im Lager oder Verkauf")
    page.get_by_label("Wie oft?").fill("fünf im Monat")
    page.get_by_label("In welcher Form nachgewiesen?").fill("Liste auf Papier")
    page.get_by_label("Bis wann?").fill("2027-12-01")
    page.get_by_role("button", name="Schreiben entwerfen").click()
    expect(page.get_by_text("Fehlt: Warum ist das zumutbar?")).to_be_visible()
    eyes.look("one-point-lacks")
    page.get_by_label("Warum ist das zumutbar?").fill("Sie haben einen Führerschein.")
    page.get_by_role("button", name="Schreiben entwerfen").click()
    page.wait_for_url("**/schreiben/**")
    letter = Letter.objects.get()
    course.known = Procedure.objects.get()
    course.post(course.ready(letter))
    page.goto(f"/verfahren/{course.known.pk}/")
    page.get_by_role("button", name="Weiter: Die Frist läuft").click()
    expect(page.get_by_role("heading", name="Jetzt: abwarten")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    eyes.look("waiting-on-a-phone")
    assert course.state == "awaiting"
