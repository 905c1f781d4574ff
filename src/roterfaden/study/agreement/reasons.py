"""Why a coefficient or its interval is not defined, in one German sentence."""

from roterfaden.study.agreement.coefficients import Coefficient
from roterfaden.study.agreement.ratings import Ratings, Value

NAMES = {
    Coefficient.PERCENT: "Prozentuale Übereinstimmung",
    Coefficient.COHEN: "Cohens Kappa",
    Coefficient.SCOTT: "Scotts Pi",
    Coefficient.FLEISS: "Fleiss’ Kappa",
    Coefficient.BRENNAN_PREDIGER: "Brennan-Prediger",
    Coefficient.AC1: "Gwets AC1",
    Coefficient.ALPHA: "Krippendorffs Alpha",
}

_TABLES_OF_TWO = (Coefficient.COHEN, Coefficient.SCOTT)
_BY_POSSIBLE = (Coefficient.BRENNAN_PREDIGER, Coefficient.AC1)

SAME_EVERYWHERE = (
    "Kein Intervall: Alle Einheiten sind gleich einig, eine Streuung ist nicht zu schätzen."
)
ONE_UNIT = "Kein Intervall: Dafür braucht es mindestens zwei Einheiten."
ONE_DOCUMENT = "Kein Intervall: Dafür braucht es mindestens zwei Dokumente."
TOO_OFTEN_UNDEFINED = (
    "Kein Intervall: In zu vielen Wiederholungen ist der Wert nicht definiert oder immer derselbe."
)


def why_undefined(coefficient: Coefficient, ratings: Ratings) -> str:
    """The reason for a coefficient that has no value for these ratings."""
    coders = len(ratings.coders)
    if coders == 0:
        return "Die Daten enthalten keine Codierung."
    if coders == 1:
        return "Nur eine Person hat codiert; Übereinstimmung braucht mindestens zwei."
    if coefficient in _TABLES_OF_TWO and coders > 2:
        return f"{NAMES[coefficient]} gilt für genau zwei Codierende, hier sind es {coders}."
    if not ratings.paired_units:
        return "Keine Einheit wurde von mindestens zwei Personen codiert."
    return _why_chance_is_certain(coefficient, ratings)


def _why_chance_is_certain(coefficient: Coefficient, ratings: Ratings) -> str:
    if coefficient in _BY_POSSIBLE:
        if ratings.categories is None:
            only = shown(ratings.seen[0])
            return (
                f"Nur ein Wert kommt vor ({only}), und keine Kategorien sind genannt; "
                "wie oft der Zufall einig wäre, ist unbekannt."
            )
        return "Nur eine Kategorie ist genannt; der Zufall wäre immer einig."
    return f"Nur ein Wert kommt vor ({_common(ratings)}); der Zufall wäre immer einig."


def _common(ratings: Ratings) -> str:
    paired = ratings.kept(ratings.ratings_per_unit >= 2).seen
    return shown(paired[0])


def shown(value: Value) -> str:
    if isinstance(value, frozenset):
        return f"„{'|'.join(sorted(value))}“" if value else "die leere Menge"
    return f"„{value}“"
