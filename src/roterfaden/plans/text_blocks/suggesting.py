"""Which prepared wordings a person is offered for the words typed so far."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, FilteredRelation, IntegerField, Q, Value, When
from django.db.models.functions import Coalesce

from roterfaden.core.text import base_letters, spelt_out
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.plans.models import (
    SupportOffer,
    TextBlock,
)
from roterfaden.plans.models.text_blocks import TextBlockQuerySet
from roterfaden.plans.text_blocks.delivered import gaps_of
from roterfaden.plans.text_blocks.gaps import Gap
from roterfaden.plans.text_blocks.matching import typed

Spellings = tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """A wording to take: its gaps in order, and the offer of this office that it would promise."""

    block: TextBlock
    rubric: str
    text: str
    gaps: tuple[Gap, ...]
    offer: SupportOffer | None
    is_favourite: bool
    uses: int


def suggestions(
    staff: StaffMember,
    jobcentre: Jobcentre,
    words: str,
    *,
    rubric: str | None = None,
    on: date,
    limit: int = 8,
    topics: Collection[str] = (),
) -> list[Suggestion]:
    """The best wordings of this office for the typed words, two queries.

    Each typed word must occur as a part of a word, in any order. First come the person's
    favourites, then what is about the ``topics`` (those of the potential analysis), then what this
    office takes most often, then what begins like a typed word, then the alphabet. Without words:
    favourites, topics and what is taken most often.
    """
    offers = list(SupportOffer.objects.of(jobcentre))
    blocks = TextBlock.objects.of(jobcentre).valid_on(on).not_hidden_at(jobcentre)
    if rubric:
        blocks = blocks.filter(rubric=rubric)
    blocks = matching(shown_to(blocks, staff, jobcentre), words, offers)
    about = Case(When(topic__in=topics, then=Value(1)), default=Value(0))
    blocks = blocks.alias(about=about if topics else Value(0))
    best = blocks.order_by("-is_favourite", "-about", "-uses", "-begins", "text", "pk")[:limit]
    return [_suggestion(block, offers, on) for block in best]


def shown_to(
    blocks: TextBlockQuerySet, staff: StaffMember, jobcentre: Jobcentre
) -> TextBlockQuerySet:
    """Blocks with what they are to this person and office: ``is_favourite`` and ``uses``."""
    here = FilteredRelation("at_offices", condition=Q(at_offices__jobcentre=jobcentre))
    mine = FilteredRelation("favourites", condition=Q(favourites__staff=staff))
    return blocks.alias(here=here, mine=mine).annotate(
        is_favourite=Q(mine__isnull=False), uses=Coalesce(F("here__uses"), Value(0))
    )


def matching(
    blocks: TextBlockQuerySet, words: str, offers: Iterable[SupportOffer] = ()
) -> TextBlockQuerySet:
    """Blocks in which every typed word occurs, the office's names of offers included.

    Adds ``begins``: how many of the typed words stand at the beginning of a word.
    """
    begins: F | Value | Case = Value(0)
    named = [(offer.kind, _keys(offer.name)) for offer in offers]
    for spellings in typed(words):
        kinds = {kind for kind, keys in named if _occurs(spellings, keys)}
        blocks = blocks.filter(_part_of_word(spellings) | Q(offer_kind__in=kinds))
        begins = begins + _begins_word(spellings)  # type: ignore[assignment]
    return blocks.annotate(begins=begins)


def _part_of_word(spellings: Spellings) -> Q:
    found = Q()
    for spelling in spellings:
        found |= Q(search_key__contains=spelling)
    return found


def _begins_word(spellings: Spellings) -> Case:
    begins = Q()
    for spelling in spellings:
        begins |= Q(search_key__startswith=spelling) | Q(search_key__contains=f" {spelling}")
    return Case(When(begins, then=Value(1)), default=Value(0), output_field=IntegerField())


def _suggestion(block: TextBlock, offers: Sequence[SupportOffer], on: date) -> Suggestion:
    return Suggestion(
        block=block,
        rubric=block.rubric,
        text=block.text,
        gaps=gaps_of(block.text),
        offer=_offer(block, offers, on),
        is_favourite=block.is_favourite,  # type: ignore[attr-defined]
        uses=block.uses,  # type: ignore[attr-defined]
    )


def _offer(block: TextBlock, offers: Sequence[SupportOffer], on: date) -> SupportOffer | None:
    """Of several offers of a kind the one that is most freely promised on that day, by name."""
    fitting = [offer for offer in offers if offer.kind == block.offer_kind]

    def rank(offer: SupportOffer) -> tuple[bool, bool, str]:
        is_open = offer.state == SupportOffer.State.OPEN
        return not offer.can_be_promised_on(on), not is_open, offer.name

    return min(fitting, key=rank, default=None)


def _keys(name: str) -> Spellings:
    return spelt_out(name), base_letters(name)


def _occurs(spellings: Spellings, keys: Spellings) -> bool:
    return any(spelling in key for spelling in spellings for key in keys)
