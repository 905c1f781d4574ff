"""Files of staff: every fault named, good rows taken, nothing doubled."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.core.tables import FileProblem
from roterfaden.organisations.actions import offices, staff_files
from roterfaden.organisations.actions.staff_files import StaffResult, import_staff
from roterfaden.organisations.models import StaffFile, StaffMember, User
from roterfaden.organisations.permissions import Role
from roterfaden.organisations.staff_table import COLUMNS, as_csv, read_staff, template
from tests.factories.house import House, build_house

HEADER = "anmeldename;nachname;vorname;rollen;team;telefon;letzter_tag"
NEW = "lang;Lang;Lea;Integrationsfachkraft, Teamleitung;Team 1;+49 201 1;"


@pytest.fixture
def admin(house: House) -> StaffMember:
    return house.staff[Role.ADMINISTRATOR]


def content(*lines: str, header: str = HEADER) -> bytes:
    return "\n".join([header, *lines]).encode()


def take(house: House, data: bytes, **options: Any) -> StaffResult:
    with read_staff(data, today=clock.today()) as rows:
        return import_staff(
            rows,
            jobcentre=house.jobcentre,
            by=house.staff[Role.ADMINISTRATOR],
            at=house.at,
            **options,
        )


def test_a_new_person_comes_with_roles_team_and_account(house: House) -> None:
    result = take(house, content(NEW))
    made = StaffMember.objects.get(short_name="lang")
    assert result.counts() == {"read": 1, "created": 1, "updated": 0, "unchanged": 0, "rejected": 0}
    assert made.roles == ["counsellor", "team_lead"]
    assert str(made.team) == "Team 1"
    assert made.user is not None


def test_the_same_file_twice_changes_nothing(house: House) -> None:
    take(house, content(NEW))
    events = AuditEvent.objects.count()
    result = take(house, content(NEW))
    assert (result.unchanged, result.good) == (1, 1)
    assert AuditEvent.objects.count() == events


def test_a_sign_in_name_is_found_whatever_its_capitals(house: House) -> None:
    result = take(house, content("Counsellor;Counsellor;Jana;;;040 123;"))
    assert (result.unchanged, result.rejects) == (1, [])


def test_only_stated_columns_are_touched_and_no_role_is_lost_by_a_gap(house: House) -> None:
    take(house, content("counsellor;Neu;Jana", header="anmeldename;nachname;vorname"))
    take(house, content("counsellor;Neu;Jana;", header="anmeldename;nachname;vorname;rollen"))
    staff = house.counsellor
    staff.refresh_from_db()
    assert (staff.last_name, staff.phone, staff.roles) == ("Neu", "040 123", ["counsellor"])


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("lang;Lang;Lea;;;;", "rollen", "mindestens eine Rolle"),
        ("lang;Lang;Lea;Chef;;;", "rollen", "„Chef“. Das ist keine Rolle. Möglich sind: Integ"),
        ("lang;Lang;Lea;Teamleitung;Team 9;;", "team", "„Team 9“. Ein solches Team gibt es nicht"),
        ("lang;Lang;;Teamleitung;;;", "vorname", "fehlt"),
        ("la ng;Lang;Lea;Teamleitung;;;", "anmeldename", "nur Buchstaben, Ziffern"),
        ("lang;Lang;Lea;Teamleitung;;;31.02.2027", "letzter_tag", "den es nicht gibt"),
        ("lang;Lang;Lea;Teamleitung", "", "zu wenige"),
        ("other-counsellor;Lang;Lea;Teamleitung;;;", "anmeldename", "gibt es schon"),
        ("administrator;Klein;Eva;Teamleitung;;;", "", "niemanden mehr, der es verwaltet"),
    ],
)
def test_a_bad_row_is_named_by_line_and_column_and_the_good_one_is_taken(
    house: House, line: str, column: str, words: str
) -> None:
    build_house("10002", prefix="other-")
    result = take(house, content(line, NEW.replace("lang", "gut")))
    (reject,) = result.rejects
    assert (reject.line, reject.column, reject.row) == (2, column, line)
    assert words in reject.reason
    assert result.created == 1
    assert not StaffMember.objects.filter(jobcentre=house.jobcentre, last_name="Lang").exclude(
        short_name="gut"
    )


def test_a_closed_team_takes_nobody_in(house: House, admin: StaffMember) -> None:
    team = offices.create_team(jobcentre=house.jobcentre, name="Alt", by=admin, at=house.at)
    team.closed_on = clock.today().replace(year=2020)
    team.save()
    result = take(house, content("lang;Lang;Lea;Teamleitung;Alt;;"))
    assert [reject.column for reject in result.rejects] == ["team"]


def test_looking_first_tells_what_would_happen_and_writes_nothing(house: House) -> None:
    before = (AuditEvent.objects.count(), User.objects.count())
    result = take(house, content(NEW, "counsellor;Counsellor;Jana;Teamleitung;;;"), dry_run=True)
    assert (result.created, result.updated) == (1, 1)
    assert [one["what"] for one in result.changes] == ["new", "roles"]
    assert result.changes[1]["given"] == ["team_lead"]
    assert result.changes[1]["taken"] == ["counsellor"]
    assert (AuditEvent.objects.count(), User.objects.count()) == before


def test_what_is_written_can_be_read_again_and_says_the_same(house: House) -> None:
    take(house, content(NEW))
    people = house.jobcentre.staff.select_related("team")
    result = take(house, as_csv(people))
    assert (result.unchanged, result.rejects) == (len(people), [])
    assert b"'+49" in as_csv(people), "no spreadsheet may run it as a formula"
    assert StaffMember.objects.get(short_name="lang").phone == "+49 201 1"


def test_the_template_has_every_column_and_can_be_read(house: House) -> None:
    lines = list(csv.reader(io.StringIO(template().decode("utf-8-sig")), delimiter=";"))
    assert lines[0] == list(COLUMNS)
    assert take(house, template()).created == 1


def test_a_file_without_its_columns_is_told_at_once() -> None:
    with pytest.raises(FileProblem, match="anmeldename"):
        read_staff(b"nachname;vorname\nA;B\n", today=clock.today())


def test_from_upload_to_reading_in_and_no_second_time(house: House, admin: StaffMember) -> None:
    file = staff_files.upload(
        filename="p.csv", content=content(NEW, "x;;;;;;"), by=admin, at=house.at
    )
    assert not StaffMember.objects.filter(short_name="lang").exists()
    done = staff_files.read_in(file=file, by=admin, at=house.at)
    assert (done.created, done.content, len(done.rejects)) == (1, None, 1)
    with pytest.raises(StateRefused):
        staff_files.read_in(file=file, by=admin, at=house.at)
    with pytest.raises(StateRefused):
        staff_files.discard(file=file, by=admin, at=house.at)


def test_a_discarded_file_is_forgotten(house: House, admin: StaffMember) -> None:
    file = staff_files.upload(filename="p.csv", content=content(NEW), by=admin, at=house.at)
    staff_files.discard(file=file, by=admin, at=house.at)
    assert not StaffFile.objects.exists()


def test_a_file_without_rows_is_refused(house: House, admin: StaffMember) -> None:
    with pytest.raises(Refused, match="steht niemand"):
        staff_files.upload(filename="p.csv", content=content(), by=admin, at=house.at)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_the_administration_reads_staff_in(house: House, role: Role) -> None:
    with pytest.raises(NotPermitted):
        staff_files.upload(
            filename="p.csv", content=content(NEW), by=house.staff[role], at=house.at
        )


def test_capitals_make_no_other_line(house: House) -> None:
    result = take(house, content(NEW, NEW.replace("lang;", "LANG;", 1)))
    assert (result.created, len(result.rejects)) == (1, 1)
    assert "steht schon in Zeile 2" in result.rejects[0].reason


def test_who_left_with_a_team_that_has_ended_is_read_again_unchanged(house: House) -> None:
    take(house, content(NEW))
    today = clock.today()
    StaffMember.objects.filter(short_name="lang").update(active_until_on=today - timedelta(days=9))
    house.jobcentre.teams.filter(name="Team 1").update(closed_on=today - timedelta(days=1))
    people = StaffMember.objects.filter(short_name="lang")
    result = take(house, as_csv(people))
    assert (result.unchanged, result.rejects) == (1, [])


@pytest.mark.parametrize("name", ["-lang", "@lang", "lang"])
def test_signs_of_formulas_survive_the_way_out_and_in(house: House, name: str) -> None:
    header = "anmeldename;nachname;vorname;rollen;email"
    row = f"{name};=Lang;+Lea;Integrationsfachkraft;+l@b.de"
    assert take(house, content(row, header=header)).created == 1
    result = take(house, as_csv(StaffMember.objects.filter(short_name=name)))
    assert (result.unchanged, result.rejects) == (1, [])


def test_a_file_too_long_to_wait_for_is_refused_before_it_is_judged(
    house: House, admin: StaffMember, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff_files, "MOST_ROWS", 2)
    lines = [NEW.replace("lang;", f"lang{number};", 1) for number in range(3)]
    with pytest.raises(Refused, match="mehr als 2 Zeilen"):
        staff_files.upload(filename="a.csv", content=content(*lines), by=admin, at=house.at)
    made = staff_files.upload(filename="a.csv", content=content(*lines[:2]), by=admin, at=house.at)
    assert made.created == 2


def test_a_file_lives_a_day_and_its_rows_thirty(house: House, admin: StaffMember) -> None:
    unused = staff_files.upload(filename="a.csv", content=content(NEW), by=admin, at=house.at)
    used = staff_files.upload(filename="b.csv", content=content(NEW, NEW), by=admin, at=house.at)
    staff_files.read_in(file=used, by=admin, at=house.at)

    staff_files.forget_old(at=house.at + timedelta(days=1, seconds=1))
    assert not StaffFile.objects.filter(pk=unused.pk).exists()
    used.refresh_from_db()
    assert used.changes
    assert used.rejects

    staff_files.forget_old(at=house.at + timedelta(days=30, seconds=1))
    used.refresh_from_db()
    assert (used.changes, used.rejects) == ([], [])
