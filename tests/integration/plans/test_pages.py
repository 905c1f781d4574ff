"""The pages about a plan, as a browser without scripts uses them, and what htmx gets instead."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roterfaden.audit.events import Reading
from roterfaden.audit.models import ReadEvent
from roterfaden.core import clock
from roterfaden.documents.models import Document
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans.actions import answers, drafts, endings, entries
from roterfaden.plans.actions.entries import basis_of, content_of
from roterfaden.plans.models import Answer, Entry, EntryOutcome, Plan, PlanVersion
from roterfaden.plans.states import State
from roterfaden.recipients.models import Case, Household

from .conftest import NOON, later

Write = Callable[..., Entry]
QUERIES_OF_THE_EDITOR = 11
HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(client: Client, counsellor: StaffMember, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The counsellor's browser at noon of the first day."""
    monkeypatch.setattr(clock, "now", lambda: NOON)
    client.force_login(counsellor.user)  # type: ignore[arg-type]
    return client


def address(name: str, *parts: Any) -> str:
    return reverse(f"plans:{name}", args=[getattr(part, "pk", part) for part in parts])


def page(response: Any) -> str:
    text: str = response.content.decode()
    return text


# Beginning


def test_a_counsellor_begins_a_plan(browser: Client, case: Case) -> None:
    response = browser.post(address("start", case))
    version = PlanVersion.objects.get()
    assert response["Location"] == address("version", version)
    assert version.state == State.DRAFT


def test_where_there_is_a_draft_work_goes_on_there(browser: Client, draft: PlanVersion) -> None:
    response = browser.post(address("start", draft.plan.case))
    assert response["Location"] == address("version", draft)


# The editor


def test_the_editor_shows_all_rubrics_and_entries(browser: Client, written: PlanVersion) -> None:
    text = page(browser.get(address("version", written)))
    for words in ("Mein Ziel ist", "Was sonst noch wichtig ist", "bis 11.09.2026", "Nachweis: Anm"):
        assert words in text
    assert "Migrationsberatung:" in text
    assert "Eine Seite, noch Platz" in text
    assert "gespeichert 12:00" in text


@pytest.mark.parametrize("count", [5, 30])
def test_the_editor_asks_the_database_as_often_however_long_the_plan(
    browser: Client,
    jobcentre: Jobcentre,
    make_case: Callable[..., Case],
    counsellor: StaffMember,
    write: Write,
    count: int,
) -> None:
    home = Household.objects.create(jobcentre=jobcentre, bg_nummer="1")
    case, other = make_case(household=home), make_case("Karim Haddad", household=home)
    version = drafts.start(case=case, by=counsellor, at=NOON)
    for number in range(count):
        write(version, f"Schritt {number}", involved_id=other.recipient_id)
    browser.get(address("version", version))
    with CaptureQueriesContext(connection) as queries:
        browser.get(address("version", version))
    asked = [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) == QUERIES_OF_THE_EDITOR, "\n".join(asked)


def test_a_form_opens_in_its_rubric_without_scripts(browser: Client, draft: PlanVersion) -> None:
    text = page(browser.get(address("entry_add", draft, "step_other")))
    assert "Welche Stelle?" in text
    assert "Mein Ziel ist" in text


@pytest.mark.parametrize(
    ("rubric", "asks", "does_not_ask"),
    [
        ("goal", {"text", "due_on", "topic"}, {"proof", "rhythm", "words_of", "owner_name"}),
        (
            "step_recipient",
            {"text", "due_on", "rhythm", "proof", "topic", "towards_work"},
            {"words_of"},
        ),
        ("step_other", {"owner_name", "text", "rhythm"}, {"words_of"}),
        ("aspect", {"text", "words_of"}, {"due_on", "rhythm", "proof", "topic"}),
    ],
)
def test_a_form_asks_only_what_its_rubric_needs(
    browser: Client, draft: PlanVersion, rubric: str, asks: set[str], does_not_ask: set[str]
) -> None:
    text = page(browser.get(address("entry_add", draft, rubric), headers=HTMX))
    assert {name for name in asks | does_not_ask if f'name="{name}"' in text} == asks


