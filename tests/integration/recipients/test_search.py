"""Finding a person as somebody types."""

from datetime import date, timedelta

import pytest

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.actions.importing import import_rows
from roterfaden.recipients.importing import read
from roterfaden.recipients.search import find
from tests.factories.house import House, build_house


def found(staff: StaffMember, text: str, limit: int = 10) -> list[str]:
    cases = find(staff=staff, text=text, on=date(2026, 11, 24), limit=limit)
    return [str(case.recipient) for case in cases]


@pytest.mark.parametrize(
    "text",
    """Müller mueller MULLER Anna·Müller müller,·anna mül m·ann mueler Mülller 101A000004
    101a·000004 24.12.1985 24.12.85 1985-12-24 anna·24.12.1985""".split(),
)
def test_anna_mueller_is_found(house: House, text: str) -> None:
    assert found(house.counsellor, text.replace("·", " "))[:1] == ["Anna Müller"]


@pytest.mark.parametrize(
    "text", ["", " ", "%", "_", "\\", "'", "31.02.1990", "99.99.9999", "Qwertz", "anna 01.01.1985"]
)
def test_nobody_is_found_by(house: House, text: str) -> None:
    assert found(house.counsellor, text) == []


def test_the_beginning_of_a_kundennummer_finds_all_who_have_it(house: House) -> None:
    assert len(found(house.counsellor, "101A")) == 4
    assert len(found(house.counsellor, "101", limit=2)) == 2


def test_transposed_letters_are_forgiven(house: House) -> None:
    assert found(house.counsellor, "Hadadd")[:2] == ["Karim Haddad", "Samira Haddad"]


def test_a_protected_person_is_found_only_by_who_is_named(house: House) -> None:
    for text in ("Geheim", "Greta Geheim", "Gehiem", "101A000005", "01.01.1980"):
        assert "Greta Geheim" not in found(house.counsellor, text), text
        assert "Greta Geheim" not in found(house.staff[Role.TEAM_LEAD], text), text
        assert found(house.colleague, text)[:1] == ["Greta Geheim"], text


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COUNSELLOR, Role.TEAM_LEAD}))
def test_who_sees_no_cases_finds_nobody(house: House, role: Role) -> None:
    assert found(house.staff[role], "Müller") == []


def test_nobody_is_found_in_another_jobcentre(house: House) -> None:
    other = build_house("10002", prefix="other-")
    mine, theirs = (
        find(staff=one.counsellor, text="Müller", on=clock.today())[0] for one in (house, other)
    )
    assert mine.jobcentre_id == house.jobcentre.pk
    assert theirs.jobcentre_id == other.jobcentre.pk


def test_whole_words_come_before_beginnings_before_errors(house: House) -> None:
    _import(
        house,
        "102A000001;Hadda;Ben;01.01.1990",
        "102A000002;Haddadin;Zoe;01.01.1990",
        "102A000003;Abad;Haddad;01.01.1990",
    )
    names = found(house.counsellor, "haddad")
    assert names[:4] == ["Haddad Abad", "Karim Haddad", "Samira Haddad", "Zoe Haddadin"]
    assert names[4:] == ["Ben Hadda"]


def test_a_person_with_two_cases_is_found_once_with_the_newest(house: House) -> None:
    ended, begins = clock.today() - timedelta(days=30), clock.today() - timedelta(days=10)
    _import(house, f"101A000003;Brandt;Kevin;02.11.1999;;{ended}")
    _import(house, f"101A000003;Brandt;Kevin;02.11.1999;{begins};")

    cases = find(staff=house.counsellor, text="Brandt", on=clock.today())

    assert [case.begins_on for case in cases] == [begins]


def _import(house: House, *lines: str) -> None:
    header = "kundennummer;nachname;vorname;geburtsdatum"
    if lines[0].count(";") > 3:
        header += ";beginn;ende"
    with read("\n".join([header, *lines]).encode(), today=clock.today()) as rows:
        result = import_rows(rows, jobcentre=house.jobcentre, by=None, at=house.at)
    assert not result.rejects
