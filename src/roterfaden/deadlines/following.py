"""Which changes a deadline follows from; the rows are renewed once the change is stored."""

from functools import partial
from typing import Any
from uuid import UUID

from django.db import models, transaction
from procrastinate.contrib.django import app

from roterfaden.audit.events import Change
from roterfaden.deadlines import actions
from roterfaden.delivery.models import Letter
from roterfaden.obligations.models import Procedure

_OF_PROCEDURES = frozenset(
    {
        Change.PROCEDURE_OPENED,
        Change.PROCEDURE_MOVED,
        Change.PROCEDURE_TAKEN_BACK,
        Change.PROCEDURE_CHANGED,
    }
)
_OF_LETTERS = frozenset(
    {Change.LETTER_POSTED, Change.LETTER_RECEIPT_NOTED, Change.LETTER_WITHDRAWN}
)
_OF_CALENDARS = frozenset(
    {
        Change.JOBCENTRE_CHANGED,
        Change.LOCAL_HOLIDAY_ADDED,
        Change.LOCAL_HOLIDAY_REMOVED,
        Change.HOUSE_RULES_SET,
    }
)


def follow(sender: object, *, change: Change, target: models.Model, **_rest: Any) -> None:
    """Renew the rows of the procedure that changed, or of all where the calendar changed."""
    if change in _OF_PROCEDURES and isinstance(target, Procedure):
        _after_commit(target.pk)
    elif change in _OF_LETTERS and isinstance(target, Letter):
        _after_commit(target.subject)
    elif change in _OF_CALENDARS:
        _look_again(target)


def _after_commit(procedure_id: UUID) -> None:
    transaction.on_commit(partial(actions.keep, procedure_id), robust=True)


def _look_again(target: models.Model) -> None:
    office = getattr(target, "jobcentre_id", target.pk)
    app.configure_task("deadlines.look_again").defer(jobcentre_id=str(office))
