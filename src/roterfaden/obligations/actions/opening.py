"""Beginning a procedure: only what the law of the day provides for, and only by a person."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core import clock, spoken
from roterfaden.core.errors import Refused
from roterfaden.law.errors import LawError
from roterfaden.law.regimes import regime_on
from roterfaden.law.rules.conciliation import conciliation_end
from roterfaden.obligations.actions.shared import locked_case, log
from roterfaden.obligations.exercises import Exercise
from roterfaden.obligations.models import Offer, Procedure
from roterfaden.obligations.occasions import Occasion, find, for_misses, for_step, is_unsaid
from roterfaden.obligations.policies import Unlawful, refused_by_law
from roterfaden.obligations.states import Track, first_state
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry
from roterfaden.plans.policies import check_runs
from roterfaden.recipients.models import Case
from roterfaden.talk.models import NoPlanFinding

_LONGEST = 500
_CONCILIATION = "§ 15a SGB II (bis 30.06.2026)"


@transaction.atomic
def begin(
    *,
    case: Case,
    entry: str,
    key: UUID,
    track: Track,
    by: StaffMember,
    at: datetime,
    towards_work: bool | None = None,
    counted: tuple[date, ...] | None = None,
) -> Procedure:
    """Follow up one occasion on one of its ways.

    ``towards_work`` is asked where the plan does not say it, ``counted`` are the earlier missed
    talks that a person counts (all of them without a word). Raises ``Unlawful`` with the norm.
    """
    case = locked_case(case, by, at)
    check_runs(case, clock.day_of(at))
    occasion = _as_said(case, find(case, entry, key), towards_work, counted)
    way = occasion.way(track)
    return _open(
        Procedure(
            case=case,
            entry=entry,
            track=track,
            event_on=occasion.event_on,
            norm=way.norm,
            about=occasion.about,
            towards_work=_towards_work(occasion, towards_work),
            counted_misses=list(occasion.misses),
            **{_field(occasion): occasion.subject},
        ),
        by,
        at,
    )


@transaction.atomic
def begin_conciliation(
    *, case: Case, began_on: date, about: str, by: StaffMember, at: datetime
) -> Procedure:
    """Record a conciliation of the law until 30 June 2026; raises ``Unlawful`` for later days."""
    case = locked_case(case, by, at)
    if not about.strip():
        raise Refused(_("Schreiben Sie in einem Satz, worum es in der Schlichtung geht."))
    if began_on > clock.day_of(at):
        raise Refused(_("Der Beginn liegt noch vor uns. Prüfen Sie das Datum."))
    try:
        conciliation_end(began_on=began_on)
    except LawError as error:
        raise refused_by_law(error) from error
    return _open(
        Procedure(
            case=case,
            entry=Procedure.Entry.CONCILIATION,
            track=Track.CONCILIATION,
            event_on=began_on,
            norm=_CONCILIATION,
            about=about.strip(),
        ),
        by,
        at,
    )


@transaction.atomic
def begin_practice(
    *, case: Case, exercise: Exercise, event_on: date, by: StaffMember, at: datetime
) -> Procedure:
    """Begin an exercise on any day; it is marked everywhere and counts nowhere.

    Raises :class:`Refused` for a case of a real person, and ``Unlawful`` where the law of the day
    has no such way.
    """
    case = locked_case(case, by, at)
    if not case.is_practice:
        raise Refused(_("Geübt wird nur an einem erfundenen Fall. Öffnen Sie Ihre Übung."))
    if not exercise.is_known_on(event_on):
        raise Unlawful(
            _("Diesen Weg gibt es nach dem Recht vom %(day)s nicht. Wählen Sie einen anderen Tag.")
            % {"day": spoken.day(event_on)}
        )
    return _open(
        Procedure(
            case=case,
            entry=exercise.entry,
            track=exercise.track,
            event_on=event_on,
            norm=exercise.norm_on(event_on),
            about=str(exercise.about),
            counted_misses=exercise.missed_days(event_on),
        ),
        by,
        at,
    )


def _open(procedure: Procedure, by: StaffMember, at: datetime) -> Procedure:
    try:
        procedure.regime = regime_on(procedure.event_on).code
    except LawError as error:
        raise refused_by_law(error) from error
    procedure.about = procedure.about[:_LONGEST]
    procedure.state = first_state(procedure.track)
    procedure.practice = procedure.case.is_practice
    procedure.opened_at, procedure.opened_by = at, by
    procedure.save(force_insert=True)
    facts = {"entry": procedure.entry, "track": procedure.track}
    log(Change.PROCEDURE_OPENED, procedure, by, at, **facts)
    return procedure


def _as_said(
    case: Case, occasion: Occasion, towards_work: bool | None, counted: tuple[date, ...] | None
) -> Occasion:
    if occasion.asks_towards_work:
        if towards_work is None:
            raise Refused(_("Sagen Sie zuerst, ob der Schritt zur Eingliederung in Arbeit führt."))
        return for_step(occasion, towards_work=towards_work)
    if occasion.entry == Procedure.Entry.MISSED_TALK and counted is not None:
        return for_misses(case, occasion, counted)
    return occasion


def _towards_work(occasion: Occasion, said: bool | None) -> bool | None:
    if isinstance(occasion.subject, Entry):
        return said if is_unsaid(occasion.subject) else occasion.subject.towards_work
    return None


def _field(occasion: Occasion) -> str:
    match occasion.subject:
        case Entry():
            return "step"
        case NoPlanFinding():
            return "finding"
        case Offer():
            return "offer"
    return "meeting"
