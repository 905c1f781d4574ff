"""The page on which both sides look back, with and without a script."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.german import day
from roterfaden.meetings.actions import meetings
from roterfaden.meetings.models import Meeting
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.entries import EntryContent
from roterfaden.plans.models import Answer, Entry, EntryOutcome, PlanVersion
from roterfaden.recipients.actions.cases import assign
from tests.factories.house import House

AT_MOST = 14


@pytest.fixture
def version(house: House) -> PlanVersion:
    return house.agreed(house.case("Haddad", "Samira"))


def address(version: PlanVersion) -> str:
    return reverse("plans:review", args=[version.pk])


def of(version: PlanVersion, owner: str) -> Entry:
    found: Entry = version.entries.get(owner=owner)
    return found


def send(
    browser: Client, entry: Entry, name: str = "outcome", *, script: bool = False, **sent: str
) -> str:
    url = reverse(f"plans:{name}", args=[entry.version_id, entry.pk])
    headers = {"HX-Request": "true"} if script else {}
    answer = browser.post(url, {"seite": "rueckblick", **sent}, headers=headers, follow=True)
    return answer.content.decode()


def newest(entry: Entry) -> EntryOutcome:
    return entry.outcomes.latest("recorded_at")


def test_the_page_begins_with_the_goal_and_the_offices_own_steps(
    browser: Client, version: PlanVersion
) -> None:
    html = browser.get(address(version)).content.decode()
    texts = [of(version, owner).text for owner in ("", "jobcentre", "recipient")]
    assert sorted(texts, key=html.index) == texts
    assert "0 von 3 besprochen" in html
    assert "und 3, über die Sie noch nicht gesprochen haben" in html


def test_without_a_script_one_button_says_it_and_leads_on(
    browser: Client, version: PlanVersion
) -> None:
    goal, promise = of(version, ""), of(version, "jobcentre")
    url = reverse("plans:outcome", args=[version.pk, goal.pk])
    answer = browser.post(url, {"seite": "rueckblick", "kind": "open"})
    assert answer["Location"] == f"{address(version)}#r-{promise.pk}"
    html = browser.get(address(version)).content.decode()
    assert "<b>noch richtig</b>" in html
    assert "1 von 3 besprochen" in html


def test_without_a_script_the_reason_is_asked_for_after_the_button(
    browser: Client, version: PlanVersion
) -> None:
    step = of(version, "recipient")
    assert re.search(r"data-asks\b(?!-)", send(browser, step, kind="not_done"))
    send(browser, step, kind="keep", note="Der Kurs war voll.", good_cause="yes")
    outcome = newest(step)
    assert (outcome.kind, outcome.note, outcome.good_cause) == (
        "not_done",
        "Der Kurs war voll.",
        "yes",
    )


@pytest.mark.parametrize("script", [True, False])
def test_a_short_day_goes_into_the_new_plan(
    browser: Client, version: PlanVersion, script: bool
) -> None:
    step, new_day = of(version, "recipient"), clock.today() + timedelta(days=40)
    typed = f"{new_day.day}.{new_day.month}."
    html = send(browser, step, kind="keep", new_due_on=typed, script=script)
    assert newest(step).kind == "open"
    assert newest(step).new_due_on == new_day
    assert f"bis {day(new_day)}" in html
    browser.post(reverse("plans:start", args=[version.plan.case_id]))
    draft = version.plan.versions.get(state="draft")
    assert draft.entries.get(continues=step).due_on == new_day


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(
    ("typed", "said"), [("am Dienstag", "ist kein Datum"), ("01.01.2020", "Vergangenheit")]
)
def test_a_day_that_cannot_be_is_told_where_it_was_typed(
    browser: Client, version: PlanVersion, script: bool, typed: str, said: str
) -> None:
    html = send(browser, of(version, "recipient"), kind="keep", new_due_on=typed, script=script)
    assert said in html
    assert f'value="{typed}"' in html
    assert not EntryOutcome.objects.exists()


@pytest.mark.parametrize("kind", ["partly", "not_done", "", "erledigt"])
def test_a_goal_is_not_partly_anything(browser: Client, version: PlanVersion, kind: str) -> None:
    send(browser, of(version, ""), kind=kind, script=True)
    assert not EntryOutcome.objects.exists()


def test_what_a_script_is_told_is_what_a_reload_shows(
    browser: Client, version: PlanVersion
) -> None:
    step = of(version, "jobcentre")
    told = send(browser, step, kind="partly", script=True)
    reloaded = browser.get(address(version)).content.decode()
    for tag, name in (("li", f"r-{step.pk}"), ("p", "besprochen"), ("section", "geht-mit")):
        assert _part(told, tag, name) == _part(reloaded, tag, name)


def _part(html: str, tag: str, name: str) -> str:
    found = re.search(rf'<{tag}\b[^>]*\bid="{name}".*?</{tag}>', html, re.DOTALL)
    assert found, name
    return " ".join(re.sub(r'value="\w{64}"', "", found[0]).split())


def test_taking_back_shows_the_row_as_it_was(browser: Client, version: PlanVersion) -> None:
    step = of(version, "jobcentre")
    before = _part(browser.get(address(version)).content.decode(), "li", f"r-{step.pk}")
    send(browser, step, kind="done", script=True)
    undone = send(browser, step, "outcome_undo", outcome=str(newest(step).pk), script=True)
    assert _part(undone, "li", f"r-{step.pk}") == before


def test_a_goal_reached_is_told_warmly_and_asks_what_comes_next(
    browser: Client, version: PlanVersion
) -> None:
    goal = of(version, "")
    html = send(browser, goal, kind="done", script=True)
    assert "Das haben Sie geschafft." in html
    assert "rf-reached__loop" in html
    key = str(uuid4())
    for _twice in range(2):
        html = send(browser, goal, "next_goal", text="Ich leite ein Team.", new_id=key, script=True)
    draft = version.plan.versions.get(state="draft")
    assert [one.text for one in draft.entries.filter(kind="goal")] == ["Ich leite ein Team."]
    assert "Ich leite ein Team." in _part(html, "section", "geht-mit")
    history = browser.get(reverse("cases:history", args=[version.plan.case_id]))
    assert "Ziel erreicht" in history.content.decode()


def test_an_empty_next_goal_is_told_at_its_field(browser: Client, version: PlanVersion) -> None:
    goal = of(version, "")
    send(browser, goal, kind="done")
    html = send(browser, goal, "next_goal", text="")
    assert "Schreiben Sie das neue Ziel in einem Satz." in html
    assert not version.plan.versions.filter(state="draft").exists()


def test_after_a_change_of_counsellor_the_plan_can_be_set_aside_and_taken_up_again(
    browser: Client, house: House, version: PlanVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "zur Seite legen" not in browser.get(address(version)).content.decode()
    _hand_over(house, version, monkeypatch)
    url = reverse("plans:set_aside", args=[version.pk])
    assert "Diesen Plan hat" in browser.get(address(version)).content.decode()
    assert "warum der Plan zur Seite" in browser.post(url, {"reason": ""}).content.decode()
    html = browser.post(url, {"reason": "Passt nicht mehr."}, follow=True).content.decode()
    assert "Der neue Plan beginnt leer." in html
    outcome = EntryOutcome.objects.filter(together__isnull=False).first()
    assert outcome
    html = send(browser, outcome.entry, "outcome_undo", outcome=str(outcome.pk))
    assert "0 von 3 besprochen" in html


def _hand_over(house: House, version: PlanVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assign(
        case=version.plan.case,
        staff=house.colleague,
        begins_on=clock.today(),
        by=None,
        at=tomorrow,
    )


def test_who_is_in_the_talk_of_today_stands_beside_it(
    browser: Client, house: House, version: PlanVersion
) -> None:
    meetings.arrange(
        case=version.plan.case,
        starts_at=clock.now(),
        kind=Meeting.Kind.FOLLOW_UP,
        channel=Meeting.Channel.VIDEO,
        by=house.counsellor,
        at=house.at,
    )
    html = browser.get(address(version)).content.decode()
    assert "Im Gespräch" in html
    assert "per Video" in html


def test_a_wish_that_was_not_taken_up_stands_beside_it(
    browser: Client, house: House, version: PlanVersion
) -> None:
    draft = drafts.start(case=version.plan.case, by=house.counsellor, at=house.at)
    answers.decline(
        version=draft,
        outcome=Answer.Outcome.NOT_AGREED,
        reason="Zu früh.",
        sought_by=["read_aloud"],
        wishes=[answers.Wish("Lieber vormittags.", taken_up=False)],
        by=house.counsellor,
        at=house.at,
    )
    assert "Lieber vormittags." in browser.get(address(version)).content.decode()


def test_a_plan_that_does_not_hold_leads_back_to_itself(
    browser: Client, house: House, version: PlanVersion
) -> None:
    draft = house.draft(house.case("Brandt"))
    page = reverse("plans:version", args=[draft.pk])
    assert browser.get(address(draft))["Location"] == page


def test_page_and_answer_ask_the_database_as_often_however_long_the_plan(
    browser: Client, house: House, version: PlanVersion
) -> None:
    asked = _asked(browser, version)
    draft = drafts.start(case=version.plan.case, by=house.counsellor, at=house.at)
    for number in range(12):
        step = EntryContent(kind="step", owner="recipient", text=f"Ich rufe {number} an.")
        entries.add(version=draft, content=step, by=house.counsellor, at=house.at)
    longer = answers.agree(
        version=draft, sought_by=["read_aloud"], by=house.counsellor, at=house.at
    )
    for entry in longer.entries.all():
        endings.record_outcome(
            entry=entry, kind=EntryOutcome.Kind.OPEN, by=house.counsellor, at=house.at
        )
    assert _asked(browser, longer) == asked
    assert asked[0] <= AT_MOST


def _asked(browser: Client, version: PlanVersion) -> tuple[int, int]:
    step = of(version, "jobcentre")
    browser.get(address(version))
    with CaptureQueriesContext(connection) as page:
        browser.get(address(version))
    with CaptureQueriesContext(connection) as answer:
        send(browser, step, kind="partly", script=True)
    return len(page), len(answer)
