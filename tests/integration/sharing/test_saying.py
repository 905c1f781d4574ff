"""What is said on the device, how the counsellor sees it, and what is made of it."""

import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roterfaden.core import clock
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import entries
from roterfaden.plans.capture import from_block
from roterfaden.plans.contents import EntryContent
from roterfaden.plans.models import Answer, Entry, PlanVersion, TextBlock
from roterfaden.sharing import news
from roterfaden.sharing.actions import saying, wording
from roterfaden.sharing.actions.views import choose_language
from roterfaden.sharing.models import EntryTranslation, OwnWish, Reply, SharedView
from roterfaden.sharing.reading import replies
from tests.factories.sharing import WISH, a_wish, bound_view

Shared = tuple[SharedView, Client]
SCRIPT = {"HTTP_X_FRAGMENT": "mitsicht"}
IN_ARABIC = "أريد أن أعمل في الصباح."


def _goal(view: SharedView) -> Entry:
    entry: Entry = view.version.entries.get(kind="goal")
    return entry


def _answer(shared: Shared, kind: str, **more: str) -> int:
    view, client = shared
    sent = {"entry": str(_goal(view).pk), "kind": kind, "key": str(uuid4()), **more}
    return client.post(reverse("session:say_answer"), sent, **SCRIPT).status_code  # type: ignore[arg-type]


def _newest(view: SharedView) -> tuple[str, str]:
    reply = replies(view.version)[_goal(view).pk]
    return reply.kind, reply.words


def _panel(staff_client: Client, view: SharedView) -> str:
    return staff_client.get(reverse("sharing:panel", args=[view.version_id])).content.decode()


def test_an_answer_can_be_changed_at_any_time(shared: Shared) -> None:
    for kind in ("fits", "later", "different", "fits"):
        assert _answer(shared, kind) == 204
        assert _newest(shared[0])[0] == kind


def test_different_takes_words_and_opens_nothing(shared: Shared, staff_client: Client) -> None:
    view = shared[0]
    _answer(shared, "different", words="Zwei sind viel.")
    assert _newest(view) == ("different", "Zwei sind viel.")
    panel = _panel(staff_client, view)
    assert "Zwei sind viel." in panel
    assert reverse("plans:entry", args=[view.version_id, _goal(view).pk]) in panel
    view.version.refresh_from_db()
    assert view.version.state == "draft"
    assert not Answer.objects.exists()


def test_only_different_has_words(shared: Shared) -> None:
    _answer(shared, "fits", words="Das bleibt unter uns.")
    assert _newest(shared[0]) == ("fits", "")


def test_without_a_script_different_asks_first_what_should_be_so(shared: Shared) -> None:
    view, client = shared
    sent = {"entry": str(_goal(view).pk), "kind": "different"}
    asked = client.post(reverse("session:say_answer"), sent, follow=True)
    assert "Was soll anders sein?" in asked.content.decode()
    assert not Reply.objects.exists()
    client.post(reverse("session:say_answer"), {**sent, "how": "tell", "words": ""})
    assert _newest(view) == ("different", "")


def test_what_is_sent_twice_is_there_once(shared: Shared) -> None:
    view = shared[0]
    key, at = uuid4(), clock.now()
    for _try in range(2):
        saying.wish(view=view, words=WISH, key=key, at=at)
        kind = Reply.Kind.FITS
        saying.reply(view=view, entry_id=_goal(view).pk, kind=kind, key=key, at=at)
        saying.tap(view=view, code="topic_work", is_chosen=True, at=at)
    assert (OwnWish.objects.count(), Reply.objects.count()) == (1, 1)
    assert view.version.interests.count() == 1


def test_an_answer_holds_for_the_words_it_was_given_to(
    shared: Shared, counsellor: StaffMember
) -> None:
    view, client = shared
    _answer(shared, "different", words="Lieber im Büro.")
    content = EntryContent(kind="goal", text="Ich arbeite im Büro.", topic="work")
    entries.change(entry=_goal(view), content=content, by=counsellor, at=clock.now())
    page = client.get(reverse("session:plan")).content.decode()
    assert "Dazu wurde etwas geändert. Bitte noch einmal lesen." in page
    assert 'aria-pressed="true"' not in page


