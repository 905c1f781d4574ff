"""Two versions compared: every entry once, and each told as a person would."""

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from roterfaden.plans.comparison import Change, Item, Kind, compare
from roterfaden.plans.comparison.comparing import ORDER

WORDS = "ich gehe zum Kurs am Montag und suche eine Stelle im Lager".split()
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@st.composite
def versions(draw: st.DrawFn, prefix: str = "a") -> list[Item]:
    """Any version; its entries may descend from lines that another version has too."""
    return [
        Item(
            key=f"{prefix}{number}",
            line=draw(st.sampled_from([f"{prefix}{number}", "l1", "l2", "l3", "l4"])),
            rubric=draw(st.sampled_from(ORDER)),
            text=draw(texts),
            due_on=draw(st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 1))),
            proof=draw(st.sampled_from(["", "Bescheid"])),
            outcome=draw(st.sampled_from(["", "done", "open", "no_longer_fits"])),
        )
        for number in range(draw(st.integers(0, 9)))
    ]


def item(key: str, text: str, **values: object) -> Item:
    return replace(Item(key=key, line=key, rubric="step_recipient", text=text), **values)  # type: ignore[arg-type]


def only(before: list[Item], after: list[Item]) -> Change:
    (change,) = compare(before, after).changes
    return change


@given(versions())
def test_a_version_is_the_same_as_itself(version: list[Item]) -> None:
    assert compare(version, version).is_same


@given(versions("a"), versions("b"))
def test_every_entry_of_both_versions_appears_exactly_once(
    before: list[Item], after: list[Item]
) -> None:
    changes = compare(before, after).changes
    assert Counter(c.before.key for c in changes if c.before) == Counter(i.key for i in before)
    assert Counter(c.after.key for c in changes if c.after) == Counter(i.key for i in after)


@given(versions("a"), versions("b"))
def test_what_stands_now_is_told_in_the_order_of_the_sheet(
    before: list[Item], after: list[Item]
) -> None:
    shown = [c.after.key for c in compare(before, after).changes if c.after]
    assert shown == [i.key for i in sorted(after, key=lambda item: ORDER.index(item.rubric))]


@given(versions("a"), versions("b"))
def test_what_is_gone_is_done_or_dropped_and_what_came_is_added(
    before: list[Item], after: list[Item]
) -> None:
    for change in compare(before, after).changes:
        gone, came = change.after is None, change.before is None
        assert gone == (change.kind in {Kind.DONE, Kind.DROPPED})
        assert came == (change.kind == Kind.ADDED)


def test_an_entry_that_continues_another_is_the_same_one_though_reworded() -> None:
    before = [item("a", "Ich rufe an.")]
    after = [item("b", "Frau Reuter schickt mir Adressen.", line="a")]
    assert only(before, after).kind == Kind.CHANGED


def test_without_descent_likeness_finds_it() -> None:
    change = only(
        [item("a", "Ich lasse mein Schulzeugnis übersetzen.")],
        [item("b", "Ich lasse mein Schulzeugnis und mein Diplom übersetzen.")],
    )
    assert change.kind == Kind.CHANGED
    assert [p.text for p in change.pieces if p.kind == "new"] == ["und mein Diplom"]


def test_descent_goes_before_likeness() -> None:
    before = [item("a", "Ich suche eine Stelle."), item("b", "Ich suche eine Wohnung.")]
    after = [item("c", "Ich suche eine Stelle.", line="b")]
    by_kind = {change.kind: change for change in compare(before, after).changes}
    assert by_kind[Kind.CHANGED].before == before[1]
    assert by_kind[Kind.DROPPED].before == before[0]


def test_an_entry_done_is_not_told_as_dropped() -> None:
    assert only([item("a", "Ich rufe an.", outcome="done")], []).kind == Kind.DONE
    assert only([item("a", "Ich rufe an.", outcome="not_done")], []).kind == Kind.DROPPED


def test_a_new_day_is_a_change_beside_the_words() -> None:
    first, later = date(2026, 5, 1), date(2026, 6, 1)
    change = only(
        [item("a", "Ich rufe an.", due_on=first)],
        [item("b", "Ich rufe an.", line="a", due_on=later)],
    )
    assert change.kind == Kind.CHANGED
    assert not change.has_new_words
    assert [(d.what, d.before, d.after) for d in change.details] == [("due_on", first, later)]


def test_a_step_that_the_office_takes_over_has_moved_to_its_rubric() -> None:
    before = [item("a", "Die Bewerbungen werden kopiert.", owner="recipient")]
    moved = {"line": "a", "rubric": "step_jobcentre", "owner": "jobcentre"}
    change = only(before, [item("b", "Die Bewerbungen werden kopiert.", **moved)])
    assert change.moved_from == "step_recipient"
    assert [detail.what for detail in change.details] == ["owner"]


def test_only_the_entry_that_was_moved_counts_as_moved() -> None:
    names = ["eins", "zwei", "drei", "vier"]
    before = [item(name, f"Ich mache {name}.") for name in names]
    after = [before[3], *before[:3]]
    kinds = [(c.item.key, c.kind) for c in compare(before, after).changes]
    assert kinds == [
        ("vier", Kind.MOVED),
        ("eins", Kind.UNCHANGED),
        ("zwei", Kind.UNCHANGED),
        ("drei", Kind.UNCHANGED),
    ]


def test_what_is_gone_stands_where_it_stood() -> None:
    before = [item(name, f"{name} {name}") for name in ("eins", "zwei", "drei")]
    shown = compare(before, [before[0], before[2]]).changes
    assert [change.item.key for change in shown] == ["eins", "zwei", "drei"]
