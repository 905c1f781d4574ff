"""From commit to screen: 200 talks at once, each with a device that listens to its plan.

A process of its own writes through the product's actions, 40 times a second in all. Pages and
events are served as ``roterfaden serve`` does; this process is the 200 devices. Measured is the
time from the end of the transaction to the arrival of the line that tells of it, and to the board
that the device then has read anew, with the pause that its script makes. Drawing is not in it.

The baseline asks instead of listening: each device once a second, in the cheapest way there is (one
query on an open connection, no page and no HTTP).
"""

import asyncio
import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.figures import Figure
from benchmarks.loading import database
from benchmarks.loading.devices import Device, Told
from benchmarks.loading.serving import free_port, pages
from benchmarks.loading.talking import TALKS
from roterfaden.serving import parts

ROOT = Path(__file__).parents[1]
_NEWS = "SELECT revision FROM plans_planversion WHERE id = (SELECT version_id FROM "
_ASK = f"{_NEWS}sharing_sharedview WHERE id = %s)"
_SAID = (
    "SELECT sum(revision) FROM sharing_sharedview WHERE version_id = "
    "(SELECT version_id FROM sharing_sharedview WHERE id = %s)"
)


def run() -> dict[str, Figure]:
    """Milliseconds from commit to the device, listening and asking once a second."""
    with database.own("sharing") as url, _talking(url) as writer:
        devices = [Device(**one) for one in json.loads(_line(writer))]
        with pages(url) as (address, _group), _events(url) as events_port:
            ports = int(address.rpartition(":")[2]), events_port
            commits = asyncio.run(_listen(ports, devices, writer))
        told = _delays(commits, [device.heard for device in devices])
        shown = _delays(commits, [device.seen for device in devices])
        asking = _delays(*_ask(url, devices, writer))
    against = "asking every second"
    name = f"{TALKS} shared views: commit to"
    return {
        f"{name} device, p50": Figure(_part(told, 50), "ms", _part(asking, 50), against),
        f"{name} device, p95": Figure(_part(told, 95), "ms", _part(asking, 95), against),
        f"{name} board, p50": Figure(_part(shown, 50), "ms", _part(asking, 50), against),
        f"{name} board, p95": Figure(
            _part(shown, 95), "ms", _part(asking, 95), against, target=200
        ),
    }


@contextlib.contextmanager
def _talking(url: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.loading.talking"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "ROTERFADEN_DEMO": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


@contextlib.contextmanager
def _events(url: str) -> Iterator[int]:
    """The port of the events while they are served."""
    port = free_port()
    part = parts(host="127.0.0.1", port=port, events_port=port, workers=1)[1]
    surroundings = {
        "DATABASE_URL": url,
        "ROTERFADEN_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "roterfaden.settings",
    }
    process = subprocess.Popen(part.command, env=os.environ | surroundings, start_new_session=True)
    try:
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


async def _listen(
    ports: tuple[int, int], devices: list[Device], writer: subprocess.Popen[str]
) -> list[dict[str, Any]]:
    """What was committed while all devices listened and read; the devices know what they saw."""
    pages_port, events_port = ports
    tasks = [asyncio.create_task(device.hear(events_port)) for device in devices]
    tasks += [asyncio.create_task(device.look(pages_port)) for device in devices]
    while not all(device.seen for device in devices):
        await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    commits = await asyncio.to_thread(_write, writer)
    await asyncio.sleep(2)
    for task in tasks:
        if task.done():
            task.result()
        task.cancel()
    return commits


def _ask(
    url: str, devices: list[Device], writer: subprocess.Popen[str]
) -> tuple[list[dict[str, Any]], list[list[Told]]]:
    """Each device asks once a second, one after the other through the second."""
    answers: list[list[Told]] = [[] for _device in devices]
    assert writer.stdin
    with psycopg.connect(url, autocommit=True) as connection:
        writer.stdin.write("go\n")
        writer.stdin.flush()
        line = asyncio.run(_asking(connection, devices, answers, writer))
    return json.loads(line), answers


async def _asking(
    connection: psycopg.Connection,
    devices: list[Device],
    answers: list[list[Told]],
    writer: subprocess.Popen[str],
) -> str:
    done = asyncio.create_task(asyncio.to_thread(_line, writer))
    rounds, begins = 0, time.monotonic()
    while not done.done() or rounds < 1 or time.monotonic() < begins + rounds:
        for place, device in enumerate(devices):
            await asyncio.sleep(max(0.0, begins + rounds + place / TALKS - time.monotonic()))
            version = connection.execute(_ASK, [device.view]).fetchone()
            said = connection.execute(_SAID, [device.view]).fetchone()
            assert version
            assert said
            answers[place].append(Told(time.monotonic(), version[0], said[0]))
        rounds += 1
    return await done


def _write(writer: subprocess.Popen[str]) -> list[dict[str, Any]]:
    assert writer.stdin
    writer.stdin.write("go\n")
    writer.stdin.flush()
    commits: list[dict[str, Any]] = json.loads(_line(writer))
    return commits


def _line(writer: subprocess.Popen[str]) -> str:
    assert writer.stdout
    line = writer.stdout.readline()
    if not line:
        raise RuntimeError("The talks ended early.")
    return line


def _delays(commits: list[dict[str, Any]], told: list[list[Told]]) -> list[float]:
    """Milliseconds until a device knew of each commit."""
    delays = []
    for commit in commits:
        knew = [
            news.at
            for news in told[commit["talk"]]
            if news.version >= commit["version"] and news.said >= commit["said"]
        ]
        if not knew:
            raise RuntimeError("A device never heard of a commit.")
        delays.append(max(0.0, min(knew) - commit["at"]) * 1000)
    return delays


def _part(times: list[float], percent: int) -> float:
    return round(statistics.quantiles(times, n=100)[percent - 1], 1)
