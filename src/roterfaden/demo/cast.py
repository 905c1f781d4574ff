"""Everybody in the demo: the handmade stories, and as many invented ones as fill the shares."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from roterfaden.demo.afterwards import with_afterwards
from roterfaden.demo.contents import Contents, contents_of
from roterfaden.demo.people import Townsfolk
from roterfaden.demo.sampling import draw, read_shares
from roterfaden.demo.stories import read_stories
from roterfaden.demo.story import Person, Story
from roterfaden.demo.talks import with_talks
from roterfaden.demo.unfolding import OLDEST, Scenario, Unfolding, working_day
from roterfaden.demo.wording import Wording, Writer, facts_for, read_wording

SEED = 20230701
PLANS = 182
WITHOUT_PLAN = 19
_VERSIONS = {1: 46, 2: 30, 3: 16, 4: 8}
_SCENARIOS: Sequence[tuple[str, int, str, int, int]] = (
    # state, how many of 150, counted in days ago or until due, from, to
    ("in_force", 68, "ago", 3, 115),
    ("in_force", 18, "due", 1, 28),
    ("in_force", 20, "due", -75, -1),
    ("draft", 10, "ago", 1, 12),
    ("offered", 7, "ago", 1, 9),
    ("offer_expired", 6, "ago", 12, 40),
    ("ended", 16, "ago", 60, 300),
    ("withdrawn", 5, "ago", 5, 60),
)


def cast(today: date, counsellors: Mapping[str, tuple[str, int]]) -> list[Story]:
    """All stories as of a day.

    ``counsellors`` gives for each short name how plans call the person and the share of cases.
    """
    dice = Random(SEED)  # noqa: S311  the same demo each time
    handmade = read_stories(today)
    given = [contents for story in handmade if (contents := contents_of(story))]
    shares = read_shares()
    drawn = draw(shares, PLANS, given, dice)
    extras = _extras(len(drawn), shares.aspects, shares.other_bodies, dice)
    scenarios = list(_scenarios(len(drawn), dice))
    begins = [_begin(scenario, today, dice) for scenario in scenarios]
    begins += [working_day(today - timedelta(dice.randint(2, 75))) for _ in range(WITHOUT_PLAN)]
    loads = {name: share for name, (_formal, share) in counsellors.items()}
    people = list(Townsfolk(today, loads, dice).people(begins))
    plans = zip(people, scenarios, _suited(drawn, people), extras, strict=False)
    wording = read_wording()
    return [
        *handmade,
        *(_lived(_story(today, wording, counsellors, dice, *plan), today) for plan in plans),
        *(Story(person) for person in people[len(drawn) :]),
    ]


def _lived(story: Story, today: date) -> Story:
    """The story with talks, and with what was said after them."""
    return with_afterwards(with_talks(story, today), today)


def _story(
    today: date,
    wording: Wording,
    counsellors: Mapping[str, tuple[str, int]],
    dice: Random,
    person: Person,
    scenario: Scenario,
    contents: Contents,
    extras: Sequence[str],
) -> Story:
    formal_name = counsellors[person.counsellor][0]
    facts = facts_for(wording, gender=person.gender, counsellor=formal_name, dice=dice)
    unfolding = Unfolding(today, person, Writer(wording, facts, dice), dice)
    return unfolding.story(scenario, contents, _quality(contents, dice), extras)


def _suited(drawn: Sequence[Contents], people: Sequence[Person]) -> list[Contents]:
    """For each person what the plan is about; those who learn German have another language."""
    german = [c for c in drawn if "language" in c.goals or "learn_german" in c.recipient_steps]
    others = [c for c in drawn if c not in german]
    suited = []
    for person in people[: len(drawn)]:
        first, second = (others, german) if person.language == "de" else (german, others)
        suited.append((first or second).pop())
    return suited


def _quality(contents: Contents, dice: Random) -> str:
    """A third of all plans is well-worded; those have steps of both sides."""
    both = bool(contents.recipient_steps) and bool(contents.jobcentre_steps)
    if both and dice.random() < 0.55:
        return "good"
    return dice.choices(("plain", "filler"), (60, 40))[0]


def _scenarios(count: int, dice: Random) -> Iterator[Scenario]:
    """``count`` scenarios in the shares of the table, in any order."""
    whole = sum(row[1] for row in _SCENARIOS)
    rows = [row for row in _SCENARIOS for _ in range(max(1, round(row[1] * count / whole)))]
    rows += [_SCENARIOS[0]] * (count - len(rows))
    rows = rows[len(rows) - count :]
    dice.shuffle(rows)
    for state, _n, counted, least, most in rows:
        number = dice.randint(least, most)
        versions = dice.choices(list(_VERSIONS), list(_VERSIONS.values()))[0]
        if counted == "due":
            yield Scenario(state, 182 - number, versions, due_in=number)
        else:
            yield Scenario(state, number, versions)


def _begin(scenario: Scenario, today: date, dice: Random) -> date:
    """The case begins some weeks before its first plan, at most eighteen months ago."""
    ago = scenario.ago + 170 * (scenario.versions - 1) + dice.randint(15, 60)
    return working_day(today - timedelta(min(ago, OLDEST)))


def _extras(count: int, aspects: int, other_bodies: int, dice: Random) -> list[list[str]]:
    """Which plans also have an aspect or another body."""
    with_aspect = set(dice.sample(range(count), round(count * aspects / 100)))
    with_body = set(dice.sample(range(count), round(count * other_bodies / 100)))
    return [
        ["aspect"] * (index in with_aspect) + ["other_body"] * (index in with_body)
        for index in range(count)
    ]
