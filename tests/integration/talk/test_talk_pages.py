"""The pages about a talk: one submit, few keys, and what nobody else reads."""

from datetime import datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.german import BERLIN
from roterfaden.core.german import day as german_day
from roterfaden.meetings.models import Meeting
from roterfaden.organisations.permissions import Role
from roterfaden.recipients.models import Case
from roterfaden.talk.actions import record_use
from roterfaden.talk.models import NotRaised, SmallTask, TalkRecord
from roterfaden.talk.ways import Way
from tests.factories.browsers import client_of
from tests.factories.house import House
from tests.factories.talks import a_held_talk, a_reason_not_to_raise, a_silence, a_talk, days
from tests.integration.talk.test_findings import a_no

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(house: House) -> Case:
    return house.case("Brandt")


def text(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def send(client: Client, case: Case, **said: str) -> int:
    values = {"reason": "small_task_first", "owner": "recipient", **said}
    return client.post(reverse("talk:not_raised", args=[case.pk]), values).status_code


def test_one_submit_says_reason_task_and_next_talk(case: Case, browser: Client) -> None:
    on = clock.today() + timedelta(days=21)
    sent = {"task": "Befund holen", "until_on": "+14", "next_on": german_day(on), "next_time": "10"}
    assert send(browser, case, **sent) == 302
    task = SmallTask.objects.get()
    assert (task.text, task.due_on) == ("Befund holen", clock.today() + timedelta(days=14))
    assert Meeting.objects.planned().get().on == on
    assert Meeting.objects.planned().get().time_words == "10:00"


def test_a_task_without_a_day_is_due_by_the_next_talk(case: Case, browser: Client) -> None:
    on = german_day(clock.today() + timedelta(days=21))
    assert send(browser, case, task="@jc Kosten klären", next_on=on, next_time="10:30") == 302
    task = SmallTask.objects.get()
    assert (task.owner, task.text) == ("jobcentre", "Kosten klären")
    assert task.due_on == clock.today() + timedelta(days=21)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"reason": ""}, "Wählen Sie, warum"),
        ({"task": "Befund holen"}, "Bis wann?"),
        ({"next_on": "1.1.2099"}, "Uhrzeit des nächsten Gesprächs fehlt"),
        ({"reason": "other"}, "in wenigen Worten"),
        ({"until_on": "bald"}, "ist kein Datum"),
    ],
)
def test_what_is_missing_is_said_on_the_form(
    case: Case, browser: Client, said: dict[str, str], message: str
) -> None:
    values = {"reason": "too_much", "owner": "recipient", **said}
    response = browser.post(reverse("talk:not_raised", args=[case.pk]), values)
    assert message in response.content.decode()
    assert not NotRaised.objects.exists()
    assert not Meeting.objects.exists()


def test_the_form_stands_on_the_talk_of_the_day_with_digits_and_defaults(
    house: House, case: Case, browser: Client
) -> None:
    talk = a_talk(house, case)
    html = text(browser, reverse("talk:not_raised", args=[case.pk]))
    assert f'name="termin" value="{talk.pk}"' in html
    assert 'data-digit="1"' in html
    assert f'value="{talk.time_words}"' in html


def test_the_form_offers_no_second_next_talk(house: House, case: Case, browser: Client) -> None:
    a_talk(house, case, at=house.at + days(9))
    html = text(browser, reverse("talk:not_raised", args=[case.pk]))
    assert "ist schon vereinbart" in html
    assert 'name="next_on" value=' not in html


