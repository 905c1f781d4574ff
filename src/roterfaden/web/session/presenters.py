"""The plan as the recipient sees it: a thread of entries, one of them open for an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.rubrics import CODES
from roterfaden.sharing.languages import LANGUAGES, Language
from roterfaden.sharing.models import OwnWish, Reply
from roterfaden.sharing.reading import originals, replies, still_holds
from roterfaden.sharing.translated import Wording, wordings
from roterfaden.web.session import localising
from roterfaden.web.session.wording import words

ANSWERS = tuple(Reply.Kind.values)


@dataclass(frozen=True)
class Line:
    """One entry on the thread. ``key`` is the id that an answer from this page will have."""

    entry: Entry
    wording: Wording
    when: str
    when_is_german: bool
    reply: Reply | None
    was_changed: bool
    is_open: bool
    original: OwnWish | None
    shows_german: bool

    @property
    def rubric(self) -> str:
        """The code of its rubric."""
        return self.entry.rubric

    @property
    def lead(self) -> str:
        """The other body's name, unless the words themselves name it."""
        name = self.entry.owner_name
        return "" if name.casefold() in self.wording.text.casefold() else name

    @property
    def is_promise(self) -> bool:
        """Whether the jobcentre has to show something for it."""
        return self.entry.owner == Entry.Owner.JOBCENTRE

    @property
    def key(self) -> UUID:
        """A new id with each page: sent twice from one page, an answer is there once."""
        return uuid4()

    @property
    def reply_kind(self) -> str:
        """What was answered to these words; empty where nothing was."""
        return self.reply.kind if self.reply else ""

    @property
    def reply_words(self) -> str:
        """What was written with the answer; may be empty."""
        return self.reply.words if self.reply else ""

    @property
    def original_words(self) -> str:
        """The person's own words where the plan words them in another way."""
        if self.original is None or self.original.words == self.entry.text:
            return ""
        return self.original.words

    @property
    def original_language(self) -> Language:
        """The language of the own words."""
        return LANGUAGES[self.original.language if self.original else "de"]


@dataclass(frozen=True)
class Board:
    """All that the plan's page shows; ``mark`` names the state that was read."""

    lines: Sequence[Line]
    ahead: str
    wishes: Sequence[OwnWish]
    mark: str

    @property
    def has_untranslated(self) -> bool:
        """Whether some words are there in German only."""
        return any(line.wording.is_german for line in self.lines)

    @property
    def has_drafts(self) -> bool:
        """Whether nobody has reviewed some of these translations."""
        return any(line.wording.is_draft for line in self.lines)


def board(
    version: PlanVersion, language: Language, *, mark: str, today: date, opened: str = ""
) -> Board:
    """The thread as it stands; ``opened`` names the entry that the person opened. Five queries."""
    entries = _in_order(version)
    said = replies(version)
    holding = {
        entry.pk: said[entry.pk]
        for entry in entries
        if entry.pk in said and still_holds(said[entry.pk], entry)
    }
    now = _now(entries, holding, opened)
    context = _Context(language, today, said, holding, originals(entries), now)
    worded = wordings(entries, language.code)
    lines = [_line(entry, worded[entry.pk], context) for entry in entries]
    return Board(lines, _ahead(entries), list(version.own_wishes.all()), mark)


@dataclass(frozen=True)
class _Context:
    language: Language
    today: date
    said: Mapping[UUID, Reply]
    holding: Mapping[UUID, Reply]
    originals: Mapping[UUID, OwnWish]
    now: UUID | None


def _line(entry: Entry, wording: Wording, context: _Context) -> Line:
    when, when_is_german = localising.when(entry, context.language, context.today)
    earlier = context.said.get(entry.pk)
    holds = entry.pk in context.holding
    asked_for_more = earlier is not None and earlier.kind != Reply.Kind.FITS
    return Line(
        entry=entry,
        wording=wording,
        when=when[:1].upper() + when[1:],
        when_is_german=when_is_german,
        reply=earlier if holds else None,
        was_changed=asked_for_more and not holds,
        is_open=entry.pk == context.now,
        original=context.originals.get(entry.pk),
        shows_german=not wording.is_german and wording.text != entry.text,
    )


def _in_order(version: PlanVersion) -> list[Entry]:
    present = list(version.entries.present().select_related("text_block"))
    return sorted(present, key=lambda entry: (CODES.index(entry.rubric), entry.position))


def _now(entries: Sequence[Entry], holding: Mapping[UUID, Reply], opened: str) -> UUID | None:
    """The entry that is open: the one asked for, else the first without an answer."""
    for entry in entries:
        if str(entry.pk) == opened:
            return entry.pk
    return next((entry.pk for entry in entries if entry.pk not in holding), None)


def _ahead(entries: Sequence[Entry]) -> str:
    """The first main rubric in which nothing stands yet."""
    filled = {entry.rubric for entry in entries}
    main = ("goal", "step_recipient", "step_jobcentre")
    return next((code for code in main if code not in filled), "")


def headings(language: str) -> dict[str, str]:
    """The six rubrics in a language."""
    said = words(language)
    return {code: said[f"rubric_{code}"] for code in CODES}
