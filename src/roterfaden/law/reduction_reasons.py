"""Why a reduction is as it is, and what a person still has to decide."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from roterfaden.law.errors import NoValueInForce, WrongInput, german
from roterfaden.law.extents import NEW_LAW_FROM
from roterfaden.law.parameters import parameter
from roterfaden.law.reductions import Extent, Lifting
from roterfaden.law.regimes import regime_on
from roterfaden.law.results import Status
from roterfaden.law.terms import first_of_next_month
from roterfaden.law.wording import said

WHOLE = 100
_SECOND_REFUSAL_FROM = date(2026, 4, 23)
_HAPPENED = {
    "breach": "Die Pflichtverletzung war am {day}",
    "missed-appointment": "Der versäumte Termin war am {day}",
    "work-refusal": "Die Arbeit wurde am {day} verweigert",
}


@dataclass(frozen=True)
class Breach:
    """What is known of a breach and of what came after it."""

    kind: str
    breach_on: date
    notified_on: date
    earlier: int
    complied_on: date | None
    job_gone_on: date | None
    standard_need: Decimal | None

    def __post_init__(self) -> None:
        """Refuse days before the breach.

        Raises:
            WrongInput: the act, the compliance or the loss of the job comes before the breach.
        """
        for name in ("notified_on", "complied_on", "job_gone_on"):
            day: date | None = getattr(self, name)
            if day is not None and day < self.breach_on:
                raise WrongInput(
                    name,
                    f"„{name}“ ({german(day)}) liegt vor der Pflichtverletzung "
                    f"({german(self.breach_on)}).",
                    "Prüfen Sie beide Tage.",
                )


@dataclass(frozen=True)
class Liftings:
    """Events that end a reduction early, what is said of the others, and how sure that is."""

    events: tuple[Lifting, ...]
    notes: tuple[str, ...]
    status: Status


def liftings(facts: Breach, extent: Extent) -> Liftings:
    """What compliance and the loss of the job mean for this extent."""
    events: list[Lifting] = []
    notes: list[str] = []
    if facts.complied_on and extent.lifted_on_compliance is not None:
        events.append(_compliance(facts.complied_on, extent.lifted_on_compliance))
    elif facts.complied_on and extent.percent:
        notes.append(
            "Bei versäumten Terminen endet die Minderung nicht früher: § 32 Abs. 2 SGB II verweist "
            "nicht auf § 31a Abs. 1 SGB II."
        )
    if facts.job_gone_on and extent.lifted_when_job_gone is not None:
        events.append(_job_gone(facts.job_gone_on, extent.lifted_when_job_gone))
    elif facts.job_gone_on:
        notes.append("Ob die Arbeit noch möglich ist, zählt nur bei verweigerter Arbeit.")
    status, doubts = _doubts(facts, extent)
    return Liftings(tuple(events), (*notes, *doubts), status)


def _compliance(on: date, least: int) -> Lifting:
    event = f"Am {german(on)} wurde die Pflicht erfüllt oder ernsthafte Bereitschaft erklärt."
    return Lifting(on, least, event, "§ 31b Abs. 2 Satz 2 SGB II")


def _job_gone(on: date, least: int) -> Lifting:
    event = f"Seit {german(on)} ist die Arbeit nicht mehr möglich."
    return Lifting(on, least, event, "§ 31b Abs. 3 Satz 1 SGB II")


def _doubts(facts: Breach, extent: Extent) -> tuple[Status, tuple[str, ...]]:
    doubts = []
    gone, least = facts.job_gone_on, extent.lifted_when_job_gone
    if gone and least and gone >= first_of_next_month(first_of_next_month(facts.notified_on)):
        doubts.append(
            "Fällt die Arbeit erst nach dem ersten Monat weg, endet die Minderung von da an "
            "(unsere Auslegung)."
        )
    second = _SECOND_REFUSAL_FROM <= facts.breach_on < NEW_LAW_FROM
    if facts.complied_on and second and extent.percent == WHOLE:
        doubts.append(
            "Für die Aufhebung verweist § 31a Abs. 7 SGB II in dieser Fassung auf Abs. 1 Satz 2, "
            "der bis 30.06.2026 etwas anderes regelt. Gemeint ist die Erfüllung der Pflicht "
            "(unsere Auslegung)."
        )
    return (Status.INTERPRETATION if doubts else Status.TEXT), tuple(doubts)


def which_law(facts: Breach) -> str:
    """Which law the day of the breach selects."""
    title = regime_on(facts.breach_on).title
    happened = _HAPPENED[facts.kind].format(day=german(facts.breach_on))
    if facts.breach_on < NEW_LAW_FROM <= facts.notified_on:
        return (
            f"{happened}, also vor dem {german(NEW_LAW_FROM)}. Deshalb gelten weiter die "
            f"Rechtsfolgen des {title}s, auch wenn der Bescheid später kommt "
            "(§ 65a Abs. 2 SGB II)."
        )
    return f"{happened}. An diesem Tag galt das Recht des {title}s."


def too_late(latest_on: date, facts: Breach) -> tuple[str, ...]:
    """The warning where the act came after the limit."""
    if facts.notified_on <= latest_on:
        return ()
    return (
        (
            f"Achtung: Die Minderung durfte nur bis {german(latest_on)} festgestellt werden (§ 31b "
            f"Abs. 1 Satz 3 SGB II). Der Bescheid kam erst am {german(facts.notified_on)}. "
            "Gerechnet wird nur zum Vergleich; ob der Tag der Bekanntgabe zählt, ist "
            "unsere Auslegung."
        ),
    )


def money(facts: Breach, percent: int, amount: Decimal | None) -> tuple[str, ...]:
    """How the euros were computed."""
    if amount is None or facts.standard_need is None:
        return ()
    return (
        (
            f"{percent} Prozent von {said(facts.standard_need)} sind {said(amount)} im Monat, auf "
            "zwei Stellen kaufmännisch gerundet (§ 41 Abs. 2 SGB II)."
        ),
    )


def limits(facts: Breach, percent: int) -> tuple[str, ...]:
    """Cap, housing, the last euro, good cause and hardship."""
    decides = (
        "Bei wichtigem Grund oder außergewöhnlicher Härte wird nicht gemindert (§ 31 Abs. 1 "
        "Satz 2, § 31a Abs. 3 SGB II). Das prüft und entscheidet ein Mensch."
    )
    if not percent:
        return (decides,)
    cap = parameter("cap_percent").on(facts.breach_on)
    if percent > cap.number:
        capped = f"Die Grenze von {cap.number} Prozent gilt hier nicht"
    else:
        capped = f"Alle Minderungen zusammen sind auf {cap.number} Prozent begrenzt"
    housing = f"{capped}. Unterkunft und Heizung bleiben unberührt (§ 31a Abs. 4 SGB II)."
    return (housing, *_least_payment(facts.breach_on), decides)


def _least_payment(breach_on: date) -> tuple[str, ...]:
    try:
        least = parameter("least_payment_euro").on(breach_on)
    except NoValueInForce:
        return ()
    return (
        (
            f"Würde nur wegen der Minderung gar nichts gezahlt, wird {least.number} Euro im "
            f"Monat bewilligt ({least.norm})."
        ),
    )
