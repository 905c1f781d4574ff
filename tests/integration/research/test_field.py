"""The field log: consents decide about recordings, and their withdrawal removes them."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from roterfaden.core.errors import StateRefused
from roterfaden.research.actions import coding, fieldwork
from roterfaden.research.fieldwork import summary_of
from roterfaden.research.models import Coding, Site, StudyDocument
from roterfaden.study.field import RecordingRefused
from tests.factories.browsers import client_of
from tests.factories.studies import Study

pytestmark = pytest.mark.django_db


def test_a_recording_needs_everybodys_consent(study: Study) -> None:
    talk = study.talk(recorded=False)
    with pytest.raises(RecordingRefused):
        fieldwork.link_recording(
            talk=talk, recording="Band 1", transcript=None, by=study.lead, at=study.at
        )


def test_a_withdrawal_takes_recording_transcript_and_codings_away(study: Study) -> None:
    talk, document = study.talk(), study.documents[0]
    coding.toggle(document=document, dimension="goals", code="work", by=study.lead, at=study.at)
    fieldwork.link_recording(
        talk=talk, recording="Band 1", transcript=document, by=study.lead, at=study.at
    )
    consent = talk.consents.get(part="recipient")
    fieldwork.withdraw(consent=consent, by=study.lead, at=study.at)
    talk.refresh_from_db()
    assert (talk.recording, talk.transcript) == ("", None)
    assert not StudyDocument.objects.filter(pk=document.pk).exists()
    assert not Coding.objects.exists()
    with pytest.raises(StateRefused):
        fieldwork.withdraw(consent=consent, by=study.lead, at=study.at)


def test_a_talk_is_observed_only_where_the_site_takes_part(study: Study) -> None:
    talk = study.talk()
    site = Site.objects.get(pk=talk.site_id)
    fieldwork.answered(site=site, joins=False, on=talk.held_on, by=study.lead, at=study.at)
    with pytest.raises(StateRefused):
        fieldwork.discussed(site=site, held_on=talk.held_on, people=8, by=study.lead, at=study.at)


def test_the_page_counts_what_a_report_states(study: Study) -> None:
    study.talk()
    counted = summary_of(study.project)
    assert (counted.sites_joined, counted.talks, counted.talks_with_all_consents) == (1, 1, 1)
    browser = client_of(study.lead)
    page = browser.get(reverse("research:field", args=[study.project.pk])).content.decode()
    assert "mit Aufnahme einverstanden" in page


def test_a_talk_is_entered_on_the_page(study: Study) -> None:
    site = study.talk().site
    data = {
        "site": site.pk,
        "held_on": "3.2.2026",
        "label": "G-02",
        "parts": ["counsellor", "recipient"],
        "to_recording": ["counsellor"],
    }
    url = reverse("research:field_add", args=[study.project.pk, "gespraech"])
    assert client_of(study.lead).post(url, data).status_code == 302
    consents = site.talks.get(label="G-02").consents
    assert consents.count() == 2
    assert consents.filter(to_recording=True).count() == 1


LISTED = "Jobcenter X; Ia\nNord; Ia\nOst; IIIc\nWest; IId\n"


def test_sites_that_contrast_are_proposed_and_noted_as_asked(study: Study) -> None:
    study.talk()
    browser, url = client_of(study.lead), reverse("research:sites", args=[study.project.pk])
    sent = {"listed": LISTED, "number": 2, "seed": 7}
    page = browser.post(url, sent).content.decode()
    assert {one for one in ("Jobcenter X", "Nord", "Ost", "West") if f'value="{one}"' in page} == {
        "Ost",
        "West",
    }
    assert study.project.sites.count() == 1
    answer = browser.post(url, {**sent, "site": ["Ost", "Nord"], "asked_on": "3.2.2026"})
    assert answer["Location"] == reverse("research:field", args=[study.project.pk])
    made = study.project.sites.get(name="Ost")
    assert (made.comparison_type, made.answer) == ("IIIc", Site.Answer.OPEN)
    assert made.asked_on.isoformat() == "2026-02-03"
    assert not study.project.sites.filter(name="Nord").exists()
    page = browser.post(url, {**sent, "number": 2}).content.decode()
    assert 'value="Nord"' in page
    assert 'value="Ost"' not in page


def test_a_list_of_sites_comes_as_a_file_and_stays_when_it_is_wrong(study: Study) -> None:
    browser, url = client_of(study.lead), reverse("research:sites", args=[study.project.pk])
    sent = {"file": ContentFile(LISTED.encode(), "orte.csv"), "number": 1, "seed": 7}
    page = browser.post(url, sent).content.decode()
    assert page.count('name="site"') == 1
    assert "Nord; Ia" in page
    wrong = {"listed": "Nord; Ia\nOst;\n", "number": 1, "seed": 7}
    page = browser.post(url, wrong).content.decode()
    assert "Zeile 2: " in page
    assert "Nord; Ia" in page
    page = browser.post(url, {**wrong, "listed": LISTED, "number": 9}).content.decode()
    assert "Weniger wählen" in page
    page = browser.post(url, {**wrong, "listed": "Nord; ein zu langer Typ"}).content.decode()
    assert "länger als 8 Zeichen" in page


def test_only_the_lead_has_sites_proposed(study: Study) -> None:
    url = reverse("research:sites", args=[study.project.pk])
    assert client_of(study.second).get(url).status_code == 403
    page = client_of(study.second).get(reverse("research:field", args=[study.project.pk]))
    assert url not in page.content.decode()
