"""The pages of texts: offers, leaflet, reasons and closing days in the browser."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from roterfaden.audit.models import ReadEvent
from roterfaden.core import clock
from roterfaden.documents.models import Document
from roterfaden.organisations.models import Jobcentre, LocalHoliday, StaffMember
from roterfaden.organisations.permissions import Role
from roterfaden.plans import leaflet
from roterfaden.plans.actions import offers
from roterfaden.plans.models import Leaflet, Plan, Reason, SupportOffer
from roterfaden.web.specialist.leaflet.forms import initial_of
from tests.factories.browsers import client_of
from tests.factories.house import House
from tests.factories.texts import a_closing_day, a_coming_leaflet, a_leaflet, a_reason, an_offer
from tests.integration.texts.conftest import agreed_promise, promise

HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(specialist: StaffMember) -> Client:
    return client_of(specialist)


def _stop(offer: SupportOffer, by: StaffMember) -> SupportOffer:
    return offers.change(offer=offer, state=SupportOffer.State.STOPPED, by=by, at=clock.now())


def _state(offer: SupportOffer) -> str:
    return SupportOffer.objects.values_list("state", flat=True).get(pk=offer.pk)


def test_the_list_says_state_condition_and_who_changed_it(house: House) -> None:
    until = clock.day_of(house.at) + timedelta(days=9)
    state = SupportOffer.State.LIMITED
    an_offer(house, "Fahrkarte", state=state, condition="Ab zwei Kilometern.", until_on=until)
    for role, may_change in ((Role.COUNSELLOR, False), (Role.SPECIALIST, True)):
        page = client_of(house.staff[role]).get(reverse("offers:list")).content.decode()
        for words in ("Fahrkarte", "begrenzt", "Ab zwei Kilometern.", f"{until:%d.%m.%Y}"):
            assert words in page
        assert "Jana Specialist" in page
        assert ("Ändern" in page) is may_change


def test_a_stop_shows_first_what_hangs_on_it(house: House, browser: Client) -> None:
    offer = an_offer(house)
    agreed_promise(house, house.case("Brandt"), offer)
    url = reverse("offers:offer", args=[offer.pk])
    page = browser.post(url, {"state": "stopped"}).content.decode()
    assert "Diese Zusage steht schon in Plänen" in page
    assert _state(offer) == "open"
    assert browser.post(url, {"state": "stopped", "gesehen": "1"}).status_code == 302
    assert _state(offer) == "stopped"


def test_an_offer_that_nobody_promised_stops_at_once(house: House, browser: Client) -> None:
    offer = an_offer(house)
    browser.post(reverse("offers:offer", args=[offer.pk]), {"state": "stopped"})
    assert _state(offer) == "stopped"


def test_the_row_that_is_swapped_in_is_the_row_of_the_list(house: House, browser: Client) -> None:
    offer = an_offer(house)
    url = reverse("offers:offer", args=[offer.pk])
    row = browser.get(f"{url}?zeile", headers=HTMX).content.decode()
    page = browser.get(reverse("offers:list")).content.decode()
    assert " ".join(row.replace(" autofocus", "").split()) in " ".join(page.split())


def test_a_change_in_place_can_be_undone_in_place(house: House, browser: Client) -> None:
    offer = an_offer(house)
    url = reverse("offers:offer", args=[offer.pk])
    said = {"state": "limited", "condition": "Nur mit Antrag."}
    row = browser.post(url, said, headers=HTMX).content.decode()
    assert "Rückgängig machen" in row
    change = offer.changes.first()
    assert change
    undo = reverse("offers:undo", args=[offer.pk])
    answer = browser.post(undo, {"change": str(change.pk)}, headers=HTMX)
    assert "Rückgängig." in answer.content.decode()
    assert 'hx-swap-oob="true"' in answer.content.decode()
    assert _state(offer) == "open"


def test_a_wrong_field_keeps_what_was_typed(house: House, browser: Client) -> None:
    offer = an_offer(house)
    url = reverse("offers:offer", args=[offer.pk])
    page = browser.post(url, {"state": "limited", "until_on": "gestern"}).content.decode()
    assert 'value="gestern"' in page
    assert "ist kein Datum" in page


def test_the_list_of_plans_to_talk_about_and_its_file(
    house: House, specialist: StaffMember
) -> None:
    offer = an_offer(house)
    agreed_promise(house, house.case("Brandt"), offer)
    _stop(offer, specialist)
    counsellor = client_of(house.counsellor)
    page = counsellor.get(reverse("offers:plans")).content.decode()
    assert "Kevin Brandt" in page
    assert "Mein Jobcenter bezahlt: Fahrtkosten." in page
    text = counsellor.get(reverse("offers:plans_csv")).content.decode("utf-8-sig")
    assert text.splitlines()[1].startswith("101A000003;Kevin Brandt;1;")
    assert ReadEvent.objects.filter(type="export-opened").count() == 1


def test_the_start_page_has_one_gentle_line_for_own_plans(
    house: House, specialist: StaffMember
) -> None:
    offer = an_offer(house)
    agreed_promise(house, house.case("Brandt"), offer)
    words = "Plan mit einer gestoppten Zusage"
    start = reverse("cases:home")
    assert words not in client_of(house.counsellor).get(start).content.decode()
    _stop(offer, specialist)
    assert words in client_of(house.counsellor).get(start).content.decode()
    assert words not in client_of(house.colleague).get(start).content.decode()


def test_the_list_asks_as_often_for_many_plans_as_for_few(
    house: House, specialist: StaffMember, django_assert_max_num_queries: object
) -> None:
    offer = an_offer(house)
    for name in ("Brandt", "Müller"):
        agreed_promise(house, house.case(name), offer)
    _stop(offer, specialist)
    counsellor = client_of(house.counsellor)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        counsellor.get(reverse("offers:plans"))


def test_the_specialist_s_start_says_what_awaits(house: House, browser: Client) -> None:
    until = clock.day_of(house.at) + timedelta(days=9)
    an_offer(house, until_on=until)
    page = browser.get(reverse("cases:home")).content.decode()
    assert "Zusage läuft in vier Wochen aus" in page


def test_whoever_makes_plans_reads_the_leaflet(house: House) -> None:
    page = client_of(house.counsellor).get(reverse("leaflet:leaflet")).content.decode()
    assert "Sie dürfen jemanden zum Gespräch mitbringen." in page
    assert "Neue Fassung schreiben" not in page


def _typed(house: House, **changes: str) -> dict[str, str]:
    today = f"{clock.day_of(house.at):%d.%m.%Y}"
    return {**initial_of(leaflet.delivered()), "valid_from_on": today, **changes}


def test_the_form_without_a_change_writes_the_same_leaflet(house: House, browser: Client) -> None:
    browser.post(reverse("leaflet:write"), _typed(house))
    assert Leaflet.objects.get().rules == leaflet.delivered().rules


def test_a_missing_translation_keeps_its_place(house: House, browser: Client) -> None:
    typed = _typed(house, good_to_know_de="Eins.\nZwei.", good_to_know_en="–\nTwo.")
    browser.post(reverse("leaflet:write"), typed)
    written = Leaflet.objects.get()
    assert written.rules["good_to_know"] == [{"de": "Eins."}, {"de": "Zwei.", "en": "Two."}]
    page = browser.get(reverse("leaflet:write")).content.decode()
    assert "–\nTwo." in page


def test_more_translations_than_sentences_are_refused(house: House, browser: Client) -> None:
    page = browser.post(
        reverse("leaflet:write"), _typed(house, good_to_know_de="Eins.", good_to_know_en="A.\nB.")
    )
    assert "Jede Zeile übersetzt" in page.content.decode()
    assert not Leaflet.objects.exists()


def test_what_must_not_stand_there_is_said_at_its_field(house: House, browser: Client) -> None:
    page = browser.post(
        reverse("leaflet:write"),
        _typed(house, you_de="Sonst wird Ihre Leistung gemindert.", you_en=""),
    ).content.decode()
    assert "klingt nach einer Belehrung über Rechtsfolgen" in page
    assert "Sonst wird Ihre Leistung gemindert." in page
    assert not Leaflet.objects.exists()


def test_the_preview_shows_the_page_and_saves_nothing(house: House, browser: Client) -> None:
    typed = _typed(house, you_de="Sie müssen kommen.", you_en="")
    page = browser.post(reverse("leaflet:preview"), typed).content.decode()
    assert "data:image/svg+xml;base64," in page
    assert "klingt nach Zwang" in page
    assert not Leaflet.objects.exists()


def test_the_leaflet_comes_as_pdf_in_two_languages_and_in_large_print(house: House) -> None:
    coming = a_coming_leaflet(house)
    browser = client_of(house.counsellor)
    contents = set()
    for query in ("", "?sprache=en", "?gross", f"?fassung={coming.pk}"):
        response = browser.get(reverse("leaflet:pdf") + query)
        assert response.headers["Content-Type"] == "application/pdf"
        contents.add(response.content)
    assert len(contents) == 4


def test_a_coming_leaflet_is_taken_back_from_the_list(house: House, browser: Client) -> None:
    coming = a_coming_leaflet(house)
    assert "Zurücknehmen" in browser.get(reverse("leaflet:leaflet")).content.decode()
    browser.post(reverse("leaflet:withdraw", args=[coming.pk]))
    assert "Zurücknehmen" not in browser.get(reverse("leaflet:leaflet")).content.decode()


def test_a_plan_leads_to_the_leaflet_that_was_filed_with_it(house: House) -> None:
    agreed = house.agreed(house.case("Brandt"))
    filed = Document.objects.get(subject=agreed.pk, kind="leaflet")
    a_leaflet(house)
    browser = client_of(house.counsellor)
    url = reverse("plans:leaflet_pdf", args=[agreed.pk])
    assert url in browser.get(reverse("plans:version", args=[agreed.pk])).content.decode()
    assert browser.get(url).content == bytes(filed.stored_file.content)
    file_page = browser.get(reverse("cases:file", args=[agreed.plan.case_id])).content.decode()
    assert "Merkblatt zu Fassung 1" in file_page


def test_the_end_of_a_plan_keeps_the_words_of_its_form(house: House) -> None:
    own = a_reason(house, "Minijob ausgebaut")
    agreed = house.agreed(house.case("Brandt"))
    browser = client_of(house.counsellor)
    url = reverse("plans:end", args=[agreed.pk])
    assert "Minijob ausgebaut" in browser.get(url).content.decode()
    browser.post(url, {"reason": str(own.pk)})
    plan = Plan.objects.get(pk=agreed.plan_id)
    assert (plan.end_reason, plan.end_reason_words) == ("job", "Minijob ausgebaut")


def test_reasons_are_taken_over_moved_and_hidden(house: House, browser: Client) -> None:
    browser.post(reverse("reasons:adopt"), {"wozu": "withdraw"})
    first, second = Reason.objects.filter(purpose="withdraw")[:2]
    browser.post(reverse("reasons:move", args=[second.pk]), {"wohin": "hoch"})
    browser.post(reverse("reasons:switch", args=[first.pk]), {"zeigen": "nein"})
    kept = Reason.objects.filter(purpose="withdraw")
    assert kept[0] == second
    assert not kept.get(pk=first.pk).is_active
    assert "wird nicht gezeigt" in browser.get(reverse("reasons:list")).content.decode()


def test_a_year_shows_statutory_and_own_days(house: House, browser: Client) -> None:
    a_closing_day(house, "Betriebsausflug")
    page = browser.get(reverse("holidays:list")).content.decode()
    assert "Fronleichnam" in page
    assert "Neujahr" in page


def test_a_removed_day_can_be_brought_back(house: House, browser: Client) -> None:
    day = a_closing_day(house, "Umzug", is_yearly=True)
    browser.post(reverse("holidays:remove", args=[day.pk]))
    assert "Zurückholen" in browser.get(reverse("holidays:list")).content.decode()
    browser.post(reverse("holidays:bring_back"))
    back = LocalHoliday.objects.get()
    assert (back.name, back.begins_on, back.is_yearly) == ("Umzug", day.begins_on, True)


def test_a_day_says_how_many_plans_keep_their_reminder(house: House, browser: Client) -> None:
    agreed = house.agreed(house.case("Brandt"))
    assert agreed.remind_on
    said = {
        "name": "Umzug",
        "kind": "office_closed",
        "begins_on": f"{agreed.remind_on:%d.%m.%Y}",
        "ends_on": "",
    }
    page = browser.post(reverse("holidays:list"), said, follow=True).content.decode()
    assert "1 geltender Plan behält seine Erinnerung" in page


def test_a_draft_has_the_leaflet_of_today(house: House) -> None:
    draft = promise(house, house.case("Brandt"), an_offer(house))
    response = client_of(house.counsellor).get(reverse("plans:leaflet_pdf", args=[draft.pk]))
    assert response.content.startswith(b"%PDF")


def test_a_change_made_meanwhile_is_told_before_it_is_overwritten(
    house: House, specialist: StaffMember, browser: Client
) -> None:
    offer = an_offer(house)
    url = reverse("offers:offer", args=[offer.pk])
    said = {"state": "limited", "condition": "Ab zwei Kilometern."}
    said["basis"] = browser.get(url).context["form"]["basis"].value()
    _stop(offer, specialist)
    told = browser.post(url, said)
    assert "inzwischen geändert: gestoppt" in told.content.decode()
    assert _state(offer) == "stopped"
    said["basis"] = told.context["form"]["basis"].value()
    browser.post(url, said)
    assert _state(offer) == "limited"


def test_a_leaflet_of_nothing_but_unanswered_gaps_is_shown_and_refused(
    house: House, browser: Client
) -> None:
    Jobcentre.objects.filter(pk=house.jobcentre.pk).update(phone="")
    said = {"office_de": "Rufen Sie an: {telefon}", "you_de": "{telefon}"}
    assert browser.post(reverse("leaflet:preview"), said).status_code == 200
    said["valid_from_on"] = f"{clock.day_of(house.at):%d.%m.%Y}"
    page = browser.post(reverse("leaflet:write"), said).content.decode()
    assert "zu jeder Lücke fehlt die Angabe" in page
    assert not Leaflet.objects.exists()


def test_a_day_that_somebody_entered_again_is_not_brought_back_twice(
    house: House, browser: Client
) -> None:
    day = a_closing_day(house)
    browser.post(reverse("holidays:remove", args=[day.pk]))
    a_closing_day(house)
    page = browser.post(reverse("holidays:bring_back"), follow=True).content.decode()
    assert "steht mit diesem Anlass schon im Kalender" in page
    assert LocalHoliday.objects.count() == 1
