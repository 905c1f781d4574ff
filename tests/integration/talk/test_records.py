"""The record of use is the counsellor's own: proposed, corrected, and in no figure."""

import ast
from pathlib import Path

import pytest

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.organisations.actions import stand_ins
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions.endings import record_outcome
from roterfaden.plans.models import Entry, EntryOutcome
from roterfaden.recipients.actions import cases
from roterfaden.recipients.models import Case
from roterfaden.talk.actions import note_prepared, record_use
from roterfaden.talk.happened import facts_of
from roterfaden.talk.models import TalkRecord
from roterfaden.talk.policies import may_read
from roterfaden.talk.ways import Facts, Shade, Way
from roterfaden.web.staff.cases.presenters import counsels, in_charge
from tests.factories.house import House
from tests.factories.talks import a_held_talk, a_silence, a_talk, days

pytestmark = pytest.mark.django_db

SOURCE = Path(__file__).parents[3] / "src" / "roterfaden"


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def test_several_ways_of_one_talk_are_recorded_and_corrected(house: House, case: Case) -> None:
    talk = a_held_talk(house, case)
    ways = {Way.REVIEW, Way.JOINT_DEFINITION}
    record_use(meeting=talk, ways=ways, shade=Shade.PARTICIPATORY, by=house.counsellor, at=house.at)
    again = record_use(meeting=talk, ways={Way.SUMMARY}, by=house.counsellor, at=house.at)
    assert (again.ways, again.shade) == (["summary"], "")
    assert TalkRecord.objects.count() == 1


def test_a_planned_talk_took_place_with_this(house: House, case: Case) -> None:
    record = record_use(
        meeting=a_talk(house, case), ways={Way.REVIEW}, by=house.counsellor, at=house.at
    )
    assert record.meeting.outcome == "took_place"
    with pytest.raises(Refused, match="erst am"):
        record_use(
            meeting=a_talk(house, case, at=house.at + days(2)),
            ways={Way.REVIEW},
            by=house.counsellor,
            at=house.at,
        )


def test_prepared_with_is_apart_from_raised(house: House, case: Case) -> None:
    talk = a_talk(house, case)
    note_prepared(meeting=talk, prepared_with_plan=True, by=house.counsellor, at=house.at)
    assert TalkRecord.objects.get().ways == []
    a_silence(house, case, meeting=talk)
    record = TalkRecord.objects.get()
    assert (record.ways, record.prepared_with_plan) == (["not_raised"], True)


def test_raised_and_not_raised_exclude_each_other(house: House, case: Case) -> None:
    said = a_silence(house, case)
    with pytest.raises(StateRefused, match="zuerst das zurück"):
        record_use(meeting=said.meeting, ways={Way.REVIEW}, by=house.counsellor, at=house.at)
    with pytest.raises(ValueError, match="record_not_raised"):
        record_use(meeting=said.meeting, ways={Way.NOT_RAISED}, by=house.counsellor, at=house.at)


def test_facts_come_from_the_talk_alone_and_with_one_query(
    house: House, case: Case, django_assert_num_queries: object
) -> None:
    talk = a_talk(house, case)
    assert facts_of(talk) == Facts()
    version = house.agreed(case)
    assert facts_of(talk) == Facts(edited=True, answered=True)
    step = Entry.objects.filter(version=version, kind="step")[0]
    record_outcome(entry=step, kind=EntryOutcome.Kind.DONE, by=house.counsellor, at=house.at)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert facts_of(talk) == Facts(edited=True, reviewed=True, answered=True)
    assert facts_of(a_talk(house, case, at=house.at + days(5))) == Facts()
    other = a_talk(house, house.case("Haddad", "Karim"))
    assert facts_of(other, shared=True) == Facts(shared=True)


def _readers(house: House, case: Case) -> set[str]:
    day = clock.day_of(house.at)
    people = {**{str(role): one for role, one in house.staff.items()}, "colleague": house.colleague}
    record = TalkRecord.objects.get(meeting__case=case)
    asked = {
        name
        for name, one in people.items()
        if TalkRecord.objects.readable_by(one, day).filter(pk=record.pk).exists()
    }
    at_hand = {
        name
        for name, one in people.items()
        if may_read(record, one, counsels=counsels(in_charge(case, day), one))
    }
    assert asked == at_hand
    return asked


def test_only_the_counsellors_of_the_case_read_it(house: House, case: Case) -> None:
    record_use(
        meeting=a_held_talk(house, case), ways={Way.REVIEW}, by=house.counsellor, at=house.at
    )
    assert _readers(house, case) == {"counsellor"}
    cases.assign(
        case=case,
        staff=house.colleague,
        begins_on=clock.day_of(house.at),
        by=house.staff[Role.TEAM_LEAD],
        at=house.at,
    )
    assert _readers(house, case) == {"counsellor", "colleague"}


def test_whoever_stands_in_reads_it(house: House, case: Case) -> None:
    record_use(
        meeting=a_held_talk(house, case), ways={Way.REVIEW}, by=house.counsellor, at=house.at
    )
    day = clock.day_of(house.at)
    stand_ins.arrange(
        absent=house.counsellor,
        substitute=house.colleague,
        begins_on=day,
        ends_on=day,
        by=house.staff[Role.TEAM_LEAD],
        at=house.at,
    )
    assert _readers(house, case) == {"counsellor", "colleague"}


def test_a_colleague_who_does_not_counsel_corrects_nothing(house: House, case: Case) -> None:
    talk = a_held_talk(house, case)
    record_use(meeting=talk, ways={Way.REVIEW}, by=house.counsellor, at=house.at)
    with pytest.raises(NotPermitted, match="führt die Fachkraft"):
        record_use(meeting=talk, ways={Way.SUMMARY}, by=house.colleague, at=house.at)


def test_the_log_learns_that_something_was_recorded_and_never_what(
    house: House, case: Case
) -> None:
    record_use(
        meeting=a_held_talk(house, case),
        ways={Way.JOINT_DEFINITION},
        shade=Shade.DEMANDING,
        by=house.counsellor,
        at=house.at,
    )
    event = AuditEvent.objects.get(type="talk-recorded")
    assert event.facts == {"case": str(case.pk)}


def _files() -> list[Path]:
    return [file for file in SOURCE.rglob("*.py") if "TalkRecord" in file.read_text()]


def test_no_code_counts_or_groups_these_records() -> None:
    """ADR 0019: how somebody talks is no figure about staff. Whoever reads asks for one case."""
    own = {
        SOURCE / "talk",
        SOURCE / "web" / "staff" / "talk",
        SOURCE / "web" / "staff" / "meetings",
    }
    for file in _files():
        assert own & set(file.parents), (
            f"{file} reads records of talks outside of the work on a case"
        )
        calls = {
            getattr(node.func, "attr", getattr(node.func, "id", ""))
            for node in ast.walk(ast.parse(file.read_text()))
            if isinstance(node, ast.Call)
        }
        assert not calls & {"aggregate", "count", "Count", "Sum", "Avg"}, file
