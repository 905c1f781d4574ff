"""The field log: sites asked, discussions held, talks observed, and who consented to what."""

from roterfaden.study.field.consents import (
    Consent,
    RecordingRefused,
    Talk,
    give,
    link_recording,
    may_record,
    withdraw,
)
from roterfaden.study.field.log import Discussion, FieldLog, Summary, summary
from roterfaden.study.field.sites import Reply, Site, contrasting, read_sites, typed_sites

__all__ = [
    "Consent",
    "Discussion",
    "FieldLog",
    "RecordingRefused",
    "Reply",
    "Site",
    "Summary",
    "Talk",
    "contrasting",
    "give",
    "link_recording",
    "may_record",
    "read_sites",
    "summary",
    "typed_sites",
    "withdraw",
]
