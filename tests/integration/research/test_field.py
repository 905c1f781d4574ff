"""The field log: consents decide about recordings, and their withdrawal removes them."""

import pytest
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
