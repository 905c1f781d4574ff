"""Consent of everybody present, sites for contrast, the figures of the field work."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from roterfaden.study.field import (
    Consent,
    Discussion,
    FieldLog,
    RecordingRefused,
    Reply,
    Site,
    Talk,
    contrasting,
    give,
    link_recording,
    may_record,
    summary,
    withdraw,
)
from roterfaden.study.troubles import WrongData

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LATER = datetime(2026, 3, 9, 10, tzinfo=UTC)
PRESENT = tuple(Consent(person) for person in ("Fachkraft", "Leistungsberechtigte", "Begleitung"))
TALK = Talk("t1", "JC 1", date(2026, 3, 2), "F1", PRESENT, note="Der Plan wurde vorgelesen.")


def consented() -> Talk:
    talk = TALK
    for one in PRESENT:
        talk = give(talk, one.person, at=NOW)
    return talk


def test_a_recording_needs_the_consent_of_everybody_present() -> None:
    two_of_three = give(give(TALK, "Fachkraft", at=NOW), "Begleitung", at=NOW)
    assert not may_record(two_of_three)
    with pytest.raises(RecordingRefused, match="Leistungsberechtigte"):
        link_recording(two_of_three, recording="t1.ogg")
    assert link_recording(consented(), recording="t1.ogg").recording == "t1.ogg"


def test_nobody_present_is_nobody_who_consented() -> None:
    with pytest.raises(RecordingRefused, match="niemand ist eingetragen"):
        link_recording(replace(TALK, consents=()), recording="t1.ogg")


def test_a_withdrawal_removes_recording_and_transcript_and_keeps_the_notes() -> None:
    recorded = link_recording(consented(), recording="t1.ogg", transcript="t1.json")
    after = withdraw(recorded, "Begleitung", at=LATER)
    assert (after.recording, after.transcript) == (None, None)
    assert after.note == TALK.note
    assert after.without_consent() == ("Begleitung",)
    with pytest.raises(RecordingRefused):
        link_recording(after, recording="t1.ogg")


def test_whoever_was_not_present_cannot_consent() -> None:
    with pytest.raises(WrongData, match="nicht dabei"):
        give(TALK, "Nachbar", at=NOW)


SITES = [
    Site("A", "I", {"kind": "gE", "size": "groß"}),
    Site("B", "I", {"kind": "gE", "size": "klein"}),
    Site("C", "II", {"kind": "gE", "size": "groß"}),
    Site("D", "II", {"kind": "zkT", "size": "klein"}),
    Site("E", "III", {"kind": "gE", "size": "groß"}),
]


def test_contrasting_sites_have_different_types_whatever_the_seed() -> None:
    for seed in range(20):
        three = contrasting(SITES, 3, seed=seed)
        assert {one.comparison_type for one in three} == {"I", "II", "III"}
        assert three == contrasting(list(reversed(SITES)), 3, seed=seed)


def test_of_two_new_types_the_site_that_shares_least_is_proposed() -> None:
    (proposed,) = contrasting(SITES, 1, seed=1, chosen=[SITES[0]])
    assert proposed.id == "D"


def test_after_a_refusal_the_next_proposal_fits_those_that_joined() -> None:
    joined = [replace(SITES[0], reply=Reply.JOINED), replace(SITES[4], reply=Reply.JOINED)]
    others = [SITES[1], replace(SITES[3], reply=Reply.DECLINED), SITES[2]]
    assert [one.id for one in contrasting([*joined, *others], 1, seed=1, chosen=joined)] == ["C"]


def test_more_sites_than_are_left_are_refused() -> None:
    with pytest.raises(WrongData, match="Nur 5 Jobcenter"):
        contrasting(SITES, 6, seed=1)


def test_the_summary_counts_what_the_report_states() -> None:
    """Six asked, four joined, two declined; 6 to 11 people in a discussion (section 2.2)."""
    replies = [Reply.JOINED] * 4 + [Reply.DECLINED] * 2
    sites = tuple(Site(str(n), "I", reply=reply) for n, reply in enumerate(replies))
    sizes = (6, 11, 8, 9)
    discussions = tuple(Discussion(f"d{n}", "0", TALK.on, n) for n in sizes)
    recorded = link_recording(consented(), recording="t1.ogg")
    log = FieldLog((*sites, Site("x", "I")), discussions, (recorded, replace(TALK, staff="F2")))
    counted = summary(log)
    asked = (counted.sites_asked, counted.sites_joined, counted.sites_declined)
    assert asked == (6, 4, 2)
    assert (counted.discussions, counted.participants) == (4, (6, 11))
    assert (counted.talks, counted.days, counted.staff, counted.recordings) == (2, 1, 2, 1)
