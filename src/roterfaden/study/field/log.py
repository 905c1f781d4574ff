"""The log as a whole, and the figures that a report states about its field work."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from roterfaden.study.field.consents import Talk, may_record
from roterfaden.study.field.sites import Reply, Site


@dataclass(frozen=True)
class Discussion:
    """A group discussion at a site; participants are counted, not named."""

    id: str
    site: str
    on: date
    participants: int


@dataclass(frozen=True)
class FieldLog:
    """All that happened in the field."""

    sites: tuple[Site, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    talks: tuple[Talk, ...] = ()


@dataclass(frozen=True)
class Summary:
    """The figures of sections 2.2 and 2.3 of the report."""

    sites_asked: int
    sites_joined: int
    sites_declined: int
    sites_without_reply: int
    discussions: int
    participants: tuple[int, int] | None
    talks: int
    days: int
    staff: int
    talks_with_all_consents: int
    recordings: int


def summary(log: FieldLog) -> Summary:
    """Count the log; ``participants`` is the smallest and largest discussion."""
    replies = Counter(one.reply for one in log.sites if one.reply)
    sizes = [one.participants for one in log.discussions]
    return Summary(
        sites_asked=replies.total(),
        sites_joined=replies[Reply.JOINED],
        sites_declined=replies[Reply.DECLINED],
        sites_without_reply=replies[Reply.ASKED],
        discussions=len(sizes),
        participants=(min(sizes), max(sizes)) if sizes else None,
        talks=len(log.talks),
        days=len({(one.site, one.on) for one in log.talks}),
        staff=len({(one.site, one.staff) for one in log.talks}),
        talks_with_all_consents=sum(may_record(one) for one in log.talks),
        recordings=sum(one.recording is not None for one in log.talks),
    )
