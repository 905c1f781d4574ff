"""Consent to a recording: of each person present, and never for longer than each of them wants.

Of 49 observed talks 31 were recorded, those in which all present agreed (report, section 2.3). A
consent can be withdrawn at any time, as easily as it was given (Art. 7 Abs. 3 DSGVO).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from roterfaden.study.troubles import WrongData


class RecordingRefused(WrongData):
    """A recording must not be kept or linked, because somebody present has not consented."""


@dataclass(frozen=True)
class Consent:
    """What one person present decided about the recording; people are named by their part."""

    person: str
    given_at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def holds(self) -> bool:
        return self.given_at is not None and self.withdrawn_at is None


@dataclass(frozen=True)
class Talk:
    """An observed talk; ``consents`` names everybody present, with or without a consent."""

    id: str
    site: str
    on: date
    staff: str
    consents: tuple[Consent, ...]
    recording: str | None = None
    transcript: str | None = None
    note: str = ""

    def without_consent(self) -> tuple[str, ...]:
        """Name those present whose consent does not hold."""
        return tuple(one.person for one in self.consents if not one.holds)


def may_record(talk: Talk) -> bool:
    """Say whether everybody present consents; with nobody named nobody has."""
    return bool(talk.consents) and not talk.without_consent()


def give(talk: Talk, person: str, *, at: datetime) -> Talk:
    """Note the consent of a person present."""
    return _changed(talk, person, Consent(person, given_at=at))


def withdraw(talk: Talk, person: str, *, at: datetime) -> Talk:
    """Note a withdrawal; recording and transcript leave the talk, the observer's notes stay.

    Whoever stores the files deletes what the returned talk no longer names.
    """
    before = _of(talk, person)
    after = replace(before, withdrawn_at=at)
    return replace(_changed(talk, person, after), recording=None, transcript=None)


def link_recording(talk: Talk, *, recording: str, transcript: str | None = None) -> Talk:
    """Link a recording; raises RecordingRefused unless all present consent."""
    if not may_record(talk):
        missing = ", ".join(talk.without_consent()) or "allen, denn niemand ist eingetragen"
        raise RecordingRefused(
            f"Die Einwilligung fehlt von: {missing}.",
            "Einwilligungen nachtragen oder das Gespräch ohne Aufnahme protokollieren.",
            file=talk.id,
        )
    return replace(talk, recording=recording, transcript=transcript)


def _of(talk: Talk, person: str) -> Consent:
    for one in talk.consents:
        if one.person == person:
            return one
    raise WrongData(
        f"„{person}“ war laut Protokoll nicht dabei.",
        "Erst als anwesend eintragen.",
        file=talk.id,
    )


def _changed(talk: Talk, person: str, consent: Consent) -> Talk:
    _of(talk, person)
    consents = tuple(consent if one.person == person else one for one in talk.consents)
    return replace(talk, consents=consents)
