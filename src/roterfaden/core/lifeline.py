"""Ties a child process to its parent, so that a killed parent leaves no orphans."""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def end_with_parent(how: signal.Signals = signal.SIGTERM) -> None:
    """Ask the kernel to send ``how`` to this process when its parent ends, however it ends.

    Call it in the child. Linux only; elsewhere the child stays until it is stopped.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, how)
    if os.getppid() == 1:
        os.kill(os.getpid(), how)


SUPERVISED = "ROTERFADEN_SUPERVISED"


def end_with_supervisor() -> None:
    """As :func:`end_with_parent`, where ``roterfaden serve`` started the program."""
    if os.environ.get(SUPERVISED) == "1":
        end_with_parent()
