"""Every state and every step of both laws, gone in a browser as a person goes them.

In a practice, because there any day counts as today. Where a walk looks back, the way back to the
plan is taken at each stage and taken back, before it goes on. All of it without scripts and styles:
other tests look at the pages.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from roterfaden.core.german import day
from roterfaden.obligations.exercises import BY_CODE
from roterfaden.obligations.models import Move, Procedure
from roterfaden.obligations.states import TRANSITIONS, State
from tests.e2e.conftest import PATIENCE, let_in
from tests.factories.house import House
from tests.factories.letters import ready_office

OLD, NEW = date(2026, 3, 2), date(2026, 10, 12)


class Walk:
    """One exercise from its beginning; ``today`` is the day in the practice."""

    def __init__(self, page: Page, code: str, began_on: date, *, looks_back: bool = False) -> None:
        self.page, self.today, self.looks_back = page, began_on, looks_back
        page.goto("/uebung/")
        self.press("Übung anlegen")
        self.wait(0)
        page.get_by_label("Was üben Sie?").select_option(code)
        page.get_by_label("An welchem Tag geschah es?").fill(day(began_on))
        self._go(page.get_by_role("button", name="Üben", exact=True))
        self.address = page.url

    def wait(self, days: int) -> None:
        """Let days pass in the practice."""
        self.today += timedelta(days=days)
        self.page.goto("/uebung/")
        self.page.get_by_label("In der Übung ist heute der").fill(day(self.today))
        self.press("Tag setzen")
        expect(self.page.get_by_text("In der Übung ist jetzt")).to_be_visible()

    def open(self) -> None:
        self.page.goto(self.address)

    def press(self, name: str) -> None:
        self._go(self.page.get_by_role("button", name=name).first)

    def onward(self) -> None:
        """The main action of the page."""
        self._go(self.page.locator(".rf-way__now .kern-btn--primary"))

    def _go(self, button: Locator) -> None:
        with self.page.expect_navigation():
            button.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def there_and_back(self) -> None:
        """End it by the first thing that may end it now, and take that back."""
        if not self.looks_back:
            return
        self.page.get_by_text("Verfahren beenden").click()
        self.page.locator(".rf-way__beside input[name=ending]:enabled").first.check()
        self.page.locator(".rf-way__beside textarea[name=reason]").fill("Das hat sich geklärt.")
        self.press("Beenden, zurück zum Plan")
        self.expect("Beendet")
        self.press("Letzten Schritt zurücknehmen")
        expect(self.page.get_by_text("Zurückgenommen.")).to_be_visible()

    def expect(self, title: str) -> None:
        expect(self.page.locator("#jetzt")).to_contain_text(title)

    def send(self) -> None:
        """Finish the letter that is open, post it, and go on in the procedure."""
        self._go(self.page.locator("form[action$=fertig] .kern-btn--primary"))
        self.press("Absenden festhalten")
        expect(self.page.get_by_text("Gilt als bekannt gegeben am").first).to_be_visible()
        self.open()
        self.onward()

    def clarify(self) -> None:
        self.there_and_back()
        self.page.get_by_label("Gesundheit").check()
        self.page.get_by_label("nein, kein wichtiger Grund").check()
        self.press("Festhalten")
        self.onward()

    def oblige(self) -> None:
        self.there_and_back()
        self.fill("Was genau?", "Bewerbungen auf Stellen im Lager")
        self.fill("Wie oft?", "fünf im Monat")
        self.fill("In welcher Form nachgewiesen?", "Liste auf Papier")
        self.fill("Bis wann?", day(self.today + timedelta(days=30)))
        self.fill("Warum ist das zumutbar?", "Sie haben einen Führerschein.")
        self.press("Schreiben entwerfen")
        self.send()
        self.there_and_back()
        self.wait(35)
        self.open()
        self.fill("Was fehlt, und wie haben Sie es geprüft?", "Keine Liste ist eingegangen.")
        self.press("Nicht erfüllt: anhören")

    def hear(self) -> None:
        self.there_and_back()
        self.fill("Antwort möglich bis", day(self.today + timedelta(days=21)))
        self.page.get_by_role("group", name="Persönlich anhören?").get_by_label("nein").check()
        self.press("Anhörung entwerfen")
        self.send()
        self.there_and_back()
        self.wait(22)
        self.open()
        self.press("Zur Entscheidung")

    def decide(self, outcome: str) -> None:
        self.there_and_back()
        self.fill("Wichtiger Grund: Was wurde gesagt", "Es wurde keiner genannt.")
        hardship = self.page.get_by_role("group", name="Wäre eine Minderung hier")
        hardship.get_by_label("nein").check()
        self.fill("Warum, oder warum nicht?", "Nach Miete und Kindern gefragt: keine Härte.")
        self.page.get_by_label(outcome, exact=True).check()
        self.press("Entscheidung festhalten")
        self.send()

    def lift(self) -> None:
        """The duty is fulfilled when the reduction has begun."""
        self.wait(40)
        self.open()
        self.page.get_by_label("Pflicht erfüllt").check()
        self.fill("Seit wann?", day(self.today))
        self.fill("In einem Satz", "Fünf Bewerbungen liegen vor.")
        self.press("Aufhebung entwerfen")
        self.send()

    def run_out(self) -> None:
        self.wait(140)
        self.open()
        self.onward()

    def heal(self) -> None:
        self.after_the_month()
        self.fill("Persönlich gemeldet am", day(self.today))
        self.press("Meldung festhalten")

    def after_the_month(self) -> None:
        """What lapsed ends only when its month is over; then back to a day within it."""
        self.wait(70)
        self.open()
        self.there_and_back()
        self.wait(-60)
        self.open()


@pytest.fixture
def walker(house: House, chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A tab in which nothing is loaded but the pages themselves."""
    ready_office(house)
    context = chromium.new_context(
        base_url=live_server.url, locale="de-DE", java_script_enabled=False
    )
    context.set_default_timeout(PATIENCE)
    context.route("**/static/**", lambda route: route.abort())
    page = context.new_page()
    let_in(page, "counsellor")
    yield page
    context.close()


