"""A reduction: how much, from when, until when. The day of the breach chooses the law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar, cast

from roterfaden.law import extents
from roterfaden.law import reduction_reasons as reasons
from roterfaden.law.extents import NEW_LAW_FROM
from roterfaden.law.inputs import NOTIFIED_ON, Choice, Input, Kind
from roterfaden.law.parameters import parameter
from roterfaden.law.reduction_reasons import Breach
from roterfaden.law.reductions import Extent, MonthlyShare, Period, monthly_shares, period, share
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rule, rules
from roterfaden.law.results import Reference, Result, Status, weakest
from roterfaden.law.rules.determination_limit import BREACH_ON, determination_limit
from roterfaden.law.sources import EFFECT, TRANSITION
from roterfaden.law.validity import ONE_DAY

NAME = "reduction"

_MONEY = Reference("§ 41 Abs. 2 SGB II", "SGB II i. d. F. v. 13.5.2011, BGBl. I S. 850")
_EXTENTS = {
    "breach": extents.breach,
    "missed-appointment": extents.missed_appointment,
    "work-refusal": extents.work_refusal,
}
INPUTS = (
    Input(
        name="kind",
        kind=Kind.CHOICE,
        label="Anlass",
        choices=(
            Choice("breach", "Pflichtverletzung"),
            Choice("missed-appointment", "Versäumter Termin"),
            Choice("work-refusal", "Willentlich verweigerte Arbeit"),
        ),
    ),
    BREACH_ON,
    NOTIFIED_ON,
    Input(
        name="earlier",
        kind=Kind.WHOLE,
        label="Frühere, die zählen",
        help="Frühere festgestellte Minderungen; bei Terminen seit 01.07.2026 frühere Versäumnisse."
        " Ohne Angabe keine.",
        required=False,
        largest=99,
    ),
    Input(
        name="complied_on",
        kind=Kind.DATE,
        label="Pflicht erfüllt oder Bereitschaft erklärt am",
        required=False,
    ),
    Input(
        name="job_gone_on",
        kind=Kind.DATE,
        label="Arbeit nicht mehr möglich seit",
        help="Nur bei verweigerter Arbeit.",
        required=False,
    ),
    Input(
        name="standard_need",
        kind=Kind.AMOUNT,
        label="Regelbedarf im Monat",
        help="In Euro, zum Beispiel 563.00.",
        required=False,
    ),
)
_PARAMETERS = (
    *("breach_percent", "breach_months", "missed_percent", "missed_months"),
    *("work_refusal_percent", "work_refusal_months"),
    *("work_refusal_least_months", "work_refusal_earlier"),
    *("least_months", "cap_percent", "least_payment_euro"),
)


@dataclass(frozen=True, kw_only=True)
class Reduction(Result):
    """Percent of the standard need, months by law, first and last day, euros a month.

    ``amounts`` are the euros of each calendar month, where the standard need is known.

    ``in_time`` says whether the act came within six months of the breach; otherwise the reduction
    must not be determined at all. A person decides on good cause, hardship and everything else.
    """

    field_statuses: ClassVar[Mapping[str, Status]] = MappingProxyType(
        {"in_time": Status.INTERPRETATION}
    )
    field_labels: ClassVar[Mapping[str, str]] = MappingProxyType(
        {
            "percent": "Minderung in Prozent des Regelbedarfs",
            "months": "Dauer in Monaten",
            "from": "Erster Tag der Minderung",
            "until": "Letzter Tag der Minderung",
            "monthly_amount": "Weniger im Monat",
            "amounts": "Weniger in jedem Monat",
            "in_time": "Rechtzeitig festgestellt",
        }
    )
    field_keys: ClassVar[Mapping[str, str]] = MappingProxyType(
        {"from_on": "from", "until_on": "until"}
    )
    span: ClassVar[tuple[str, str] | None] = ("from", "until")

    percent: int
    months: int
    from_on: date | None
    until_on: date | None
    monthly_amount: Decimal | None
    amounts: tuple[MonthlyShare, ...] | None
    in_time: bool


def reduction(
    *,
    kind: str,
    breach_on: date,
    notified_on: date,
    earlier: int = 0,
    complied_on: date | None = None,
    job_gone_on: date | None = None,
    standard_need: Decimal | None = None,
) -> Reduction:
    """What follows from a breach by the law of its day.

    ``kind`` is breach, missed-appointment or work-refusal; ``earlier`` counts earlier determined
    reductions, or earlier misses for appointments missed since 1 July 2026.

    Raises:
        NoRuleInForce: the breach lies before 1 July 2023, or the law knew no such consequence.
        WrongInput: days that contradict each other.
    """
    inputs = {
        "kind": kind,
        "breach_on": breach_on,
        "notified_on": notified_on,
        "earlier": earlier,
        "complied_on": complied_on,
        "job_gone_on": job_gone_on,
        "standard_need": standard_need,
    }
    return cast(Reduction, rules().evaluate(NAME, inputs))


_TITLE = "Minderung"
_QUESTION = "Wie hoch ist eine Minderung, und von wann bis wann gilt sie?"


@rule(
    name=NAME,
    title=_TITLE,
    question=_QUESTION,
    inputs=INPUTS,
    in_force_from=NEW_LAW_FROM,
    hangs_on="breach_on",
    norms=("§ 31a SGB II", "§ 31b SGB II", "§ 32 SGB II"),
    status=Status.TEXT,
    parameters=_PARAMETERS,
)
@rule(
    name=NAME,
    title=_TITLE,
    question=_QUESTION,
    inputs=INPUTS,
    in_force_from=date(2023, 7, 1),
    in_force_until=NEW_LAW_FROM - ONE_DAY,
    hangs_on="breach_on",
    norms=("§ 31a SGB II", "§ 31b SGB II", "§ 32 SGB II", "§ 65a Abs. 2 SGB II"),
    status=Status.TEXT,
    parameters=_PARAMETERS,
)
def reduce(
    *,
    kind: str,
    breach_on: date,
    notified_on: date,
    earlier: int = 0,
    complied_on: date | None = None,
    job_gone_on: date | None = None,
    standard_need: Decimal | None = None,
) -> Reduction:
    """What the law of the breach provides, from the month after the act took effect.

    10, 20, 30 percent until 30 June 2026, then 30 percent and three months. What happened before
    keeps its consequences, however late the act (§ 65a Abs. 2 SGB II).
    """
    facts = Breach(kind, breach_on, notified_on, earlier, complied_on, job_gone_on, standard_need)
    extent = _EXTENTS[kind](breach_on, earlier)
    lifted = reasons.liftings(facts, extent)
    days = Period(None, None, ())
    if extent.percent:
        days = period(notified_on, extent.months, lifted.events)
    return _answer(facts, extent, lifted, days)


def _answer(facts: Breach, extent: Extent, lifted: reasons.Liftings, days: Period) -> Reduction:
    percent, months = (extent.percent, extent.months) if days.from_on else (0, 0)
    amount = None if facts.standard_need is None else share(facts.standard_need, percent)
    latest_on = determination_limit(breach_on=facts.breach_on).latest_on
    in_time = facts.notified_on <= latest_on
    punctual = Status.TEXT if in_time else Status.INTERPRETATION
    return Reduction(
        rule=NAME,
        regime=regime_on(facts.breach_on),
        status=weakest(extent.status, lifted.status, punctual),
        reasons=(
            *reasons.too_late(latest_on, facts),
            reasons.which_law(facts),
            *extent.reasons,
            *days.reasons,
            *lifted.notes,
            *reasons.money(facts, percent, amount),
            *reasons.limits(facts, percent),
        ),
        references=_references(facts, extent, lifted),
        percent=percent,
        months=months,
        from_on=days.from_on,
        until_on=days.until_on,
        monthly_amount=amount,
        amounts=None if amount is None else monthly_shares(days, amount),
        in_time=in_time,
    )


def _references(facts: Breach, extent: Extent, lifted: reasons.Liftings) -> tuple[Reference, ...]:
    late = facts.breach_on < NEW_LAW_FROM <= facts.notified_on
    citation = extent.references[0].citation
    norms = ("§ 31b Abs. 1 Satz 1 SGB II", *(each.norm for each in lifted.events))
    return (
        *extent.references,
        *(Reference(norm, citation) for norm in norms),
        EFFECT,
        parameter("cap_percent").on(facts.breach_on).reference,
        Reference("§ 31a Abs. 3 SGB II", citation),
        *((TRANSITION,) if late else ()),
        *((_MONEY,) if facts.standard_need is not None else ()),
    )