def test_an_entry_that_was_taken_out_cannot_be_answered(
    shared: Shared, counsellor: StaffMember
) -> None:
    view, client = shared
    goal = _goal(view)
    entries.remove(entry=goal, by=counsellor, at=clock.now())
    sent = {"entry": str(goal.pk), "kind": "fits"}
    answer = client.post(reverse("session:say_answer"), sent, **SCRIPT)  # type: ignore[arg-type]
    assert (answer.status_code, answer.content.decode()) == (
        422,
        "Dieser Eintrag steht nicht mehr im Plan.",
    )


@pytest.mark.parametrize(("words", "why"), [("  ", "noch nichts"), ("x" * 501, "zu lang")])
def test_a_wish_that_cannot_be_kept_stays_in_the_form(shared: Shared, words: str, why: str) -> None:
    page = shared[1].post(reverse("session:say_wish"), {"words": words})
    assert page.status_code == 422
    assert why in page.content.decode()
    assert words.strip() in page.content.decode()


def test_a_wish_goes_into_the_plan_word_for_word(shared: Shared, staff_client: Client) -> None:
    view = shared[0]
    wish = a_wish(view)
    url = reverse("sharing:decide", args=[view.version_id, wish.pk])
    for _twice in range(2):
        staff_client.post(url, {"act": "nehmen", "wording": wish.words})
    aspect = view.version.entries.get(kind="aspect")
    assert (aspect.text, aspect.words_of) == (WISH, "recipient")


def test_the_original_words_stay_beside_the_wording_made_from_them(
    shared: Shared, staff_client: Client
) -> None:
    view, client = shared
    choose_language(view=view, language="ar", at=clock.now())
    view.refresh_from_db()
    wish = a_wish(view, IN_ARABIC)
    url = reverse("sharing:decide", args=[view.version_id, wish.pk])
    staff_client.post(url, {"act": "nehmen", "wording": "Ich möchte morgens arbeiten."})
    aspect = view.version.entries.get(kind="aspect")
    assert (aspect.text, aspect.words_of) == ("Ich möchte morgens arbeiten.", "both")
    for page in (client.get(reverse("session:plan")), _panel(staff_client, view)):
        told = page if isinstance(page, str) else page.content.decode()
        assert IN_ARABIC in told


def test_nobody_changes_the_words_of_a_wish(shared: Shared) -> None:
    wish = a_wish(shared[0])
    with pytest.raises(DatabaseError), transaction.atomic():
        OwnWish.objects.filter(pk=wish.pk).update(words="Etwas anderes.")


def test_a_wish_that_was_set_aside_stays_to_be_read(shared: Shared, staff_client: Client) -> None:
    view, client = shared
    wish = a_wish(view)
    url = reverse("sharing:decide", args=[view.version_id, wish.pk])
    staff_client.post(url, {"act": "weglegen"})
    assert not view.version.entries.filter(kind="aspect").exists()
    assert WISH in _panel(staff_client, view)
    assert "Es steht nicht im Plan." in client.get(reverse("session:plan")).content.decode()


def test_a_tapped_topic_offers_blocks_to_begin_with(shared: Shared, staff_client: Client) -> None:
    view, client = shared
    client.post(reverse("session:say_topic"), {"code": "topic_language", "chosen": "ja"})
    client.post(reverse("session:say_topic"), {"code": "no-such", "chosen": "ja"})
    panel = _panel(staff_client, view)
    blocks = TextBlock.objects.filter(rubric="goal", topic="language", jobcentre=None)
    assert sum(f'value="{block.pk}"' in panel for block in blocks) == 3
    client.post(reverse("session:say_topic"), {"code": "topic_language", "chosen": "nein"})
    assert not view.version.interests.exists()


@pytest.fixture
def in_arabic(
    draft: PlanVersion, counsellor: StaffMember, device: Callable[[str], Client]
) -> Shared:
    view, cookie = bound_view(draft, counsellor, "ar")
    return view, device(cookie)


