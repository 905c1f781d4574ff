"""The keyboard map holds together."""

import pytest

from roterfaden.web.components.keys import EVERYWHERE, GROUPS, Does, KeyGroup, groups_of


@pytest.mark.parametrize("group", GROUPS.values(), ids=lambda group: group.code)
def test_no_key_means_two_things_on_a_page(group: KeyGroup) -> None:
    pressed = [key.press for one in groups_of([group.code]) for key in one.keys if key.press]
    assert len(pressed) == len(set(pressed))


def test_what_the_script_does_has_something_to_act_on() -> None:
    for group in GROUPS.values():
        for key in group.keys:
            assert bool(key.press) == bool(key.does)
            assert bool(key.on) == (key.does not in {Does.NOTHING, Does.HELP})


def test_what_works_everywhere_comes_first_and_once() -> None:
    assert groups_of(["everywhere", "list"]) == [EVERYWHERE, GROUPS["list"]]
