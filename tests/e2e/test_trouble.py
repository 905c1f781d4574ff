"""When a part of a page cannot be fetched, the page says so calmly and offers a way out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import import_runs
from tests.e2e.conftest import Eyes, let_in
from tests.factories.house import House

CSV = b"kundennummer;nachname;vorname;geburtsdatum\n102B000001;Neu;Nina;01.02.1990\n"
REFUSAL = '<main><div class="rf-prose"><p>Das ist schon geschehen.</p></div></main>'


def with_status(status: int, body: str = "") -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body=body, content_type="text/html")


TROUBLES: dict[str, tuple[Callable[[Route], None], str]] = {
    "offline": (lambda route: route.abort("connectionrefused"), "Keine Verbindung zum Server."),
    "failed": (with_status(500), "Ein Fehler bei uns."),
    "gone": (with_status(404), "Das gibt es nicht mehr."),
    "forbidden": (with_status(403), "Dafür fehlt Ihnen das Recht."),
    "refused": (with_status(409, REFUSAL), "Das ist schon geschehen."),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_trouble_is_told_in_place_and_can_be_tried_again(
    page: Page, house: House, eyes: Eyes, name: str
) -> None:
    by = house.staff[Role.ADMINISTRATOR]
    run = import_runs.upload(filename="faelle.csv", content=CSV, by=by, at=house.at)
    let_in(page, "administrator")
    answer, words = TROUBLES[name]
    address = f"**/verwaltung/einlesen/{run.pk}/"
    page.goto(f"/verwaltung/einlesen/{run.pk}/")
    page.route(address, answer)
    alert = page.locator(".rf-trouble")
    expect(alert).to_have_count(1)
    expect(alert).to_contain_text(words)
    eyes.complaints.clear()
    page.unroute(address)
    alert.get_by_role("button", name="Noch einmal versuchen").or_(
        page.get_by_text("Die Datei wird geprüft")
    ).first.click()
    expect(alert).to_have_count(0)
    expect(page.get_by_text("Die Datei wird geprüft")).to_be_visible()
