"""The pages of letters: from a meeting to the outbox and the case file."""

import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from roterfaden.audit.models import ReadEvent
from roterfaden.core import clock
from roterfaden.delivery import actions, content
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.states import State
from roterfaden.meetings import actions as meetings
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.models import Case
from tests.factories.browsers import client_of
from tests.factories.house import House
from tests.factories.letters import a_letter, a_posted_letter, ready_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(house: House) -> House:
    return ready_office(house)


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def today(house: House) -> date:
    return clock.day_of(house.at)


def page(letter: Letter, name: str = "letter") -> str:
    return reverse(f"letters:{name}", args=[letter.pk])


def a_meeting(house: House, case: Case) -> Meeting:
    return meetings.arrange(
        case=case,
        starts_at=house.at + timedelta(days=20),
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.IN_PERSON,
        by=house.counsellor,
        at=house.at,
    )


def test_an_invitation_begins_with_what_the_meeting_knows(
    house: House, case: Case, browser: Client
) -> None:
    meeting = a_meeting(house, case)
    for _again in range(2):
        browser.post(reverse("letters:invite", args=[case.pk, meeting.pk]))
    letter = Letter.objects.get(subject=meeting.pk)
    assert letter.facts["meets_on"] == meeting.on.isoformat()
    assert letter.facts["meets_at"] == meeting.time_words
    assert letter.event_on == meeting.on


def test_a_posted_invitation_is_noted_at_its_meeting(
    house: House, case: Case, browser: Client
) -> None:
    meeting = a_meeting(house, case)
    browser.post(reverse("letters:invite", args=[case.pk, meeting.pk]))
    letter = Letter.objects.get(subject=meeting.pk)
    said = {"purpose": "Wir sehen Ihren Plan an.", **letter.facts}
    browser.post(page(letter, "edit"), said)
    browser.post(page(letter, "finish"))
    browser.post(page(letter, "post"), {"posted_on": today(house), "channel": "post"})
    meeting.refresh_from_db()
    assert (meeting.invitation, meeting.invited_on) == ("letter", today(house))


def test_no_invitation_goes_out_to_a_meeting_that_was_moved(
    house: House, case: Case, browser: Client
) -> None:
    meeting = a_meeting(house, case)
    browser.post(reverse("letters:invite", args=[case.pk, meeting.pk]))
    letter = Letter.objects.get(subject=meeting.pk)
    browser.post(page(letter, "edit"), {"purpose": "Wir sehen Ihren Plan an.", **letter.facts})
    browser.post(page(letter, "finish"))
    later = meeting.starts_at + timedelta(days=7)
    meetings.move(meeting=meeting, starts_at=later, by=house.counsellor, at=house.at)
    browser.post(page(letter, "post"), {"posted_on": today(house), "channel": "post"})
    letter.refresh_from_db()
    assert letter.state == State.READY


def test_the_paper_bears_the_day_on_which_it_goes_out(
    house: House, case: Case, browser: Client
) -> None:
    letter = a_letter(house, case)
    found = browser.get(page(letter, "pdf"), {"tag": "24.12.2026"})
    text = PdfReader(io.BytesIO(found.content)).pages[0].extract_text()
    assert "Datum: 24.12.2026" in " ".join(text.split())


def test_a_letter_speaks_german_whatever_the_page_speaks(
    house: House, case: Case, browser: Client
) -> None:
    letter = a_letter(house, case, Kind.INVITATION)
    with translation.override("en"):
        said = content.data(letter, content.words_of(letter), letter.event_on)
    assert "im Jobcenter" in str(said)
    assert said["document"]["description"].startswith("Einladung vom")


def test_the_page_names_what_is_missing(house: House, case: Case, browser: Client) -> None:
    text = browser.get(page(a_letter(house, case, reasonable_because=""))).content.decode()
    assert "Ein Punkt fehlt noch." in text
    assert "Warum das zumutbar ist" in text
    assert "Fertig stellen" not in text


def test_a_missing_fact_is_written_and_the_letter_finished(
    house: House, case: Case, browser: Client
) -> None:
    letter = a_letter(house, case, reasonable_because="")
    form = browser.get(page(letter, "edit")).context["form"]
    said = {field.html_name: field.value() or "" for field in form}
    said |= {"reasonable_because": "Sie haben im Lager gearbeitet.", "words-support": "Ich helfe."}
    said["due_on"] = f"{said['due_on']:%d.%m.%Y}"
    said["plan_agreed_on"] = f"{said['plan_agreed_on']:%d.%m.%Y}"
    browser.post(page(letter, "edit"), said)
    browser.post(page(letter, "finish"))
    letter.refresh_from_db()
    assert letter.state == State.READY
    assert letter.words == {"support": "Ich helfe."}
    assert letter.facts["standard_need"] == "563.00"


def test_words_left_as_they_are_stay_those_of_the_office(
    house: House, case: Case, browser: Client
) -> None:
    letter = a_letter(house, case)
    context = browser.get(page(letter, "edit")).context
    said = {f.html_name: f.value() or "" for form in ("form", "words") for f in context[form]}
    for name in ("due_on", "plan_agreed_on"):
        said[name] = f"{said[name]:%d.%m.%Y}"
    browser.post(page(letter, "edit"), said)
    letter.refresh_from_db()
    assert letter.words == {}


