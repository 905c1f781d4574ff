"""Which law the Second Book of the Social Code was on a day.

The legally relevant event (the agreement, the breach, the posting) chooses the regime, never
the present day: § 65a Abs. 2 SGB II keeps the old consequences for what happened before.
"""

from dataclasses import dataclass
from datetime import date

from roterfaden.law.errors import NoRegimeInForce, german
from roterfaden.law.validity import Validity, in_force_on


@dataclass(frozen=True)
class Regime:
    """One state of the law with the name that people use for it."""

    code: str
    title: str
    validity: Validity
    citation: str

    @property
    def place(self) -> str:
        """Where a clash is reported."""
        return self.code


BUERGERGELD = Regime(
    code="buergergeld",
    title="Bürgergeld",
    validity=Validity(date(2023, 7, 1), date(2026, 6, 30)),
    citation="Bürgergeld-Gesetz v. 16.12.2022, BGBl. I S. 2328",
)
GRUNDSICHERUNGSGELD = Regime(
    code="grundsicherungsgeld",
    title="Grundsicherungsgeld",
    validity=Validity(date(2026, 7, 1)),
    citation="13. SGB-II-Änderungsgesetz v. 16.4.2026, BGBl. 2026 I Nr. 107",
)
REGIMES = (BUERGERGELD, GRUNDSICHERUNGSGELD)


def regime_on(day: date) -> Regime:
    """The regime of the day.

    Raises:
        NoRegimeInForce: the day lies before 1 July 2023, when the cooperation plan began.
    """
    regime = in_force_on(REGIMES, day)
    if regime is None:
        raise NoRegimeInForce(
            f"Für den {german(day)} kennt Roter Faden kein Recht. Der Kooperationsplan gilt ab "
            f"{german(BUERGERGELD.validity.starts_on)}. Bitte prüfen Sie das Datum."
        )
    return regime
