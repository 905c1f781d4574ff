"""The stored field log as the library counts it."""

from dataclasses import replace
from datetime import UTC, datetime, time

from roterfaden.research.models import Consent, ObservedTalk, Project, Site
from roterfaden.study import field
from roterfaden.study.troubles import WrongData

_REPLIES = {
    Site.Answer.OPEN: field.Reply.ASKED,
    Site.Answer.JOINED: field.Reply.JOINED,
    Site.Answer.DECLINED: field.Reply.DECLINED,
}


def as_library(talk: ObservedTalk) -> field.Talk:
    """A talk with the consents to its recording."""
    return field.Talk(
        id=talk.label,
        site=str(talk.site_id),
        on=talk.held_on,
        staff=talk.counsellor or talk.label,
        consents=tuple(_consent(n, one) for n, one in enumerate(talk.consents.all(), 1)),
        recording=talk.recording or None,
    )


def summary_of(project: Project) -> field.Summary:
    """The figures of the field work."""
    sites = list(project.sites.prefetch_related("discussions", "talks__consents"))
    log = field.FieldLog(
        sites=tuple(
            field.Site(one.name, one.comparison_type, reply=_REPLIES[Site.Answer(one.answer)])
            for one in sites
        ),
        discussions=tuple(
            field.Discussion(str(held.pk), one.name, held.held_on, held.people)
            for one in sites
            for held in one.discussions.all()
        ),
        talks=tuple(as_library(talk) for one in sites for talk in one.talks.all()),
    )
    return field.summary(log)


def contrasting(project: Project, listed: str, *, number: int, seed: int) -> tuple[field.Site, ...]:
    """Whom of this list to ask next, so that they differ from each other and from who joined.

    Who was asked already is not proposed. Raises ``WrongData`` with the line.
    """
    log = {
        one.name: field.Site(one.name, one.comparison_type, reply=_REPLIES[Site.Answer(one.answer)])
        for one in project.sites.all()
    }
    known = [
        replace(one, reply=log[one.id].reply) if one.id in log else one
        for one in field.typed_sites(listed)
    ]
    names = {one.id for one in known}
    known += [one for one in log.values() if one.id not in names]
    for one in known:
        _check_length(one)
    joined = [one for one in known if one.reply == field.Reply.JOINED]
    return field.contrasting(known, number, seed=seed, chosen=joined)


def _check_length(one: field.Site) -> None:
    for value, most in ((one.id, 120), (one.comparison_type, 8)):
        if len(value) > most:
            raise WrongData(f"„{value}“ ist länger als {most} Zeichen.", "Kürzen.")


def _consent(number: int, one: Consent) -> field.Consent:
    """Nobody is named: the part that somebody had, and a number."""
    return field.Consent(
        person=f"{one.get_part_display()} {number}",
        given_at=datetime.combine(one.given_on, time(), UTC) if one.to_recording else None,
        withdrawn_at=datetime.combine(one.withdrawn_on, time(), UTC) if one.withdrawn_on else None,
    )
