"""What the environment may say, and what is refused with cause and way out."""

from datetime import datetime
from pathlib import Path

import pytest

from roterfaden import environment, logs
from roterfaden.environment import BERLIN, WrongEnvironment
from roterfaden.troubles import Trouble

SECRET = "x" * 50


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABASE_URL", "ROTERFADEN_TESTING", "ROTERFADEN_DEMO", "ROTERFADEN_NOW"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ROTERFADEN_VAR", str(tmp_path / "var"))


@pytest.fixture
def operated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://rf:geheim@db.example.org/rf")
    monkeypatch.setenv("ROTERFADEN_SECRET_KEY", SECRET)


def test_without_a_database_it_is_a_demo_with_a_secret_that_stays() -> None:
    first, second = environment.read(), environment.read()
    assert first.demo
    assert first.secret_key == second.secret_key
    assert (first.var / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("operated")
def test_with_a_database_it_is_no_demo() -> None:
    assert not environment.read().demo


@pytest.mark.usefixtures("operated")
def test_an_operated_database_can_be_declared_a_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROTERFADEN_DEMO", "1")
    assert environment.read().demo


@pytest.mark.usefixtures("operated")
@pytest.mark.parametrize("secret", ["", "kurz"])
def test_operation_needs_a_long_secret(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("ROTERFADEN_SECRET_KEY", secret)
    with pytest.raises(WrongEnvironment, match="ROTERFADEN_SECRET_KEY"):
        environment.read()


def test_the_clock_is_set_in_berlin_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROTERFADEN_NOW", "2026-11-24T10:30")
    assert environment.read().fixed_now == datetime(2026, 11, 24, 10, 30, tzinfo=BERLIN)


@pytest.mark.usefixtures("operated")
def test_nobody_sets_the_clock_in_operation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROTERFADEN_NOW", "2026-11-24T10:30")
    with pytest.raises(WrongEnvironment) as refused:
        environment.read()
    assert "ROTERFADEN_DEMO=1" in refused.value.way_out


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROTERFADEN_NOW", "morgen"),
        ("DATABASE_URL", "mysql://rf@db.example.org/rf"),
        ("ROTERFADEN_BASE_URL", "plan.example.de"),
        ("ROTERFADEN_BASE_URL", "https://plan.example.de/unter/pfad"),
        ("ROTERFADEN_BASE_URL", "https://plan.example.de:https"),
        ("ROTERFADEN_BASE_URL", "http://[::1"),
        ("DATABASE_URL", "postgresql://rf:ge[heim@db.example.org/rf"),
        ("ROTERFADEN_EVENTS_PORT", "achttausend"),
        ("ROTERFADEN_EVENTS_PORT", "65536"),
    ],
)
def test_what_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongEnvironment, match=name) as refused:
        environment.read()
    assert refused.value.way_out


@pytest.mark.parametrize("name", ["var", "log"])
def test_a_folder_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    (tmp_path / "var").write_text("a file where a folder should be")
    monkeypatch.setenv("ROTERFADEN_VAR", str(tmp_path / "var"))
    with pytest.raises(Trouble, match=str(tmp_path / "var")) as refused:
        environment.read() if name == "var" else logs.configuration(tmp_path / "var")
    assert "ROTERFADEN_VAR" in refused.value.way_out


def test_a_secret_of_another_account_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "var" / "secret-key").mkdir(parents=True)
    with pytest.raises(WrongEnvironment, match="secret-key") as refused:
        environment.read()
    assert "ROTERFADEN_VAR" in refused.value.way_out


def test_a_password_in_a_wrong_address_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://rf:geheim@db.example.org/rf")
    with pytest.raises(WrongEnvironment) as refused:
        environment.read()
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://plan.example.de:8443", "plan.example.de"),
        ("https://[fd00::1]:8443", "[fd00::1]"),
    ],
)
def test_the_host_is_known_as_it_stands_in_headers(
    monkeypatch: pytest.MonkeyPatch, address: str, host: str
) -> None:
    monkeypatch.setenv("ROTERFADEN_BASE_URL", address)
    assert environment.read().host_in_headers == host


@pytest.mark.parametrize(
    ("address", "loopback"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://localhost:8100", True),
        ("http://[::1]:8000", True),
        ("https://127.0.0.1:8000", False),
        ("https://plan.example.de", False),
        ("http://127.0.0.1.example.de", False),
    ],
)
def test_only_plain_loopback_does_without_secure_cookies(
    monkeypatch: pytest.MonkeyPatch, address: str, loopback: bool
) -> None:
    monkeypatch.setenv("ROTERFADEN_BASE_URL", address)
    assert environment.read().loopback is loopback