def test_before_it_begins_the_talk_of_today_is_not_the_next_one(
    case: Case, browser: Client, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    nine = datetime.combine(clock.today(), time(9), BERLIN)
    monkeypatch.setattr(clock, "now", lambda: nine)
    talk = a_talk(house, case, at=nine + timedelta(minutes=20))
    html = text(browser, reverse("talk:not_raised", args=[case.pk]))
    assert f'name="termin" value="{talk.pk}"' in html
    assert "ist schon vereinbart" not in html
    assert 'name="next_on" value=' in html


def test_the_outcome_stands_in_the_history_and_on_the_case(
    house: House, case: Case, browser: Client
) -> None:
    send(browser, case, task="Befund holen", until_on="+14")
    history = text(browser, reverse("cases:history", args=[case.pk]))
    assert "Plan nicht angesprochen: Erst eine kleine, klare Aufgabe" in history
    assert "Befund holen" in history
    page = text(browser, reverse("cases:case", args=[case.pk]))
    assert "Befund holen" in page
    browser.post(reverse("talk:task", args=[case.pk, Meeting.objects.get().pk]), {"erledigt": "ja"})
    assert (
        "Befund holen"
        not in text(browser, reverse("cases:case", args=[case.pk])).split("Nach dem Gespräch")[1]
    )


def test_it_is_corrected_and_taken_back(house: House, case: Case, browser: Client) -> None:
    said = a_silence(house, case)
    url = reverse("talk:not_raised", args=[case.pk])
    assert "zurücknehmen" in text(browser, f"{url}?termin={said.meeting_id}")
    browser.post(reverse("talk:take_back", args=[case.pk, said.meeting_id]))
    assert not NotRaised.objects.exists()


def test_a_talk_of_another_case_is_not_found(house: House, case: Case, browser: Client) -> None:
    other = a_talk(house, house.case("Haddad", "Karim"))
    url = reverse("talk:not_raised", args=[case.pk])
    for text_id in (other.pk, "unsinn"):
        assert browser.get(f"{url}?termin={text_id}").status_code == 404


def test_ways_are_proposed_and_corrected(house: House, case: Case, browser: Client) -> None:
    talk = a_held_talk(house, case)
    house.agreed(case)
    url = reverse("talk:use", args=[case.pk, talk.pk])
    html = text(browser, url)
    assert 'value="summary" data-digit="1" checked' in html
    assert 'value="review" data-digit="3" checked' not in html
    sent = {"ways": ["joint_definition", "review"], "shade": "participatory", "prepared": "on"}
    assert browser.post(url, sent).status_code == 302
    record = TalkRecord.objects.get()
    assert record.ways == ["joint_definition", "review"]
    assert (record.shade, record.prepared_with_plan) == ("participatory", True)
    assert 'value="review" data-digit="3" checked' in text(browser, url)


def test_after_the_yes_the_talk_of_today_is_recorded_in_one_step(
    house: House, case: Case, browser: Client
) -> None:
    talk, version = a_talk(house, case), house.agreed(case)
    use = reverse("talk:use", args=[case.pk, talk.pk])
    assert use in text(browser, reverse("plans:agreed", args=[version.pk]))
    browser.post(use, {"ways": ["summary"]})
    talk.refresh_from_db()
    assert talk.outcome == "took_place"


def test_nobody_else_reads_the_record(house: House, case: Case, browser: Client) -> None:
    talk = a_held_talk(house, case)
    record_use(meeting=talk, ways={Way.JOINT_DEFINITION}, by=house.counsellor, at=house.at)
    url, page = reverse("talk:use", args=[case.pk, talk.pk]), reverse("cases:case", args=[case.pk])
    history = reverse("cases:history", args=[case.pk])
    assert "gemeinsam geschrieben" in text(browser, page)
    colleague, lead = client_of(house.colleague), client_of(house.staff[Role.TEAM_LEAD])
    assert colleague.get(url).status_code == 404
    assert lead.get(url).status_code == 403
    for reader in (colleague, lead):
        for shown in (page, history):
            assert "gemeinsam geschrieben" not in text(reader, shown)


@pytest.mark.parametrize("role", [Role.CONTROLLING, Role.RESEARCHER, Role.ADMINISTRATOR])
def test_who_sees_figures_sees_no_talk(house: House, case: Case, role: Role) -> None:
    talk = a_held_talk(house, case)
    assert (
        client_of(house.staff[role]).get(reverse("talk:use", args=[case.pk, talk.pk])).status_code
        == 403
    )


def test_no_plan_is_found_and_taken_back_on_its_page(
    house: House, case: Case, browser: Client
) -> None:
    url = reverse("talk:no_plan", args=[case.pk])
    assert "noch kein Versuch festgehalten" in text(browser, url)
    a_no(house, case, after=-10)
    assert "noch kein zweiter angeboten" in text(browser, url)
    a_no(house, case)
    assert "§ 15a Abs. 3 SGB II" in text(browser, url)
    assert browser.post(url, {"reasons": "Zweimal angeboten."}).status_code == 302
    assert "Zweimal angeboten." in text(browser, url)
    assert "Es kommt kein Plan zustande" in text(browser, reverse("cases:history", args=[case.pk]))
    browser.post(reverse("talk:no_plan_take_back", args=[case.pk]))
    assert "Zurückgenommen am" in text(browser, url)


def test_the_specialist_keeps_the_reasons(house: House, case: Case, browser: Client) -> None:
    keeper = client_of(house.staff[Role.SPECIALIST])
    here = reverse("reasons:list")
    assert "So sind die Gründe mitgeliefert" in text(keeper, here)
    reason = a_reason_not_to_raise(house)
    sent = {"label": "Zieht weg", "ground": "law", "ground_words": ""}
    edit = reverse("reasons:reason", args=[reason.pk])
    assert "Nennen Sie die Stelle" in keeper.post(edit, sent).content.decode()
    assert keeper.post(edit, sent | {"ground_words": "§ 36 SGB II"}).status_code == 302
    for _step in range(12):
        keeper.post(reverse("reasons:move", args=[reason.pk]), {"wohin": "hoch"})
    form = text(browser, reverse("talk:not_raised", args=[case.pk]))
    assert f'value="{reason.pk}" data-digit="1"' in form
    assert "Gesetz: § 36 SGB II" in form
    keeper.post(reverse("reasons:switch", args=[reason.pk]), {"zeigen": "nein"})
    assert "Zieht weg" not in text(browser, reverse("talk:not_raised", args=[case.pk]))


def test_reasons_of_former_law_come_along_and_are_not_shown_today(house: House) -> None:
    keeper = client_of(house.staff[Role.SPECIALIST])
    keeper.post(reverse("reasons:adopt"), {"wozu": "nicht-angesprochen"})
    html = text(keeper, reverse("reasons:list"))
    assert "unter drei Jahren" in html
    assert "bis 30.06.2026" in html
    assert "wird nicht gezeigt" in html
