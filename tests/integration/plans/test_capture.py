"""One field for all that was discussed: text blocks by parts of words, and typed words."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.plans.actions import answers
from roterfaden.plans.models import (
    BlockAtOffice,
    Entry,
    FavouriteBlock,
    PlanVersion,
    SupportOffer,
    TextBlock,
)
from tests.factories.house import House, build_house
from tests.factories.texts import an_offer

SCRIPT = {"X-Fragment": "capture"}
OPTIONS = {"X-Fragment": "options"}


@pytest.fixture
def house(db: None) -> House:
    return build_house()


@pytest.fixture
def draft(house: House) -> PlanVersion:
    return house.draft(house.case("Brandt"))


@pytest.fixture
def browser(client: Client, house: House) -> Client:
    assert house.counsellor.user
    client.force_login(house.counsellor.user)
    return client


@pytest.fixture
def block() -> Callable[[str], TextBlock]:
    def delivered(text: str) -> TextBlock:
        return TextBlock.objects.get(jobcentre=None, text=text)

    return delivered


def address(name: str, version: PlanVersion) -> str:
    return reverse(f"plans:{name}", args=[version.pk])


def options(browser: Client, version: PlanVersion, words: str = "", **more: str) -> str:
    answer = browser.get(address("blocks", version), {"q": words, **more}, headers=OPTIONS)
    assert answer.status_code == 200
    return str(answer.content.decode())


def take(browser: Client, version: PlanVersion, **sent: Any) -> Any:
    """What the page's script gets for what it sends."""
    return browser.post(address("take", version), sent, headers=SCRIPT)


def newest(version: PlanVersion) -> Entry:
    found: Entry = version.entries.present().order_by("-position")[0]
    return found


GOAL = "Ich möchte als {beruf} arbeiten."
DATE = "Ich bringe meine Zeugnisse zum nächsten Gespräch mit."
TICKET = "Mein Jobcenter bezahlt meine Fahrkarte zum Deutschkurs."

# What is offered


def test_parts_of_words_find_blocks_of_every_rubric(browser: Client, draft: PlanVersion) -> None:
    found = options(browser, draft, "zeugn")
    assert "Ich bringe meine Zeugnisse" in found
    assert "Zusage" in found
    assert 1 < found.count('role="option"') <= 8
    assert '<span class="rf-gap">[Land]</span>' in found


def test_a_chosen_rubric_narrows_what_is_found(browser: Client, draft: PlanVersion) -> None:
    found = options(browser, draft, "zeugn", rubric="step_jobcentre")
    assert 'data-rubric="step_jobcentre"' in found
    assert 'data-rubric="step_recipient"' not in found


def test_the_own_words_are_the_first_option(browser: Client, draft: PlanVersion) -> None:
    found = options(browser, draft, "Mein Jobcenter ruft <b>an", eigen="ja")
    assert found.index("data-own") < found.index('data-rubric="step_jobcentre"')
    assert "ruft &lt;b&gt;an" in found


def test_an_empty_field_offers_what_the_plan_lacks(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    draft.entries.filter(owner="jobcentre").update(removed_at=house.at)
    found = options(browser, draft)
    assert found.count('data-rubric="step_jobcentre"') == 8
    draft.entries.update(removed_at=house.at)
    found = options(browser, draft)
    for rubric in ("goal", "step_recipient", "step_jobcentre"):
        assert f'data-rubric="{rubric}"' in found


def test_a_favourite_comes_first_and_bears_its_star(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    liked = block(DATE)
    answer = browser.post(
        address("block_favourite", draft), {"block": liked.pk, "favorit": "ja"}, headers=SCRIPT
    )
    assert answer.json() == {"said": "Als Favorit gemerkt."}
    found = options(browser, draft, "zeugn")
    assert found.index(str(liked.pk)) < found.index("wahl-2")
    assert 'data-star="ja"' in found
    browser.post(address("block_favourite", draft), {"block": liked.pk, "favorit": "nein"})
    assert not FavouriteBlock.objects.exists()


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"until_on": 40}, "offen bis "),
        (
            {"state": SupportOffer.State.LIMITED, "condition": "nur im Kurs"},
            "begrenzt: nur im Kurs",
        ),
        ({"state": SupportOffer.State.STOPPED, "condition": "kein Geld"}, "gestoppt"),
    ],
)
def test_a_promise_says_how_its_offer_stands(
    browser: Client, house: House, draft: PlanVersion, how: dict[str, Any], words: str
) -> None:
    if "until_on" in how:
        how = {"until_on": clock.today() + timedelta(days=how["until_on"])}
    an_offer(house, **how)
    assert words in options(browser, draft, "fahrkarte deutschkurs")


