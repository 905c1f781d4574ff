"""The whole service: starts, answers, heals itself and stops cleanly."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.integration.platform.conftest import (
    COMMAND,
    free_pair_of_ports,
    run_roterfaden,
    surroundings,
)

pytestmark = pytest.mark.xdist_group("service")

Serve = Callable[..., "Service"]


class Service:
    """A running ``roterfaden serve``."""

    def __init__(self, var: Path) -> None:
        self.port = free_pair_of_ports()
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
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [pid for pid in map(int, listed.split()) if "keeper" not in _command_of(pid)]

    def stop(self, how: signal.Signals) -> str:
        """Stop it; returns what it said."""
        self.process.send_signal(how)
        rest, _ = self.process.communicate(timeout=60)
        return rest


def _command_of(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def _await(condition: Callable[[], bool], seconds: float = 20) -> None:
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.1)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _is_gone(pid: int) -> bool:
    try:
        return "Z" in Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return True


@pytest.fixture
def service(migrated: Path) -> Iterator[Service]:
    running = Service(migrated)
    yield running
    if running.process.poll() is None:
        running.stop(signal.SIGTERM)
    if running.process.stdout:
        running.process.stdout.close()


def test_it_says_where_it_is_and_that_the_database_is_for_trying_out(service: Service) -> None:
    assert service.address in service.greeting
    assert "Nicht für den Produktivbetrieb" in service.greeting


def test_pages_styles_and_health_are_served(service: Service) -> None:
    assert service.get("/healthz") == (200, '{"status": "ok"}')
    status, style = service.get("/static/vendor/kern.min.css")
    assert (status, "kern" in style) == (200, True)


def test_events_need_a_session(service: Service) -> None:
    topic = "/events/plan-version/5f0c6a2e-31c4-4b9c-9a53-0d6f8b6f4f11"
    _await(lambda: _listens(service.port + 1))
    assert service.get(topic, service.port + 1)[0] == 403


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(service: Service, how: signal.Signals) -> None:
    children = service.children()
    said = service.stop(how)
    assert service.process.returncode == 0
    assert said == "Beendet.\n"
    _await(lambda: all(map(_is_gone, children)))


def test_a_part_that_ends_is_started_again(service: Service) -> None:
    _await(lambda: len(service.children()) == 3)
    victim = service.children()[0]
    os.kill(victim, signal.SIGKILL)
    _await(lambda: victim not in service.children() and len(service.children()) == 3)
    _await(lambda: _answers(service))


def _answers(service: Service) -> bool:
    try:
        return service.get("/healthz")[0] == 200
    except OSError:
        return False


def test_killed_it_leaves_nothing_behind(service: Service) -> None:
    _await(lambda: len(service.children()) == 3)
    children = service.children()
    service.process.kill()
    service.process.communicate()
    _await(lambda: all(map(_is_gone, children)))


def test_a_port_in_use_is_named_with_the_way_out(migrated: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        refused = run_roterfaden("serve", "--port", port, var=migrated)
    assert refused.returncode == 1
    assert f"Der Port {port}" in refused.stderr
    assert "--port" in refused.stderr


def test_plain_http_is_for_this_machine_only(migrated: Path) -> None:
    refused = run_roterfaden("serve", "--base-url", "http://plan.example.org", var=migrated)
    assert refused.returncode == 1
    assert "TLS" in refused.stderr
    assert "--base-url https://" in refused.stderr


def test_without_tables_it_says_so_and_stops(var: Path) -> None:
    refused = run_roterfaden("serve", "--port", str(free_pair_of_ports()), var=var)
    assert refused.returncode == 1
    assert "roterfaden manage migrate" in refused.stderr
