"""What an import makes of rows."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from roterfaden.audit import verify
from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted
from roterfaden.organisations.actions.offices import create_staff
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions.importing import ImportResult, import_rows
from roterfaden.recipients.importing import CaseRow, Reject, read
from roterfaden.recipients.models import Assignment, Case, Household, Recipient
from tests.factories.csv_cases import csv_cases, spread_faults
from tests.factories.house import House, build_house

TODAY = clock.today()
HEADER = "kundennummer;nachname;vorname;geburtsdatum"
BRANDT = "101A000003;Brandt;Kevin;02.11.1999"
NEW = "102B000001;Neu;Nina;01.02.1990"


def run(
    house: House,
    *lines: str,
    columns: str = "",
    encoding: str = "utf-8",
    at: datetime | None = None,
    **options: Any,
) -> ImportResult:
    header = f"{HEADER};{columns}" if columns else HEADER
    content = "\n".join([header, *lines]).encode(encoding)
    at = at or house.at
    with read(content, today=clock.day_of(at)) as rows:
        return import_rows(rows, jobcentre=house.jobcentre, by=None, at=at, **options)


def figures(result: ImportResult) -> tuple[int, int, int, int]:
    return result.created, result.updated, result.unchanged, result.rejected


def test_a_new_row_makes_person_household_case_and_who_is_in_charge(house: House) -> None:
    result = run(
        house,
        f"{NEW};BG-77;Team 1;counsellor;2026-01-15",
        columns="bg_nummer;team;fachkraft;beginn",
    )

    assert figures(result) == (1, 0, 0, 0)
    case = house.case("Neu")
    assert (case.begins_on, case.ends_on) == (date(2026, 1, 15), None)
    assert case.recipient.household == Household.objects.get(bg_nummer="BG-77")
    assignment = case.assignments.get()
    assert (assignment.staff, str(assignment.team)) == (house.counsellor, "Team 1")
    assert assignment.begins_on == case.begins_on


def test_without_beginn_a_new_case_begins_today(house: House) -> None:
    run(house, NEW)
    assert house.case("Neu").begins_on == clock.day_of(house.at)


def test_people_of_one_bg_nummer_are_one_household(house: House) -> None:
    other = "102B000002;Neu;Nils;01.02.1988;BG-77"
    run(house, f"{NEW};BG-77", other, columns="bg_nummer")

    members = Household.objects.get(bg_nummer="BG-77").members
    assert sorted(members.values_list("first_name", flat=True)) == ["Nils", "Nina"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_umlauts_arrive_whatever_the_encoding(house: House, encoding: str) -> None:
    run(house, "102B000001;Grüßmann;Zoë;01.02.1990", encoding=encoding)
    assert str(house.case("Grüßmann").recipient) == "Zoë Grüßmann"


def test_the_same_file_again_changes_nothing(house: House) -> None:
    content = csv_cases(60, columns=[c for c in csv_columns() if c != "team"]).content
    for expected in ((60, 0, 0, 0), (0, 0, 60, 0)):
        with read(content, today=TODAY) as rows:
            result = import_rows(rows, jobcentre=house.jobcentre, by=None, at=house.at)
        assert figures(result) == expected
        events = AuditEvent.objects.exclude(type="cases-imported").count()
    assert Case.objects.filter(jobcentre=house.jobcentre).count() == 65
    assert events == AuditEvent.objects.exclude(type="cases-imported").count()


def csv_columns() -> Iterable[str]:
    from tests.factories.csv_cases import COLUMNS

    return COLUMNS


def test_good_rows_are_kept_beside_bad_ones(house: House) -> None:
    file = csv_cases(
        50, faults=spread_faults(50, 10), columns=[c for c in csv_columns() if c != "team"]
    )
    with read(file.content, today=TODAY) as rows:
        result = import_rows(rows, jobcentre=house.jobcentre, by=None, at=house.at)

    assert (result.read, result.good, result.rejected) == (50, 40, 10)
    assert tuple(reject.line for reject in result.rejects) == file.faulty_lines


def test_missing_columns_leave_what_is_stored(house: House) -> None:
    run(house, f"{BRANDT};Amselstieg 1;040 66969-1", columns="strasse;telefon")
    result = run(house, f"{BRANDT};Amselstieg 2", columns="strasse")

    assert figures(result) == (0, 1, 0, 0)
    person = house.case("Brandt").recipient
    assert (person.street, person.phone, person.language) == ("Amselstieg 2", "040 66969-1", "de")
    assert house.case("Brandt").assignments.get().staff == house.counsellor


def test_an_empty_cell_clears_a_text(house: House) -> None:
    run(house, f"{BRANDT};040 66969-1", columns="telefon")
    run(house, f"{BRANDT};", columns="telefon")
    assert house.case("Brandt").recipient.phone == ""


def test_a_new_name_is_found_and_sorted_by(house: House) -> None:
    run(house, "101A000003;Östlich;Kevin;02.11.1999")
    person = Recipient.objects.get(jobcentre=house.jobcentre, kundennummer="101A000003")
    assert person.search_key == " oestlich ostlich kevin "
    assert person.sort_key == "oestlich, kevin"


def test_a_new_counsellor_ends_the_assignment_of_the_former(house: House) -> None:
    result = run(house, f"{BRANDT};colleague", columns="fachkraft")

    assert figures(result) == (0, 1, 0, 0)
    before, now = house.case("Brandt").assignments.order_by("begins_on")
    today = clock.day_of(house.at)
    assert (before.staff, before.ends_on) == (house.counsellor, today - timedelta(days=1))
    assert (now.staff, now.begins_on, now.ends_on) == (house.colleague, today, None)


def test_a_second_change_on_one_day_replaces_the_first(house: House) -> None:
    for name in ("colleague", "counsellor"):
        run(house, f"{BRANDT};{name}", columns="fachkraft")
    today = clock.day_of(house.at)
    held = Assignment.objects.in_force_on(today).get(case=house.case("Brandt"))
    assert (held.staff, held.begins_on) == (house.counsellor, today)


def test_a_team_alone_keeps_the_counsellor(house: House) -> None:
    run(house, f"{BRANDT};team 1", columns="team")
    held = Assignment.objects.in_force_on(clock.day_of(house.at)).get(case=house.case("Brandt"))
    assert (held.staff, str(held.team)) == (house.counsellor, "Team 1")


def test_ende_ends_the_case_and_its_assignment(house: House) -> None:
    result = run(house, f"{BRANDT};2026-06-30", columns="ende")

    assert figures(result) == (0, 1, 0, 0)
    case = house.case("Brandt")
    assert case.ends_on == date(2026, 6, 30)
    assert case.assignments.get().ends_on == date(2026, 6, 30)
    assert figures(run(house, f"{BRANDT};2026-06-30;counsellor", columns="ende;fachkraft")) == (
        *(0, 0, 1, 0),
    )


def test_an_emptied_ende_opens_the_case_again(house: House) -> None:
    run(house, f"{BRANDT};2026-06-30", columns="ende")
    run(house, f"{BRANDT};", columns="ende")

    case = house.case("Brandt")
    assert case.ends_on is None
    assert case.assignments.get().ends_on is None


def test_a_new_beginn_after_the_end_opens_a_new_case(house: House) -> None:
    run(house, f"{BRANDT};2026-06-30", columns="ende")
    again = f"{BRANDT};2026-09-01;colleague"
    assert figures(run(house, again, columns="beginn;fachkraft")) == (1, 0, 0, 0)
    assert figures(run(house, again, columns="beginn;fachkraft")) == (0, 0, 1, 0)

    spells = Case.objects.filter(recipient__kundennummer="101A000003").order_by("begins_on")
    assert [(case.begins_on, case.ends_on) for case in spells] == [
        (date(2026, 3, 1), date(2026, 6, 30)),
        (date(2026, 9, 1), None),
    ]


def test_an_earlier_beginn_corrects_the_running_case(house: House) -> None:
    result = run(house, f"{BRANDT};2025-12-01", columns="beginn")

    assert figures(result) == (0, 1, 0, 0)
    case = house.case("Brandt")
    assert case.begins_on == case.assignments.get().begins_on == date(2025, 12, 1)


@pytest.mark.parametrize(
    ("columns", "cells", "column", "words"),
    [
        ("fachkraft", "niemand", "fachkraft", "create-staff"),
        ("fachkraft", "administrator", "fachkraft", "keine Integrationsfachkraft"),
        ("team", "Team 9", "team", "create-team"),
        ("geschuetzt", "ja", "geschuetzt", "Fachkraft"),
        ("geschuetzt;fachkraft", "ja;niemand", "fachkraft", "gibt es in diesem Jobcenter nicht"),
        ("beginn", "2026-04-01", "beginn", "überschneidet sich"),
        ("ende", "2025-01-01", "ende", "liegt vor dem Beginn"),
    ],
)
def test_a_row_that_does_not_fit_names_its_column_and_the_way_out(
    house: House, columns: str, cells: str, column: str, words: str
) -> None:
    result = run(house, f"{BRANDT};{cells}", NEW + ";" * len(cells.split(";")), columns=columns)

    (reject,) = result.rejects
    assert (reject.line, reject.column, reject.row) == (2, column, f"{BRANDT};{cells}")
    assert words in reject.reason
    assert result.created == 1


def test_a_dry_run_says_the_same_and_writes_nothing(house: House) -> None:
    lines = (f"{NEW};BG-9;counsellor", f"{BRANDT};BG-9;colleague", "x;;;;;")
    tables = (Recipient, Household, Case, Assignment, AuditEvent)
    before = [table._default_manager.count() for table in tables]

    tried = run(house, *lines, columns="bg_nummer;fachkraft", dry_run=True)

    assert [table._default_manager.count() for table in tables] == before
    done = run(house, *lines, columns="bg_nummer;fachkraft")
    assert tried.counts() == done.counts()
    assert figures(done) == (1, 1, 0, 1)


def test_all_or_nothing_keeps_nothing_beside_a_bad_row(house: House) -> None:
    before = AuditEvent.objects.count()
    result = run(house, NEW, "x;;;", all_or_nothing=True)

    assert figures(result) == (0, 0, 0, 1)
    assert not Recipient.objects.filter(kundennummer="102B000001").exists()
    assert AuditEvent.objects.count() == before


def test_all_or_nothing_keeps_all_when_all_are_good(house: House) -> None:
    assert figures(run(house, NEW, all_or_nothing=True)) == (1, 0, 0, 0)
    assert house.case("Neu").begins_on == clock.day_of(house.at)


def test_a_row_that_the_database_refuses_is_rejected_alone(house: House) -> None:
    rows: list[CaseRow | Reject] = [
        CaseRow(
            line=line,
            stated=frozenset({"last_name"}),
            kundennummer=f"103C{line:06}",
            last_name="Zu\x00lang" if line == 4 else "Gut",
            first_name="Rosa",
            date_of_birth=date(1990, 1, 1),
            raw=f"Zeile {line}",
        )
        for line in range(2, 12)
    ]
    result = import_rows(rows, jobcentre=house.jobcentre, by=None, at=house.at)

    assert figures(result) == (9, 0, 0, 1)
    assert (result.rejects[0].line, result.rejects[0].row) == (4, "Zeile 4")
    assert "Datenbank" in result.rejects[0].reason


def test_the_log_has_one_event_a_case_and_no_words_about_people(house: House) -> None:
    last = AuditEvent.objects.filter(jobcentre_id=house.jobcentre.pk).latest("sequence").sequence
    run(house, f"{NEW};Amselstieg 1", f"{BRANDT};Amselstieg 1", columns="strasse")

    events = AuditEvent.objects.filter(jobcentre_id=house.jobcentre.pk, sequence__gt=last)
    told = {event.type: event.facts for event in events.order_by("sequence")}
    assert told["case-created"] == {"source": "import"}
    assert told["case-updated"] == {"source": "import", "columns": ["strasse"]}
    assert told["cases-imported"] == {
        "read": 2,
        "created": 1,
        "updated": 1,
        "unchanged": 0,
        "rejected": 0,
    }
    assert len(told) == events.count() == 3
    assert not list(verify.findings())


def test_a_kundennummer_is_another_person_in_another_jobcentre(house: House) -> None:
    other = build_house("10002", prefix="other-")
    run(house, "101A000003;Anders;Kevin;02.11.1999")
    assert other.case("Brandt").recipient.last_name == "Brandt"


def test_only_the_administration_of_the_jobcentre_imports(house: House) -> None:
    other = build_house("10002", prefix="other-")
    both = create_staff(
        jobcentre=house.jobcentre,
        short_name="beides",
        roles=[Role.ADMINISTRATOR, Role.COUNSELLOR],
        first_name="Bea",
        last_name="Beides",
        at=house.at,
    )
    for by in (house.counsellor, other.staff[Role.ADMINISTRATOR], both):
        with pytest.raises(NotPermitted):
            import_rows([], jobcentre=house.jobcentre, by=by, at=house.at)


def test_a_batch_costs_few_statements_however_many_rows(
    house: House, django_assert_max_num_queries: Any
) -> None:
    content = csv_cases(400, columns=[c for c in csv_columns() if c != "team"]).content
    with read(content, today=TODAY) as rows, django_assert_max_num_queries(30):
        import_rows(rows, jobcentre=house.jobcentre, by=None, at=house.at)
