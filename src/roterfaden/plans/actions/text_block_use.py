"""What people do with text blocks: take them into plans, and mark those they like.

Neither goes into the audit log: the plan's own log notes the entry, and a favourite concerns nobody
but its person.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.core.errors import Refused
from roterfaden.organisations.models import StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.models import BlockAtOffice, FavouriteBlock, TextBlock
from roterfaden.plans.text_blocks import policies
from roterfaden.recipients.models import Case


@transaction.atomic
def favourite(*, block: TextBlock, by: StaffMember) -> None:
    """Find this block first from now on."""
    by.require(Permission.EDIT_PLANS)
    policies.check_same_office(by, block)
    FavouriteBlock.objects.get_or_create(staff=by, block=block)


@transaction.atomic
def unfavourite(*, block: TextBlock, by: StaffMember) -> None:
    """Undo :func:`favourite`."""
    by.require(Permission.EDIT_PLANS)
    FavouriteBlock.objects.filter(staff=by, block=block).delete()


@transaction.atomic
def count_uses(*, case: Case, taken: Iterable[UUID | None], at: datetime) -> None:
    """Count blocks that entries of a case were newly made from, in the entries' transaction.

    Raises :class:`Refused` when one of them is no block of this office.
    """
    counts = Counter(block_id for block_id in taken if block_id is not None)
    if not counts:
        return
    jobcentre = case.jobcentre
    known = TextBlock.objects.of(jobcentre).filter(pk__in=counts)
    if known.count() < len(counts):
        raise Refused(_("Diesen Textbaustein gibt es hier nicht. Laden Sie die Seite neu."))
    here = BlockAtOffice.objects.filter(jobcentre=jobcentre, block__in=counts)
    BlockAtOffice.objects.bulk_create(
        (BlockAtOffice(jobcentre=jobcentre, block_id=block_id) for block_id in sorted(counts)),
        ignore_conflicts=True,
    )
    today = clock.day_of(at)
    held = {one.block_id: one.pk for one in here.select_for_update().order_by("block")}
    for block_id in sorted(counts):
        BlockAtOffice.objects.filter(pk=held[block_id]).update(
            uses=F("uses") + counts[block_id], last_used_on=today
        )
