"""Whether a proposal carries a notice of legal consequences: what the law of its day says."""

from datetime import date

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.law.errors import LawError
from roterfaden.law.regimes import BUERGERGELD, regime_on
from roterfaden.obligations.policies import refused_by_law
from roterfaden.plans.models import EntryOutcome
from roterfaden.plans.outcomes import counting
from roterfaden.recipients.models import Case


def notice_rule(case: Case, on: date) -> str:
    """What to know before a notice goes into a proposal of this day; a person decides.

    Until 30 June 2026 the notice followed from the review (§ 15 Abs. 5 SGB II); since then it does
    not hang on it, which is our reading.
    """
    try:
        old = regime_on(on) == BUERGERGELD
    except LawError as error:
        raise refused_by_law(error) from error
    if not old:
        return _(
            "Seit 01.07.2026 hängt die Belehrung nicht mehr am Rückblick (unsere Auslegung). Ohne "
            "sie folgt aus einer Ablehnung nichts (§ 31 Abs. 1 SGB II)."
        )
    unkept = _unkept_on(case, on)
    if unkept is None:
        return _(
            "Bis 30.06.2026: in der Regel ohne Belehrung, solange Absprachen eingehalten sind "
            "(§ 15 Abs. 5 SGB II)."
        )
    return _(
        "Bis 30.06.2026: Nach dem Rückblick vom %(day)s grundsätzlich mit Belehrung "
        "(§ 15 Abs. 5 SGB II)."
    ) % {"day": spoken.day(unkept)}


def _unkept_on(case: Case, on: date) -> date | None:
    """When a review last found something not done without a good cause."""
    recorded = EntryOutcome.objects.filter(
        entry__version__plan__case=case, entry__owner="recipient", happened_on__lte=on
    )
    counted = counting(recorded.order_by("recorded_at")).values()
    days = [
        one.happened_on for one in counted if one.kind == "not_done" and one.good_cause != "yes"
    ]
    return max(days, default=None)