def test_the_outbox_shows_a_second_person_what_to_check(house: House, case: Case) -> None:
    letter = a_letter(house, case, Kind.DECISION)
    actions.give_to_check(letter=letter, by=house.counsellor, at=house.at)
    lead = client_of(house.staff[Role.TEAM_LEAD])
    assert lead.get("/").context["letters_to_check"] == 1
    assert client_of(house.colleague).get("/").context["letters_to_check"] == 1
    assert client_of(house.counsellor).get("/").context["letters_to_check"] == 0
    assert lead.get(reverse("letters:outbox")).context["to_check"] == [letter]
    lead.post(page(letter, "check"))
    letter.refresh_from_db()
    assert letter.state == State.READY


def test_the_page_warns_before_somebody_prints_what_no_longer_fits(
    house: House, case: Case, browser: Client
) -> None:
    letter = a_letter(house, case, due_on=today(house) + timedelta(days=4))
    actions.give_to_check(letter=letter, by=house.counsellor, at=house.at)
    assert "ist zu früh" in browser.get(page(letter)).content.decode()


def test_practice_never_stands_among_the_letters_of_the_office(
    house: House, case: Case, browser: Client
) -> None:
    letter = a_letter(house, case, practice=True)
    context = browser.get(reverse("letters:outbox")).context
    assert (context["drafts"], context["practice"]) == ([], [letter])


def test_the_outbox_asks_the_database_equally_often_for_many_letters(
    house: House, case: Case, browser: Client, django_assert_max_num_queries: object
) -> None:
    for _one in range(6):
        a_letter(house, case)
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        browser.get(reverse("letters:outbox"))


def test_reading_a_letter_is_noted(house: House, case: Case, browser: Client) -> None:
    letter = a_letter(house, case)
    browser.get(page(letter))
    assert ReadEvent.objects.filter(type="letter-opened", target_id=str(letter.pk)).exists()


def test_a_posted_letter_is_read_from_the_case_file(
    house: House, case: Case, browser: Client
) -> None:
    letter = a_posted_letter(house, case)
    assert letter.document is not None
    text = browser.get(page(letter)).content.decode()
    assert "Widerspruch möglich bis" in text
    found = browser.get(page(letter, "pdf"))
    assert found["Location"] == reverse("cases:document_file", args=[letter.document.pk])
    assert (
        "Verpflichtung vom" in browser.get(reverse("cases:file", args=[case.pk])).content.decode()
    )


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_an_aid_sheet_in_english(
    house: House, case: Case, browser: Client, kind: Kind
) -> None:
    letter = a_letter(house, case, kind)
    found = browser.get(page(letter, "aid"))
    assert found.status_code == 200
    assert found.content.startswith(b"%PDF")


def test_the_specialist_reads_writes_and_approves_words(house: House) -> None:
    browser = client_of(house.staff[Role.SPECIALIST])
    at = reverse("wordings:write", args=["hearing"])
    form = browser.get(at).context["form"]
    said = {field.html_name: field.value() or "" for field in form}
    said |= {"questions": "Wie sehen Sie das?", "begins_on": f"{today(house):%d.%m.%Y}"}
    answer = browser.post(at, said, follow=True)
    assert "fachlich zu prüfen" in answer.content.decode()
    day = {"tag": today(house).isoformat()}
    answer = browser.post(reverse("wordings:approve", args=["hearing"]), day, follow=True)
    assert "freigegeben von" in answer.content.decode()


def test_words_of_a_law_that_ended_hold_within_it_only(house: House) -> None:
    browser = client_of(house.staff[Role.SPECIALIST])
    at = reverse("wordings:write", args=["request"])
    form = browser.get(at).context["form"]
    said = {field.html_name: field.value() or "" for field in form}
    answer = browser.post(at, said | {"begins_on": "01.07.2026"})
    assert "begins_on" in answer.context["form"].errors


def test_a_notice_without_its_gaps_is_refused_beside_its_field(house: House) -> None:
    browser = client_of(house.staff[Role.SPECIALIST])
    at = reverse("wordings:write", args=["obligation"])
    said = {f.html_name: f.value() or "" for f in browser.get(at).context["form"]}
    said |= {"notice": "Dann wird gemindert.", "begins_on": f"{today(house):%d.%m.%Y}"}
    assert "notice" in browser.post(at, said).context["form"].errors


def test_the_specialist_says_which_kinds_two_people_check(house: House, case: Case) -> None:
    browser = client_of(house.staff[Role.SPECIALIST])
    browser.post(reverse("wordings:four_eyes"), {"kind": ["hearing"]})
    states = [
        actions.give_to_check(
            letter=a_letter(house, case, kind), by=house.counsellor, at=house.at
        ).state
        for kind in (Kind.HEARING, Kind.DECISION)
    ]
    assert states == [State.TO_CHECK, State.READY]