def test_a_block_is_shown_in_the_language_beside_its_german(
    in_arabic: Shared, counsellor: StaffMember
) -> None:
    view, client = in_arabic
    block = TextBlock.objects.get(key="goal-work-01")
    content = from_block(block)
    filled = content.text.replace("[Beruf]", "Lagerhelferin")
    taken = EntryContent(kind="goal", text=filled, topic="work", text_block_id=block.pk)
    entries.add(version=view.version, content=taken, by=counsellor, at=clock.now())
    page = client.get(reverse("session:plan")).content.decode()
    translated = block.translations.get(language="ar").text
    before, after = translated.split("{beruf}")
    assert f'{before}<bdi lang="de">Lagerhelferin</bdi>{after}' in page
    assert filled in page
    assert '<html lang="ar"' in page.replace("\n", " ")
    assert 'dir="rtl"' in page


def test_free_text_is_german_until_its_translation_is_typed(
    in_arabic: Shared, staff_client: Client, counsellor: StaffMember
) -> None:
    view, client = in_arabic
    goal = _goal(view)
    page = client.get(reverse("session:plan")).content.decode()
    assert re.search(rf'lang="de"\s+dir="ltr">\s*{re.escape(goal.text)}', page)
    assert goal.text in _panel(staff_client, view)
    url = reverse("sharing:translate", args=[view.version_id, goal.pk])
    staff_client.post(url, {"language": "ar", "text": IN_ARABIC})
    assert IN_ARABIC in client.get(reverse("session:plan")).content.decode()
    content = EntryContent(kind="goal", text="Ich arbeite im Lager.", topic="work")
    entries.change(entry=goal, content=content, by=counsellor, at=clock.now())
    page = client.get(reverse("session:plan")).content.decode()
    assert IN_ARABIC not in page
    assert EntryTranslation.objects.get().text == IN_ARABIC


def test_nothing_is_translated_into_german(shared: Shared, counsellor: StaffMember) -> None:
    goal = _goal(shared[0])
    with pytest.raises(Exception, match="nicht übersetzt"):
        wording.translate(entry=goal, language="de", text="x", by=counsellor, at=clock.now())


@pytest.mark.parametrize(
    ("today", "said", "unsaid"),
    [
        (date(2026, 6, 30), "eine Schlichtung verlangen", "verpflichtet mich"),
        (date(2026, 7, 1), "verpflichtet mich das Jobcenter schriftlich", "Schlichtung"),
    ],
)
def test_what_the_plan_is_follows_the_law_of_the_day(
    shared: Shared, monkeypatch: pytest.MonkeyPatch, today: date, said: str, unsaid: str
) -> None:
    monkeypatch.setattr(clock, "today", lambda: today)
    page = shared[1].get(reverse("session:about")).content.decode()
    assert said in page
    assert unsaid not in page


@pytest.mark.parametrize("code", ["de-leicht", "en", "uk", "ru", "tr", "fa", "ar"])
def test_the_device_chooses_its_language(shared: Shared, code: str) -> None:
    shared[1].post(reverse("session:say_language"), {"sprache": code})
    shared[0].refresh_from_db()
    assert shared[0].language == code
    assert shared[1].get(reverse("session:plan")).status_code == 200


def test_whatever_is_said_makes_a_new_number_that_only_grows(shared: Shared) -> None:
    view = shared[0]
    before = news.revision_of(view.version_id)
    _answer(shared, "fits")
    between = news.revision_of(view.version_id)
    a_wish(view)
    assert before < between < news.revision_of(view.version_id)


def test_the_page_needs_few_queries_however_long_the_plan_is(
    in_arabic: Shared, counsellor: StaffMember
) -> None:
    view, client = in_arabic
    counted = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as few:
            client.get(reverse("session:state"))
        counted.append(len(few))
        contents = [
            EntryContent(kind="step", owner="recipient", text=f"Ich rufe {n} Betriebe an.")
            for n in range(5)
        ]
        entries.add_many(version=view.version, contents=contents, by=counsellor, at=clock.now())
    assert counted[0] == counted[1] <= 12


def test_the_editor_pays_one_query_where_nothing_was_shared(
    draft: PlanVersion, staff_client: Client
) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = staff_client.get(reverse("plans:version", args=[draft.pk]))
    assert "Auf einem Gerät mitsehen lassen" in page.content.decode()
    about_sharing = [q["sql"] for q in asked.captured_queries if "sharing_" in q["sql"]]
    assert len(about_sharing) == 1