def test_an_entry_is_added_and_the_next_form_is_open(browser: Client, draft: PlanVersion) -> None:
    data = {
        "text": "Ich bewerbe mich\nbei zwei Heimen.",
        "due_on": "11.12.",
        "topic": "job_search",
        "proof": "Liste",
    }
    response = browser.post(address("entry_add", draft, "step_recipient"), data)
    entry = draft.entries.get()
    assert response["Location"] == address("entry_add", draft, "step_recipient")
    assert (entry.text, str(entry.due_on)) == ("Ich bewerbe mich bei zwei Heimen.", "2026-12-11")
    assert (entry.owner, entry.towards_work) == ("recipient", True)


@pytest.mark.parametrize(
    ("chosen", "rule"),
    [
        ({"rhythm": "weekly"}, "FREQ=WEEKLY"),
        ({"rhythm": "weekly", "weekday": "MO"}, "FREQ=WEEKLY;BYDAY=MO"),
        ({"rhythm": "fortnightly", "weekday": "FR"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ({"rhythm": "monthly", "month_day": "15"}, "FREQ=MONTHLY;BYMONTHDAY=15"),
        ({"rhythm": "monthly", "month_day": "-1"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ({"rhythm": "own", "every": "3", "unit": "DAILY"}, "FREQ=DAILY;INTERVAL=3"),
    ],
)
def test_a_rhythm_is_kept_as_chosen(
    browser: Client, draft: PlanVersion, chosen: dict[str, str], rule: str
) -> None:
    browser.post(address("entry_add", draft, "step_jobcentre"), {"text": "Wir schauen.", **chosen})
    entry = draft.entries.get()
    assert entry.rhythm == rule
    form = page(browser.get(address("entry", draft, entry), headers=HTMX))
    for value in set(chosen.values()) - {"3"}:
        assert f'<option value="{value}" selected>' in form


def test_a_rhythm_that_no_choice_gives_stays(
    browser: Client, draft: PlanVersion, write: Write
) -> None:
    entry = write(draft, "Ich komme.", rhythm="FREQ=MONTHLY;BYDAY=2TU")
    assert "am zweiten Dienstag" in page(browser.get(address("entry", draft, entry), headers=HTMX))
    browser.post(address("entry", draft, entry), {"text": "Ich komme pünktlich.", "rhythm": "kept"})
    entry.refresh_from_db()
    assert (entry.text, entry.rhythm) == ("Ich komme pünktlich.", "FREQ=MONTHLY;BYDAY=2TU")


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"text": " "}, "Schreiben Sie, was im Plan stehen soll."),
        ({"text": "a" * 501}, "Der Text hat 501 Zeichen."),
        ({"text": "x", "due_on": "31.02.2027"}, "„31.02.2027“ ist kein Datum."),
        ({"text": "x", "due_on": "1.12.", "rhythm": "weekly"}, "Entweder ein Datum oder"),
        ({"text": "x", "rhythm": "own", "unit": "DAILY"}, "Nennen Sie den Abstand als Zahl."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_errors_stand_at_their_place_and_nothing_typed_is_lost(
    browser: Client, draft: PlanVersion, data: dict[str, str], error: str, headers: dict[str, str]
) -> None:
    data = {"proof": "Meine Bestätigung", **data}
    url = address("entry_add", draft, "step_recipient")
    text = page(browser.post(url, data, headers=headers))
    assert error in text
    assert 'value="Meine Bestätigung"' in text
    assert data["text"].strip() in text
    assert not draft.entries.exists()


def test_without_a_name_another_body_is_refused(browser: Client, draft: PlanVersion) -> None:
    text = page(browser.post(address("entry_add", draft, "step_other"), {"text": "Sie hilft."}))
    assert "Nennen Sie die Stelle" in text


def test_an_entry_is_changed(browser: Client, written: PlanVersion) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    data = {"text": "Ich melde mich heute an.", "towards_work": "yes", "basis": basis_of(entry)}
    response = browser.post(address("entry", written, entry), data)
    assert response["Location"] == f"{address('version', written)}#e-{entry.pk}"
    entry.refresh_from_db()
    assert (entry.text, entry.due_on, entry.towards_work) == (data["text"], None, True)


def test_who_writes_at_the_same_time_sees_both_texts(
    browser: Client, written: PlanVersion, make_staff: Callable[..., StaffMember]
) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    basis = basis_of(entry)
    theirs = replace(content_of(entry), text="Worte der Kollegin.")
    entries.change(entry=entry, content=theirs, by=make_staff("sommer"), at=NOON)
    url = address("entry", written, entry)
    text = page(browser.post(url, {"text": "Meine Worte.", "basis": basis}))
    assert "Worte der Kollegin." in text
    assert "Meine Worte." in text
    entry.refresh_from_db()
    browser.post(url, {"text": "Meine Worte.", "basis": basis_of(entry)})
    entry.refresh_from_db()
    assert entry.text == "Meine Worte."


def test_a_save_by_itself_tells_when_and_on_which_basis(
    browser: Client, written: PlanVersion
) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    url, by_itself = address("entry", written, entry), {"X-Autosave": "ja"}
    data = {"text": "Ich melde mich an.", "basis": basis_of(entry)}
    answer = browser.post(url, data, headers=by_itself)
    entry.refresh_from_db()
    written.refresh_from_db()
    told = answer.json()
    assert told["saved"] == "gespeichert 12:00"
    assert told["revision"] == written.revision
    assert told["fields"]["basis"] == basis_of(entry)
    wrong = browser.post(url, {**data, "text": ""}, headers=by_itself)
    assert wrong.json() == {"errors": ["Schreiben Sie, was im Plan stehen soll."]}
    stale = browser.post(url, {**data, "text": "Anders."}, headers=by_itself)
    assert stale.json() == {"conflict": True}


def test_an_entry_is_taken_out_and_brought_back(browser: Client, written: PlanVersion) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    browser.post(address("entry_remove", written, entry))
    assert "Rückgängig" in page(browser.get(address("version", written)))
    assert entry not in written.entries.present()
    browser.post(address("entry_restore", written, entry))
    assert entry in written.entries.present()


def test_htmx_gets_only_what_changed(browser: Client, written: PlanVersion) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    parts = [
        browser.get(address("entry", written, entry), headers=HTMX),
        browser.get(f"{address('entry', written, entry)}?schliessen", headers=HTMX),
        browser.post(address("entry", written, entry), {"text": "Neu."}, headers=HTMX),
        browser.post(address("entry_remove", written, entry), headers=HTMX),
        browser.post(address("entry_restore", written, entry), headers=HTMX),
        browser.get(address("entry_add", written, "aspect"), headers=HTMX),
        browser.post(address("entry_add", written, "aspect"), {"text": "Auch das."}, headers=HTMX),
    ]
    for part in parts:
        assert part.status_code == 200
        assert "<html" not in page(part)
    assert 'hx-swap-oob="beforeend:#liste-aspect"' in page(parts[-1])


def test_buttons_move_an_entry_within_its_rubric(
    browser: Client, written: PlanVersion, write: Write
) -> None:
    first = written.entries.get(text__startswith="Ich melde")
    second = write(written, "Ich frage nach.")
    url = address("arrange", written)
    browser.post(url, {"entry": second.pk, "direction": "up"})
    assert _steps(written) == [second, first]
    browser.post(url, {"entry": second.pk, "direction": "up"})
    assert _steps(written) == [second, first]
    browser.post(url, {"entry": second.pk, "direction": "down"})
    assert _steps(written) == [first, second]


def test_dragging_sends_the_whole_order(browser: Client, written: PlanVersion) -> None:
    order = [str(entry.pk) for entry in written.entries.all()][::-1]
    answer = browser.post(address("arrange", written), {"order": order})
    written.refresh_from_db()
    assert answer.json() == {"saved": "gespeichert 12:00", "revision": written.revision}
    assert [str(entry.pk) for entry in written.entries.all()] == order


def _steps(version: PlanVersion) -> list[Entry]:
    return list(version.entries.filter(owner="recipient"))


# The preview


def test_the_preview_has_what_is_typed_and_saves_nothing(
    browser: Client, written: PlanVersion
) -> None:
    entry = written.entries.get(text__startswith="Ich melde")
    forms = [
        urlencode({"entry": entry.pk, "text": "Kurz.", "due_on": "1"}),
        urlencode({"rubric": "aspect", "text": "Sehr lange Worte. " * 20}),
        urlencode({"rubric": "goal", "text": " "}),
        urlencode({"rubric": "step_other", "text": "Noch ohne Namen"}),
        urlencode({"rubric": "unbekannt", "text": "x"}),
    ]
    made = browser.post(address("preview", written), {"form": forms}).json()
    assert made["svg"].startswith("<svg")
    assert made["fits"] is True
    assert written.entries.count() == 5
    entry.refresh_from_db()
    assert entry.text == "Ich melde mich zum Sprachkurs an."


def test_the_preview_names_the_words_that_are_too_many(
    browser: Client, written: PlanVersion, write: Write
) -> None:
    for _ in range(14):
        last = write(written, "Ich lese jeden Tag einen sehr langen Satz vor. " * 10)
    made = browser.post(address("preview", written)).json()
    assert made["fits"] is False
    assert "zu viel" in made["words"]
    assert str(last.pk) in made["surplus"]
    text = page(browser.get(address("version", written)))
    assert "Kürzen Sie die markierten Einträge." in text


def test_the_preview_as_picture(browser: Client, written: PlanVersion) -> None:
    response = browser.get(address("preview", written))
    assert response["Content-Type"] == "image/svg+xml"
    assert page(response).startswith("<svg")


# The answer


YES = {
    "outcome": "yes",
    "sought_by": ["read_aloud"],
    "wunsch-TOTAL_FORMS": "1",
    "wunsch-INITIAL_FORMS": "0",
}


def test_a_yes_puts_the_plan_in_force(browser: Client, written: PlanVersion) -> None:
    wish = {"wunsch-0-text": "Lieber vormittags", "wunsch-0-taken_up": "yes"}
    response = browser.post(address("answer", written), {**YES, **wish}, follow=True)
    assert "Der Plan gilt. Gemeinsam aktualisieren bis 28.02.2027." in page(response)
    written.refresh_from_db()
    assert written.is_in_force
    assert written.answers.get().wishes.get().taken_up is True


def test_words_said_with_a_yes_are_kept(browser: Client, written: PlanVersion) -> None:
    words = {"reason": "Ja, wenn die Kita klappt."}
    text = page(browser.post(address("answer", written), {**YES, **words}, follow=True))
    assert written.answers.get().reason == words["reason"]
    assert words["reason"] in text


def test_a_no_needs_a_reason_and_keeps_the_rest(browser: Client, written: PlanVersion) -> None:
    data = {**YES, "outcome": "not_agreed", "wunsch-0-text": "Weniger", "wunsch-0-taken_up": "no"}
    text = page(browser.post(address("answer", written), data))
    assert "Halten Sie in einem Satz fest, warum." in text
    assert 'value="Weniger"' in text
    browser.post(address("answer", written), {**data, "reason": "Zu viel auf einmal."})
    assert written.answers.get().reason == "Zu viel auf einmal."
    written.refresh_from_db()
    assert written.state == State.DRAFT


def test_one_more_wish_keeps_what_was_filled_in(browser: Client, written: PlanVersion) -> None:
    data = {**YES, "reason": "Ein Grund", "wunsch-0-text": "Weniger", "weiterer": "ja"}
    text = page(browser.post(address("answer", written), data))
    assert 'name="wunsch-1-text"' in text
    assert "Ein Grund" in text
    assert 'value="yes" checked' in text
    assert not written.answers.exists()


def test_what_a_rule_refuses_is_said_on_the_form(
    browser: Client, draft: PlanVersion, write: Write
) -> None:
    write(draft, "Ich rufe an.")
    assert "Es fehlt noch ein Ziel." in page(browser.get(address("answer", draft)))
    data = {**YES, "reason": "Alles klar"}
    text = page(browser.post(address("answer", draft), data))
    assert "Bitte prüfen Sie eine Angabe" in text
    assert "Alles klar" in text


def test_think_time_is_proposed_and_taken(browser: Client, written: PlanVersion) -> None:
    url = address("offer", written)
    assert 'value="07.09.2026"' in page(browser.get(url))
    past = page(browser.post(url, {"think_until_on": "30.08.2026"}))
    assert "liegt in der Vergangenheit" in past
    text = page(browser.post(url, {"think_until_on": "10.09.2026"}, follow=True))
    assert "vorgelegt bis 10.09.2026" in " ".join(text.split())
    assert "Antwort festhalten" in text
    browser.post(address("reopen", written))
    written.refresh_from_db()
    assert written.state == State.DRAFT


# Afterwards


def test_outcomes_are_recorded_the_offices_first(browser: Client, agreed: PlanVersion) -> None:
    text = page(browser.get(address("version", agreed)))
    assert text.index("Zuerst wir") < text.index("Dann: was")
    entry = agreed.entries.get(owner="jobcentre")
    data = {"kind": "partly", "note": "Kam spät."}
    text = page(browser.post(address("outcome", agreed, entry), data, follow=True))
    assert "Kam spät." in text
    assert entry.outcomes.get().kind == EntryOutcome.Kind.PARTLY


def test_a_closed_version_offers_nothing_to_do(
    browser: Client, agreed: PlanVersion, counsellor: StaffMember
) -> None:
    endings.end(plan=agreed.plan, reason=Plan.EndReason.JOB, by=counsellor, at=NOON)
    text = page(browser.get(address("version", agreed)))
    assert "Was ist daraus geworden?" not in text
    assert "Arbeit oder Ausbildung aufgenommen" in text
    for name in ("answer", "offer", "withdraw", "end"):
        assert browser.get(address(name, agreed))["Location"] == address("version", agreed)


@pytest.mark.parametrize(
    ("name", "reason", "state"),
    [("withdraw", "error", State.WITHDRAWN), ("end", "office_cannot_keep", State.ENDED)],
)
def test_closing_asks_for_a_reason(
    browser: Client, agreed: PlanVersion, name: str, reason: str, state: State
) -> None:
    assert "Wählen Sie einen Grund." in page(browser.post(address(name, agreed), {"note": "x"}))
    browser.post(address(name, agreed), {"reason": reason, "note": "Am Telefon."})
    agreed.refresh_from_db()
    assert agreed.state == state


# The sheet


def test_the_sheet_of_an_agreed_version_is_the_filed_one(
    browser: Client, agreed: PlanVersion
) -> None:
    response = browser.get(address("sheet_pdf", agreed))
    filed = Document.objects.get(kind="plan", subject=agreed.pk)
    assert response.content == bytes(filed.stored_file.content)
    assert response["Content-Disposition"] == f'inline; filename="{filed.filename}"'
    assert ReadEvent.objects.filter(type=Reading.DOCUMENT_OPENED, target_id=filed.pk).exists()


@pytest.mark.parametrize("name", ["sheet_pdf", "large_print_pdf"])
def test_a_draft_is_typeset_afresh(browser: Client, written: PlanVersion, name: str) -> None:
    response = browser.get(address(name, written))
    assert response.content.startswith(b"%PDF")
    assert ReadEvent.objects.filter(type=Reading.PLAN_OPENED, target_id=written.pk).exists()


def test_the_sheet_as_a_page_says_the_same_words(browser: Client, written: PlanVersion) -> None:
    text = page(browser.get(address("sheet", written)))
    for words in (
        "MEIN KOOPERATIONSPLAN",
        "ENTWURF",
        "„Ich möchte vormittags arbeiten.“",
        "bis 11.09.2026",
    ):
        assert words in text


def test_a_draft_that_is_too_long_is_not_printed(
    browser: Client, written: PlanVersion, write: Write
) -> None:
    for _ in range(14):
        write(written, "Ich lese jeden Tag einen sehr langen Satz vor. " * 10)
    response = browser.get(address("sheet_pdf", written))
    assert response.status_code == 409
    assert "Der Plan passt nicht auf eine Seite." in page(response)
    assert browser.get(address("large_print_pdf", written)).status_code == 200


# Who sees what


def test_a_team_lead_reads_and_does_not_write(
    client: Client, written: PlanVersion, make_staff: Callable[..., StaffMember]
) -> None:
    client.force_login(make_staff("leitung", Role.TEAM_LEAD).user)  # type: ignore[arg-type]
    text = page(client.get(address("version", written)))
    assert "Ich melde mich zum Sprachkurs an." in text
    assert "hinzufügen" not in text
    assert client.get(address("answer", written)).status_code == 403
    assert client.post(address("entry_add", written, "goal"), {"text": "x"}).status_code == 403


def test_a_protected_case_does_not_exist_for_others(browser: Client, written: PlanVersion) -> None:
    Case.objects.update(is_protected=True)
    for name in ("version", "answer", "sheet", "sheet_pdf", "preview"):
        assert browser.get(address(name, written)).status_code == 404


@pytest.mark.parametrize("name", ["entry", "entry_remove", "entry_restore", "outcome"])
def test_an_entry_of_another_version_does_not_exist(
    browser: Client, written: PlanVersion, name: str
) -> None:
    assert browser.post(address(name, written, uuid4()), {"text": "x"}).status_code == 404


def test_opening_a_plan_is_noted(browser: Client, written: PlanVersion) -> None:
    browser.get(address("version", written))
    assert ReadEvent.objects.filter(type=Reading.PLAN_OPENED, target_id=written.pk).count() == 1


def test_what_is_no_longer_a_draft_is_not_edited(browser: Client, agreed: PlanVersion) -> None:
    entry = agreed.entries.all()[0]
    shown = browser.get(address("entry", agreed, entry))
    assert isinstance(shown, HttpResponse)
    assert shown["Location"] == address("version", agreed)
    refused = browser.post(address("entry", agreed, entry), {"text": "x"}, headers=HTMX)
    assert refused.status_code == 409


def test_the_next_version_shows_beside_the_one_in_force(
    browser: Client, agreed: PlanVersion, counsellor: StaffMember
) -> None:
    drafts.start(case=agreed.plan.case, by=counsellor, at=later(1))
    assert "Weiter an der neuen Fassung" in page(browser.get(address("version", agreed)))


def test_a_recorded_no_is_shown_where_the_plan_is_written(
    browser: Client, written: PlanVersion, counsellor: StaffMember
) -> None:
    answers.decline(
        version=written,
        outcome=Answer.Outcome.NOT_AGREED,
        reason="Zu viel auf einmal.",
        sought_by=["read_aloud"],
        by=counsellor,
        at=NOON,
        wishes=[answers.Wish("Weniger Bewerbungen", taken_up=False)],
    )
    text = page(browser.get(address("version", written)))
    assert "Zu viel auf einmal." in text
    assert "(nicht aufgenommen)" in text
