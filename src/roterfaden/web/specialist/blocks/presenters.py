"""Blocks as pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.comparison.model import Piece as Change
from roterfaden.plans.comparison.words import word_changes
from roterfaden.plans.models import (
    BlockAtOffice,
    FavouriteBlock,
    TextBlock,
    TextBlockChange,
    TextBlockTranslation,
)
from roterfaden.plans.text_blocks import gaps
from roterfaden.plans.text_blocks.delivered import gap
from roterfaden.plans.text_blocks.gaps import Gap
from roterfaden.web.specialist.blocks.choices import topic_name


@dataclass(frozen=True)
class Part:
    """A part of a wording as a page shows it: words, or a gap with its name."""

    text: str
    gap: Gap | None = None


@dataclass(frozen=True)
class Row:
    """A block in a list."""

    block: TextBlock
    parts: Sequence[Part]
    topic: str
    translations: Sequence[TextBlockTranslation]
    uses: int = 0
    is_favourite: bool = False


@dataclass(frozen=True)
class Proposal:
    """A proposal that waits, with what it would change."""

    block: TextBlock
    parts: Sequence[Part]
    topic: str
    before: str = ""
    changes: Sequence[Change] = field(default=())


def parts(text: str, language: str = "de") -> list[Part]:
    """A wording cut at its gaps, each named in a language."""
    return [
        Part(piece.text, gap(piece.gap, language) if piece.gap else None)
        for piece in gaps.pieces(text)
    ]


def rows(blocks: Iterable[TextBlock]) -> list[Row]:
    """Blocks for a list; they bring ``uses``, ``is_favourite`` and their translations along."""
    return [
        Row(
            block,
            parts(block.text),
            topic_name(block.rubric, block.topic),
            list(block.translations.all()),
            block.uses,  # type: ignore[attr-defined]
            block.is_favourite,  # type: ignore[attr-defined]
        )
        for block in blocks
    ]


def proposals(blocks: Iterable[TextBlock]) -> list[Proposal]:
    """Waiting proposals beside what they reword: another block, or their own words before."""
    waiting = list(blocks)
    before = _wordings_before(waiting)
    return [_proposal(block, before.get(block.pk, "")) for block in waiting]


def proposal(block: TextBlock) -> Proposal:
    """One of them."""
    return proposals([block])[0]


def uses_here(block: TextBlock, staff: StaffMember) -> tuple[int, bool]:
    """How often the person's office took the block, and whether it hides it."""
    here = BlockAtOffice.objects.filter(jobcentre_id=staff.jobcentre_id, block=block).first()
    return (here.uses, here.is_hidden) if here else (0, False)


def is_favourite(block: TextBlock, staff: StaffMember) -> bool | None:
    """Whether the person marked it; None where she cannot."""
    if not staff.has(Permission.EDIT_PLANS):
        return None
    return FavouriteBlock.objects.filter(staff=staff, block=block).exists()


def history(block: TextBlock, staff: StaffMember) -> list[TextBlockChange]:
    """Who did what when, newest first; of a delivered block only what concerns this office."""
    ours = Q(by__isnull=True) | Q(by__jobcentre=staff.jobcentre_id)
    return list(block.changes.filter(ours).select_related("by"))


def _proposal(block: TextBlock, before: str) -> Proposal:
    changes = word_changes(_named(before), _named(block.text)) if before else ()
    topic = topic_name(block.rubric, block.topic)
    return Proposal(block, parts(block.text), topic, _named(before), changes)


def _named(text: str) -> str:
    """The wording with its gaps by name, for a comparison word by word: ``[Anzahl]``."""
    return "".join(f"[{one.gap.label}]" if one.gap else one.text for one in parts(text))


def _wordings_before(blocks: Sequence[TextBlock]) -> dict[object, str]:
    """For each block the words it would replace, or its own words when it was given back."""
    found: dict[object, str] = {}
    returned = TextBlockChange.objects.filter(
        block__in=blocks, what=TextBlockChange.What.RETURNED, language="de"
    )
    for change in returned.order_by("at", "pk"):
        found[change.block_id] = change.text
    return found | {block.pk: block.replaces.text for block in blocks if block.replaces}
