"""The start page and the case, as each person meets them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.audit.events import Reading
from roterfaden.audit.models import ReadEvent
from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.documents.models import Document
from roterfaden.organisations.permissions import ROLES, Role
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import Answer, EntryOutcome, Plan, PlanVersion
from roterfaden.recipients.models import Case
from tests.factories.house import House
from tests.integration.cases.conftest import Ask

Words = Callable[..., str]


def case_url(case: Case, page: str = "case") -> str:
    return reverse(f"cases:{page}", args=[case.pk])


def main_actions(page: str) -> int:
    """How many blue buttons the page itself has."""
    return page.partition("<main")[2].partition("</main>")[0].count("kern-btn--primary")


def agreed_long_ago(house: House, case: Case, *, days: int) -> PlanVersion:
    """A version in force since then; the office promised something for ten days later."""
    # By the Berlin clock: an hour more or less would be another day at night.
    by, at = house.counsellor, house.at.astimezone(BERLIN) - timedelta(days=days)
    version = drafts.start(case=case, by=by, at=at)
    promise_due = clock.day_of(at) + timedelta(days=10)
    for content in (
        EntryContent(kind="goal", text="Ich arbeite im Lager.", topic="work"),
        EntryContent(
            kind="step", owner="jobcentre", text="Wir zahlen den Kurs.", due_on=promise_due
        ),
    ):
        entries.add(version=version, content=content, by=by, at=at)
    return answers.agree(version=version, sought_by=["printout"], by=by, at=at)


def test_the_start_puts_the_longest_overdue_first(house: House, text_of: Words) -> None:
    agreed_long_ago(house, house.case("Haddad", "Samira"), days=200)
    agreed_long_ago(house, house.case("Haddad", "Karim"), days=220)
    page = text_of(house.counsellor, "/")
    assert page.index("Karim Haddad") < page.index("Samira Haddad") < page.index("Kevin Brandt")
    assert main_actions(page) == 1
    assert "2 Pläne sind überfällig" in page


def test_the_start_shows_what_the_office_owes_until_it_is_done(
    house: House, text_of: Words
) -> None:
    version = agreed_long_ago(house, house.case("Haddad", "Samira"), days=40)
    assert "30 Tage" in text_of(house.counsellor, "/")
    promise = version.entries.get(kind="step")
    done = EntryOutcome.Kind.DONE
    endings.record_outcome(entry=promise, kind=done, by=house.counsellor, at=house.at)
    page = text_of(house.counsellor, "/")
    assert "30 Tage" not in page
    assert "Was wir zugesagt haben, ist getan" in page


@pytest.mark.parametrize("role", [Role.CONTROLLING, Role.RESEARCHER])
def test_other_roles_read_what_they_do_here(house: House, text_of: Words, role: Role) -> None:
    page = text_of(house.staff[role], "/")
    assert str(ROLES[role].description) in page
    assert "Haddad" not in page


STEPS = {
    "nothing": "Plan beginnen",
    "draft": "Entwurf weiterschreiben",
    "offered": "Antwort festhalten",
    "agreed": "Gemeinsam zurückblicken",
}


@pytest.mark.parametrize("state", STEPS)
def test_the_main_action_follows_the_state_of_the_plan(
    house: House, text_of: Words, state: str
) -> None:
    case = house.case("Brandt")
    if state == "agreed":
        house.agreed(case)
    elif state != "nothing":
        version = house.draft(case)
        if state == "offered":
            until = clock.today() + timedelta(days=7)
            answers.offer(version=version, think_until_on=until, by=house.counsellor, at=house.at)
    page = text_of(house.counsellor, case_url(case))
    shown = {words for words in STEPS.values() if f'<span class="kern-label">{words}<' in page}
    assert shown == {STEPS[state]}
    lead = text_of(house.staff[Role.TEAM_LEAD], case_url(case))
    assert main_actions(lead) == 0


def test_after_a_death_nothing_is_to_be_planned(house: House, text_of: Words) -> None:
    version = house.agreed(house.case("Brandt"))
    endings.end(plan=version.plan, reason=Plan.EndReason.DIED, by=house.counsellor, at=house.at)
    page = text_of(house.counsellor, case_url(version.plan.case))
    assert "Hier ist nichts mehr zu planen" in page
    assert main_actions(page) == 0
    assert "Fassung 2 machen" not in page
    assert "Das war ein Irrtum: Plan beginnen" in page
    assert case_url(version.plan.case) not in text_of(house.counsellor, "/").split("Zuletzt")[0]


def test_the_office_stands_before_the_person_and_its_delay_is_named(
    house: House, text_of: Words
) -> None:
    version = agreed_long_ago(house, house.case("Haddad", "Samira"), days=40)
    page = text_of(house.counsellor, case_url(version.plan.case))
    assert "Wir zahlen den Kurs." in page
    assert "überfällig seit" in page
    both = house.agreed(house.case("Brandt"))
    page = text_of(house.counsellor, case_url(both.plan.case))
    assert page.index("gibt mir die Berechtigung") < page.index("melde mich für den Kurs")


def test_people_of_the_household_are_linked_with_their_plan(house: House, text_of: Words) -> None:
    house.agreed(house.case("Haddad", "Karim"))
    page = text_of(house.counsellor, case_url(house.case("Haddad", "Samira")))
    assert case_url(house.case("Haddad", "Karim")) in page
    assert "im Haushalt, Plan gilt" in page


def test_the_history_tells_what_was_not_agreed_too(house: House, text_of: Words) -> None:
    case = house.case("Haddad", "Samira")
    version = house.draft(case)
    answers.decline(
        version=version,
        outcome=Answer.Outcome.COULD_NOT_ANSWER,
        reason="Sie wollte erst mit ihrer Schwester sprechen.",
        sought_by=["read_aloud"],
        by=house.counsellor,
        at=house.at,
    )
    version = answers.agree(
        version=version, sought_by=["read_aloud"], by=house.counsellor, at=house.at
    )
    goal = version.entries.get(kind="goal")
    done = EntryOutcome.Kind.DONE
    endings.record_outcome(entry=goal, kind=done, by=house.counsellor, at=house.at)
    endings.end(
        plan=version.plan, reason=Plan.EndReason.GOAL_REACHED, by=house.counsellor, at=house.at
    )
    page = text_of(house.counsellor, case_url(case, "history"))
    for words in ("mit ihrer Schwester", "Fassung 1 abgestimmt", "Plan beendet", "Ziel erreicht"):
        assert words in page
    other_way_round = text_of(house.counsellor, f"{case_url(case, 'history')}?sortiert=alt")
    newest_first, oldest_first = (html.partition("<table")[2] for html in (page, other_way_round))
    assert newest_first.index("Plan beendet") < newest_first.index("mit ihrer Schwester")
    assert oldest_first.index("mit ihrer Schwester") < oldest_first.index("Plan beendet")
    thread = text_of(house.counsellor, case_url(case))
    assert "Beendete Pläne" in thread
    assert "Schwester" not in thread


def test_opening_is_noted_once_each(house: House, ask: Ask) -> None:
    case = house.case("Haddad", "Samira")
    document = Document.objects.get(kind="plan", subject=house.agreed(case).pk)
    ask(house.counsellor, case_url(case))
    response = ask(house.counsellor, reverse("cases:document_file", args=[document.pk]))
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    events = ReadEvent.objects.order_by("sequence").values_list("type", "target_id", "actor")
    actor = f"staffmember:{house.counsellor.pk}"
    assert list(events) == [
        (Reading.CASE_OPENED, str(case.pk), actor),
        (Reading.DOCUMENT_OPENED, str(document.pk), actor),
    ]


@pytest.fixture
def lead(house: House) -> Client:
    client, user = Client(), house.staff[Role.TEAM_LEAD].user
    assert user
    client.force_login(user)
    return client


def test_a_team_lead_assigns_a_case(house: House, lead: Client) -> None:
    case = house.case("Brandt")
    day = f"{clock.today():%d.%m.%Y}"
    form = {"staff": str(house.colleague.pk), "team": "", "begins_on": day}
    response = lead.post(case_url(case, "assign"), form, follow=True)
    assert "Die Zuständigkeit ist geändert." in response.content.decode()
    assert Case.objects.assigned_to(house.colleague, clock.today()).filter(pk=case.pk).exists()


def test_an_empty_assignment_says_what_is_missing(house: House, lead: Client) -> None:
    case = house.case("Brandt")
    response = lead.post(case_url(case, "assign"), {"staff": "", "team": "", "begins_on": ""})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Wählen Sie eine Fachkraft oder ein Team." in page
    assert "Das Datum fehlt." in page


def test_a_team_lead_arranges_a_stand_in(house: House, lead: Client) -> None:
    today = clock.today()
    form = {
        "substitute": str(house.colleague.pk),
        "begins_on": f"{today:%d.%m.%Y}",
        "ends_on": f"{today + timedelta(days=5):%d.%m.%Y}",
    }
    lead.post(case_url(house.case("Brandt"), "stand_in"), form)
    counselled = Case.objects.visible_to(house.colleague).counselled_by(house.colleague, today)
    stood_in = counselled.exclude(pk__in=Case.objects.assigned_to(house.colleague, today))
    assert set(stood_in.values_list("recipient__last_name", flat=True)) == {"Haddad", "Brandt"}


def test_a_team_lead_protects_names_and_lifts(house: House, lead: Client, ask: Ask) -> None:
    case = house.case("Brandt")
    lead.post(case_url(case, "protect"))
    assert ask(house.colleague, case_url(case)).status_code == 404
    lead.post(case_url(case, "name_staff"), {"staff": str(house.colleague.pk)})
    assert ask(house.colleague, case_url(case)).status_code == 200
    lead.post(case_url(case, "lift_protection"))
    case.refresh_from_db()
    assert not case.is_protected


def test_counsellors_read_who_is_responsible_and_why_they_cannot_change_it(
    house: House, text_of: Words
) -> None:
    page = text_of(house.counsellor, case_url(house.case("Brandt"), "responsibility"))
    assert "Zuständigkeiten ändert die Teamleitung" in page
    assert "Fall zuweisen" not in page
