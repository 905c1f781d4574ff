"""Own wordings on their way to becoming blocks: proposed by counsellors, decided by specialists."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.core.text import search_key
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions import text_blocks
from roterfaden.plans.actions.text_blocks import (
    ChangedByOthers,
    What,
    locked,
    new_block,
    note_change,
)
from roterfaden.plans.models import Entry, TextBlock
from roterfaden.plans.text_blocks import gaps, policies
from roterfaden.plans.text_blocks.content import BlockContent
from roterfaden.recipients.models import Case


class NamesSomebody(Refused):
    """The wording names the person whose plan it comes from."""

    code = "names-somebody"

    def __init__(self, word: str) -> None:
        super().__init__(
            _(
                "Im Baustein steht „%(word)s“. Ein Baustein gilt für alle: "
                "streichen Sie Namen und Persönliches, oder setzen Sie eine Lücke {…}."
            )
            % {"word": word}
        )


@transaction.atomic
def propose(
    *,
    content: BlockContent,
    by: StaffMember,
    at: datetime,
    entry: Entry | None = None,
    replaces: TextBlock | None = None,
) -> TextBlock:
    """A counsellor's own wording for everybody, to be decided by the specialist.

    ``entry`` is the line of a plan it comes from: raises :class:`NamesSomebody` when the wording
    still names its person. ``replaces`` is the block that it words better; without it the one that
    the entry was taken from, where it says it otherwise. Raises ``ValidationError`` naming each
    field.
    """
    by.require(Permission.EDIT_PLANS)
    if replaces is not None:
        policies.check_same_office(by, replaces)
    if entry is not None:
        _check_names_nobody(f"{content.text} {content.keywords}", entry, by)
        replaces = replaces or _reworded(entry)
    block = new_block(
        by.jobcentre, content, state=TextBlock.State.PROPOSED, by=by, at=at, replaces=replaces
    )
    note_change(block, What.PROPOSED, by=by, at=at)
    return block


@transaction.atomic
def approve(
    *,
    block: TextBlock,
    by: StaffMember,
    at: datetime,
    note: str = "",
    retires_replaced: bool = True,
    basis: datetime | None = None,
) -> TextBlock:
    """The proposal becomes a block; the one that it replaces goes, unless it shall stay.

    ``basis`` is its ``written_at`` as the person read it: raises :class:`ChangedByOthers` when its
    author has worded it anew since, so that nobody approves words unread.
    """
    block = _decided(block, TextBlock.State.APPROVED, note, by, at, basis)
    note_change(block, What.APPROVED, by=by, at=at, note=note)
    if retires_replaced and block.replaces is not None:
        _retire(block.replaces, by, at)
    return block


@transaction.atomic
def give_back(*, block: TextBlock, note: str, by: StaffMember, at: datetime) -> TextBlock:
    """The author may word it anew; raises ``ValidationError`` without a note that says why."""
    note = " ".join(note.split())
    if not note:
        raise ValidationError({"note": [_("Schreiben Sie, was anders werden soll.")]})
    block = _decided(block, TextBlock.State.RETURNED, note, by, at)
    note_change(block, What.RETURNED, by=by, at=at, note=note)
    return block


@transaction.atomic
def take_up_again(*, block: TextBlock, by: StaffMember, at: datetime) -> TextBlock:
    """Undo giving back: the proposal waits again."""
    block = locked(block)
    policies.check_maintains(by, block)
    if block.state != TextBlock.State.RETURNED:
        raise StateRefused(_("Dieser Vorschlag ist nicht zurückgegeben. Laden Sie die Seite neu."))
    block.state, block.reviewed_at, block.reviewed_by = TextBlock.State.PROPOSED, None, None
    block.review_note = ""
    block.save(update_fields=["state", "reviewed_at", "reviewed_by", "review_note"])
    note_change(block, What.PROPOSED, by=by, at=at)
    return block


def wording_from(entry: Entry) -> str:
    """The words of an entry as a block would have them: what was filled in becomes a gap again."""
    return gaps.emptied(entry.text, entry.gap_values)


def _reworded(entry: Entry) -> TextBlock | None:
    block = entry.text_block
    return None if block is None or wording_from(entry) == block.text else block


def _decided(
    block: TextBlock,
    state: TextBlock.State,
    note: str,
    by: StaffMember,
    at: datetime,
    basis: datetime | None = None,
) -> TextBlock:
    block = locked(block)
    policies.check_may_review(by, block, clock.day_of(at))
    if basis is not None and basis != block.written_at:
        raise ChangedByOthers(block)
    block.state, block.review_note = state, note
    block.reviewed_at, block.reviewed_by = at, by
    block.save(update_fields=["state", "review_note", "reviewed_at", "reviewed_by"])
    return block


def _retire(replaced: TextBlock, by: StaffMember, at: datetime) -> None:
    if replaced.is_central:
        text_blocks.hide(block=replaced, by=by, at=at)
    elif replaced.state == TextBlock.State.APPROVED:
        text_blocks.withdraw(block=replaced, by=by, at=at)


def _check_names_nobody(text: str, entry: Entry, by: StaffMember) -> None:
    """Names of the person of the plan, and of who is involved, must not become common property.

    Neither as the name of a gap: braces hide nothing.
    """
    case = entry.version.plan.case
    if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise Refused(_("Diesen Fall sehen Sie nicht."))
    people = [case.recipient, *([entry.involved] if entry.involved else [])]
    names = {word for person in people for word in search_key(str(person)).split()}
    for word in re.split(r"[\s{}]+", text):
        if names & set(search_key(word).split()):
            raise NamesSomebody(word.strip(".,;:!?„“\"'()"))
