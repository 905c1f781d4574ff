"""The pages on which an office looks after itself."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roterfaden.audit.models import ReadEvent
from roterfaden.organisations.models import StaffFile, StaffMember, Team, User
from roterfaden.organisations.permissions import PERMISSION_WORDS, Permission, Role
from roterfaden.web.administration import file_views
from roterfaden.web.administration.staff_forms import NewStaffForm
from tests.factories.house import PASSWORD, House, build_house
from tests.integration.administration.test_pages import client_of

PEOPLE = "/verwaltung/personen/"
PERSON = {
    "short_name": "lang",
    "first_name": "Lea",
    "last_name": "Lang",
    "roles": ["counsellor", "team_lead"],
    "phone": "0201 1",
}


@pytest.fixture
def admin(house: House) -> Client:
    return client_of(house.staff[Role.ADMINISTRATOR])


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_every_right_is_told_in_words() -> None:
    assert set(PERMISSION_WORDS) == set(Permission)


def test_a_person_is_added_gets_a_password_once_and_chooses_another(admin: Client) -> None:
    added = admin.post(f"{PEOPLE}neu/", PERSON, follow=True)
    page = added.content.decode()
    assert "Die Person kann sich noch nicht anmelden" in page
    address = added.redirect_chain[-1][0]

    slip = admin.post(f"{address}zugang").content.decode()
    word = re.search(r'<code class="rf-slip__word"[^>]*>([^<]+)</code>', slip)
    assert word
    assert word.group(1) not in text(admin, address)

    client = Client()
    signed_in = client.post("/anmelden/", {"login": "lang", "password": word.group(1)}, follow=True)
    assert "Bitte wählen Sie jetzt ein eigenes" in signed_in.content.decode()


def test_wrong_entries_are_told_at_their_fields(house: House, admin: Client) -> None:
    wrong = {**PERSON, "short_name": "Counsellor", "roles": [], "active_from_on": "2.1.2027"}
    page = admin.post(f"{PEOPLE}neu/", {**wrong, "active_until_on": "1.1.2027"}).content.decode()
    for words in ("gibt es schon", "mindestens eine Rolle", "letzte Tag liegt vor dem ersten"):
        assert words in page
    assert not StaffMember.objects.filter(last_name="Lang").exists()


def test_the_last_administrator_is_told_why_not(house: House, admin: Client) -> None:
    me = house.staff[Role.ADMINISTRATOR]
    sent = {**PERSON, "roles": ["counsellor"]}
    page = admin.post(f"{PEOPLE}{me.pk}/", sent).content.decode()
    assert "niemanden mehr, der es verwaltet" in page
    assert "administrator" in StaffMember.objects.get(pk=me.pk).roles


def test_who_leaves_is_told_with_the_cases_that_stay(house: House, admin: Client) -> None:
    address = f"{PEOPLE}{house.counsellor.pk}/"
    assert "Noch zugeordnet: 3 Fälle." in text(admin, address)
    page = admin.post(f"{address}ende", {"last_day": "31.12.2030"}, follow=True).content.decode()
    assert "Noch zugeordnet sind: 3 Fälle. Die Teamleitung verteilt sie." in page
    page = admin.post(f"{address}weiter", follow=True).content.decode()
    assert "keinen letzten Tag mehr" in page


def test_the_number_of_protected_cases_is_not_told(house: House, admin: Client) -> None:
    page = text(admin, f"{PEOPLE}{house.colleague.pk}/")
    assert "Noch zugeordnet: ein Fall und geschützte Fälle." in page


def test_a_closed_account_is_out_at_once(house: House, admin: Client) -> None:
    theirs = client_of(house.counsellor)
    assert theirs.get("/faelle/").status_code == 200
    admin.post(f"{PEOPLE}{house.counsellor.pk}/sperren")
    assert theirs.get("/faelle/").status_code == 302
    admin.post(f"{PEOPLE}{house.counsellor.pk}/entsperren")
    assert client_of(house.counsellor).get("/faelle/").status_code == 200


def test_the_list_is_narrowed_sorted_and_says_when_nothing_fits(
    house: House, admin: Client
) -> None:
    admin.post(f"{PEOPLE}neu/", {**PERSON, "last_name": "Öz"})
    admin.post(f"{PEOPLE}neu/", {**PERSON, "short_name": "z", "last_name": "Zander"})
    page = text(admin, f"{PEOPLE}?rolle=team_lead")
    assert page.index("Öz, Lea") < page.index("Zander, Lea"), "Ö is sorted as Oe"
    assert "Counsellor, Jana" not in page
    assert "Öz, Lea" in text(admin, f"{PEOPLE}?q=oez")
    assert "Dazu gibt es hier niemanden" in text(admin, f"{PEOPLE}?q=niemand")
    assert "Zander, Lea" not in text(admin, f"{PEOPLE}?stand=weg")
    assert "Öz, Lea" in text(admin, f"{PEOPLE}?stand=nie&sortiert=anmeldung&team=")


def test_the_list_asks_as_much_of_the_database_for_many_as_for_few(
    house: House, admin: Client
) -> None:
    with CaptureQueriesContext(connection) as few:
        text(admin, PEOPLE)
    for number in range(5):
        admin.post(f"{PEOPLE}neu/", {**PERSON, "short_name": f"p{number}"})
    with CaptureQueriesContext(connection) as many:
        text(admin, PEOPLE)
    assert len(many) == len(few)
    assert len(many) <= 12


def test_people_go_out_as_a_table_and_come_in_again(house: House, admin: Client) -> None:
    table = admin.get(f"{PEOPLE}tabelle.csv").content
    assert ReadEvent.objects.filter(type="export-opened").exists()
    changed = table.replace(b"Team Lead;Jana;Frau;Teamleitung", b"Team Lead;Jana;Frau;Chef")
    changed += b"neu;Neu;Nina;;Integrationsfachkraft;;;;;;\r\n"
    upload = admin.post(
        f"{PEOPLE}einlesen/", {"file": SimpleUploadedFile("p.csv", changed)}, follow=True
    )
    page = upload.content.decode()
    assert "Was geschehen würde" in page
    assert "„Chef“. Das ist keine Rolle." in page
    assert "neu als Integrationsfachkraft" in page
    assert not User.objects.filter(username="neu").exists()

    address = upload.redirect_chain[-1][0]
    done = admin.post(f"{address}start", follow=True).content.decode()
    assert "Eine Person hat noch kein Passwort." in done
    assert admin.get(f"{address}abgelehnt.csv").content.startswith(b"line,column,reason,row")
    slips = admin.post(f"{address}zugang").content.decode()
    assert slips.count("rf-slip__word") == 1
    assert "Niemand braucht eines" in admin.post(f"{address}zugang").content.decode()


def test_a_file_belongs_to_who_sent_it(house: House, admin: Client) -> None:
    admin.post(f"{PEOPLE}neu/", {**PERSON, "roles": ["administrator"]})
    other = client_of(StaffMember.objects.get(short_name="lang"))
    table = other.get(f"{PEOPLE}vorlage.csv").content
    other.post(f"{PEOPLE}einlesen/", {"file": SimpleUploadedFile("p.csv", table)})
    found = StaffFile.objects.get()
    assert admin.get(f"{PEOPLE}einlesen/{found.pk}/").status_code == 404


def test_the_place_is_checked_and_its_holidays_shown(house: House, admin: Client) -> None:
    values = {"name": "Jobcenter Augsburg", "land": "BY", "municipality": "05315000"}
    page = admin.post("/verwaltung/jobcenter/", values).content.decode()
    assert "liegt in NW, nicht in BY" in page
    sent = admin.post("/verwaltung/jobcenter/", {**values, "municipality": "09761000"}, follow=True)
    assert "Gespeichert." in sent.content.decode()
    house.jobcentre.refresh_from_db()
    assert (house.jobcentre.land, house.jobcentre.name) == ("BY", "Jobcenter Augsburg")


def test_teams_are_added_renamed_and_closed_with_the_way_out(house: House, admin: Client) -> None:
    admin.post("/verwaltung/teams/", {"name": "Markt"})
    assert "gibt es schon" in admin.post("/verwaltung/teams/", {"name": "MARKT"}).content.decode()
    team = Team.objects.get(name="Markt")
    address = f"/verwaltung/teams/{team.pk}/"
    admin.post(address, {"name": "Familie"})
    admin.post(f"{PEOPLE}neu/", {**PERSON, "team": str(team.pk)})
    refused = admin.post(f"{address}schliessen", {"last_day": "1.2.2030"})
    assert refused.status_code == 409
    assert "Eine Person gehört danach noch zum Team" in refused.content.decode()
    person = StaffMember.objects.get(short_name="lang")
    admin.post(f"{PEOPLE}{person.pk}/", {**PERSON, "team": ""})
    closed = admin.post(f"{address}schliessen", {"last_day": "1.2.2020"}, follow=True)
    assert "Letzter Tag des Teams: 01.02.2020." in closed.content.decode()
    page = text(admin, "/verwaltung/teams/")
    assert page.index("Geschlossene Teams") < page.index("Familie")
    assert "Familie" not in text(admin, f"{PEOPLE}neu/")


def test_the_history_of_rights_names_people_or_the_operator(house: House, admin: Client) -> None:
    admin.post(f"{PEOPLE}neu/", PERSON)
    page = re.sub(r"\s+", " ", text(admin, "/verwaltung/rechte/"))
    assert "angelegt als Integrationsfachkraft, Teamleitung" in page
    assert "Betrieb am Server" in page
    assert "Jana Administrator" in page
    assert PASSWORD not in page


def test_many_new_people_get_their_passwords_page_by_page(
    house: House, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_views, "SLIPS_AT_ONCE", 2)
    rows = "".join(f"neu{number};Neu;Nele;Integrationsfachkraft\n" for number in range(3))
    sent = SimpleUploadedFile("neu.csv", f"anmeldename;nachname;vorname;rollen\n{rows}".encode())
    address = admin.post(f"{PEOPLE}einlesen/", {"file": sent})["Location"]
    admin.post(f"{address}start")
    first = admin.post(f"{address}zugang").content.decode()
    assert first.count("rf-slip__word") == 2
    assert "Eine Person hat noch kein Passwort" in first
    second = admin.post(f"{address}zugang").content.decode()
    assert second.count("rf-slip__word") == 1
    assert "noch kein Passwort" not in second


def test_nobody_is_offered_to_replace_the_own_password_here(house: House, admin: Client) -> None:
    me = house.staff[Role.ADMINISTRATOR]
    assert "Einmal-Passwort machen" not in text(admin, f"{PEOPLE}{me.pk}/")
    assert "Einmal-Passwort machen" in text(admin, f"{PEOPLE}{house.counsellor.pk}/")


def test_an_old_page_brings_no_role_back(house: House, admin: Client) -> None:
    address = f"{PEOPLE}{house.counsellor.pk}/"
    found = re.search(r'name="stands"\s+value="(\w+)"', text(admin, address))
    assert found
    old = {**PERSON, "stands": found.group(1)}
    assert admin.post(address, {**old, "roles": ["counsellor"]}).status_code == 302

    page = admin.post(address, old).content.decode()
    assert "Inzwischen hat jemand anders diese Person geändert" in page
    assert StaffMember.objects.get(pk=house.counsellor.pk).roles == ["counsellor"]
    again = admin.post(address, old).content.decode()
    assert "Inzwischen hat jemand anders" in again


def test_a_name_taken_between_two_clicks_is_told_at_its_field(
    house: House, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        NewStaffForm, "clean_short_name", lambda form: form.cleaned_data["short_name"]
    )
    page = admin.post(f"{PEOPLE}neu/", {**PERSON, "short_name": "Counsellor"})
    assert page.status_code == 200
    assert "gibt es schon" in page.content.decode()


def test_people_of_another_jobcentre_cannot_be_reached_by_their_address(
    house: House, admin: Client
) -> None:
    other = build_house("10002", prefix="other-")
    address = f"{PEOPLE}{other.counsellor.pk}/"
    ways = ("", "zugang", "zweiter-schritt", "sperren", "entsperren", "ende", "weiter")
    sent = {"last_day": "1.1.2030"}
    assert {way: admin.post(address + way, sent).status_code for way in ways} == dict.fromkeys(
        ways, 404
    )
    team = other.jobcentre.teams.get(name="Team 1")
    page = admin.post(f"{PEOPLE}neu/", {**PERSON, "team": str(team.pk)})
    assert page.status_code == 200
    assert not StaffMember.objects.filter(short_name="lang").exists()


def test_a_closed_account_is_out_with_its_next_click(house: House, admin: Client) -> None:
    other = client_of(house.counsellor)
    assert other.get("/").status_code == 200
    admin.post(f"{PEOPLE}{house.counsellor.pk}/sperren")
    assert other.get("/").status_code == 302
