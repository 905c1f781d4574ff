"""Commands that make a jobcentre, a team and staff."""

import io
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from roterfaden.organisations.models import Jobcentre, StaffMember, User

OFFICE = {"name": "Jobcenter Ahrenfeld", "kind": "municipal", "land": "NW"}
PERSON = {"jobcentre": "12345", "first_name": "Anna", "last_name": "Reuter"}


def manage(command: str, *arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def office(db: None) -> None:
    manage("create_jobcentre", "12345", **OFFICE)


def test_a_jobcentre_is_made_and_the_next_step_named(db: None) -> None:
    told = manage("create_jobcentre", "12345", **OFFICE, phone="040 66969-0")

    assert "roterfaden manage create-staff verwaltung --jobcentre 12345" in told
    assert Jobcentre.objects.get(traegernummer="12345").phone == "040 66969-0"


@pytest.mark.parametrize("number", ["1234", "123456", "12a45"])
def test_a_wrong_traegernummer_is_refused(db: None, number: str) -> None:
    with pytest.raises(CommandError, match=r"traegernummer.*Abhilfe: .*fünf Ziffern"):
        manage("create_jobcentre", number, **OFFICE)


def test_a_jobcentre_is_made_once(office: None) -> None:
    with pytest.raises(CommandError, match="existiert bereits"):
        manage("create_jobcentre", "12345", **OFFICE)


def test_staff_sign_in_with_the_password_that_is_shown_once(
    office: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    manage("create_team", "Team 1", jobcentre="12345")
    told = manage("create_staff", "reuter", roles=["counsellor"], team="Team 1", **PERSON)

    password = told.splitlines()[-1].rpartition(": ")[2]
    assert User.objects.get(username="reuter").check_password(password)
    assert str(StaffMember.objects.get(short_name="reuter").team) == "Team 1"


def test_a_password_comes_from_the_standard_input(
    office: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("langes-und-gutes-Wort\n"))
    told = manage("create_staff", "reuter", roles=["counsellor"], password_stdin=True, **PERSON)

    assert "langes" not in told
    assert User.objects.get(username="reuter").check_password("langes-und-gutes-Wort")


def test_without_password_only_single_sign_on_is_left(office: None) -> None:
    manage("create_staff", "reuter", roles=["counsellor"], no_password=True, **PERSON)
    assert not User.objects.get(username="reuter").has_usable_password()


def test_what_is_missing_is_named_with_its_command(office: None) -> None:
    with pytest.raises(CommandError, match='Abhilfe: roterfaden manage create-team "Team 9"'):
        manage("create_staff", "reuter", roles=["counsellor"], team="Team 9", **PERSON)
    with pytest.raises(CommandError, match="Abhilfe: roterfaden manage create-jobcentre 54321"):
        manage("create_team", "Team 1", jobcentre="54321")


def test_a_sign_in_name_is_taken_once(office: None) -> None:
    manage("create_staff", "reuter", roles=["counsellor"], no_password=True, **PERSON)
    with pytest.raises(CommandError, match="gibt es schon"):
        manage("create_staff", "reuter", roles=["counsellor"], no_password=True, **PERSON)
    assert StaffMember.objects.count() == 1
