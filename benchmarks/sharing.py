"""From commit to screen: 200 talks at once, each with a device that listens to its plan.

A process of its own writes through the product's actions, 40 times a second in all. The events are
served as ``roterfaden serve`` does, by one process; 200 connections of this process are devices.
Measured is the time from the end of the transaction to the arrival of the line that tells of it.

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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.figures import Figure
from benchmarks.loading import database
from benchmarks.loading.serving import free_port
from benchmarks.loading.talking import TALKS
from roterfaden.serving import parts

ROOT = Path(__file__).parents[1]
_NEWS = "SELECT revision FROM plans_planversion WHERE id = (SELECT version_id FROM "
_ASK = f"{_NEWS}sharing_sharedview WHERE id = %s)"
_SAID = (
    "SELECT sum(revision) FROM sharing_sharedview WHERE version_id = "
    "(SELECT version_id FROM sharing_sharedview WHERE id = %s)"
)


@dataclass(frozen=True)
class Told:
    """What a device learned, and when."""

    at: float
    version: int
    said: int


def run() -> dict[str, Figure]:
    """Milliseconds from commit to the device, listening and asking once a second."""
    with database.own("sharing") as url, _talking(url) as writer:
        devices = json.loads(_line(writer))
        with _events(url) as port:
            heard, commits = asyncio.run(_listen(port, devices, writer))
        listening = _delays(commits, heard)
        asking = _delays(*_ask(url, devices, writer))
    p50, p95 = (_part(listening, percent) for percent in (50, 95))
    against = "asking every second"
    name = f"{TALKS} shared views: commit to device"
    return {
        f"{name}, p50": Figure(p50, "ms", _part(asking, 50), against),
        f"{name}, p95": Figure(p95, "ms", _part(asking, 95), against, target=200),
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
    port: int, devices: list[dict[str, str]], writer: subprocess.Popen[str]
) -> tuple[list[list[Told]], list[dict[str, Any]]]:
    heard: list[list[Told]] = [[] for _device in devices]
    streams = [
        asyncio.create_task(_hear(port, device, told))
        for device, told in zip(devices, heard, strict=True)
    ]
    while not all(heard):
        await asyncio.sleep(0.1)
    await asyncio.sleep(1)
    commits = await asyncio.to_thread(_write, writer)
    await asyncio.sleep(1)
    for stream in streams:
        stream.cancel()
    return heard, commits


async def _hear(port: int, device: dict[str, str], told: list[Told]) -> None:
    reader, writer = await _connected(port)
    with contextlib.closing(writer):
        writer.write(
            f"GET /events/mit/{device['view']} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            f"Cookie: mitsicht={device['cookie']}\r\n\r\n".encode()
        )
        while line := await reader.readline():
            if line.startswith(b"data: "):
                news = json.loads(line.removeprefix(b"data: "))
                told.append(Told(time.monotonic(), news["version"], news["talk"]))


async def _connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    while True:
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.2)


def _ask(
    url: str, devices: list[dict[str, str]], writer: subprocess.Popen[str]
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
    devices: list[dict[str, str]],
    answers: list[list[Told]],
    writer: subprocess.Popen[str],
) -> str:
    done = asyncio.create_task(asyncio.to_thread(_line, writer))
    rounds, begins = 0, time.monotonic()
    while not done.done() or rounds < 1 or time.monotonic() < begins + rounds:
        for place, device in enumerate(devices):
            await asyncio.sleep(max(0.0, begins + rounds + place / TALKS - time.monotonic()))
            version = connection.execute(_ASK, [device["view"]]).fetchone()
            said = connection.execute(_SAID, [device["view"]]).fetchone()
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
