"""The pages as production serves them, and the computing time they take."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roterfaden.serving import parts

WORKERS = 2
_READY_WITHIN = 30.0


@contextmanager
def pages(database_url: str) -> Iterator[tuple[str, int]]:
    """Their address and process group while they are served."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    part = parts(host="127.0.0.1", port=port, events_port=port + 1, workers=WORKERS)[0]
    surroundings = {
        "DATABASE_URL": database_url,
        "ROTERFADEN_DEMO": "1",
        "ROTERFADEN_BASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "roterfaden.settings",
    }
    process = subprocess.Popen(part.command, env=os.environ | surroundings, start_new_session=True)
    try:
        _wait_for(f"{address}/healthz")
        yield address, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def cpu_seconds(group: int) -> float:
    """User and system time of all processes of the group, from ``/proc``."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(") ", 1)[1].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[2]) == group:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    ends = time.monotonic() + _READY_WITHIN
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  our own address
                return
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.2)
