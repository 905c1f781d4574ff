"""Hints beside a draft: shown, acted on, put aside, gone when agreed."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roterfaden.audit.models import AuditEvent
from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.plans.actions import answers, entries, hints, offers
from roterfaden.plans.actions.entries import EntryContent, content_of
from roterfaden.plans.models import Entry, PlanVersion, SupportOffer, TextBlock
from tests.factories.house import House
from tests.factories.texts import an_offer, specialist

UNDATED = "Der Schritt hat weder Tag noch Rhythmus."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft(house: House) -> PlanVersion:
    return house.draft(house.case("Brandt"))


@pytest.fixture
def write(house: House, draft: PlanVersion) -> Callable[..., Entry]:
    def add(text: str, **fields: Any) -> Entry:
        content = EntryContent(**{"kind": "step", "owner": "recipient", "text": text, **fields})
        return entries.add(version=draft, content=content, by=house.counsellor, at=house.at)

    return add


def editor(browser: Client, version: PlanVersion) -> str:
    return str(browser.get(reverse("plans:version", args=[version.pk])).content.decode())


def preview(browser: Client, version: PlanVersion, *forms: dict[str, str]) -> Any:
    sent = {"form": [urlencode(form) for form in forms]}
    return browser.post(reverse("plans:preview", args=[version.pk]), sent).json()


def mark_of(made: Any, entry: Entry) -> str:
    found: str = made["hints"][str(entry.pk)]
    return found.split('data-mark="')[1].split('"', maxsplit=1)[0]


def put_aside(browser: Client, version: PlanVersion, mark: str) -> None:
    url = reverse("plans:hint_pass", args=[version.pk])
    answer = browser.post(url, {"passt": mark}, headers=HTMX)
    assert answer["HX-Trigger"] == "plan:changed"


def test_a_hint_stands_below_its_entry_with_a_way_to_act(
    browser: Client, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    entry = write("Ich rufe bei der Bäckerei Sommer an.")
    row = editor(browser, draft).split(f'id="e-{entry.pk}"')[1].split("</li>")[0]
    assert UNDATED in row
    assert f"{reverse('plans:entry', args=[draft.pk, entry.pk])}?feld=due_on" in row
    assert "passt so" in row


def test_the_way_to_act_opens_the_form_at_the_field(
    browser: Client, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    entry = write("Ich rufe bei der Bäckerei Sommer an.")
    url = f"{reverse('plans:entry', args=[draft.pk, entry.pk])}?feld=due_on"
    form = browser.get(url, headers=HTMX).content.decode()
    field = next(tag for tag in form.split("<") if "autofocus" in tag)
    assert 'name="due_on"' in field


def test_what_is_not_a_field_is_no_place_to_begin(
    browser: Client, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    entry = write("Ich rufe an.")
    url = f"{reverse('plans:entry', args=[draft.pk, entry.pk])}?feld=basis%3Cb"
    form = browser.get(url, headers=HTMX).content.decode()
    assert 'name="text"' in next(tag for tag in form.split("<") if "autofocus" in tag)


def test_an_empty_plan_is_not_met_with_hints(browser: Client, house: House) -> None:
    version = house.draft(house.case("Haddad", "Samira"))
    version.entries.update(removed_at=house.at)
    assert "data-hint=" not in editor(browser, version)


def test_a_rubric_that_lacks_something_leads_to_the_capture_field(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    draft.entries.filter(owner="jobcentre").update(removed_at=house.at)
    page = editor(browser, draft)
    rubric = page.split('id="rubrik-step_jobcentre"')[1].split("</ul>")[0]
    assert 'data-begin="step_jobcentre"' in rubric
    assert f"{reverse('plans:blocks', args=[draft.pk])}?rubric=step_jobcentre" in rubric


def test_hints_come_with_the_sheet_and_follow_what_is_typed(
    browser: Client, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    entry = write("Ich rufe bei der Bäckerei Sommer an.")
    made = preview(browser, draft)
    assert UNDATED in made["hints"][str(entry.pk)]
    assert "csrfmiddlewaretoken" not in made["hints"][str(entry.pk)]
    before = made["count"]
    typed = {"entry": str(entry.pk), "text": entry.text}
    made = preview(browser, draft, typed)
    assert str(entry.pk) not in made["hints"]
    assert made["count"] != before


def test_passt_so_hides_a_hint_as_long_as_the_words_stay(
    browser: Client, house: House, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    entry = write("Ich rufe bei der Bäckerei Sommer an.")
    put_aside(browser, draft, mark_of(preview(browser, draft), entry))
    assert str(entry.pk) not in preview(browser, draft)["hints"]
    row = editor(browser, draft).split(f'id="e-{entry.pk}"')[1].split("</li>")[0]
    assert UNDATED not in row
    changed = EntryContent(**{**vars(content_of(entry)), "text": "Ich rufe dort noch einmal an."})
    entries.change(entry=entry, content=changed, by=house.counsellor, at=house.at)
    assert UNDATED in preview(browser, draft)["hints"][str(entry.pk)]


def test_hints_put_aside_can_be_had_back(
    browser: Client, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    entry = write("Ich rufe bei der Bäckerei Sommer an.")
    put_aside(browser, draft, mark_of(preview(browser, draft), entry))
    assert "wieder zeigen" in editor(browser, draft)
    url = reverse("plans:hint_pass", args=[draft.pk])
    assert browser.post(url, {"zeigen": "alle"}).status_code == 302
    assert str(entry.pk) in preview(browser, draft)["hints"]


def test_only_marks_of_hints_are_stored_without_person_or_log(
    browser: Client, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    entry = write("Ich rufe bei der Bäckerei Sommer an.")
    mark = mark_of(preview(browser, draft), entry)
    noted = AuditEvent.objects.count()
    for sent in (mark, mark, "irgendetwas", ""):
        put_aside(browser, draft, sent)
    draft.refresh_from_db()
    assert draft.hints_passed == [mark]
    assert AuditEvent.objects.count() == noted


def test_what_was_put_aside_is_forgotten_when_the_plan_is_agreed(
    browser: Client, house: House, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    entry = write("Ich rufe bei der Bäckerei Sommer an.")
    put_aside(browser, draft, mark_of(preview(browser, draft), entry))
    agreed = answers.agree(version=draft, sought_by=["nod"], by=house.counsellor, at=house.at)
    assert agreed.hints_passed == []
    with pytest.raises(StateRefused):
        hints.put_aside(version=agreed, marks=["x"], by=house.counsellor)


def test_an_open_gap_is_a_hint_that_stays(
    browser: Client, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    block = TextBlock.objects.get(jobcentre=None, text="Ich möchte als {beruf} arbeiten.")
    text = "Ich möchte als [Beruf] arbeiten."
    entry = write(text, kind="goal", owner="", topic="work", text_block_id=block.pk)
    found = preview(browser, draft)["hints"][str(entry.pk)]
    assert "Hier fehlt noch: Beruf." in found
    assert "Ausfüllen" in found
    assert 'name="passt"' not in found
    put_aside(browser, draft, mark_of(preview(browser, draft), entry))
    assert str(entry.pk) in preview(browser, draft)["hints"]


def test_a_stopped_offer_warns_and_can_be_swapped(
    browser: Client, house: House, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    offer = an_offer(house, "Fahrtkosten")
    entry = write("Mein Jobcenter bezahlt 40 Euro.", owner="jobcentre", offer_id=offer.pk)
    assert "zurzeit nicht zusagen" not in editor(browser, draft)
    offers.change(
        offer=offer,
        state=SupportOffer.State.STOPPED,
        condition="Das Geld ist aus.",
        by=specialist(house),
        at=clock.now(),
    )
    row = editor(browser, draft).split(f'id="e-{entry.pk}"')[1].split("</li>")[0]
    assert "„Fahrtkosten“ können wir zurzeit nicht zusagen. Das Geld ist aus." in row
    assert "Zusage tauschen" in row
    assert f'data-instead="{entry.pk}"' in row


def test_before_the_answer_hints_are_a_quiet_list(
    browser: Client, draft: PlanVersion, write: Callable[..., Entry]
) -> None:
    entry = write("Ich rufe bei der Bäckerei Sommer an.")
    url = reverse("plans:answer", args=[draft.pk])
    page = browser.get(url).content.decode()
    assert "Noch ein Blick?" in page
    assert f"#e-{entry.pk}" in page
    assert UNDATED in page
    put_aside(browser, draft, mark_of(preview(browser, draft), entry))
    assert f"#e-{entry.pk}" not in browser.get(url).content.decode()


@pytest.mark.parametrize("count", [1, 12])
def test_the_sheet_with_hints_asks_the_database_as_often_however_long_the_plan(
    browser: Client, house: House, draft: PlanVersion, write: Callable[..., Entry], count: int
) -> None:
    block = TextBlock.objects.filter(jobcentre=None, offer_kind="travel_costs")[0]
    an_offer(house, state=SupportOffer.State.STOPPED, condition="aus")
    for number in range(count):
        write(f"Mein Jobcenter bezahlt {number}.", owner="jobcentre", text_block_id=block.pk)
    preview(browser, draft)
    with CaptureQueriesContext(connection) as queries:
        made = preview(browser, draft)
    assert made["hints"]
    assert len(queries) <= 12, "\n".join(query["sql"][:200] for query in queries)


def test_of_a_promise_that_is_lacking_the_law_alone_speaks(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    for promise in draft.entries.filter(owner="jobcentre"):
        entries.remove(entry=promise, by=house.counsellor, at=house.at)
    page = editor(browser, draft)
    assert "persönliches Angebot" in page
    assert "nennt keinen Schritt des Jobcenters" not in page
