"""The text blocks of the invented office: own ones, those that plans took, proposals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from roterfaden.demo.story import Line
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.plans.actions import (
    text_block_proposals,
    text_block_translations,
    text_block_use,
    text_blocks,
)
from roterfaden.plans.models import TextBlock
from roterfaden.plans.text_blocks import gaps
from roterfaden.plans.text_blocks.content import BlockContent, taken_already

_RECIPIENT, _JOBCENTRE = "step_recipient", "step_jobcentre"
REGIONAL = (
    BlockContent(
        rubric=_RECIPIENT,
        topic="inform_jobcentre",
        text="Ich melde mich jeden zweiten Montag kurz am Telefon.",
        keywords="anrufen, Kontakt halten",
    ),
    BlockContent(
        rubric=_RECIPIENT,
        topic="job_search",
        text="Ich bewerbe mich auf die Stelle, die wir heute zusammen gefunden haben.",
        keywords="Bewerbung, Stellenangebot",
    ),
    BlockContent(
        rubric=_RECIPIENT,
        topic="job_search",
        text="Ich rufe nach jeder Bewerbung nach zwei Wochen an und frage nach.",
        keywords="nachfassen",
    ),
    BlockContent(
        rubric=_RECIPIENT,
        topic="learn_german",
        text="Ich gehe donnerstags ins Sprachcafé im Stadtteilhaus Ahrenfeld.",
        keywords="Deutsch, sprechen, üben",
    ),
    BlockContent(
        rubric=_RECIPIENT,
        topic="health",
        text="Ich gebe den Gesundheitsfragebogen im geschlossenen Umschlag ab.",
        keywords="Ärztlicher Dienst",
    ),
    BlockContent(
        rubric=_JOBCENTRE,
        topic="advice",
        text="Mein Jobcenter begleitet mich zur Fachstelle für Wohnen am Marktplatz.",
        keywords="Wohnung, Miete, Stadt",
    ),
    BlockContent(
        rubric=_JOBCENTRE,
        topic="costs",
        text="Mein Jobcenter bezahlt das Sozialticket für Ahrenfeld.",
        keywords="Bus, Bahn, Monatskarte, Fahrkarte",
        offer_kind="travel_costs",
    ),
)
_IN_ENGLISH = (3, "I go to the language café at the Ahrenfeld community centre on Thursdays.")
_BETTER = "Ich frage nach jeder Bewerbung nach {anzahl} Wochen freundlich nach."
_NEW = BlockContent(
    rubric=_RECIPIENT,
    topic="care",
    text="Ich frage im Familienbüro nach einem Platz in der Randzeitenbetreuung.",
    keywords="Kita, früh, spät, Kinder",
)
_LIKED = ("goal-work-01", "recipient-job-search-01", "recipient-learn-german-05")


@dataclass(frozen=True)
class Shelf:
    """The blocks from which the lines of the stories can have been taken."""

    by_rubric: Mapping[str, tuple[tuple[re.Pattern[str], tuple[str, ...], UUID], ...]]

    @classmethod
    def of(cls, jobcentre: Jobcentre) -> Shelf:
        """All blocks of the office."""
        found: dict[str, list[tuple[re.Pattern[str], tuple[str, ...], UUID]]] = {}
        for block in TextBlock.objects.of(jobcentre).order_by("key"):
            keys = tuple(piece.gap for piece in gaps.pieces(block.text) if piece.gap)
            entry = (_pattern(block.text), keys, block.pk)
            found.setdefault(block.rubric, []).append(entry)
        return cls({rubric: tuple(blocks) for rubric, blocks in found.items()})

    def taken(self, line: Line) -> dict[str, Any]:
        """The block of a line and what fills its gaps, as the entry keeps them; else nothing."""
        rubric = f"step_{line.owner}" if line.kind == "step" else line.kind
        for pattern, keys, block_id in self.by_rubric.get(rubric, ()):
            if match := pattern.fullmatch(line.text):
                values = dict(zip(keys, match.groups(), strict=True))
                return {"text_block_id": block_id, "gap_values": values}
        return {}


def write_blocks(staff: Mapping[str, StaffMember], *, at: datetime) -> None:
    """What the office's specialist has written, one of them with a reviewed English wording."""
    by = staff["fachaufsicht"]
    for number, content in enumerate(REGIONAL):
        if taken_already(content, by.jobcentre):
            continue
        block = text_blocks.write(content=content, by=by, at=at)
        if number == _IN_ENGLISH[0]:
            text_block_translations.translate(
                block=block, language="en", text=_IN_ENGLISH[1], is_reviewed=True, by=by, at=at
            )


def propose_blocks(staff: Mapping[str, StaffMember], *, at: datetime) -> None:
    """Two proposals wait, one of which words a block better; a counsellor has favourites."""
    counsellor, other = staff["fachkraft"], staff["vertretung"]
    blocks = TextBlock.objects.of(counsellor.jobcentre)
    replaced = blocks.filter(text=REGIONAL[2].text).first()
    better = BlockContent(rubric=_RECIPIENT, topic="job_search", text=_BETTER)
    text_block_proposals.propose(content=better, by=counsellor, at=at, replaces=replaced)
    text_block_proposals.propose(content=_NEW, by=other, at=at)
    liked = blocks.filter(key__in=_LIKED) | blocks.filter(text=REGIONAL[0].text)
    for block in liked.order_by("key"):
        text_block_use.favourite(block=block, by=counsellor)


def _pattern(text: str) -> re.Pattern[str]:
    """The wording with anything short in its gaps."""
    parts = ("(.{2,40}?)" if piece.gap else re.escape(piece.text) for piece in gaps.pieces(text))
    return re.compile("".join(parts))
