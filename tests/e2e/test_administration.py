"""An office looks after itself: a person from the first entry to the first own password."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from roterfaden.organisations.actions import offices, staff
from roterfaden.organisations.actions.staff import StaffDetails
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from tests.e2e.conftest import Eyes, let_in, sign_in
from tests.factories.house import House

LOOKS = [(1440, 900, "light"), (320, 700, "dark")]


def look_at_all(page: Page, eyes: Eyes, what: str) -> None:
    for width, height, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        eyes.look(f"{what}-{width}-{scheme}")
    page.set_viewport_size({"width": 1440, "height": 900})


def test_every_page_of_the_administration_looks_right(page: Page, house: House, eyes: Eyes) -> None:
    let_in(page, "administrator")
    team, person = house.jobcentre.teams.get(), house.colleague
    for name, address in (
        ("overview", ""),
        ("place", "jobcenter/"),
        ("rights", "rechte/"),
        ("teams", "teams/"),
        ("team", f"teams/{team.pk}/"),
        ("staff", "personen/"),
        ("nobody", "personen/?q=niemand"),
        ("new", "personen/neu/"),
        ("person", f"personen/{person.pk}/"),
        ("upload", "personen/einlesen/"),
    ):
        page.goto(f"/verwaltung/{address}")
        look_at_all(page, eyes, name)


def test_long_names_break_and_push_nothing_aside(page: Page, house: House, eyes: Eyes) -> None:
    by, long = house.staff[Role.ADMINISTRATOR], "Donaudampfschifffahrt" * 3
    team = offices.create_team(jobcentre=house.jobcentre, name=long, by=by, at=house.at)
    details = StaffDetails(first_name=long, last_name=long, roles=tuple(Role), team=team)
    person = staff.add(
        jobcentre=house.jobcentre, short_name="n" * 80, details=details, by=by, at=house.at
    )
    let_in(page, "administrator")
    for name, address in (
        ("overview", ""),
        ("rights", "rechte/"),
        ("teams", "teams/"),
        ("team", f"teams/{team.pk}/"),
        ("staff", "personen/"),
        ("person", f"personen/{person.pk}/"),
    ):
        page.goto(f"/verwaltung/{address}")
        look_at_all(page, eyes, name)


def test_a_new_person_gets_in_with_a_slip_of_paper(page: Page, house: House, eyes: Eyes) -> None:
    let_in(page, "administrator")
    page.goto("/verwaltung/personen/")
    page.get_by_role("link", name="Person anlegen").click()
    page.get_by_label("Anmeldename").fill("lang")
    page.get_by_label("Vorname").fill("Lea")
    page.get_by_label("Nachname").fill("Lang")
    page.get_by_role("button", name="Person anlegen").click()
    expect(page.get_by_text("Wählen Sie mindestens eine Rolle.").first).to_be_visible()
    eyes.look("errors")
    page.get_by_label("Teamleitung", exact=True).check()
    page.get_by_role("button", name="Person anlegen").click()
    expect(page.get_by_text("Die Person kann sich noch nicht anmelden")).to_be_visible()
    eyes.look("added")
    page.get_by_role("button", name="Einmal-Passwort machen").click()
    password = page.locator(".rf-slip__word").inner_text()
    look_at_all(page, eyes, "slip")

    page.goto("/abmelden/")
    page.locator("main").get_by_role("button", name="Abmelden").click()
    sign_in(page, "lang", password)
    expect(page.get_by_text("Bitte wählen Sie jetzt ein eigenes.")).to_be_visible()


def test_a_table_goes_out_is_changed_and_comes_in(
    page: Page, house: House, eyes: Eyes, tmp_path: Path
) -> None:
    let_in(page, "administrator")
    page.goto("/verwaltung/personen/")
    with page.expect_download() as loading:
        page.get_by_role("link", name=re.compile("Als Tabelle laden")).click()
    table = loading.value.path().read_bytes()
    changed = tmp_path / "personen.csv"
    changed.write_bytes(
        table + b"neu;Neu;Nina;;Teamleitung;Team 9;;;;;\r\ngut;Gut;Gabi;;Teamleitung;;;;;;\r\n"
    )

    page.goto("/verwaltung/personen/einlesen/")
    page.get_by_label("CSV-Datei").set_input_files(changed)
    page.get_by_role("button", name="Datei prüfen").click()
    expect(page.get_by_text("Ein solches Team gibt es nicht.")).to_be_visible()
    look_at_all(page, eyes, "preview")
    assert not StaffMember.objects.filter(short_name="gut").exists()
    page.get_by_role("button", name="Die guten Zeilen einlesen").click()
    expect(page.get_by_text("Eine Person hat noch kein Passwort.")).to_be_visible()
    look_at_all(page, eyes, "done")
    assert StaffMember.objects.filter(short_name="gut").exists()
