"""Talks around what a story tells: where a plan was agreed people had met, and they meet again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from roterfaden.demo.story import Act, Agree, Arrange, End, Meet, Story, Withdraw
from roterfaden.demo.unfolding import PLACE, working_day
from roterfaden.law.calendar import next_working_day_on_or_after as next_working_day

HELD = 0.32
"""The share of agreements whose talk is on record."""
MISSED = 0.09
AHEAD = 0.4
"""The share of plans in force with a next talk."""

_CHANNELS = ("in_person", "in_person", "in_person", "phone", "video")


def with_talks(story: Story, today: date) -> Story:
    """The story with talks; its own dice, so that nothing else becomes different."""
    if not any(isinstance(act, Agree) for act in story.acts):
        return story
    dice = Random(f"Gespräche {story.person.kundennummer}")  # noqa: S311  the same demo each time
    acts = sorted([*story.acts, *_talks(story, today, dice)], key=lambda act: act.on)
    return replace(story, acts=tuple(acts))


def _talks(story: Story, today: date, dice: Random) -> Iterator[Act]:
    is_first = True
    for act in story.acts:
        if not isinstance(act, Agree):
            continue
        before = working_day(act.on - timedelta(dice.randint(6, 20)))
        if dice.random() < MISSED and before > story.person.begins_on:
            cause = dice.choice(("yes", "no", "unclear"))
            yield Meet(on=before, outcome="missed", good_cause=cause)
        if dice.random() < HELD:
            kind = "first" if is_first else "follow_up"
            yield Meet(on=act.on, outcome="took_place", kind=kind, channel=dice.choice(_CHANNELS))
        is_first = False
    last = story.acts[-1]
    if isinstance(last, End | Withdraw) or dice.random() > AHEAD:
        return
    next_on = next_working_day(today + timedelta(dice.randint(0, 40)), PLACE)
    if story.person.ends_on is None or next_on <= story.person.ends_on:
        yield Arrange(on=last.on, starts_on=next_on, channel=dice.choice(_CHANNELS))
