"""What can be practised: each occasion on each way, with the law that knows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from roterfaden.law.errors import LawError
from roterfaden.law.regimes import BUERGERGELD, GRUNDSICHERUNGSGELD, Regime, regime_on
from roterfaden.law.rules.follow_up import follow_up
from roterfaden.obligations.models import Procedure
from roterfaden.obligations.policies import refused_by_law
from roterfaden.obligations.states import Track

_BETWEEN_TALKS = timedelta(days=14)
_BOTH = (BUERGERGELD, GRUNDSICHERUNGSGELD)
_OLD = (BUERGERGELD,)
_NEW = (GRUNDSICHERUNGSGELD,)


@dataclass(frozen=True)
class Exercise:
    """One occasion on one way; ``misses`` is which missed talk in a row it is.

    ``norm`` is empty where the law of the day says it.
    """

    code: str
    name: str | Promise
    about: str | Promise
    entry: Procedure.Entry
    track: Track
    regimes: tuple[Regime, ...]
    misses: int = 0
    norm: str = ""

    def is_known_on(self, day: date) -> bool:
        """Whether the law of the day has this way; raises ``Unlawful`` before there were plans."""
        try:
            return regime_on(day) in self.regimes
        except LawError as error:
            raise refused_by_law(error) from error

    def norm_on(self, day: date) -> str:
        """On what it rests by the law of the day."""
        entry = self.entry.value.replace("_", "-")
        return self.norm or follow_up(entry=entry, on=day, towards_work="yes").norm

    def missed_days(self, event_on: date) -> list[date]:
        """The days of the missed talks, a fortnight apart, the last one on the occasion."""
        return [event_on - number * _BETWEEN_TALKS for number in reversed(range(self.misses))]


EXERCISES = (
    Exercise(
        "schritt",
        _("Ein Schritt ist nicht getan"),
        _("Ich bewerbe mich auf fünf Stellen im Monat"),
        Procedure.Entry.STEP_NOT_DONE,
        Track.DUTY,
        _BOTH,
    ),
    Exercise(
        "kein-plan",
        _("Ein Plan kommt nicht zustande"),
        _("Auch im zweiten Gespräch kam kein Plan zustande"),
        Procedure.Entry.NO_PLAN,
        Track.DUTY,
        _BOTH,
    ),
    Exercise(
        "abgelehnt",
        _("Arbeit oder Maßnahme ist abgelehnt"),
        _("Lagerhelfer bei einer erfundenen Firma abgelehnt"),
        Procedure.Entry.OFFER_REFUSED,
        Track.DIRECT,
        _BOTH,
    ),
    Exercise(
        "termin-verpflichten",
        _("Ein Termin ist versäumt: verpflichten"),
        _("Der Termin ist versäumt"),
        Procedure.Entry.MISSED_TALK,
        Track.DUTY,
        _NEW,
        misses=1,
    ),
    Exercise(
        "termin-einmal",
        _("Ein Termin ist versäumt: mindern"),
        _("Der Termin ist versäumt"),
        Procedure.Entry.MISSED_TALK,
        Track.DIRECT,
        _OLD,
        misses=1,
        norm="§ 32 SGB II",
    ),
    Exercise(
        "termin-wiederholt",
        _("Ein Termin ist wiederholt versäumt: mindern"),
        _("Der zweite Termin in Folge ist versäumt"),
        Procedure.Entry.MISSED_TALK,
        Track.DIRECT,
        _NEW,
        misses=2,
        norm="§ 32 SGB II",
    ),
    Exercise(
        "nicht-erreichbar",
        _("Drei Termine in Folge sind versäumt: nicht erreichbar"),
        _("Der dritte Termin in Folge ist versäumt"),
        Procedure.Entry.MISSED_TALK,
        Track.UNREACHABLE,
        _NEW,
        misses=3,
        norm="§ 7b Abs. 4 SGB II",
    ),
    Exercise(
        "schlichtung",
        _("Schlichtung"),
        _("Über das Ziel des Plans besteht keine Einigkeit"),
        Procedure.Entry.CONCILIATION,
        Track.CONCILIATION,
        _OLD,
        norm="§ 15a SGB II (bis 30.06.2026)",
    ),
)
BY_CODE = {one.code: one for one in EXERCISES}
