"""Runs and watches the processes that make up the service.

Three parts: the pages (WSGI, several workers), the live events (ASGI, one small process) and the
background worker. A part that ends is started again; one that keeps ending stops the whole, so that
whoever watches the service sees it.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from types import FrameType

from roterfaden.core.lifeline import SUPERVISED, end_with_parent
from roterfaden.troubles import Trouble

STOP_WITHIN = 4.0
_RESTARTS_ALLOWED = 3
_RESTARTS_WITHIN = 60.0
_LOOK_EVERY = 0.1
_READY_WITHIN = 60.0


class ServingTrouble(Trouble):
    """The service cannot start or cannot go on."""


@dataclass
class Part:
    """One process of the service; ``name`` is for people."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    ended_at: deque[float] = field(default_factory=deque)

    def start(self) -> None:
        """Start it apart from the terminal, so that Ctrl-C reaches only us."""
        self.process = subprocess.Popen(
            self.command,
            env=os.environ | {SUPERVISED: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=partial(end_with_parent, parent=os.getpid()),  # noqa: PLW1509  no threads
        )

    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def end_rest(self) -> None:
        """End at once what is left of it: processes of its own that outlived it, or all of it."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def may_start_again(self) -> bool:
        """Note an end; false when there were too many lately."""
        now = time.monotonic()
        self.ended_at.append(now)
        while now - self.ended_at[0] > _RESTARTS_WITHIN:
            self.ended_at.popleft()
        return len(self.ended_at) <= _RESTARTS_ALLOWED


def parts(*, host: str, port: int, events_port: int, workers: int) -> list[Part]:
    """The parts of the service on these ports."""
    return [
        Part("Seiten", _granian("wsgi", host, port, workers, "roterfaden.wsgi:application")),
        Part("Nachrichten", _granian("asgi", host, events_port, 1, "roterfaden.asgi:application")),
        Part("Worker", [sys.executable, "-P", "-m", "roterfaden.worker"]),
    ]


def _granian(interface: str, host: str, port: int, workers: int, target: str) -> list[str]:
    options = {
        "interface": interface,
        "host": host,
        "port": str(port),
        "workers": str(workers),
        "workers-kill-timeout": "2",
        "log-level": "error",
    }
    if interface == "wsgi":
        options["blocking-threads"] = "2"
    flags = [f"--{name}={value}" for name, value in options.items()]
    switches = ["--no-ws", "--respawn-failed-workers"]
    return [sys.executable, "-P", "-m", "granian", *flags, *switches, target]


def check_port_is_free(host: str, port: int, option: str) -> None:
    """Refuse a port that another program has, before anything starts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            # Bound but not listening would still let a second server through.
            probe.listen(1)
        except OSError as error:
            raise ServingTrouble(
                f"Der Port {port} auf {host} ist nicht zu haben: {error.strerror}.",
                f"Das andere Programm beenden oder mit {option} einen freien Port nennen.",
            ) from error


class Stopped(Exception):
    """Somebody asked the service to stop."""


@contextmanager
def _stop_signals() -> Iterator[None]:
    """Ctrl-C, SIGTERM and a closed terminal ask for a clean stop."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    former = {number: signal.signal(number, stop) for number in _STOPPING}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def serve(
    service: list[Part],
    health: str,
    *,
    when_ready: Callable[[], None],
    when_unwell: Callable[[], None],
) -> None:
    """Run the service until somebody asks for its end; raises :class:`ServingTrouble`.

    The first part is the pages; the others start when ``health`` answers, so that the first page
    is there early. ``when_unwell`` is called when it answers 503 and may raise the exact trouble.
    """
    pages, *others = service
    try:
        with _stop_signals():
            pages.start()
            _wait_until_ready(pages, health, when_unwell)
            for part in others:
                part.start()
            when_ready()
            while True:
                _look_after(service)
                time.sleep(_LOOK_EVERY)
    except Stopped:
        return
    finally:
        _stop(service)


def _wait_until_ready(pages: Part, health: str, when_unwell: Callable[[], None]) -> None:
    ends = time.monotonic() + _READY_WITHIN
    while (status := _status(health)) != HTTPStatus.OK:
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            when_unwell()
        _look_after([pages])
        if time.monotonic() > ends:
            raise ServingTrouble(
                f"Die Seiten antworten nach {_READY_WITHIN:.0f} Sekunden nicht.",
                "Das Protokoll unter var/log ansehen.",
            )
        time.sleep(_LOOK_EVERY)


def _status(address: str) -> int | None:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  our own address
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


def _look_after(service: list[Part]) -> None:
    for part in service:
        if part.ended():
            part.end_rest()
            if not part.may_start_again():
                raise ServingTrouble(
                    f"Der Teil „{part.name}“ endet immer wieder; der Dienst hält an.",
                    "Die Meldungen darüber und das Protokoll unter var/log ansehen.",
                )
            part.start()


def _stop(service: list[Part]) -> None:
    """Ask all parts to stop, and end those that have not after a moment."""
    for number in _STOPPING:
        signal.signal(number, signal.SIG_IGN)
    for part in service:
        if part.process and not part.ended():
            part.process.terminate()
    ends = time.monotonic() + STOP_WITHIN
    for part in service:
        if part.process:
            with suppress(subprocess.TimeoutExpired):
                part.process.wait(max(0.0, ends - time.monotonic()))
        part.end_rest()
