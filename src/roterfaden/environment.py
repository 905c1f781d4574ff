"""What the surroundings say: every environment variable the product reads, in one place."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from roterfaden.troubles import Trouble

BERLIN = ZoneInfo("Europe/Berlin")
DEFAULT_BASE_URL = "http://127.0.0.1:8000"
_LOOPBACK_NAMES = {"127.0.0.1", "localhost", "::1"}
_SHORTEST_SECRET = 50


class WrongEnvironment(Trouble):
    """An environment variable cannot be used; says which, why and the way out."""


@dataclass(frozen=True)
class Environment:
    """The settings of one process.

    ``demo`` is true where no real database is named or ``ROTERFADEN_DEMO=1`` is set: only there
    may the clock be set and the secret be made up. ``events_port`` is set by ``roterfaden serve``
    where no proxy brings pages and events together.
    """

    database_url: str | None
    var: Path
    demo: bool
    testing: bool
    base_url: str
    events_port: int | None
    fixed_now: datetime | None
    secret_key: str
    demo_password: str | None
    require_second_factor: bool
    electronic_seal: bool

    @property
    def host(self) -> str:
        """The name by which browsers reach the pages."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def host_in_headers(self) -> str:
        """The name as it stands in the header ``Host``: IPv6 in brackets."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def loopback(self) -> bool:
        """Plain http on this machine only; there cookies cannot be marked secure."""
        return self.base_url.startswith("http://") and self.host in _LOOPBACK_NAMES


def read() -> Environment:
    """Read the environment; raises :class:`WrongEnvironment` with cause and way out."""
    database_url = os.environ.get("DATABASE_URL") or None
    testing = os.environ.get("ROTERFADEN_TESTING") == "1"
    demo = testing or database_url is None or os.environ.get("ROTERFADEN_DEMO") == "1"
    var = Path(os.environ.get("ROTERFADEN_VAR") or "var").resolve()
    return Environment(
        database_url=_database_url(database_url),
        var=var,
        demo=demo,
        testing=testing,
        base_url=_base_url(),
        events_port=_port("ROTERFADEN_EVENTS_PORT"),
        fixed_now=_fixed_now(demo),
        secret_key=_secret_key(demo, var),
        demo_password=os.environ.get("ROTERFADEN_DEMO_PASSWORD") or None,
        require_second_factor=os.environ.get("ROTERFADEN_REQUIRE_SECOND_FACTOR") == "1",
        electronic_seal=os.environ.get("ROTERFADEN_ELECTRONIC_SEAL") == "1",
    )


def _database_url(text: str | None) -> str | None:
    if text and not _names_postgresql(text):
        raise WrongEnvironment(
            "DATABASE_URL nennt keine PostgreSQL-Datenbank; eine andere kann das Programm nicht.",
            "Die Form postgresql://KONTO:PASSWORT@RECHNER:5432/DATENBANK verwenden.",
        )
    return text


def _names_postgresql(text: str) -> bool:
    try:
        return urlsplit(text).scheme in {"postgres", "postgresql"}
    except ValueError:
        return False


def _base_url() -> str:
    text = (os.environ.get("ROTERFADEN_BASE_URL") or DEFAULT_BASE_URL).rstrip("/")
    if not _is_origin(text):
        raise WrongEnvironment(
            f"ROTERFADEN_BASE_URL={text} ist keine Adresse für den Browser.",
            "Schema und Namen ohne Pfad angeben, zum Beispiel https://plan.example.de.",
        )
    return text


def _is_origin(text: str) -> bool:
    try:
        parts = urlsplit(text)
        named = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return named and not (parts.path or parts.query or parts.fragment)


def _port(name: str) -> int | None:
    text = os.environ.get(name)
    if not text:
        return None
    if not text.isdecimal() or not 0 < int(text) < 2**16:
        raise WrongEnvironment(
            f"{name}={text} ist kein Port.", "Eine Zahl von 1 bis 65535 angeben."
        )
    return int(text)


def _fixed_now(demo: bool) -> datetime | None:
    text = os.environ.get("ROTERFADEN_NOW")
    if not text:
        return None
    if not demo:
        raise WrongEnvironment(
            "ROTERFADEN_NOW stellt die Uhr und gilt nur in Demo und Tests.",
            "ROTERFADEN_NOW entfernen, oder für eine Demo ROTERFADEN_DEMO=1 setzen.",
        )
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongEnvironment(
            f"ROTERFADEN_NOW={text} ist kein Zeitpunkt.",
            "Die ISO-Form wie 2026-11-24T10:30 angeben.",
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)


def _secret_key(demo: bool, var: Path) -> str:
    given = os.environ.get("ROTERFADEN_SECRET_KEY")
    if given and (demo or len(given) >= _SHORTEST_SECRET):
        return given
    if not demo:
        raise WrongEnvironment(
            "ROTERFADEN_SECRET_KEY fehlt oder ist zu kurz.",
            f"Einen geheimen Schlüssel von mindestens {_SHORTEST_SECRET} Zeichen setzen, "
            "zum Beispiel aus: openssl rand -base64 48",
        )
    try:
        return _kept_secret(var / "secret-key")
    except OSError as error:
        raise WrongEnvironment(
            f"Die Datei {var / 'secret-key'} lässt sich nicht lesen oder anlegen: "
            f"{error.strerror}.",
            "Mit demselben Konto starten wie beim ersten Mal, oder ROTERFADEN_VAR auf einen "
            "beschreibbaren Ordner setzen.",
        ) from error


def _kept_secret(path: Path) -> str:
    """The demo's own secret, kept so that sign-ins outlive a restart.

    Several processes may make it at once: whoever links first has made it for all.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        own = path.with_name(f"{path.name}.{os.getpid()}")
        own.touch(mode=0o600)
        own.write_text(secrets.token_urlsafe(48))
        try:
            path.hardlink_to(own)
        except FileExistsError:
            pass
        finally:
            own.unlink()
    return path.read_text()
