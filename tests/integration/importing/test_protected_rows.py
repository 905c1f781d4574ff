"""Whoever reads a file in, learns nothing about who is protected.

Two people alike in everything, one of them protected: whatever a row says about them, outcome and
reject are the same, and nobody gets to see more than before.
"""

from datetime import date

import pytest

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions import cases
from roterfaden.recipients.actions.importing import ImportResult, import_rows
from roterfaden.recipients.importing import read
from roterfaden.recipients.models import Assignment, Case, ProtectedAccess
from tests.factories.house import House

OPEN, HIDDEN = "104D000001", "104D000002"
COLUMNS = "kundennummer;nachname;vorname;geburtsdatum"


@pytest.fixture
def pair(house: House) -> House:
    """The house with two more people, the second protected by the lead."""
    people = "\n".join(
        f"{number};Paar;Pia;01.01.1990;counsellor;2026-01-01" for number in (OPEN, HIDDEN)
    )
    _import(house, f"{COLUMNS};fachkraft;beginn\n{people}")
    cases.protect(case=_case(HIDDEN), by=house.staff[Role.TEAM_LEAD], at=house.at)
    return house


def _import(house: House, text: str, *, dry_run: bool = False) -> ImportResult:
    with read(text.encode(), today=clock.day_of(house.at)) as rows:
        return import_rows(
            rows,
            jobcentre=house.jobcentre,
            by=house.staff[Role.ADMINISTRATOR],
            at=house.at,
            dry_run=dry_run,
        )


def _case(number: str) -> Case:
    return Case.objects.filter(recipient__kundennummer=number).latest("begins_on")


def _outcome(result: ImportResult) -> tuple[dict[str, int], list[tuple[str, str]]]:
    return result.counts(), [(reject.column, reject.reason) for reject in result.rejects]


def _named(number: str) -> set[str]:
    access = ProtectedAccess.objects.filter(case__recipient__kundennummer=number)
    return set(access.values_list("staff__short_name", flat=True))


ROWS = [
    ("", ""),
    ("strasse", "Amselstieg 1"),
    ("bg_nummer", "BG-5"),
    ("fachkraft", "counsellor"),
    ("fachkraft", "colleague"),
    ("fachkraft", "niemand"),
    ("team", "Team 1"),
    ("geschuetzt", "ja"),
    ("geschuetzt", "nein"),
    ("geschuetzt;fachkraft", "ja;counsellor"),
    ("geschuetzt;fachkraft", "ja;colleague"),
    ("geschuetzt;fachkraft", "nein;colleague"),
    ("beginn", "2026-01-01"),
    ("beginn", "2026-02-01"),
    ("beginn", "2025-02-01"),
    ("ende", "2026-06-30"),
    ("ende", "2025-06-30"),
    ("beginn;ende", "2024-01-01;2024-12-31"),
]


@pytest.mark.parametrize(("columns", "cells"), ROWS)
@pytest.mark.parametrize("dry_run", [True, False])
def test_the_outcome_is_the_same_whether_protected_or_not(
    pair: House, columns: str, cells: str, dry_run: bool
) -> None:
    header = f"{COLUMNS};{columns}" if columns else COLUMNS
    end = f";{cells}" if columns else ""
    told = {}
    for number in (OPEN, HIDDEN):
        text = f"{header}\n{number};Paar;Pia;01.01.1990{end}"
        told[number] = [_outcome(_import(pair, text, dry_run=dry_run)) for _ in range(2)]

    assert told[OPEN] == told[HIDDEN]


@pytest.mark.parametrize(("columns", "cells"), ROWS[1:])
def test_no_row_shows_a_protected_person_to_anybody_more(
    pair: House, columns: str, cells: str
) -> None:
    _import(pair, f"{COLUMNS};{columns}\n{HIDDEN};Paar;Pia;01.01.1990;{cells}")

    spells = Case.objects.filter(recipient__kundennummer=HIDDEN)
    assert all(case.is_protected for case in spells)
    assert _named(HIDDEN) == {"counsellor", "team_lead"}
    assert not spells.visible_to(pair.colleague).exists()


def test_a_new_case_of_a_protected_person_is_protected_for_the_same_people(pair: House) -> None:
    _import(pair, f"{COLUMNS};ende\n{HIDDEN};Paar;Pia;01.01.1990;2026-03-31")
    _import(pair, f"{COLUMNS};beginn;fachkraft\n{HIDDEN};Paar;Pia;01.01.1990;2026-05-01;colleague")

    newest = _case(HIDDEN)
    assert newest.begins_on == date(2026, 5, 1)
    assert newest.is_protected
    assert {access.staff.short_name for access in newest.named_staff.all()} == {
        "counsellor",
        "team_lead",
    }


def test_a_file_puts_somebody_in_charge_of_a_protected_case_without_naming(pair: House) -> None:
    """The source says who is in charge; who may look, a person with the right decides."""
    _import(pair, f"{COLUMNS};fachkraft\n{HIDDEN};Paar;Pia;01.01.1990;colleague")

    held = Assignment.objects.in_force_on(clock.day_of(pair.at)).get(case=_case(HIDDEN))
    assert held.staff == pair.colleague
    assert not Case.objects.visible_to(pair.colleague).filter(pk=held.case_id).exists()


def test_a_file_protects_an_open_case_for_the_counsellor_it_names(pair: House) -> None:
    result = _import(
        pair, f"{COLUMNS};geschuetzt;fachkraft\n{OPEN};Paar;Pia;01.01.1990;ja;counsellor"
    )

    assert result.unchanged == 1, "whether protection began is in no count"
    assert _case(OPEN).is_protected
    assert _named(OPEN) == {"counsellor"}


def test_a_protected_new_row_is_seen_by_its_counsellor_only(pair: House) -> None:
    text = f"{COLUMNS};geschuetzt;fachkraft\n105E000001;Neu;Nia;01.01.1990;ja;colleague"
    _import(pair, text)

    seen_by = {
        staff.short_name
        for staff in [*pair.staff.values(), pair.colleague]
        if Case.objects.visible_to(staff).filter(recipient__kundennummer="105E000001").exists()
    }
    assert seen_by == {"colleague"}


@pytest.mark.parametrize(
    "term", [{"active_until_on": date(2020, 1, 31)}, {"active_from_on": date(2100, 1, 1)}]
)
def test_a_person_is_not_hidden_behind_somebody_who_does_not_work_here(
    house: House, term: dict[str, date]
) -> None:
    StaffMember.objects.filter(pk=house.counsellor.pk).update(**term)
    result = _import(
        house,
        f"{COLUMNS};fachkraft;geschuetzt\n104D000003;Neu;Nina;01.01.1990;counsellor;ja",
    )
    assert [(reject.column, result.created) for reject in result.rejects] == [("geschuetzt", 0)]
