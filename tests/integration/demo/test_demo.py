"""The demo as it lies in the database: every state, every kind, nothing broken."""

import io
import json
from collections import Counter
from datetime import date, timedelta

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.contrib.auth import authenticate
from django.db import transaction
from pypdf import PdfReader

from roterfaden.audit import verify
from roterfaden.audit.models import AuditEvent
from roterfaden.cli import demo
from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.demo.loading import load
from roterfaden.demo.office import COLLEAGUES
from roterfaden.demo.presence import DemoRefused, Loaded
from roterfaden.documents.models import Document, StoredFile
from roterfaden.law.regimes import regime_on
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.actions import offices
from roterfaden.organisations.models import Jobcentre, StaffMember, StandIn
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import entries
from roterfaden.plans.history import EventKind, History
from roterfaden.plans.models import Answer, ChangeWish, Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.states import ONCE_AGREED_STATES, State
from roterfaden.recipients.models import Case, Recipient
from tests.integration.demo.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded"), pytest.mark.slow]


def staff(name: str) -> StaffMember:
    return StaffMember.objects.get(short_name=name)


def test_about_two_hundred_people_are_there(loaded: Loaded) -> None:
    assert loaded.state == "made"
    assert loaded.people == Recipient.objects.count() == Case.objects.count()
    assert 195 <= loaded.people <= 210


def test_plans_are_in_every_state() -> None:
    states = Counter(PlanVersion.objects.values_list("state", flat=True))
    assert set(states) == set(State)
    assert states["agreed"] > 90
    assert states["superseded"] > 60
    assert states["ended"] >= 15


def test_people_met_missed_each_other_and_meet_again() -> None:
    outcomes = Counter(Meeting.objects.values_list("outcome", flat=True))
    assert outcomes["took_place"] > 60
    assert outcomes["missed"] >= 10
    assert outcomes["planned"] > 30
    causes = set(Meeting.objects.filter(outcome="missed").values_list("good_cause", flat=True))
    assert causes == {"yes", "no", "unclear"}


def test_a_long_history_stands_still_and_goes_back_once() -> None:
    case = Case.objects.get(recipient__last_name="Brandner")
    kinds = Counter(event.kind for event in History(case).past(clock.today()))
    assert (kinds[EventKind.STILL], kinds[EventKind.BACK]) == (1, 1)


def test_some_people_have_no_plan_yet() -> None:
    assert 15 <= Case.objects.filter(plans=None).count() <= 30


def test_some_plans_are_overdue_and_some_are_due_soon() -> None:
    today = clock.today()
    in_force = PlanVersion.objects.in_force()
    assert in_force.filter(update_due_on__lt=today).count() >= 15
    soon = in_force.filter(update_due_on__range=(today, today + timedelta(28)))
    assert soon.count() >= 15


def test_think_time_runs_and_has_run_out() -> None:
    offered = PlanVersion.objects.filter(state="offered")
    assert offered.filter(think_until_on__gte=clock.today()).count() >= 3
    assert offered.filter(think_until_on__lt=clock.today()).count() >= 3


def test_histories_reach_back_more_than_a_year() -> None:
    oldest = PlanVersion.objects.exclude(agreed_on=None).order_by("agreed_on").first()
    assert oldest is not None
    assert oldest.agreed_on is not None
    assert (clock.today() - oldest.agreed_on).days > 450
    numbers = Counter(PlanVersion.objects.in_force().values_list("number", flat=True))
    assert {1, 2, 3, 4} <= set(numbers)


@pytest.mark.skipif(clock.today() < date(2026, 9, 1), reason="the new law is too young")
@pytest.mark.skipif(clock.today() > date(2027, 10, 1), reason="the old law is too long ago")
def test_plans_were_agreed_under_both_regimes() -> None:
    days = PlanVersion.objects.exclude(agreed_on=None).values_list("agreed_on", flat=True)
    assert {regime_on(day).code for day in days if day} == {"buergergeld", "grundsicherungsgeld"}


def test_answers_and_outcomes_are_of_every_kind() -> None:
    assert set(Answer.objects.values_list("outcome", flat=True)) == set(Answer.Outcome)
    ways = {way for ways in Answer.objects.values_list("sought_by", flat=True) for way in ways}
    assert ways == set(Answer.SoughtBy)
    assert set(ChangeWish.objects.values_list("taken_up", flat=True)) == {True, False}
    assert set(EntryOutcome.objects.values_list("kind", flat=True)) == set(EntryOutcome.Kind)
    reached = EntryOutcome.objects.filter(kind="done", entry__kind__in=["goal", "interim_goal"])
    assert reached.exclude(note="").count() >= 20


def test_plans_ended_for_reasons_on_both_sides() -> None:
    reasons = set(Plan.objects.exclude(end_reason="").values_list("end_reason", flat=True))
    assert {"job", "goal_reached", "moved", "office_cannot_keep", "office_changed"} <= reasons


