"""A running ``roterfaden serve`` for tests that look at it, stop it and kill it."""

import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from tests.integration.platform.conftest import COMMAND, free_pair_of_ports, surroundings


class Service:
    """A running ``roterfaden serve``."""

    def __init__(self, var: Path, port: int | None = None) -> None:
        self.port = port or free_pair_of_ports()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(self.port)],
            env=surroundings(var),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self.greeting = self.process.stdout.readline() + self.process.stdout.readline()

    def get(self, path: str, port: int | None = None) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port or self.port}{path}") as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def children(self) -> list[int]:
        """The processes of the parts, without the keeper of the database."""
        return [pid for pid in children_of(self.process.pid) if "keeper" not in _command_of(pid)]

    def stop(self, how: signal.Signals) -> str:
        """Stop it; returns what it said."""
        self.process.send_signal(how)
        rest, _ = self.process.communicate(timeout=60)
        return rest


def children_of(pid: int) -> list[int]:
    return [*map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]


def _command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def await_(condition: Callable[[], bool], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.1)
