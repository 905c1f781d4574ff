"""Plays a script in the browser and records what the model counts."""

import time
from dataclasses import replace
from fnmatch import fnmatch

from playwright.sync_api import Page

from benchmarks.talk.model import SECONDS, Operator, Step, Trace, keys_of
from benchmarks.talk.script import Action, Await, Press, Say, Script, Think, Unplayed, Write

PATIENCE_MS = 20_000
_COUNTED = """([selector, count, value]) => {
    const found = document.querySelectorAll(selector);
    if (value !== null) return found.length > 0 && found[0].value === value;
    return count === null ? found.length > 0 : found.length === count;
}"""


def play(page: Page, script: Script) -> Trace:
    """The trace of one task; raises Playwright's ``TimeoutError`` where something does not come."""
    steps: list[Step] = []
    for action in script:
        steps += _done(page, action)
    return Trace(tuple(steps))


def _done(page: Page, action: Action) -> list[Step]:
    match action:
        case Think():
            return [Step(Operator.MIND)]
        case Press():
            return [*_keys(keys_in(action.key)), *_pressed(page, action)]
        case Unplayed():
            return _keys(keys_in(action.key))
        case Write():
            page.keyboard.type(action.text)
            return _keys(keys_of(action.text))
        case Say():
            page.keyboard.type(action.text)
            return [Step(Operator.KEY, is_free=True)] * keys_of(action.text)
        case Await():
            return [_waited(page, action)]


def keys_in(name: str) -> int:
    """How many keys a name of Playwright's means here: ``Control+p`` two, ``/`` two as well."""
    if len(name) == 1:
        return keys_of(name)
    return sum(keys_in(part) if len(part) == 1 else 1 for part in name.split("+"))


def _keys(count: int) -> list[Step]:
    return [Step(Operator.KEY)] * count


def _pressed(page: Page, action: Press) -> list[Step]:
    if not action.brings:
        _press(page, action.key)
        return []
    began = time.perf_counter()
    with page.expect_response(
        lambda response: fnmatch(response.url, f"*{action.brings}"), timeout=PATIENCE_MS
    ) as found:
        _press(page, action.key)
    assert found.value.ok, found.value.url
    return [_since(began)]


def _press(page: Page, name: str) -> None:
    """One key, or one after the other while the first is held."""
    held, *keys = name.split("+")
    if not keys:
        page.keyboard.press(held)
        return
    page.keyboard.down(held)
    for key in keys:
        page.keyboard.press(key)
    page.keyboard.up(held)


def _waited(page: Page, action: Await) -> Step:
    began = time.perf_counter()
    if action.page:
        page.wait_for_url(f"**{action.page}", wait_until="load", timeout=PATIENCE_MS)
    page.wait_for_function(
        _COUNTED, arg=[action.shows, action.count, action.value], timeout=PATIENCE_MS
    )
    waited = _since(began)
    if action.while_thinking:
        return replace(waited, seconds=max(0.0, waited.seconds - SECONDS[Operator.MIND]))
    return waited


def _since(began: float) -> Step:
    return Step(Operator.RESPONSE, seconds=time.perf_counter() - began)