def test_steps_of_the_jobcentre_are_overdue() -> None:
    steps = Entry.objects.filter(owner="jobcentre", version__state="agreed", outcomes=None)
    assert steps.filter(due_on__lt=clock.today()).count() >= 10


def test_every_agreed_version_has_its_sheet_of_one_page_in_the_case_file() -> None:
    agreed = PlanVersion.objects.exclude(agreed_on=None)
    sheets = Document.objects.filter(kind__in=[Document.Kind.PLAN, Document.Kind.LEAFLET])
    assert set(sheets.values_list("subject", flat=True)) == set(agreed.values_list("pk", flat=True))
    assert agreed.filter(state__in=ONCE_AGREED_STATES, sheet=None).count() == 0
    printed = StoredFile.objects.filter(documents__in=sheets)
    longest = max(printed, key=lambda stored: len(bytes(stored.content)))
    assert len(PdfReader(io.BytesIO(bytes(longest.content))).pages) == 1


def test_the_audit_log_is_whole_and_in_order_of_time() -> None:
    assert list(verify.findings()) == []
    moments = list(AuditEvent.objects.order_by("sequence").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] < clock.now()


def test_protected_cases_exist_only_for_those_named() -> None:
    protected = Case.objects.filter(is_protected=True)
    assert protected.count() == 3
    seen = {
        name: Case.objects.visible_to(staff(name)).filter(is_protected=True).count()
        for name in ("fachkraft", "vertretung", "teamleitung", "keller", "wagner", "verwaltung")
    }
    assert seen == {
        "fachkraft": 1,
        "vertretung": 2,
        "teamleitung": 2,
        "keller": 1,
        "wagner": 0,
        "verwaltung": 0,
    }


def test_households_have_several_people() -> None:
    sizes = Counter(Recipient.objects.exclude(household=None).values_list("household", flat=True))
    assert sum(size > 1 for size in sizes.values()) >= 10
    assert Entry.objects.exclude(involved=None).exists()


def test_every_sign_in_opens_with_the_password_and_the_others_do_not() -> None:
    opened = {
        colleague.short_name: authenticate(None, username=colleague.short_name, password=PASSWORD)
        is not None
        for colleague in COLLEAGUES
    }
    assert opened == {colleague.short_name: colleague.signs_in for colleague in COLLEAGUES}
    assert {role for member in StaffMember.objects.all() for role in member.roles} == set(Role)


def test_stand_ins_run_today_and_end() -> None:
    running = StandIn.objects.in_force_on(clock.today())
    assert set(running.values_list("absent__short_name", "substitute__short_name")) == {
        ("fachkraft", "vertretung"),
        ("keller", "fachkraft"),
    }


def test_samira_haddads_page_shows_three_versions_and_a_promise_that_is_overdue() -> None:
    version = PlanVersion.objects.in_force().get(plan__case__recipient__last_name="Haddad")
    assert version.number == 3
    assert version.update_due_on is not None
    assert 0 <= (version.update_due_on - clock.today()).days <= 5
    promise = version.entries.get(text__startswith="Mein Jobcenter klärt")
    assert promise.due_on is not None
    assert promise.due_on < clock.today()
    assert not promise.outcomes.exists()


def test_a_second_load_changes_nothing() -> None:
    before = AuditEvent.objects.count()
    again = load()
    assert (again.state, again.password) == ("found", PASSWORD)
    assert AuditEvent.objects.count() == before


def test_the_command_prints_address_and_sign_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "with_database", transaction.atomic)
    result = CliRunner().invoke(demo.demo, [])
    assert result.exit_code == 0
    assert "war schon geladen" in result.output
    assert settings.BASE_URL in result.output
    assert PASSWORD in result.output
    assert "fachkraft     Jana Reuter      Integrationsfachkraft" in result.output


def test_the_command_speaks_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "with_database", transaction.atomic)
    result = CliRunner().invoke(demo.demo, ["--format", "json"])
    said = json.loads(result.output)
    assert said["loaded"] is False
    assert [sign_in["sign_in"] for sign_in in said["sign_ins"]] == [
        colleague.short_name for colleague in COLLEAGUES if colleague.signs_in
    ]


def test_it_refuses_a_database_that_holds_another_jobcentre() -> None:
    with pytest.raises(DemoRefused, match="Jobcenter Echtstadt") as refusal, transaction.atomic():
        offices.create_jobcentre(
            traegernummer="12345",
            name="Jobcenter Echtstadt",
            kind=Jobcentre.Kind.MUNICIPAL,
            land="NW",
            at=clock.now(),
        )
        load()
    assert "eigene Datenbank" in refusal.value.way_out


def test_it_refuses_where_there_is_no_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    with pytest.raises(DemoRefused, match="hier ist sie aus"):
        load()


def test_an_agreed_version_of_the_demo_never_changes_either() -> None:
    version = PlanVersion.objects.in_force().order_by("pk")[0]
    entry = version.entries.order_by("position")[0]
    with pytest.raises(Refused):
        entries.remove(entry=entry, by=staff("fachkraft"), at=clock.now())