def _is_whole(walk: Walk) -> None:
    """It has ended, and each step that the table has for its track was gone.

    A walk that does not look back ends only once.
    """
    procedure = Procedure.objects.get(pk=walk.address.rstrip("/").rpartition("/")[2])
    assert procedure.state == State.ENDED
    gone = set(Move.objects.filter(procedure=procedure).values_list("source", "target"))
    rows = [one for one in TRANSITIONS if procedure.track in one.tracks]
    table: set[tuple[str, str]] = {(one.source, one.target) for one in rows}
    if not walk.looks_back:
        assert len({source for source, target in gone if target == State.ENDED}) == 1
        table = {step for step in table if step[1] != State.ENDED} | {
            step for step in gone if step[1] == State.ENDED
        }
    assert gone == table


def test_since_the_reform_a_step_leads_to_a_reduction_that_ends_by_compliance(
    walker: Page,
) -> None:
    walk = Walk(walker, "schritt", NEW, looks_back=True)
    walk.clarify()
    walk.oblige()
    walk.hear()
    walk.decide("Minderung")
    walk.lift()
    walk.expect("Beendet")
    _is_whole(walk)


def test_before_the_reform_a_step_leads_to_a_reduction_of_one_month(walker: Page) -> None:
    walk = Walk(walker, "schritt", OLD)
    walk.clarify()
    walk.oblige()
    walk.hear()
    walk.decide("Minderung")
    walk.run_out()
    walk.expect("Beendet")
    _is_whole(walk)


@pytest.mark.parametrize("began_on", [OLD, NEW], ids=["old law", "new law"])
def test_from_what_was_refused_to_the_end_of_the_time(walker: Page, began_on: date) -> None:
    walk = Walk(walker, "abgelehnt", began_on)
    walk.clarify()
    walk.hear()
    walk.decide("Minderung")
    walk.run_out()
    walk.expect("Beendet")
    _is_whole(walk)


def test_who_missed_three_in_a_row_reports_and_is_reachable_again(walker: Page) -> None:
    walk = Walk(walker, "nicht-erreichbar", NEW, looks_back=True)
    walk.clarify()
    walk.hear()
    walk.decide("Feststellung: nicht erreichbar")
    walk.heal()
    walk.run_out()
    walk.expect("Beendet")
    _is_whole(walk)


def test_a_conciliation_ends(walker: Page) -> None:
    walk = Walk(walker, "schlichtung", OLD)
    walk.expect("schlichten")
    walk.page.locator(".rf-way__now input[name=ending]:enabled").first.check()
    walk.press("Beenden, zurück zum Plan")
    walk.expect("Beendet")
    _is_whole(walk)


def test_every_track_is_walked() -> None:
    walked = ("schritt", "abgelehnt", "nicht-erreichbar", "schlichtung")
    assert {BY_CODE[code].track for code in walked} == {
        track for one in TRANSITIONS for track in one.tracks
    }
