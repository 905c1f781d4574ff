"""Coding: each action is one keystroke, changes the own coding only and can be undone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.core.errors import Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.research.books import dimension_of
from roterfaden.research.models import Coding, Member, StudyDocument
from roterfaden.research.policies import check_may_code, check_runs, coder_of
from roterfaden.research.reading import length_of
from roterfaden.research.trailing import note
from roterfaden.study.codebook import Dimension

LONGEST_MEMO = 2000
STEPS_BACK = 50
Mark = list[Any]


@transaction.atomic
def toggle(
    *, document: StudyDocument, dimension: str, code: str, by: StaffMember, at: datetime
) -> Coding:
    """Give a category to the whole document, or take it back together with its passages."""
    found = _fitting(document, dimension)
    code = found.category(code).id

    def change(marks: list[Mark]) -> list[Mark]:
        kept = [mark for mark in marks if mark[0] != code]
        if len(kept) < len(marks):
            return kept
        return [*(marks if found.multiple else []), [code, None, None]]

    return _changed(document, found, "toggled", change, {"code": code}, by=by, at=at)


@transaction.atomic
def mark_passage(
    *,
    document: StudyDocument,
    dimension: str,
    code: str,
    start: int,
    end: int,
    by: StaffMember,
    at: datetime,
) -> Coding:
    """Give a category to a passage; the same passage once more takes it back."""
    found = _fitting(document, dimension)
    code = found.category(code).id
    if not 0 <= start < end <= length_of(document):
        raise Refused(_("Diese Stelle gibt es im Text nicht. Markieren Sie sie noch einmal."))
    mark = [code, start, end]

    def change(marks: list[Mark]) -> list[Mark]:
        if mark in marks:
            return [one for one in marks if one != mark]
        return [one for one in marks if one != [code, None, None]] + [mark]

    what = {"code": code, "start": start, "end": end}
    return _changed(document, found, "passage-marked", change, what, by=by, at=at)


@transaction.atomic
def undo(*, document: StudyDocument, dimension: str, by: StaffMember, at: datetime) -> Coding:
    """Take the last change back, step by step."""
    member, coding = _own(document, _name(document, dimension), by, at)
    if not coding.history:
        raise StateRefused(_("Hier gibt es nichts zurückzunehmen."))
    coding.marks = coding.history.pop()
    return _saved(coding, member, "undone", {}, at)


@transaction.atomic
def write_memo(
    *, document: StudyDocument, dimension: str, text: str, by: StaffMember, at: datetime
) -> Coding:
    """Why it was coded like this; seen by others once the comparison is open."""
    member, coding = _own(document, _name(document, dimension), by, at)
    coding.memo = text.strip()[:LONGEST_MEMO]
    return _saved(coding, member, "memo-written", {}, at)


@transaction.atomic
def doubt(*, document: StudyDocument, dimension: str, by: StaffMember, at: datetime) -> Coding:
    """Mark as doubtful, to look at it again, or no longer."""
    member, coding = _own(document, _name(document, dimension), by, at)
    coding.is_doubtful = not coding.is_doubtful
    return _saved(coding, member, "doubted", {"doubtful": coding.is_doubtful}, at)


@transaction.atomic
def finish(*, document: StudyDocument, dimension: str, by: StaffMember, at: datetime) -> Coding:
    """Call it finished; without any category this says that none fits."""
    member, coding = _own(document, _name(document, dimension), by, at, is_reading=True)
    if coding.finished_at is None:
        coding.finished_at = at
        _saved(coding, member, "finished", {"codes": coding.codes}, at)
    return coding


def _changed(
    document: StudyDocument,
    dimension: Dimension,
    action: str,
    change: Callable[[list[Mark]], list[Mark]],
    what: dict[str, Any],
    *,
    by: StaffMember,
    at: datetime,
) -> Coding:
    member, coding = _own(document, dimension.id, by, at)
    coding.history = [*coding.history[1 - STEPS_BACK :], coding.marks]
    coding.marks = _in_order(dimension, change(coding.marks))
    return _saved(coding, member, action, what, at)


def _own(
    document: StudyDocument,
    dimension: str,
    by: StaffMember,
    at: datetime,
    *,
    is_reading: bool = False,
) -> tuple[Member, Coding]:
    """The own coding in a dimension, locked; made where there is none. No other is reached."""
    member = coder_of(document.project, by)
    check_runs(document.project, at)
    if not member.tasks.filter(document=document).exists():
        raise StateRefused(_("Dieses Dokument ist Ihnen nicht zugeteilt."))
    own = Coding.objects.by(member).select_for_update(of=("self",))
    coding, _made = own.get_or_create(
        member=member, document=document, dimension=dimension, defaults={"changed_at": at}
    )
    if not is_reading:
        check_may_code(coding)
    return member, coding


def _saved(
    coding: Coding, member: Member, action: str, what: dict[str, Any], at: datetime
) -> Coding:
    coding.changed_at = at
    coding.save()
    place = {"document": coding.document.ident, "dimension": coding.dimension}
    note(member.project, f"coding-{action}", author=member.code, at=at, what=place | what)
    return coding


def _name(document: StudyDocument, dimension: str) -> str:
    return _fitting(document, dimension).id


def _fitting(document: StudyDocument, name: str) -> Dimension:
    """The dimension, if documents of this kind are coded in it."""
    found = dimension_of(document.project, name)
    if not found.applies_to(document.kind):
        raise StateRefused(
            _("„%(dimension)s“ ist nicht für diese Dokumente da. Nehmen Sie eine andere Dimension.")
            % {"dimension": found.title}
        )
    return found


def _in_order(dimension: Dimension, marks: list[Mark]) -> list[Mark]:
    """By codebook order, then by place."""
    order = dimension.order()
    return sorted(marks, key=lambda mark: (order.index(mark[0]), mark[1] or 0, mark[2] or 0))
