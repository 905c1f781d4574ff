"""The pages about a plan, as a browser without scripts uses them, and what htmx gets instead."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.plans.actions import drafts, entries
from roterfaden.plans.actions.entries import basis_of, content_of
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.states import State
from roterfaden.recipients.models import Case, Household
from tests.integration.plans.conftest import NOON
from tests.integration.plans.pages.browsing import HTMX, QUERIES_OF_THE_EDITOR, Write, address, page


def test_a_counsellor_begins_a_plan(browser: Client, case: Case) -> None:
    response = browser.post(address("start", case))
    version = PlanVersion.objects.get()
    assert response["Location"] == address("version", version)
    assert version.state == State.DRAFT


def test_where_there_is_a_draft_work_goes_on_there(browser: Client, draft: PlanVersion) -> None:
    response = browser.post(address("start", draft.plan.case))
    assert response["Location"] == address("version", draft)


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
