"""The field "Was haben Sie besprochen?": what it offers for the words typed so far."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.core import clock
from roterfaden.meetings.models import PotentialFinding
from roterfaden.meetings.policies import kept_by
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.capture import MAIN_RUBRICS, lacking, understood
from roterfaden.plans.models import Entry, PlanVersion, TextBlock
from roterfaden.plans.text_blocks import gaps, suggestions
from roterfaden.plans.text_blocks.delivered import gap
from roterfaden.plans.text_blocks.filling import with_open_gaps
from roterfaden.plans.text_blocks.suggesting import Suggestion
from roterfaden.web.staff.plans.offer_words import offer_words
from roterfaden.web.staff.plans.typed_line import Corrections, TypedLine, read_line

MOST_OPTIONS, MOST_ON_PAGE = 8, 60
_ENOUGH = 200

STEPS = ("step_recipient", "step_jobcentre")
NAMES = {
    "goal": gettext_lazy("Ziel"),
    "interim_goal": gettext_lazy("Zwischenziel"),
    "step_recipient": gettext_lazy("Schritt"),
    "step_jobcentre": gettext_lazy("Zusage"),
    "step_other": gettext_lazy("andere Stelle"),
    "aspect": gettext_lazy("sonst wichtig"),
}
"""What an entry of each rubric is called in the field, where its heading would be too long."""


class CaptureForm(forms.Form):
    """What was taken: typed words, or a block; ``instead`` names the entry whose place it takes."""

    text = forms.CharField(
        max_length=500,
        required=False,
        error_messages={
            "max_length": gettext_lazy(
                "Der Text hat %(show_value)d Zeichen. Kürzen Sie ihn auf höchstens %(limit_value)d."
            )
        },
    )
    rubric = forms.ChoiceField(choices=list(NAMES.items()), required=False)
    block = forms.UUIDField(required=False)
    new_id = forms.UUIDField(required=False)
    instead = forms.UUIDField(required=False)
    when = forms.CharField(max_length=120, required=False)
    proof = forms.CharField(max_length=120, required=False)
    owner_name = forms.CharField(max_length=120, required=False)


@dataclass(frozen=True)
class Piece:
    """A part of a wording as it is shown: words, or the name of a gap."""

    text: str
    is_gap: bool


@dataclass(frozen=True)
class Option:
    """A block to take, as a line of the list."""

    suggestion: Suggestion

    @property
    def block(self) -> TextBlock:
        """The block itself."""
        return self.suggestion.block

    @property
    def text(self) -> str:
        """The words that an entry begins with."""
        return with_open_gaps(self.block.text)

    @property
    def pieces(self) -> Iterator[Piece]:
        """The wording cut at its gaps."""
        for piece in gaps.pieces(self.block.text):
            yield Piece(f"[{gap(piece.gap).label}]" if piece.gap else piece.text, bool(piece.gap))

    @property
    def rubric_name(self) -> str:
        """What the entry would be called."""
        return str(NAMES[self.block.rubric])

    @property
    def offer_words(self) -> str:
        """How the office's offer stands that it would promise, or nothing."""
        return offer_words(self.suggestion.offer) if self.suggestion.offer else ""

    @property
    def is_stopped(self) -> bool:
        """Whether it would promise what the office cannot keep now."""
        offer = self.suggestion.offer
        return offer is not None and not offer.can_be_promised_on(clock.today())


