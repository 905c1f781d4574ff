"""Notes and the potential analysis: who may, how long, and where they never go."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused, StateRefused
from roterfaden.meetings.actions import notes, potential
from roterfaden.meetings.models import CaseNote, PotentialFinding
from roterfaden.meetings.policies import may_keep_notes
from roterfaden.meetings.potential import FACTORS, Side
from roterfaden.organisations.actions import stand_ins
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.text_blocks import suggestions
from roterfaden.plans.topics import GOAL_TOPICS, JOBCENTRE_STEP_TOPICS, RECIPIENT_STEP_TOPICS
from roterfaden.recipients.actions import cases
from roterfaden.recipients.models import Case
from roterfaden.web.staff.plans.capture import options
from tests.factories.browsers import client_of
from tests.factories.house import House


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def noted(house: House, case: Case, text: str = "Ruft lieber an.") -> CaseNote:
    note = notes.write(case=case, text=text, by=house.counsellor, at=house.at)
    assert note
    return note


@pytest.mark.parametrize("role", list(Role))
def test_only_whoever_is_in_charge_keeps_notes(house: House, case: Case, role: Role) -> None:
    allowed = role == Role.COUNSELLOR
    assert may_keep_notes(house.staff[role], case, clock.today()) is allowed


def test_a_colleague_may_only_while_standing_in(house: House, case: Case) -> None:
    today, colleague = clock.today(), house.colleague
    assert not may_keep_notes(colleague, case, today)
    lead = house.staff[Role.TEAM_LEAD]
    team = house.jobcentre.teams.get()
    for person in (house.counsellor, colleague, lead):
        person.team = team
        person.save()
    stand_ins.arrange(
        absent=house.counsellor,
        substitute=colleague,
        begins_on=today,
        ends_on=today + timedelta(days=3),
        by=lead,
        at=house.at,
    )
    assert may_keep_notes(colleague, case, today)
    assert not may_keep_notes(colleague, case, today + timedelta(days=4))


def test_whoever_takes_the_case_over_reads_what_was_noted(house: House, case: Case) -> None:
    noted(house, case)
    today = clock.today()
    lead = house.staff[Role.TEAM_LEAD]
    cases.assign(case=case, staff=house.colleague, begins_on=today, by=lead, at=house.at)
    assert may_keep_notes(house.colleague, case, today)
    assert not may_keep_notes(house.counsellor, case, today)


def test_nobody_else_writes(house: House, case: Case) -> None:
    for person in (house.colleague, house.staff[Role.TEAM_LEAD], house.staff[Role.CONTROLLING]):
        with pytest.raises(NotPermitted):
            notes.write(case=case, text="Etwas.", by=person, at=house.at)


def test_the_author_changes_a_note_on_its_day_and_amends_it_later(house: House, case: Case) -> None:
    note = noted(house, case)
    again = notes.write(
        case=case, note_id=note.pk, text="Ruft am Vormittag an.", by=house.counsellor, at=house.at
    )
    assert again
    assert again.text == "Ruft am Vormittag an."
    tomorrow = house.at + timedelta(days=1)
    with pytest.raises(StateRefused, match="Ergänzen"):
        notes.write(case=case, note_id=note.pk, text="x", by=house.counsellor, at=tomorrow)
    added = notes.write(
        case=case, text="Doch am Abend.", amends=note, by=house.counsellor, at=tomorrow
    )
    assert added
    assert (added.amends, CaseNote.objects.count()) == (note, 2)


def test_a_note_sent_twice_is_one_and_an_emptied_one_is_gone(house: House, case: Case) -> None:
    chosen = uuid4()
    for _again in range(2):
        notes.write(case=case, note_id=chosen, text="Eins.", by=house.counsellor, at=house.at)
    assert CaseNote.objects.get().pk == chosen
    notes.write(case=case, note_id=chosen, text="  ", by=house.counsellor, at=house.at)
    assert not CaseNote.objects.exists()


def test_a_note_of_another_case_is_not_changed_from_this_one(house: House, case: Case) -> None:
    note, other = noted(house, case), house.case("Haddad", "Karim")
    with pytest.raises(NotPermitted, match="anderen Fall"):
        notes.write(case=other, note_id=note.pk, text="x", by=house.counsellor, at=house.at)
    note.refresh_from_db()
    assert note.text == "Ruft lieber an."


def test_the_log_knows_that_something_was_found_and_not_what(house: House, case: Case) -> None:
    potential.find(case=case, side=Side.OBSTACLE, code="health", by=house.counsellor, at=house.at)
    event = AuditEvent.objects.get(type="potential-found")
    assert event.facts == {"case": str(case.pk)}


def test_findings_order_wordings_for_those_in_charge_only(house: House, case: Case) -> None:
    """The order of proposals would tell a colleague what was found."""
    potential.find(case=case, side=Side.OBSTACLE, code="health", by=house.counsellor, at=house.at)
    draft = house.draft(case)

    def topics(person: StaffMember) -> set[str]:
        found = options(person, draft, "", rubric="step_recipient")
        return {one.block.topic for one in found}

    assert topics(house.counsellor) == {"health"}
    assert topics(house.colleague) != {"health"}


def test_the_log_knows_that_something_was_noted_and_not_what(house: House, case: Case) -> None:
    noted(house, case, "Spricht ungern über den Bruder.")
    event = AuditEvent.objects.get(type="note-written")
    assert "Bruder" not in str(event.facts)


def test_the_page_is_shut_to_those_not_in_charge(house: House, case: Case) -> None:
    noted(house, case)
    url = reverse("meetings:notes", args=[case.pk])
    assert "Ruft lieber an." in client_of(house.counsellor).get(url).content.decode()
    for person in (house.colleague, *(house.staff[r] for r in Role if r != Role.COUNSELLOR)):
        assert client_of(person).get(url).status_code == 403, person


def test_a_note_stands_on_no_page_of_others(house: House, case: Case) -> None:
    noted(house, case)
    lead = client_of(house.staff[Role.TEAM_LEAD])
    for name in ("cases:case", "cases:history", "cases:file", "meetings:prepare_case"):
        assert "Ruft lieber an." not in lead.get(reverse(name, args=[case.pk])).content.decode()


def test_a_script_stores_while_somebody_writes(house: House, case: Case) -> None:
    client, chosen = client_of(house.counsellor), uuid4()
    url = reverse("meetings:note_write", args=[case.pk, chosen])
    answer = client.post(url, {"text": "Halb ge"}, headers={"X-Autosave": "ja"})
    assert answer.json()["saved"].startswith("Gespeichert")
    client.post(url, {"text": "Halb geschrieben."}, headers={"X-Autosave": "ja"})
    assert CaseNote.objects.get(pk=chosen).text == "Halb geschrieben."


def test_two_windows_on_one_note_lose_no_word(house: House, case: Case) -> None:
    client, note = client_of(house.counsellor), noted(house, case)
    url, known = reverse("meetings:note_write", args=[case.pk, note.pk]), note.as_of
    first = {"text": "Ruft an, abends.", "as_of": known}
    assert "saved" in client.post(url, first, headers={"X-Autosave": "ja"}).json()
    second = {"text": "Ruft an, mittags.", "as_of": known}
    told = client.post(url, second, headers={"X-Autosave": "ja"}).json()
    assert "saved" not in told
    assert told["other"] == "Ruft an, abends."
    page = client.post(url, second)
    assert page.status_code == 409
    assert {"Ruft an, abends.", "Ruft an, mittags."} <= set(
        re.findall(r"Ruft an, \w+\.", page.content.decode())
    )
    assert CaseNote.objects.get(pk=note.pk).text == "Ruft an, abends."
    client.post(url, {"text": "Abends und mittags.", "as_of": told["as_of"]})
    assert CaseNote.objects.get(pk=note.pk).text == "Abends und mittags."


def test_what_arrived_though_its_answer_was_lost_is_no_other_word(house: House, case: Case) -> None:
    client, note = client_of(house.counsellor), noted(house, case)
    url, known = reverse("meetings:note_write", args=[case.pk, note.pk]), note.as_of
    for _again in range(2):
        sent = {"text": "Ruft an.", "as_of": known}
        assert "saved" in client.post(url, sent, headers={"X-Autosave": "ja"}).json()


def test_findings_are_of_the_list_or_in_own_words_each_once(house: House, case: Case) -> None:
    by, at = house.counsellor, house.at
    for _again in range(2):
        potential.find(case=case, side=Side.OBSTACLE, code="german", by=by, at=at)
        potential.find(case=case, side=Side.STRENGTH, words="kann gut  kochen", by=by, at=at)
    assert sorted(map(str, PotentialFinding.objects.all())) == [
        "Deutsch reicht noch nicht",
        "kann gut kochen",
    ]
    with pytest.raises(Refused, match="Liste"):
        potential.find(case=case, side=Side.STRENGTH, code="german", by=by, at=at)


def test_what_no_longer_holds_goes_and_can_be_found_again(house: House, case: Case) -> None:
    by, at = house.counsellor, house.at
    found = potential.find(case=case, side=Side.OBSTACLE, code="debts", by=by, at=at)
    potential.remove(finding=found, by=by, at=at)
    assert not PotentialFinding.objects.present().exists()
    potential.find(case=case, side=Side.OBSTACLE, code="debts", by=by, at=at)
    assert PotentialFinding.objects.present().count() == 1


def test_every_topic_of_the_list_is_one_of_plan_entries() -> None:
    known = {t.code for t in (*GOAL_TOPICS, *RECIPIENT_STEP_TOPICS, *JOBCENTRE_STEP_TOPICS)}
    assert all(factor.topics <= known for factor in FACTORS.values())


def test_findings_bring_wordings_of_their_topics_first(house: House, case: Case) -> None:
    def topics(*about: str) -> list[str]:
        found = suggestions(
            house.counsellor,
            house.jobcentre,
            "",
            rubric="step_recipient",
            on=clock.today(),
            topics=about,
        )
        return [one.block.topic for one in found]

    potential.find(case=case, side=Side.OBSTACLE, code="health", by=house.counsellor, at=house.at)
    about = PotentialFinding.objects.present().filter(case=case).topics()
    assert set(topics(*about)) == {"health"}
    assert set(topics()) != {"health"}
