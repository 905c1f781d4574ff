"""The whole service: starts, answers, heals itself and stops cleanly."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from roterfaden.serving import Part
from tests.integration.platform.conftest import free_pair_of_ports, run_roterfaden
from tests.integration.platform.service import Service, await_, children_of

pytestmark = pytest.mark.xdist_group("service")


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
    await_(lambda: _listens(service.port + 1))
    assert service.get(topic, service.port + 1)[0] == 403


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(service: Service, how: signal.Signals) -> None:
    children = service.children()
    said = service.stop(how)
    assert service.process.returncode == 0
    assert said == "Beendet.\n"
    await_(lambda: all(map(_is_gone, children)))


def test_a_part_that_ends_is_started_again(service: Service) -> None:
    await_(lambda: len(service.children()) == 3)
    victim = service.children()[0]
    os.kill(victim, signal.SIGKILL)
    await_(lambda: victim not in service.children() and len(service.children()) == 3)
    await_(lambda: _answers(service))


def _answers(service: Service) -> bool:
    try:
        return service.get("/healthz")[0] == 200
    except OSError:
        return False


def test_what_a_part_leaves_behind_when_it_is_killed_can_be_ended() -> None:
    child = "import subprocess, time; subprocess.Popen(['sleep', '600']); time.sleep(600)"
    part = Part("Eltern", [sys.executable, "-c", child])
    part.start()
    parent = part.process
    assert parent
    await_(lambda: bool(children_of(parent.pid)))
    [orphan] = children_of(parent.pid)
    parent.kill()
    await_(part.ended)
    assert not _is_gone(orphan)
    part.end_rest()
    await_(lambda: _is_gone(orphan))


def test_killed_it_leaves_nothing_behind(service: Service) -> None:
    await_(lambda: len(service.children()) == 3)
    children = service.children()
    service.process.kill()
    service.process.communicate()
    await_(lambda: all(map(_is_gone, children)))


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