def test_to_swap_only_what_can_be_kept_is_offered(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    an_offer(house, state=SupportOffer.State.STOPPED, condition="kein Geld")
    an_offer(house, "Coaching", kind="coaching")
    found = options(browser, draft, rubric="step_jobcentre", offen="ja")
    assert 'role="option"' in found
    assert "gestoppt" not in found
    assert found.count("offen") == found.count('role="option"')


def test_another_office_never_sees_the_own_blocks(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    TextBlock.objects.filter(text=DATE).update(
        jobcentre=build_house("10002", prefix="x-").jobcentre
    )
    assert DATE not in options(browser, draft, "zeugnisse gespräch")


def test_suggestions_ask_the_database_as_often_however_long_list_and_plan(
    browser: Client, draft: PlanVersion
) -> None:
    options(browser, draft, "a")
    with CaptureQueriesContext(connection) as few:
        options(browser, draft, "xylophon", eigen="ja")
    for number in range(9):
        take(browser, draft, text=f"Ich rufe {number} Mal an.")
    with CaptureQueriesContext(connection) as many:
        options(browser, draft, "a", eigen="ja")
    assert len(few) == len(many) <= 12


# What is taken


def test_typed_words_become_a_step(browser: Client, draft: PlanVersion) -> None:
    made = take(browser, draft, text="Ich rufe  dort an.", new_id=str(uuid4())).json()
    entry = newest(draft)
    assert (entry.rubric, entry.text) == ("step_recipient", "Ich rufe dort an.")
    assert f'id="e-{entry.pk}"' in made["row"]
    assert made["said"] == "Hinzugefügt: Ich rufe dort an."
    draft.refresh_from_db()
    assert made["revision"] == draft.revision


def test_sent_twice_it_is_there_once(browser: Client, draft: PlanVersion) -> None:
    key = str(uuid4())
    for _ in range(2):
        assert take(browser, draft, text="Ich rufe dort an.", new_id=key).status_code == 200
    assert draft.entries.filter(text="Ich rufe dort an.").count() == 1


def test_a_block_without_gaps_is_in_the_plan_at_once(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    made = take(browser, draft, block=str(block(DATE).pk)).json()
    entry = newest(draft)
    assert (entry.text, entry.text_block) == (DATE, block(DATE))
    assert entry.topic == block(DATE).topic
    assert "<form" not in made["row"].split("rf-entry__acts")[0]
    assert BlockAtOffice.objects.get(block=block(DATE)).uses == 1


def test_a_block_with_a_gap_opens_its_form(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    made = take(browser, draft, block=str(block(GOAL).pk)).json()
    assert newest(draft).text == "Ich möchte als [Beruf] arbeiten."
    assert "data-gaps" in made["row"]
    assert "autofocus" in made["row"]


def test_what_stands_in_the_gaps_is_read_back_when_saved(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    take(browser, draft, block=str(block(GOAL).pk))
    entry = newest(draft)
    url = reverse("plans:entry", args=[draft.pk, entry.pk])
    browser.post(url, {"text": "Ich möchte als Köchin arbeiten.", "topic": "work"})
    entry.refresh_from_db()
    assert (entry.text_block, entry.gap_values) == (block(GOAL), {"beruf": "Köchin"})
    browser.post(url, {"text": "Ich will Köchin werden.", "topic": "work"})
    entry.refresh_from_db()
    assert (entry.text_block, entry.gap_values) == (block(GOAL), {})


def test_a_plan_with_an_open_gap_is_neither_agreed_nor_offered(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    take(browser, draft, block=str(block(GOAL).pk))
    with pytest.raises(Refused, match="Füllen Sie die Lücke aus: Beruf"):
        answers.agree(version=draft, sought_by=["nod"], by=house.counsellor, at=house.at)
    until = clock.today() + timedelta(days=7)
    with pytest.raises(Refused, match="Beruf"):
        answers.offer(version=draft, think_until_on=until, by=house.counsellor, at=house.at)
    assert (
        "Füllen Sie die Lücke aus: Beruf" in browser.get(address("answer", draft)).content.decode()
    )


def test_brackets_in_free_words_are_no_gap(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    take(browser, draft, text="Ich lese [den Aushang].")
    agreed = answers.agree(version=draft, sought_by=["nod"], by=house.counsellor, at=house.at)
    assert agreed.is_in_force


def test_a_block_takes_the_only_offer_that_can_be_promised(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    an_offer(house, "Fahrtkosten alt", state=SupportOffer.State.STOPPED, condition="aus")
    kept = an_offer(house, "Fahrtkosten neu")
    take(browser, draft, block=str(block(TICKET).pk))
    assert newest(draft).offer == kept


def test_of_several_offers_people_choose(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    one, other = an_offer(house, "Monatskarte"), an_offer(house, "Einzelfahrten")
    made = take(browser, draft, block=str(block(TICKET).pk)).json()
    entry = newest(draft)
    assert entry.offer is None
    assert "Welche Zusage?" in made["row"]
    assert one.name in made["row"]
    url = reverse("plans:entry", args=[draft.pk, entry.pk])
    browser.post(url, {"text": TICKET, "offer": str(other.pk), "basis": ""})
    entry.refresh_from_db()
    assert entry.offer == other


def test_another_body_is_named_by_its_block(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    wanted = block("Die Anerkennungsberatung erklärt mir, welche Papiere ich brauche.")
    take(browser, draft, block=str(wanted.pk))
    assert newest(draft).owner_name == "Anerkennungsberatung"


def test_where_another_body_has_no_name_the_form_asks_for_it(
    browser: Client, draft: PlanVersion
) -> None:
    made = take(browser, draft, text="Wir gehen zusammen hin.", rubric="step_other").json()
    assert "Wir gehen zusammen hin." in made["form"]
    assert "Welche Stelle?" in made["form"]
    assert not draft.entries.filter(owner="other").exists()


def test_a_promise_takes_the_place_of_another(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    former = draft.entries.get(owner="jobcentre")
    take(browser, draft, text="Mein Jobcenter ruft an.")
    take(browser, draft, block=str(block(TICKET).pk), instead=str(former.pk))
    promised = draft.entries.present().filter(owner="jobcentre").order_by("position")
    assert [entry.text for entry in promised] == [TICKET, "Mein Jobcenter ruft an."]
    former.refresh_from_db()
    assert former.removed_at


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"text": "  "}, "Schreiben Sie, was Sie besprochen haben."),
        ({"text": "x" * 501}, "Kürzen Sie ihn auf höchstens 500."),
        ({"block": str(uuid4())}, "Schreiben Sie, was Sie besprochen haben."),
    ],
)
def test_what_cannot_be_taken_is_said(
    browser: Client, draft: PlanVersion, sent: dict[str, str], why: str
) -> None:
    answer = take(browser, draft, **sent)
    assert answer.status_code == 422
    assert why in answer.json()["why"]


def test_nothing_is_taken_into_a_plan_that_is_no_draft(browser: Client, house: House) -> None:
    agreed = house.agreed(house.case("Haddad", "Samira"))
    answer = take(browser, agreed, text="Ich rufe dort an.")
    assert answer.status_code == 422
    assert "abgeschlossen" in answer.json()["why"]


# In the form of a new entry


def test_a_new_entry_keeps_the_block_it_was_taken_from(
    browser: Client, house: House, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    offer = an_offer(house)
    url = reverse("plans:entry_add", args=[draft.pk, "step_jobcentre"])
    browser.post(url, {"text": TICKET, "text_block": str(block(TICKET).pk), "new_id": str(uuid4())})
    entry = newest(draft)
    assert (entry.text_block, entry.offer) == (block(TICKET), offer)


# Without scripts


def test_without_scripts_blocks_are_chosen_on_a_page(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    page = browser.get(address("blocks", draft), {"q": "zeugn"}).content.decode()
    assert DATE in page
    assert "Übernehmen" in page
    answer = browser.post(address("take", draft), {"block": str(block(DATE).pk)})
    assert answer["Location"] == f"{address('version', draft)}#e-{newest(draft).pk}"
    answer = browser.post(address("take", draft), {"block": str(block(GOAL).pk)})
    form = browser.get(answer["Location"])
    assert "Ich möchte als [Beruf] arbeiten." in form.content.decode()


def test_without_scripts_typed_words_go_where_the_person_says(
    browser: Client, draft: PlanVersion
) -> None:
    browser.post(address("take", draft), {"text": "Ich mag Tiere.", "rubric": "aspect"})
    assert newest(draft).rubric == "aspect"


# A wording that is good for others


def test_an_entry_is_proposed_as_a_block_without_what_is_personal(
    browser: Client, house: House, draft: PlanVersion
) -> None:
    take(browser, draft, text="Ich frage im Zebracafé nach Arbeit.")
    url = reverse("plans:entry_propose", args=[draft.pk, newest(draft).pk])
    assert "Ich frage im Zebracafé" in browser.get(url).content.decode()
    text = "Ich frage Kevin Brandt nach Arbeit."
    answer = browser.post(url, {"text": text, "topic": "job_search"})
    assert "streichen Sie Namen" in answer.content.decode()
    browser.post(url, {"text": "Ich frage in {Betrieb} nach Arbeit.", "topic": "job_search"})
    proposed = TextBlock.objects.get(jobcentre=house.jobcentre)
    assert proposed.text == "Ich frage in {betrieb} nach Arbeit."
    assert proposed.state == TextBlock.State.PROPOSED
    assert proposed.written_by == house.counsellor


def test_what_was_filled_in_is_a_gap_again_in_the_proposal(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    take(browser, draft, block=str(block(GOAL).pk))
    url = reverse("plans:entry_propose", args=[draft.pk, newest(draft).pk])
    assert "Ich möchte als {Beruf} arbeiten." in browser.get(url).content.decode()


# One line with time, proof and owner


def stored(version: PlanVersion, **wanted: Any) -> dict[str, Any]:
    entry = newest(version)
    return {name: getattr(entry, name) for name in wanted}


@pytest.fixture
def on_tuesday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 24))


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "sprachkurs anmelden bis 15.3. nachweis anmeldung",
            {
                "rubric": "step_recipient",
                "text": "Sprachkurs anmelden",
                "due_on": date(2027, 3, 15),
                "proof": "Anmeldung",
            },
        ),
        (
            "5 bewerbungen monatlich zum 1.",
            {"text": "5 Bewerbungen", "rhythm": "FREQ=MONTHLY;BYMONTHDAY=1", "due_on": None},
        ),
        (
            "@migrationsberatung termin am 3.12.",
            {"rubric": "step_other", "owner_name": "Migrationsberatung", "text": "Termin"},
        ),
        (
            "@jc flyer migrationsberatung erledigt",
            {
                "rubric": "step_jobcentre",
                "text": "Flyer migrationsberatung (erledigt am 24.11.2026)",
            },
        ),
        (
            'wichtig: "ich kann bis 15 uhr"',
            {"rubric": "aspect", "text": "ich kann bis 15 uhr", "words_of": "recipient"},
        ),
        ("zwischenziel: b2 bis 31.7.2027", {"rubric": "interim_goal", "text": "B2"}),
    ],
)
@pytest.mark.usefixtures("on_tuesday")
def test_a_line_is_taken_with_time_proof_and_owner(
    browser: Client, draft: PlanVersion, line: str, wanted: dict[str, Any]
) -> None:
    assert take(browser, draft, text=line).status_code == 200
    assert stored(draft, **wanted) == wanted


@pytest.mark.usefixtures("on_tuesday")
def test_the_row_says_how_a_line_is_understood_and_what_to_check(
    browser: Client, draft: PlanVersion
) -> None:
    found = options(browser, draft, "@jc anrufen nächsten freitag nachweis notiz", eigen="ja")
    assert 'data-rubric="step_jobcentre"' in found
    assert 'data-when="Fr, 27.11.2026"' in found
    assert 'data-proof="Notiz"' in found
    assert 'data-unsure="when"' in found
    assert "Diese oder die folgende Woche?" in found
    assert "<bdi>Anrufen</bdi>" in found


@pytest.mark.usefixtures("on_tuesday")
def test_what_was_corrected_by_hand_counts_more_than_the_words(
    browser: Client, draft: PlanVersion
) -> None:
    line = {"text": "@jc anrufen bis freitag nachweis notiz"}
    take(browser, draft, **line, when="in zwei wochen", proof="-", rubric="step_recipient")
    wanted = {"rubric": "step_recipient", "due_on": date(2026, 12, 8), "proof": ""}
    assert stored(draft, **wanted) == wanted
    take(browser, draft, **line, when="jeden montag", owner_name="Kita", rubric="step_other")
    wanted = {"rubric": "step_other", "owner_name": "Kita", "rhythm": "FREQ=WEEKLY;BYDAY=MO"}
    assert stored(draft, **wanted) == wanted
    take(browser, draft, **line, when="-")
    assert newest(draft).due_on is None


def test_a_rubric_without_time_keeps_the_time_in_its_words(
    browser: Client, draft: PlanVersion
) -> None:
    take(browser, draft, text="kita bis 15.3. offen", rubric="aspect")
    assert newest(draft).text == "Kita bis 15.3. offen"


def test_a_correction_that_names_no_day_is_refused_and_said(
    browser: Client, draft: PlanVersion
) -> None:
    answer = take(browser, draft, text="anrufen", when="irgendwann")
    assert answer.status_code == 422
    assert "„irgendwann“ nennt keinen Tag" in answer.json()["why"]
    found = options(browser, draft, "anrufen", eigen="ja", when="irgendwann")
    assert 'data-wrong="„irgendwann“ nennt keinen Tag' in found


@pytest.mark.usefixtures("on_tuesday")
def test_a_block_keeps_the_time_the_proof_and_the_number_that_were_typed(
    browser: Client, draft: PlanVersion, block: Callable[[str], TextBlock]
) -> None:
    line = "5 bewerbungen monatlich zum 1. nachweis liste"
    assert "Ich schreibe" in options(browser, draft, line)
    write = block("Ich schreibe {anzahl} Bewerbungen.")
    made = take(browser, draft, block=str(write.pk), text=line).json()
    entry = newest(draft)
    assert (entry.text, entry.text_block) == ("Ich schreibe 5 Bewerbungen.", write)
    assert (entry.rhythm, entry.proof) == ("FREQ=MONTHLY;BYMONTHDAY=1", "Liste")
    assert entry.gap_values == {"anzahl": "5"}
    assert "data-gaps" not in made["row"]


def test_a_marker_offers_the_blocks_of_its_rubric_only(browser: Client, draft: PlanVersion) -> None:
    found = options(browser, draft, "@jc fahrkarte bezahlen bis 1.3.", eigen="ja")
    assert found.count('data-rubric="step_jobcentre"') > 1
    assert 'data-rubric="step_recipient"' not in found


def test_a_line_of_several_entries_is_taken_whole_and_once(
    browser: Client, draft: PlanVersion
) -> None:
    key, line = str(uuid4()), "@jc fahrkarte bezahlen; lebenslauf schreiben; wichtig: kind krank"
    for _ in range(2):
        made = take(browser, draft, text=line, new_id=key).json()
    assert [one["rubric"] for one in made["before"]] == ["step_jobcentre", "step_recipient"]
    assert made["rubric"] == "aspect"
    said = ["Fahrkarte bezahlen", "Lebenslauf schreiben", "Kind krank"]
    last = draft.entries.present().order_by("-position")[:3]
    assert [entry.text for entry in reversed(last)] == said


def test_of_several_entries_none_is_taken_where_one_cannot_be(
    browser: Client, draft: PlanVersion
) -> None:
    before = draft.entries.count()
    answer = take(browser, draft, text="anrufen; wir gehen hin", rubric="step_other")
    assert answer.status_code == 422
    assert "@migrationsberatung" in answer.json()["why"]
    assert draft.entries.count() == before


def test_where_the_name_is_asked_for_time_and_proof_stay(
    browser: Client, draft: PlanVersion
) -> None:
    line = "wir gehen hin bis 3.5.2027 nachweis zettel"
    form = take(browser, draft, text=line, rubric="step_other").json()["form"]
    assert 'value="03.05.2027"' in form
    assert 'value="Zettel"' in form


def test_without_scripts_the_parts_are_fields_of_the_form(
    browser: Client, draft: PlanVersion
) -> None:
    page = browser.get(address("version", draft)).content.decode()
    for name in ("rubric", "owner_name", "when", "proof"):
        assert f'name="{name}"' in page
    sent = {"text": "@jc anrufen", "rubric": "", "owner_name": "", "when": "3.5.2027", "proof": ""}
    browser.post(address("take", draft), sent)
    wanted = {"rubric": "step_jobcentre", "text": "Anrufen", "due_on": date(2027, 5, 3)}
    assert stored(draft, **wanted) == wanted
