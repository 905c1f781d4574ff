"""Whatever is done to the log behind the program's back is found."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from roterfaden.audit.models import AuditEvent, ChainHead
from roterfaden.audit.verify import chain_findings, findings
from roterfaden.core import clock
from roterfaden.organisations.actions.offices import create_team
from roterfaden.organisations.models import Jobcentre
from tests.integration.audit.conftest import build_office

Tamper = Callable[..., int]


def problems() -> list[tuple[int, str]]:
    return [(finding.sequence, finding.problem) for finding in findings()]


def test_an_untouched_log_is_in_order(office: Jobcentre) -> None:
    assert AuditEvent.objects.filter(jobcentre_id=office.pk).count() == 6
    assert problems() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_auditevent SET actor = 'staffmember:other' WHERE sequence = 3",
        """UPDATE audit_auditevent SET facts = '{"was": "never"}' WHERE sequence = 3""",
        "UPDATE audit_auditevent SET at = at - interval '1 day' WHERE sequence = 3",
        "UPDATE audit_auditevent SET target_id = 'another' WHERE sequence = 3",
        "UPDATE audit_auditevent SET type = 'staff-created' WHERE sequence = 3",
    ],
)
def test_a_changed_event_is_found(office: Jobcentre, tamper: Tamper, change: str) -> None:
    assert tamper(change) == 1
    assert problems() == [(3, "wurde nachträglich geändert")]


def test_a_changed_event_with_a_new_hash_is_found_at_the_next(
    office: Jobcentre, tamper: Tamper
) -> None:
    event = AuditEvent.objects.get(jobcentre_id=office.pk, sequence=3)
    event.actor = "staffmember:somebody-else"
    tamper(
        "UPDATE audit_auditevent SET actor = %s, hash = %s WHERE sequence = 3",
        event.actor,
        event.computed_hash(),
    )
    assert problems() == [(4, "schließt nicht an das vorige Ereignis an")]


def test_an_event_deleted_in_the_middle_is_found(office: Jobcentre, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_auditevent WHERE sequence = 3")
    assert problems()[0] == (3, "fehlt")


def test_an_event_deleted_at_the_end_is_found(office: Jobcentre, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_auditevent WHERE sequence = 6")
    assert problems() == [(6, "das Ende der Kette fehlt oder wurde geändert")]


def test_an_event_appended_by_hand_is_found(office: Jobcentre, tamper: Tamper) -> None:
    last = AuditEvent.objects.get(jobcentre_id=office.pk, sequence=6)
    forged = AuditEvent(
        jobcentre_id=office.pk,
        sequence=7,
        at=last.at,
        actor="system",
        type="team-created",
        target_type="team",
        target_id="forged",
        previous_hash=last.hash,
    )
    forged.hash = forged.computed_hash()
    forged.save()
    assert problems() == [(6, "das Ende der Kette fehlt oder wurde geändert")]


def test_what_staff_add_while_a_chain_is_walked_is_no_tampering(office: Jobcentre) -> None:
    head = ChainHead.objects.get(jobcentre_id=office.pk, kind=ChainHead.Kind.CHANGES)
    create_team(jobcentre=office, name="Meanwhile", at=clock.now())
    assert list(chain_findings(head)) == []


def test_a_chain_whose_head_was_taken_away_is_found(office: Jobcentre, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_chainhead")
    assert {problem for _, problem in problems()} == {"gehört zu keiner Kette"}


def test_one_jobcentre_does_not_break_anothers_chain(office: Jobcentre, tamper: Tamper) -> None:
    other = build_office("10001")
    tamper(
        "UPDATE audit_auditevent SET actor = 'x' WHERE sequence = 2 AND jobcentre_id = %s",
        str(other.pk),
    )
    assert [finding.head.jobcentre_id for finding in findings()] == [other.pk]


def test_the_command_prints_the_head_of_each_chain(office: Jobcentre) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    head = AuditEvent.objects.get(jobcentre_id=office.pk, sequence=6).hash
    assert f"changes {office.pk}: 6, {head}" in out.getvalue()
    assert "vollständig und unverändert" in out.getvalue()


def test_the_command_fails_and_names_what_is_wrong(office: Jobcentre, tamper: Tamper) -> None:
    tamper("DELETE FROM audit_auditevent WHERE sequence = 6")
    out = StringIO()
    with pytest.raises(CommandError, match="Abhilfe"):
        call_command("verify_audit", stdout=out)
    assert "Ereignis 6: das Ende der Kette fehlt" in out.getvalue()
