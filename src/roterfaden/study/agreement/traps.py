"""What to beware of when reading these figures, in plain German.

The paradoxes of kappa: Feinstein and Cicchetti, *High agreement but low kappa* (J Clin Epidemiol
1990, 43:543-549); unequal use of categories: Byrt, Bishop and Carlin, *Bias, prevalence and kappa*
(J Clin Epidemiol 1993, 46:423-429). The thresholds are ours; they only decide when a trap is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.distances import Floats, Places
from roterfaden.study.agreement.estimate import Estimates
from roterfaden.study.agreement.ratings import MISSING, Ratings
from roterfaden.study.agreement.reasons import shown

HIGH_PERCENT = 0.8
LOW_ALPHA = 0.667
GAP_TO_AC1 = 0.2
FEW_UNITS = 30
RARELY_GIVEN = 5
DIFFERENT_USE = 0.1
MANY_EMPTY = 0.25
MANY_SINGLE = 0.1
WIDE = 0.4
MANY_VALUES = 32
FEW_DOCUMENTS = 10
GAP_TO_PERCENT = 0.3


class Code(StrEnum):
    """Each trap by its name."""

    PARADOX = "kappa_paradox"
    ONE_VALUE = "one_value"
    FEW_UNITS = "few_units"
    RARE = "rare_category"
    USE_DIFFERS = "use_differs"
    NO_SPREAD = "no_spread"
    WIDE = "wide_interval"
    EMPTY_SETS = "empty_sets"
    MANY_VALUES = "many_values"
    SINGLE = "coded_once"
    BELOW_CHANCE = "below_chance"
    UNMARKED = "mostly_unmarked"


@dataclass(frozen=True)
class Trap:
    """A trap that is near: its code, and what to do, in a sentence or two."""

    code: Code
    text: str


def near(ratings: Ratings, estimates: Estimates) -> tuple[Trap, ...]:
    """The traps that are near for these ratings and their coefficients."""
    found = (
        *_of_values(ratings),
        *_paradox(ratings, estimates),
        *_of_size(ratings, estimates),
        *_use_differs(ratings),
        *_of_sets(ratings),
    )
    return tuple(found)


def _of_values(ratings: Ratings) -> Iterator[Trap]:
    paired = ratings.kept(ratings.ratings_per_unit >= 2).seen
    if len(paired) == 1:
        yield Trap(
            Code.ONE_VALUE,
            f"Alle haben immer dasselbe vergeben ({shown(paired[0])}). Ob sie Unterschiede gleich "
            "erkennen, zeigen diese Daten nicht; zufallsbereinigte Maße sind nicht definiert.",
        )


def _paradox(ratings: Ratings, estimates: Estimates) -> Iterator[Trap]:
    percent, alpha, ac1 = (
        estimates[one].value for one in (Coefficient.PERCENT, Coefficient.ALPHA, Coefficient.AC1)
    )
    if alpha is None or percent is None:
        return
    if alpha < 0:
        yield Trap(
            Code.BELOW_CHANCE,
            "Alpha liegt unter null: Die Codierenden weichen öfter ab, als der Zufall es täte. "
            "Prüfen, ob Werte vertauscht sind oder eine Regel verschieden verstanden wird.",
        )
    if ac1 is None or ratings.sets:
        return
    if percent >= HIGH_PERCENT and alpha < LOW_ALPHA and ac1 - alpha >= GAP_TO_AC1:
        share, value = _most_frequent(ratings)
        yield Trap(
            Code.PARADOX,
            f"Kappa-Paradox: {_percent(percent)} sind gleich, Alpha ist trotzdem nur "
            f"{_figure(alpha)}, weil {_percent(share)} auf einen Wert fallen ({value}). Gwets AC1 "
            f"ist {_figure(ac1)}. Beide Maße und die Häufigkeit berichten.",
        )


def _of_size(ratings: Ratings, estimates: Estimates) -> Iterator[Trap]:
    if 0 < ratings.paired_units < FEW_UNITS:
        yield Trap(
            Code.FEW_UNITS,
            f"Nur {_units(ratings.paired_units)} mehrfach codiert. Intervalle sind dann grob; ab "
            f"etwa {FEW_UNITS} werden sie brauchbar.",
        )
    single = ratings.units - ratings.paired_units
    if single > MANY_SINGLE * ratings.units:
        yield Trap(
            Code.SINGLE,
            f"{single} von {ratings.units} Einheiten hat nur eine Person codiert; über diese sagt "
            "die Übereinstimmung nichts.",
        )
    yield from _of_interval(estimates)


def _of_interval(estimates: Estimates) -> Iterator[Trap]:
    percent, alpha = estimates[Coefficient.PERCENT], estimates[Coefficient.ALPHA]
    if percent.value == alpha.value == 1:
        yield Trap(
            Code.NO_SPREAD,
            "Alle sind sich in allen Einheiten einig. Das heißt nicht, dass sie es immer wären; "
            "das Intervall ist eine exakte Grenze und wird erst mit mehr Einheiten schmal.",
        )
    if alpha.interval and alpha.interval[1] - alpha.interval[0] > WIDE:
        low, high = alpha.interval
        yield Trap(
            Code.WIDE,
            f"Das Intervall von Alpha ist weit ({_figure(low)} bis {_figure(high)}); der Wert "
            "allein trägt kein Urteil.",
        )


def _use_differs(ratings: Ratings) -> Iterator[Trap]:
    if len(ratings.coders) != 2 or not ratings.paired_units or ratings.sets:
        return
    complete = ratings.complete
    shares = [_shares(complete, column) for column in complete.patterns.T]
    apart = shares[0] - shares[1]
    most = int(np.abs(apart).argmax())
    if abs(apart[most]) < DIFFERENT_USE or complete.paired_units < FEW_UNITS:
        return
    often, rarely = (0, 1) if apart[most] > 0 else (1, 0)
    yield Trap(
        Code.USE_DIFFERS,
        f"„{ratings.coders[often]}“ vergibt {shown(ratings.values[most])} in "
        f"{_percent(shares[often][most])} der Einheiten, „{ratings.coders[rarely]}“ in "
        f"{_percent(shares[rarely][most])}. Das Zuordnungskriterium gemeinsam ansehen.",
    )


def _of_sets(ratings: Ratings) -> Iterator[Trap]:
    if not ratings.sets or not ratings.paired_units:
        return
    if frozenset() in ratings.values:
        empty = (ratings.patterns == ratings.values.index(frozenset())).sum(axis=1) >= 2
        both = int(ratings.counts[empty].sum())
        if both >= MANY_EMPTY * ratings.paired_units:
            yield Trap(
                Code.EMPTY_SETS,
                f"In {both} von {ratings.paired_units} Einheiten vergeben mehrere Personen gar "
                "nichts; das zählt als einig. Die Werte auch ohne diese Einheiten ansehen.",
            )
    if ratings.possible >= MANY_VALUES:
        yield Trap(
            Code.MANY_VALUES,
            f"Bei {ratings.possible} möglichen Mengen rechnen Brennan-Prediger und AC1 fast ohne "
            "Zufall; für Mengen ist Alpha das Maß.",
        )


def rarely_given(documents: int) -> tuple[Trap, ...]:
    """The trap of a category that hardly occurs."""
    if not 0 < documents < RARELY_GIVEN:
        return ()
    times = "einem Dokument" if documents == 1 else f"{documents} Dokumenten"
    return (
        Trap(
            Code.RARE,
            f"Die Kategorie kommt nur in {times} vor; ein einziges mehr oder weniger ändert Alpha "
            "stark.",
        ),
    )


def of_passages(passages: int, percent: float | None, jaccard: float | None) -> tuple[Trap, ...]:
    """The traps of marked passages: few of them, and percent of characters that nobody marked."""
    found = []
    if 0 < passages < RARELY_GIVEN:
        number = "eine einzige Stelle" if passages == 1 else f"{passages} Stellen"
        text = f"Es gibt nur {number}; eine mehr oder weniger ändert alle Werte stark."
        found.append(Trap(Code.RARE, text))
    if percent is None or jaccard is None:
        return tuple(found)
    if percent >= HIGH_PERCENT and percent - jaccard >= GAP_TO_PERCENT:
        text = (
            f"{_percent(percent)} der Zeichen sind gleich, weil die meisten niemand markiert; die "
            f"Stellen selbst decken sich nur zu {_percent(jaccard)}. Überlappung und Alpha "
            "berichten, nicht die Prozente."
        )
        found.append(Trap(Code.UNMARKED, text))
    return tuple(found)


def of_documents(documents: int) -> tuple[Trap, ...]:
    """The trap of few documents: passages of one text hang together, so texts are drawn."""
    if not 1 < documents < FEW_DOCUMENTS:
        return ()
    return (
        Trap(
            Code.FEW_UNITS,
            f"Intervalle ziehen ganze Dokumente. Bei {documents} Dokumenten sind sie grob; ab "
            f"etwa {FEW_DOCUMENTS} werden sie brauchbar.",
        ),
    )


def _most_frequent(ratings: Ratings) -> tuple[float, str]:
    weights = np.repeat(ratings.counts[:, None], len(ratings.coders), axis=1)
    given = ratings.patterns != MISSING
    often = np.bincount(
        ratings.patterns[given], weights=weights[given], minlength=len(ratings.values)
    )
    most = int(often.argmax())
    return float(often[most] / often.sum()), shown(ratings.values[most])


def _shares(ratings: Ratings, column: Places) -> Floats:
    """The share of each value among what one coder gave; for complete ratings."""
    counts = np.bincount(column, weights=ratings.counts, minlength=len(ratings.values))
    return np.asarray(counts / ratings.counts.sum())


def _units(count: int) -> str:
    return "eine Einheit ist" if count == 1 else f"{count} Einheiten sind"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _figure(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")
