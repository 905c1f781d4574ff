"""What was just said in the talk, on its way to become an entry: typed words or a text block."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roterfaden.plans.contents import EntryContent
from roterfaden.plans.models import Entry, SupportOffer, TextBlock
from roterfaden.plans.text_blocks.filling import read_back, with_open_gaps
from roterfaden.plans.text_blocks.gaps import fill

MAIN_RUBRICS = ("goal", "step_recipient", "step_jobcentre")
"""Without these a plan is not much of a plan."""

_PROMISE = re.compile(r"(?:mein|das) jobcenter\b", re.IGNORECASE)
_BODY = re.compile(r"(?:Die|Der|Das|Meine?|Unsere?) ((?:[a-zäöüß]+ )?[A-ZÄÖÜ][\w-]+)")


@dataclass(frozen=True)
class Understood:
    """What can be told from one line of typed words: the words, and where they belong."""

    text: str
    rubric: str


def understood(words: str, *, filled: Collection[str]) -> Understood:
    """Read one line; ``filled`` are the rubrics that have entries.

    A plan begins with its goal. Later a line that begins with the jobcentre is its promise,
    anything else a step of the recipient.
    """
    text = " ".join(words.split())
    if _PROMISE.match(text):
        return Understood(text, "step_jobcentre")
    return Understood(text, "step_recipient" if "goal" in filled else "goal")


def lacking(filled: Collection[str]) -> tuple[str, ...]:
    """The main rubrics without any entry, in the order of the plan."""
    return tuple(code for code in MAIN_RUBRICS if code not in filled)


def split_rubric(code: str) -> tuple[str, str]:
    """Kind and owner of the entries in a rubric: ``step_other`` gives ``step``, ``other``."""
    kind, _, owner = code.partition("_") if code.startswith("step_") else (code, "", "")
    return kind, owner


def typed(line: Understood) -> EntryContent:
    """The entry that says these words; another body's name is read from the beginning."""
    kind, owner = split_rubric(line.rubric)
    body = other_body(line.text) if owner == Entry.Owner.OTHER else ""
    return EntryContent(kind=kind, owner=owner, owner_name=body, text=line.text)


def from_block(
    block: TextBlock,
    offers: Sequence[SupportOffer] = (),
    on: date | None = None,
    values: Mapping[str, str] | None = None,
) -> EntryContent:
    """The entry that a block makes; gaps without a value are open, ``offers`` are the office's.

    It promises the office's offer of the block's kind where exactly one can be promised ``on``
    that day; of several, people choose.
    """
    wording = with_open_gaps(fill(block.text, values or {}))
    content = with_values(typed(Understood(wording, block.rubric)), block)
    choice = promisable(offers, block.offer_kind, on) if on else []
    return replace(
        content,
        topic=block.topic,
        text_block_id=block.pk,
        offer_id=choice[0].pk if len(choice) == 1 else None,
    )


def promisable(offers: Sequence[SupportOffer], kind: str, on: date) -> list[SupportOffer]:
    """The offers of a kind that can be promised on a day."""
    return [one for one in offers if kind and one.kind == kind and one.can_be_promised_on(on)]


def with_values(content: EntryContent, block: TextBlock | None) -> EntryContent:
    """The content with what its text holds in the gaps of its block."""
    text = " ".join(content.text.split())
    values = read_back(block.text, text) if block else {}
    return replace(content, gap_values=values)


def other_body(text: str) -> str:
    """Who helps, from the first words: ``Die Wohnhilfe der Stadt …`` gives ``Wohnhilfe``."""
    found = _BODY.match(text)
    return found[1] if found else ""