def options(
    staff: StaffMember,
    version: PlanVersion,
    words: str,
    *,
    rubric: str = "",
    can_be_kept: bool = False,
    limit: int = MOST_OPTIONS,
) -> list[Option]:
    """Blocks for the typed words; without words favourites and usual ones for what is lacking.

    Without words no block is offered that the plan has already.
    ``can_be_kept`` wants only blocks that promise an offer that is open.
    """
    if words.strip() or rubric:
        wanted: tuple[str, ...] = (rubric,)
    else:
        wanted = lacking(filled_rubrics(version)) or STEPS
    share = _ENOUGH if words.strip() or rubric else -(-limit // len(wanted))
    found = [one for code in wanted for one in _found(staff, version, words, code, share)]
    if can_be_kept:
        found = [one for one in found if one.suggestion.offer and not one.is_stopped]
    if not words.strip():
        taken = set(version.entries.present().values_list("text_block", flat=True))
        found = [one for one in found if one.block.pk not in taken]
    elif not rubric:
        found = _as_awaited(found, filled_rubrics(version))
    return found[:limit]


def own_lines(version: PlanVersion, words: str, corrections: Corrections) -> list[TypedLine]:
    """The typed words as they would be taken, each entry in the rubric chosen or recognised."""
    filled = filled_rubrics(version) if words.strip() else set()
    return read_line(words, clock.today(), filled=filled, corrections=corrections)


def filled_rubrics(version: PlanVersion) -> set[str]:
    """The rubrics that have entries; one query."""
    found = version.entries.present().order_by().values_list("kind", "owner").distinct()
    return {Entry(kind=kind, owner=owner).rubric for kind, owner in found}


def options_for(
    staff: StaffMember, version: PlanVersion, lines: list[TypedLine], rubric: str, **how: Any
) -> list[Option]:
    """Blocks for the entry being typed; found by fewer of its words where all find none."""
    if not lines:
        return options(staff, version, "", rubric=rubric, **how)
    line = lines[-1]
    wanted = rubric or (line.rubric if line.entry.has_marker else "")
    words = line.search_words
    found = options(staff, version, words, rubric=wanted, **how)
    fewer = _fewer_words(words, line.entry.owner_name)
    return found or (options(staff, version, fewer, rubric=wanted, **how) if fewer else [])


def _fewer_words(words: str, owner_name: str) -> str:
    """Without the verb, which stands divided in a sentence: ``melde mich an``; or the body."""
    parts = words.split()
    if owner_name:
        return owner_name
    is_verb = len(parts) > 1 and parts[-1].islower() and parts[-1].endswith("n")
    return " ".join(parts[:-1]) if is_verb else ""


def rubric_choices() -> list[tuple[str, str]]:
    """The rubrics to choose from, by what an entry there is called."""
    longer = {"step_other": _("Unterstützung von anderen"), "aspect": _("was sonst wichtig ist")}
    return [(code, longer.get(code, str(name))) for code, name in NAMES.items()]


def known_block(version: PlanVersion, pk: UUID | None) -> TextBlock | None:
    """A block that this office can use, or None."""
    if pk is None:
        return None
    jobcentre = version.plan.case.jobcentre
    usable = TextBlock.objects.of(jobcentre).valid_on(clock.today()).not_hidden_at(jobcentre)
    return usable.filter(pk=pk).first()


def _as_awaited(found: list[Option], filled: Collection[str]) -> list[Option]:
    """Favourites and what is written next first, but never so many that nothing else is seen."""
    following = understood("", filled=filled).rubric

    def is_next(option: Option) -> bool:
        return option.suggestion.is_favourite or option.block.rubric == following

    awaited = [option for option in found if is_next(option)]
    awaited.sort(key=lambda option: not option.suggestion.is_favourite)
    others = [option for option in found if not is_next(option)]
    others.sort(key=lambda option: option.block.rubric not in MAIN_RUBRICS)
    half = MOST_OPTIONS // 2
    return [*awaited[:half], *others[:half], *awaited[half:], *others[half:]]


def _found(
    staff: StaffMember, version: PlanVersion, words: str, rubric: str, limit: int
) -> list[Option]:
    case = version.plan.case
    kept = kept_by(staff, clock.today()).filter(pk=case.pk)
    topics = PotentialFinding.objects.present().filter(case__in=kept).topics()
    found = suggestions(
        staff,
        case.jobcentre,
        words,
        rubric=rubric or None,
        on=clock.today(),
        limit=limit,
        topics=topics,
    )
    return [Option(one) for one in found]
