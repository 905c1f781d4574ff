"""A child ends with its parent, whatever number the parent has."""

import os
import signal
import sys

import pytest

from roterfaden.core import lifeline

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
Sent = list[tuple[int, int]]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """The signals sent by this process, which are not delivered."""
    found: Sent = []
    monkeypatch.setattr(os, "kill", lambda pid, number: found.append((pid, number)))
    monkeypatch.setattr(lifeline, "_ask_kernel", lambda how: None)
    return found


def test_a_child_of_the_first_process_of_a_container_lives(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getppid", lambda: 1)
    lifeline.end_with_parent(parent=1)
    assert sent == []


def test_a_child_whose_parent_is_gone_already_ends(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getppid", lambda: 1)
    lifeline.end_with_parent(parent=4711)
    assert sent == [(os.getpid(), signal.SIGTERM)]


def test_a_program_that_a_supervisor_numbered_1_started_lives(
    sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getppid", lambda: 1)
    monkeypatch.setenv(lifeline.SUPERVISED, "1")
    lifeline.end_with_supervisor()
    assert sent == []
