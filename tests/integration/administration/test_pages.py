"""The administration's pages, from the upload to the rejects."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from roterfaden.audit.models import AuditEvent, ReadEvent
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import import_runs
from roterfaden.recipients.models import Case, ImportRun, Recipient
from roterfaden.web.administration import forms
from tests.factories.house import House, build_house

HEADER = "kundennummer;nachname;vorname;geburtsdatum;fachkraft;hobby"
GOOD = "102B000001;Neu;Nina;01.02.1990;counsellor;Rudern"
BAD = "102B00000;Falsch;Fritz;01.02.1990;;"
PROTECTED = "101A000005;Geheim;Greta;01.01.1980;;"
UPLOAD = "/verwaltung/einlesen/"


def client_of(staff: StaffMember) -> Client:
    client = Client()
    assert staff.user is not None
    client.force_login(staff.user)
    return client


def csv_file(*lines: str, name: str = "faelle.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join([HEADER, *lines]).encode(), "text/csv")


@pytest.fixture
def admin(house: House) -> Client:
    return client_of(house.staff[Role.ADMINISTRATOR])


def uploaded(client: Client, *lines: str) -> ImportRun:
    """Upload the lines; the worker has not come yet."""
    response = client.post(UPLOAD, {"file": csv_file(*lines)})
    assert response.status_code == 302, response.content.decode()
    return ImportRun.objects.latest("uploaded_at")


def test_from_upload_over_the_check_to_the_imported_case(house: House, admin: Client) -> None:
    run = uploaded(admin, GOOD, BAD)
    address = f"{UPLOAD}{run.pk}/"
    page = admin.get(address).content.decode()
    assert "Die Datei wird geprüft" in page
    assert 'hx-trigger="every 1s"' in page

    import_runs.work(run_id=run.pk)
    page = admin.get(address).content.decode()
    assert "Was geschehen würde" in page
    assert "Jetzt einlesen" in page
    assert "hobby" in page
    assert "hx-trigger" not in page
    assert not Recipient.objects.filter(kundennummer="102B000001").exists()

    assert admin.post(f"{address}start").status_code == 302
    assert "Die Fälle werden eingelesen" in admin.get(address).content.decode()
    import_runs.work(run_id=run.pk)

    page = admin.get(address).content.decode()
    assert "Was geschah" in page
    assert house.case("Neu").assignments.get().staff == house.counsellor
    run.refresh_from_db()
    assert (run.created, run.rejected, run.content) == (1, 1, None)


def test_every_stage_is_one_job_for_the_worker(house: House, admin: Client) -> None:
    connector = InMemoryConnector()
    with app.replace_connector(connector):
        run = uploaded(admin, GOOD)
        app.run_worker(wait=False, install_signal_handlers=False)
    jobs = [
        job for job in connector.jobs.values() if job["task_name"] == "recipients.work_import_run"
    ]
    (job,) = jobs
    assert job["args"] == {"run_id": str(run.pk)}


def test_a_job_done_twice_changes_nothing_more(house: House, admin: Client) -> None:
    run = uploaded(admin, GOOD)
    import_runs.work(run_id=run.pk)
    admin.post(f"{UPLOAD}{run.pk}/start")
    for _ in range(2):
        import_runs.work(run_id=run.pk)
    assert AuditEvent.objects.filter(type="cases-imported").count() == 2, "the house's and ours"


def test_starting_twice_is_refused(house: House, admin: Client) -> None:
    run = uploaded(admin, GOOD)
    import_runs.work(run_id=run.pk)
    admin.post(f"{UPLOAD}{run.pk}/start")
    import_runs.work(run_id=run.pk)
    assert admin.post(f"{UPLOAD}{run.pk}/start").status_code == 409


def test_a_discarded_file_is_forgotten(house: House, admin: Client) -> None:
    run = uploaded(admin, GOOD)
    import_runs.work(run_id=run.pk)
    assert admin.post(f"{UPLOAD}{run.pk}/verwerfen").status_code == 302
    run.refresh_from_db()
    assert (run.state, run.content, run.rejects) == ("failed", None, [])


def test_a_file_that_is_being_read_in_is_not_said_to_be_discarded(
    house: House, admin: Client
) -> None:
    run = uploaded(admin, GOOD)
    import_runs.work(run_id=run.pk)
    admin.post(f"{UPLOAD}{run.pk}/start")

    refused = admin.post(f"{UPLOAD}{run.pk}/verwerfen")

    assert refused.status_code == 409
    assert "schon eingelesen oder verworfen" in refused.content.decode()
    run.refresh_from_db()
    assert run.state == "importing"


def test_asking_how_far_a_run_is_does_not_fetch_its_file(house: House, admin: Client) -> None:
    run = uploaded(admin, GOOD)
    with CaptureQueriesContext(connection) as asked:
        admin.get(f"{UPLOAD}{run.pk}/")
    assert [query for query in asked if '"content"' in query["sql"]] == []


def test_a_partial_page_for_the_poll_has_no_head(house: House, admin: Client) -> None:
    run = uploaded(admin, GOOD)
    part = admin.get(f"{UPLOAD}{run.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<div id=")
    assert "<html" not in part


def test_a_run_that_nobody_works_on_says_so(house: House, admin: Client) -> None:
    run = uploaded(admin, GOOD)
    ImportRun.objects.filter(pk=run.pk).update(moved_at=house.at - timedelta(minutes=10))
    assert "Hintergrunddienst" in admin.get(f"{UPLOAD}{run.pk}/").content.decode()


def test_the_rejects_come_as_a_file_and_are_noted_as_read(house: House, admin: Client) -> None:
    run = uploaded(admin, GOOD, BAD)
    import_runs.work(run_id=run.pk)
    response = admin.get(f"{UPLOAD}{run.pk}/abgelehnt.csv")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "line,column,reason,row"
    assert lines[1].startswith("3,kundennummer,")
    assert BAD in lines[1]
    assert ReadEvent.objects.filter(type="rejects-opened", target_id=str(run.pk)).exists()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "Die Datei ist leer"),
        (b"PK\x03\x04xx", "a.csv", "Arbeitsmappe"),
        (b"a;b\n1;2", "a.csv", "keine Kopfzeile"),
        (b"nachname;vorname;geburtsdatum\n", "a.csv", "kundennummer"),
        (b"kundennummer", "a.xlsx", "keine CSV-Datei"),
    ],
)
def test_a_wrong_file_is_told_at_once_and_not_kept(
    house: House, admin: Client, content: bytes, name: str, words: str
) -> None:
    response = admin.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})
    assert words in response.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_too_large_is_told_at_once(
    house: House, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST_FILE", 100)
    response = admin.post(UPLOAD, {"file": csv_file(GOOD, GOOD, GOOD)})
    assert "größer als 20 MB" in response.content.decode()


def test_no_file_is_told_at_once(house: House, admin: Client) -> None:
    assert "Wählen Sie eine Datei" in admin.post(UPLOAD).content.decode()


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_the_administration_gets_here(house: House, role: Role) -> None:
    client = client_of(house.staff[role])
    for address in ("/verwaltung/", UPLOAD):
        assert client.get(address).status_code == 403


def test_a_file_is_for_the_eyes_of_who_uploaded_it(house: House, admin: Client) -> None:
    run = uploaded(admin, GOOD, BAD)
    other = build_house("10002", prefix="other-").staff[Role.ADMINISTRATOR]
    second = house.staff[Role.SPECIALIST]
    second.roles = [Role.ADMINISTRATOR]
    second.save()
    for stranger in (other, second):
        client = client_of(stranger)
        for end in ("", "abgelehnt.csv"):
            assert client.get(f"{UPLOAD}{run.pk}/{end}").status_code == 404
        for end in ("start", "verwerfen"):
            assert client.post(f"{UPLOAD}{run.pk}/{end}").status_code == 404


def test_the_overview_is_the_same_whether_somebody_is_protected(
    house: House, admin: Client
) -> None:
    pages = []
    for protected in (True, False):
        Case.objects.filter(recipient__last_name="Geheim").update(is_protected=protected)
        page = admin.get("/verwaltung/").content.decode()
        pages.append(re.sub(r"[A-Za-z0-9]{64}", "token", page))

    assert pages[0] == pages[1]
    assert "Geheim" not in pages[0]


def test_a_row_about_a_protected_person_looks_like_any_other(house: House, admin: Client) -> None:
    told = []
    for line in (PROTECTED, "101A000003;Brandt;Kevin;02.11.1999;;"):
        run = uploaded(admin, line)
        import_runs.work(run_id=run.pk)
        run.refresh_from_db()
        told.append((run.created, run.updated, run.unchanged, run.rejected, run.rejects))
    assert told[0] == told[1] == (0, 0, 1, 0, [])


def test_files_that_nobody_read_in_are_forgotten(house: House, admin: Client) -> None:
    old = uploaded(admin, GOOD, BAD)
    import_runs.work(run_id=old.pk)
    long_ago = house.at - timedelta(days=40)
    ImportRun.objects.filter(pk=old.pk).update(moved_at=long_ago, uploaded_at=long_ago)

    import_runs.forget_old(at=house.at)

    old.refresh_from_db()
    assert (old.state, old.content, old.rejects) == ("failed", None, [])
