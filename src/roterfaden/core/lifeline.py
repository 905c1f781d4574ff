"""Ties a child process to its parent, so that a killed parent leaves no orphans."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent(how: signal.Signals = signal.SIGTERM, *, parent: int) -> None:
    """Ask the kernel to send ``how`` to this process when its parent ends, however it ends.

    Call it in the child. ``parent`` is the number of the process that started it: a child whose
    parent is gone already belongs to process 1, which in a container may be the parent itself.
    Linux only; elsewhere the child stays until it is stopped.
    """
    if sys.platform != "linux":
        return
    _ask_kernel(how)
    if os.getppid() == 1 != parent:
        os.kill(os.getpid(), how)


def _ask_kernel(how: signal.Signals) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, how)


SUPERVISED = "ROTERFADEN_SUPERVISED"
"""Names the process of ``roterfaden serve`` by its number."""


def end_with_supervisor() -> None:
    """As :func:`end_with_parent`, where ``roterfaden serve`` started the program."""
    supervisor = os.environ.get(SUPERVISED, "")
    if supervisor.isdecimal():
        end_with_parent(parent=int(supervisor))
