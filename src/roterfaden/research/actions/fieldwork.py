"""The field log: sites asked, discussions held, talks observed, consents given and withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.research.fieldwork import as_library
from roterfaden.research.models import (
    Consent,
    Discussion,
    Member,
    ObservedTalk,
    Project,
    Site,
    StudyDocument,
)
from roterfaden.research.policies import check_runs, lead_of
from roterfaden.research.trailing import note
from roterfaden.study import field


@dataclass(frozen=True)
class Present:
    """Somebody who was there, by the part they had."""

    part: str
    to_recording: bool


@transaction.atomic
def ask(
    *,
    project: Project,
    name: str,
    comparison_type: str,
    asked_on: date,
    by: StaffMember,
    at: datetime,
) -> Site:
    """A site was asked to take part."""
    lead = _lead(project, by, at)
    if project.sites.filter(name=name).exists():
        raise StateRefused(_("„%(name)s“ steht schon da.") % {"name": name})
    site = Site.objects.create(
        project=project, name=name, comparison_type=comparison_type, asked_on=asked_on
    )
    note(project, "site-asked", author=lead.code, at=at, what={"type": comparison_type})
    return site


@transaction.atomic
def ask_proposed(
    *,
    project: Project,
    sites: Sequence[field.Site],
    seed: int,
    asked_on: date,
    by: StaffMember,
    at: datetime,
) -> list[Site]:
    """These were proposed for their contrast, by this seed, and asked."""
    lead = _lead(project, by, at)
    what = {"seed": seed, "types": [one.comparison_type for one in sites]}
    note(project, "sites-proposed", author=lead.code, at=at, what=what)
    return [
        ask(
            project=project,
            name=one.id,
            comparison_type=one.comparison_type,
            asked_on=asked_on,
            by=by,
            at=at,
        )
        for one in sites
    ]


@transaction.atomic
def answered(*, site: Site, joins: bool, on: date, by: StaffMember, at: datetime) -> Site:
    """What the site replied."""
    lead = _lead(site.project, by, at)
    site.answer = Site.Answer.JOINED if joins else Site.Answer.DECLINED
    site.answered_on = on
    site.save(update_fields=["answer", "answered_on"])
    note(site.project, f"site-{site.answer}", author=lead.code, at=at)
    return site


@transaction.atomic
def discussed(
    *, site: Site, held_on: date, people: int, by: StaffMember, at: datetime
) -> Discussion:
    """A group discussion was held; people are counted, not named."""
    lead = _lead(site.project, by, at)
    _check_joined(site)
    made = Discussion.objects.create(site=site, held_on=held_on, people=people)
    note(site.project, "discussion-held", author=lead.code, at=at, what={"people": people})
    return made


@transaction.atomic
def observed(
    *,
    site: Site,
    label: str,
    counsellor: str,
    held_on: date,
    present: Sequence[Present],
    by: StaffMember,
    at: datetime,
) -> ObservedTalk:
    """A talk was observed; everybody present had consented to that."""
    lead = _lead(site.project, by, at)
    _check_joined(site)
    if not present:
        raise StateRefused(_("Tragen Sie ein, wer dabei war. Ohne Einwilligung kein Gespräch."))
    talk = ObservedTalk.objects.create(
        site=site, label=label, counsellor=counsellor, held_on=held_on
    )
    Consent.objects.bulk_create(
        Consent(
            talk=talk,
            part=one.part,
            to_observation=True,
            to_recording=one.to_recording,
            given_on=held_on,
        )
        for one in present
    )
    what = {"present": len(present), "to_recording": sum(one.to_recording for one in present)}
    note(site.project, "talk-observed", author=lead.code, at=at, what=what)
    return talk


@transaction.atomic
def link_recording(
    *,
    talk: ObservedTalk,
    recording: str,
    transcript: StudyDocument | None,
    by: StaffMember,
    at: datetime,
) -> ObservedTalk:
    """Say where the recording lies; raises ``RecordingRefused`` unless all present consent."""
    project = talk.site.project
    lead = _lead(project, by, at)
    field.link_recording(as_library(talk), recording=recording)
    talk.recording, talk.transcript = recording, transcript
    talk.save(update_fields=["recording", "transcript"])
    note(project, "recording-linked", author=lead.code, at=at)
    return talk


@transaction.atomic
def withdraw(*, consent: Consent, by: StaffMember, at: datetime) -> ObservedTalk:
    """Somebody withdrew the consent: recording, transcript and its codings go at once.

    This holds after the end of the permission, too.
    """
    talk = ObservedTalk.objects.select_for_update(of=("self",)).get(pk=consent.talk_id)
    project = talk.site.project
    lead = lead_of(project, by)
    if consent.withdrawn_on is not None:
        raise StateRefused(_("Diese Einwilligung ist schon zurückgenommen."))
    consent.withdrawn_on = clock.day_of(at)
    consent.save(update_fields=["withdrawn_on"])
    transcript, talk.transcript, talk.recording = talk.transcript, None, ""
    talk.save(update_fields=["recording", "transcript"])
    what = {"transcript": transcript.ident if transcript else ""}
    if transcript:
        transcript.delete()
    note(project, "consent-withdrawn", author=lead.code, at=at, what=what)
    return talk


def _lead(project: Project, by: StaffMember, at: datetime) -> Member:
    lead = lead_of(project, by)
    check_runs(project, at)
    return lead


def _check_joined(site: Site) -> None:
    if site.answer != Site.Answer.JOINED:
        raise StateRefused(_("Dieses Jobcenter macht noch nicht mit."))
