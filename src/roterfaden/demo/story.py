"""What happens to one invented person: the plain values that all demo modules speak in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Person:
    """An invented recipient as the import reads it; ``gender`` (f or m) only chooses words."""

    kundennummer: str
    last_name: str
    first_name: str
    date_of_birth: date
    gender: str
    begins_on: date
    counsellor: str
    ends_on: date | None = None
    bg_nummer: str = ""
    street: str = ""
    phone: str = ""
    email: str = ""
    language: str = "de"
    needs_interpreter: bool = False
    online_consent: bool = False
    is_protected: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry of a plan; ``key`` names it within the story, across versions."""

    key: str
    kind: str
    text: str
    owner: str = ""
    owner_name: str = ""
    topic: str = ""
    due_on: date | None = None
    rhythm: str = ""
    proof: str = ""
    words_of: str = ""
    towards_work: bool | None = None
    involved: str = ""


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that happens on a day; acts of one day keep their order."""

    on: date


@dataclass(frozen=True, kw_only=True)
class Draft(Act):
    """A draft is started, or worked on; ``drop`` names carried lines that are taken out."""

    add: tuple[Line, ...] = ()
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Offer(Act):
    """The draft is left with the person, with think time."""

    think_until_on: date


@dataclass(frozen=True, kw_only=True)
class Reopen(Act):
    """The offer goes back to the desk."""


@dataclass(frozen=True, kw_only=True)
class Decline(Act):
    """The person said no or could not answer."""

    outcome: str
    reason: str
    sought_by: tuple[str, ...]
    wishes: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Agree(Act):
    """The person said yes."""

    sought_by: tuple[str, ...]
    wishes: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stay(Act):
    """Both sides looked back, and the plan stays; ``keep`` names lines that stay though done."""

    sought_by: tuple[str, ...]
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Outcome(Act):
    """What became of a line of the version in force."""

    key: str
    kind: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Meet(Act):
    """A talk was held or missed on this day, or cancelled."""

    outcome: str
    good_cause: str = ""
    kind: str = "follow_up"
    channel: str = "in_person"


@dataclass(frozen=True, kw_only=True)
class Arrange(Act):
    """A talk is arranged for a later day."""

    starts_on: date
    kind: str = "follow_up"
    channel: str = "in_person"


@dataclass(frozen=True, kw_only=True)
class Note(Act):
    """Somebody in charge notes something apart from the plan."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Find(Act):
    """The potential analysis finds a strength or an obstacle: of the list, or in own words."""

    side: str
    code: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Silence(Act):
    """A talk in which the plan was not raised; ``task`` within so many days, if there is one."""

    reason: str
    task: str = ""
    days: int = 0


@dataclass(frozen=True, kw_only=True)
class Bring(Act):
    """Something is said about the proofs that have fallen due; ``word`` the same of all."""

    word: str = ""


@dataclass(frozen=True, kw_only=True)
class Oblige(Act):
    """A step that was not done is followed up to an obligation in the post."""

    key: str
    said: str
    efforts: str
    how_often: str
    form_of_proof: str
    due_on: date
    because: str


@dataclass(frozen=True, kw_only=True)
class Propose(Act):
    """The jobcentre proposes a job, which keeps the step ``key``."""

    key: str
    provider: str
    title: str
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class End(Act):
    """The plan ends."""

    reason: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Withdraw(Act):
    """The newest version is taken back."""

    reason: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Assign(Act):
    """Somebody else takes charge of the case."""

    to: str


@dataclass(frozen=True, kw_only=True)
class Name(Act):
    """Somebody is named for a protected case, by the counsellor in charge or by a short name."""

    staff: str
    by: str = "counsellor"


@dataclass(frozen=True)
class Story:
    """A person and everything that happened, in order."""

    person: Person
    acts: tuple[Act, ...] = ()
