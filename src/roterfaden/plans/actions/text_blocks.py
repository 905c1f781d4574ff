"""Writing, changing and withdrawing the text blocks of an office, and hiding delivered ones.

What the specialist writes or changes holds at once, and its history says who it was. Proposals are
in :mod:`.text_block_proposals`, translations in :mod:`.text_block_translations`.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import (
    BlockAtOffice,
    TextBlock,
    TextBlockChange,
    TextBlockTranslation,
)
from roterfaden.plans.text_blocks import policies
from roterfaden.plans.text_blocks.content import (
    BlockContent,
    content_of,
    new_key,
    problems,
    taken_already,
    tidied,
)
from roterfaden.plans.text_blocks.wording import search_key

What = TextBlockChange.What


class ChangedByOthers(StateRefused):
    """Somebody else changed the block since it was read; ``block`` is how it stands now."""

    code = "changed-by-others"

    def __init__(self, block: TextBlock) -> None:
        super().__init__(
            _("Jemand anders hat diesen Baustein inzwischen geändert: „%(text)s“")
            % {"text": block.text}
        )
        self.block = block


@transaction.atomic
def write(*, content: BlockContent, by: StaffMember, at: datetime) -> TextBlock:
    """A new block of the office, approved at once; raises ``ValidationError`` naming each field."""
    by.require(Permission.MAINTAIN_TEXTS)
    block = new_block(by.jobcentre, content, state=TextBlock.State.APPROVED, by=by, at=at)
    note_change(block, What.WRITTEN, by=by, at=at)
    return block


@transaction.atomic
def change(
    *,
    block: TextBlock,
    content: BlockContent,
    by: StaffMember,
    at: datetime,
    basis: datetime | None = None,
) -> TextBlock:
    """Reword a block; its translations fall back to draft when the German changed.

    The specialist changes any block of the office, an author the own proposal, which waits again
    when it had been returned. ``basis`` is the block's ``written_at`` as the person read it: raises
    :class:`ChangedByOthers` when it is older, ``ValidationError`` naming each field.
    """
    block = locked(block)
    policies.check_may_change(by, block)
    if basis is not None and basis != block.written_at:
        raise ChangedByOthers(block)
    before, content = content_of(block), tidied(content)
    check(content, by.jobcentre, but=block)
    again = block.state == TextBlock.State.RETURNED and block.written_by_id == by.pk
    if content == before and not again:
        return block
    set_content(block, content)
    block.written_at = at
    if again:
        block.state, block.reviewed_at, block.reviewed_by = TextBlock.State.PROPOSED, None, None
    block.save()
    if content.text != before.text:
        _fall_back_to_draft(block)
    note_change(block, What.PROPOSED if again else What.CHANGED, by=by, at=at)
    return block


@transaction.atomic
def withdraw(*, block: TextBlock, by: StaffMember, at: datetime, note: str = "") -> TextBlock:
    """Nobody is offered the block any more; plans that took it keep their words."""
    block = locked(block)
    policies.check_can_withdraw(by, block)
    block.state = TextBlock.State.WITHDRAWN
    block.save(update_fields=["state"])
    note_change(block, What.WITHDRAWN, by=by, at=at, note=note)
    return block


@transaction.atomic
def restore(*, block: TextBlock, by: StaffMember, at: datetime) -> TextBlock:
    """Undo a withdrawal: the block holds again; a proposal waits again, or is returned again."""
    block = locked(block)
    policies.check_can_restore(by, block)
    if policies.was_approved(block):
        block.state = TextBlock.State.APPROVED
    else:
        is_returned = block.reviewed_at is not None
        block.state = TextBlock.State.RETURNED if is_returned else TextBlock.State.PROPOSED
    block.save(update_fields=["state"])
    note_change(block, What.RESTORED, by=by, at=at)
    return block


@transaction.atomic
def hide(*, block: TextBlock, by: StaffMember, at: datetime) -> None:
    """Keep a delivered block out of this office's sight; other offices still see it."""
    _set_hidden(block, is_hidden=True, by=by, at=at)


@transaction.atomic
def show(*, block: TextBlock, by: StaffMember, at: datetime) -> None:
    """Undo hiding."""
    _set_hidden(block, is_hidden=False, by=by, at=at)


def locked(block: TextBlock) -> TextBlock:
    """The block as it is stored now, held until the end of the transaction."""
    return TextBlock.objects.select_for_update(of=("self",)).get(pk=block.pk)


def new_block(
    jobcentre: Jobcentre,
    content: BlockContent,
    *,
    state: TextBlock.State,
    by: StaffMember | None,
    at: datetime,
    key: str = "",
    **more: Any,
) -> TextBlock:
    """A checked and stored block of the office."""
    content = tidied(content)
    check(content, jobcentre)
    if not key:
        taken = TextBlock.objects.of(jobcentre).filter(key__startswith="eigen")
        key = new_key(content, set(taken.values_list("key", flat=True)))
    block = TextBlock(
        jobcentre=jobcentre, key=key, state=state, written_at=at, written_by=by, **more
    )
    set_content(block, content)
    block.save(force_insert=True)
    return block


def check(content: BlockContent, jobcentre: Jobcentre, *, but: TextBlock | None = None) -> None:
    """Raise ``ValidationError`` with one message for each field that cannot be so."""
    found = problems(content)
    if "text" not in found and (same := taken_already(content, jobcentre, but=but)):
        found["text"] = _("Diesen Baustein gibt es schon (%(key)s).") % {"key": same.key}
    if found:
        raise ValidationError({name: [text] for name, text in found.items()})


def set_content(block: TextBlock, content: BlockContent) -> None:
    """Give the block these words and find it under them."""
    for name, value in asdict(content).items():
        setattr(block, name, value)
    block.search_key = search_key(
        content.text,
        form=content.form,
        keywords=content.keywords,
        offer_kind=content.offer_kind,
    )


def note_change(
    block: TextBlock,
    what: TextBlockChange.What,
    *,
    by: StaffMember | None,
    at: datetime,
    text: str | None = None,
    language: str = "de",
    note: str = "",
) -> None:
    """Keep it in the block's history, and note it in the office's audit log without words."""
    TextBlockChange.objects.create(
        block=block,
        what=what,
        text=block.text if text is None else text,
        language=language,
        note=note,
        at=at,
        by=by,
    )
    jobcentre_id = by.jobcentre_id if by else block.jobcentre_id
    if jobcentre_id is not None:
        facts = {"what": str(what), "key": block.key, "language": language}
        record(
            Change.TEXT_BLOCK_CHANGED,
            jobcentre_id=jobcentre_id,
            by=by,
            target=block,
            at=at,
            facts=facts,
        )


def _fall_back_to_draft(block: TextBlock) -> None:
    """What was held against the old German is unreviewed against the new."""
    block.translations.filter(~Q(state=TextBlockTranslation.State.DRAFT)).update(
        state=TextBlockTranslation.State.DRAFT, reviewed_at=None, reviewed_by=None
    )


def _set_hidden(block: TextBlock, *, is_hidden: bool, by: StaffMember, at: datetime) -> None:
    block = locked(block)
    policies.check_can_hide(by, block)
    here, _new = BlockAtOffice.objects.select_for_update().get_or_create(
        jobcentre=by.jobcentre, block=block
    )
    if here.is_hidden != is_hidden:
        here.is_hidden = is_hidden
        here.save(update_fields=["is_hidden"])
        note_change(block, What.HIDDEN if is_hidden else What.SHOWN, by=by, at=at)
