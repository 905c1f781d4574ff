"""From two codings to the final one: what differs, what was decided, what is still open."""

import pytest

from roterfaden.study.agreement import Basis, Codings, Decision, Kind, adjudicated, disagreements
from roterfaden.study.codebook import Category, Dimension
from roterfaden.study.troubles import WrongData

GOALS = Dimension(
    "goals",
    "Ziele",
    categories=(
        Category("work", "Arbeit"),
        Category("language", "Sprache"),
        Category("family", "Familie"),
    ),
)
CODINGS: Codings = {
    "A": {"46": ["work"], "47": ["family", "work", "language"], "48": [], "49": ["work"]},
    "B": {"46": ["work"], "47": ["work", "language"], "48": ["family"]},
}


def decided(document: str, codes: str, kind: Kind = Kind.DIFFERENT, at: str = "1") -> Decision:
    return Decision(document, "goals", tuple(codes.split()), kind, "Weil.", "Leitung", at)


def test_what_differs_stands_side_by_side_in_the_order_of_the_book() -> None:
    first, second = disagreements(GOALS, CODINGS)
    assert first.document == "47"
    assert first.codes == {"A": ("work", "language", "family"), "B": ("work", "language")}
    assert first.common == ("work", "language")
    assert first.beyond == {"A": ("family",), "B": ()}
    assert second.document == "48"
    assert second.common == ()


def test_the_newest_decision_stands_beside_the_difference() -> None:
    old, new = decided("47", "work", at="2026-11-01"), decided("47", "family", at="2026-11-02")
    assert disagreements(GOALS, CODINGS, [new, old])[0].decision is new
    assert disagreements(GOALS, CODINGS, [new, old])[1].decision is None


def test_without_decisions_only_equal_codings_are_final() -> None:
    final = adjudicated(GOALS, CODINGS)
    assert final.codes == {"46": ("work",), "49": ("work",)}
    assert final.basis == {"46": Basis.AGREED, "49": Basis.CODED_ONCE}
    assert final.open == ("47", "48")


def test_decisions_complete_the_final_coding_and_leave_the_codings() -> None:
    before = {coder: dict(given) for coder, given in CODINGS.items()}
    decisions = [decided("47", "work language", Kind.LIKE_SECOND), decided("48", "")]
    final = adjudicated(GOALS, CODINGS, decisions)
    assert final.codes["47"] == ("work", "language")
    assert final.codes["48"] == ()
    assert final.basis["47"] == Basis.DECIDED
    assert not final.open
    assert before == CODINGS


def test_a_decision_may_overrule_two_equal_codings() -> None:
    final = adjudicated(GOALS, CODINGS, [decided("46", "family")])
    assert final.codes["46"] == ("family",)


def test_decisions_of_other_dimensions_do_not_count() -> None:
    other = Decision("47", "steps", ("work",), Kind.DIFFERENT)
    assert "47" in adjudicated(GOALS, CODINGS, [other]).open


@pytest.mark.parametrize(
    ("decisions", "cause"),
    [
        ([decided("99", "work")], "keine Codierung"),
        ([decided("47", "money")], "money"),
        ([decided("47", "work", Kind.LIKE_FIRST)], "andere Kategorien"),
        ([decided("49", "work", Kind.LIKE_SECOND)], "andere Kategorien"),
        ([decided("47", "work"), decided("47", "family")], "zweimal"),
    ],
)
def test_decisions_that_do_not_fit_are_refused(decisions: list[Decision], cause: str) -> None:
    with pytest.raises(WrongData, match=cause):
        adjudicated(GOALS, CODINGS, decisions)
