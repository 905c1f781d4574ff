"""Where coders differ, side by side, and the final coding once every difference is settled.

Both codings and the decision are kept: nothing here changes a coding. Without a decision a
document stays open and has no final coding.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from roterfaden.study.agreement.joint import Codings
from roterfaden.study.codebook import Dimension
from roterfaden.study.troubles import WrongData


class Kind(StrEnum):
    """How a difference was settled."""

    LIKE_FIRST = "like_first"
    LIKE_SECOND = "like_second"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Decision:
    """What was agreed on for a document in a dimension, why, by whom and when (ISO 8601)."""

    document: str
    dimension: str
    codes: tuple[str, ...]
    kind: Kind
    why: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True)
class Disagreement:
    """One document that coders see differently: what all gave, what each gave beyond that."""

    document: str
    codes: Mapping[str, tuple[str, ...]]
    common: tuple[str, ...]
    beyond: Mapping[str, tuple[str, ...]]
    decision: Decision | None = None


class Basis(StrEnum):
    """What a final coding rests on."""

    AGREED = "agreed"
    DECIDED = "decided"
    CODED_ONCE = "coded_once"


@dataclass(frozen=True)
class Final:
    """The final coding of a dimension: codes by document, what they rest on, what is open."""

    codes: Mapping[str, tuple[str, ...]]
    basis: Mapping[str, Basis]
    open: tuple[str, ...] = field(default=())


def disagreements(
    dimension: Dimension, codings: Codings, decisions: Iterable[Decision] = ()
) -> tuple[Disagreement, ...]:
    """The documents on which coders differ, by document, each with its newest decision."""
    decided = newest(dimension, decisions)
    return tuple(
        _disagreement(dimension, document, given, decided.get(document))
        for document, given in _by_document(codings).items()
        if len({frozenset(codes) for codes in given.values()}) > 1
    )


def adjudicated(
    dimension: Dimension, codings: Codings, decisions: Iterable[Decision] = ()
) -> Final:
    """The final coding: where all agree theirs, else the decision; open without one.

    A decision also counts where coders agreed, should both have been wrong. Raises `WrongData`
    for a decision on a document that nobody coded or with a code that the dimension lacks.
    """
    decided = newest(dimension, decisions)
    by_document = _by_document(codings)
    for document, decision in decided.items():
        _check(dimension, decision, by_document.get(document))
    codes: dict[str, tuple[str, ...]] = {}
    basis: dict[str, Basis] = {}
    for document, given in by_document.items():
        found = _final(dimension, given, decided.get(document))
        if found:
            codes[document], basis[document] = found
    left = tuple(document for document in by_document if document not in codes)
    return Final(codes, basis, left)


def newest(dimension: Dimension, decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The newest decision on each document in this dimension.

    Raises `WrongData` for two decisions of the same moment: which one counts is not to be seen.
    """
    found: dict[str, Decision] = {}
    for decision in decisions:
        if decision.dimension not in {dimension.id, dimension.title}:
            continue
        other = found.get(decision.document)
        if other and other.at == decision.at:
            raise WrongData(
                f"Über „{decision.document}“ steht in „{dimension.title}“ zweimal zur selben Zeit "
                "eine Einigung.",
                "Eine der beiden streichen.",
            )
        if not other or decision.at > other.at:
            found[decision.document] = decision
    return found


def _final(
    dimension: Dimension, given: Mapping[str, Collection[str]], decision: Decision | None
) -> tuple[tuple[str, ...], Basis] | None:
    if decision:
        return _in_order(dimension, decision.codes), Basis.DECIDED
    if len({frozenset(codes) for codes in given.values()}) > 1:
        return None
    codes = _in_order(dimension, next(iter(given.values())))
    return codes, Basis.AGREED if len(given) > 1 else Basis.CODED_ONCE


def _check(
    dimension: Dimension, decision: Decision, given: Mapping[str, Collection[str]] | None
) -> None:
    if given is None:
        raise WrongData(
            f"Über „{decision.document}“ gibt es eine Einigung, aber keine Codierung.",
            "Die Codierungen ergänzen oder die Einigung streichen.",
        )
    codes = _in_order(dimension, decision.codes)
    sides = [_in_order(dimension, one) for one in given.values()]
    side = {Kind.LIKE_FIRST: 0, Kind.LIKE_SECOND: 1}.get(decision.kind)
    if side is not None and (side >= len(sides) or codes != sides[side]):
        raise WrongData(
            f"Die Einigung über „{decision.document}“ heißt „{decision.kind}“, nennt aber andere "
            "Kategorien als diese Codierung.",
            "Die Kategorien berichtigen oder „different“ eintragen.",
        )


def _disagreement(
    dimension: Dimension,
    document: str,
    given: Mapping[str, Collection[str]],
    decision: Decision | None,
) -> Disagreement:
    common = set.intersection(*(set(codes) for codes in given.values()))
    return Disagreement(
        document,
        {coder: _in_order(dimension, codes) for coder, codes in given.items()},
        _in_order(dimension, common),
        {coder: _in_order(dimension, set(codes) - common) for coder, codes in given.items()},
        decision,
    )


def _by_document(codings: Codings) -> dict[str, dict[str, Collection[str]]]:
    documents = sorted({document for given in codings.values() for document in given})
    return {
        document: {coder: given[document] for coder, given in codings.items() if document in given}
        for document in documents
    }


def _in_order(dimension: Dimension, codes: Iterable[str]) -> tuple[str, ...]:
    found = {dimension.category(code).id for code in codes}
    return tuple(code for code in dimension.order() if code in found)
