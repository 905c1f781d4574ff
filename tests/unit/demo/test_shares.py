"""The demo's plans are about what real plans are about, in the field study's shares."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from roterfaden.demo.cast import PLANS, cast
from roterfaden.demo.contents import Contents, contents_of, newest_lines
from roterfaden.demo.office import counsellors
from roterfaden.demo.sampling import Dimension, quotas, read_shares
from roterfaden.demo.story import Story

TODAY = date(2026, 11, 24)
TOLERANCE = 5
"""Percentage points."""

DIMENSIONS = ("goals", "recipient_steps", "jobcentre_steps")


@pytest.fixture(scope="module")
def stories() -> list[Story]:
    return cast(TODAY, counsellors())


@pytest.fixture(scope="module")
def documents(stories: list[Story]) -> list[Contents]:
    return [contents for story in stories if (contents := contents_of(story)) is not None]


def test_the_demo_has_about_two_hundred_people_and_a_hundred_and_eighty_plans(
    stories: list[Story], documents: list[Contents]
) -> None:
    assert 195 <= len(stories) <= 210
    assert len(documents) == PLANS


@pytest.mark.parametrize("name", DIMENSIONS)
def test_the_table_adds_up_to_a_hundred_documents_with_its_own_marginals(name: str) -> None:
    dimension: Dimension = getattr(read_shares(), name)
    assert sum(dimension.combinations.values()) == 100
    assert _marginals(dimension) == dimension.marginals


@pytest.mark.parametrize("name", DIMENSIONS)
def test_every_topic_has_its_share(name: str, documents: list[Contents]) -> None:
    dimension: Dimension = getattr(read_shares(), name)
    found = Counter(topic for document in documents for topic in getattr(document, name))
    shares = {topic: 100 * n / len(documents) for topic, n in found.items()}
    assert shares == pytest.approx(dict(dimension.marginals), abs=TOLERANCE)


@pytest.mark.parametrize("name", DIMENSIONS)
def test_every_combination_occurs_in_its_share(name: str, documents: list[Contents]) -> None:
    dimension: Dimension = getattr(read_shares(), name)
    found = Counter(getattr(document, name) for document in documents)
    for combination, n in dimension.combinations.items():
        assert found[combination] > 0, sorted(combination)
        assert 100 * found[combination] / len(documents) == pytest.approx(n, abs=TOLERANCE)


def test_thirteen_of_a_hundred_plans_have_no_recipient_step_and_twenty_eight_no_jobcentre_step(
    documents: list[Contents],
) -> None:
    assert _share(not d.recipient_steps for d in documents) == pytest.approx(13, abs=TOLERANCE)
    assert _share(not d.jobcentre_steps for d in documents) == pytest.approx(28, abs=TOLERANCE)


def test_some_plans_say_what_else_matters_and_whose_words_it_is(stories: list[Story]) -> None:
    lines = [found for story in stories if (found := newest_lines(story)) is not None]
    assert _share(any(line.kind == "aspect" for line in plan) for plan in lines) == pytest.approx(
        15, abs=TOLERANCE
    )
    assert {line.words_of for plan in lines for line in plan if line.kind == "aspect"} == {
        "recipient",
        "jobcentre",
        "both",
    }
    assert _share(any(line.owner == "other" for line in plan) for plan in lines) > 3


def test_the_same_day_gives_the_same_demo(stories: list[Story]) -> None:
    assert cast(TODAY, counsellors()) == stories


def test_another_day_moves_every_story_along(stories: list[Story]) -> None:
    later = cast(TODAY + timedelta(7), counsellors())
    assert [s.person.kundennummer for s in later] == [s.person.kundennummer for s in stories]
    assert max(act.on for s in later for act in s.acts) > max(
        act.on for s in stories for act in s.acts
    )


@pytest.mark.parametrize("total", [60, 100, 182, 1000])
def test_quotas_add_up_and_leave_out_no_combination(total: int) -> None:
    for name in DIMENSIONS:
        dimension: Dimension = getattr(read_shares(), name)
        counts = quotas(dimension.combinations, total)
        assert counts.total() == total
        assert min(counts[topics] for topics in dimension.combinations) >= 1


def _marginals(dimension: Dimension) -> Counter[str]:
    found: Counter[str] = Counter()
    for combination, n in dimension.combinations.items():
        found.update(dict.fromkeys(combination, n))
    return found


def _share(hits: Iterable[bool]) -> float:
    found = list(hits)
    return 100 * sum(found) / len(found)
