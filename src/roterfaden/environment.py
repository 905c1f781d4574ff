"""What the surroundings say: every environment variable the product reads, in one place."""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


class WrongEnvironment(Exception):
    """An environment variable cannot be used; says which, why and the way out."""


@dataclass(frozen=True)
class Environment:
    """The settings of one process.

    ``demo`` is true where no real database is named or ``ROTERFADEN_DEMO=1`` is set: only there
    may the clock be set and the secret be made up.
    """

    database_url: str | None
    var: Path
    demo: bool
    testing: bool
    base_url: str
    fixed_now: datetime | None
    secret_key: str

    @property
    def loopback(self) -> bool:
        """Plain http on this machine only; there cookies cannot be marked secure."""
        host = self.base_url.removeprefix("http://").split("/")[0].rsplit(":", 1)[0]
        return self.base_url.startswith("http://") and host in {"127.0.0.1", "localhost", "[::1]"}


def read() -> Environment:
    """Read the environment; raises :class:`WrongEnvironment` with cause and way out."""
    database_url = os.environ.get("DATABASE_URL") or None
    testing = os.environ.get("ROTERFADEN_TESTING") == "1"
    demo = testing or database_url is None or os.environ.get("ROTERFADEN_DEMO") == "1"
    var = Path(os.environ.get("ROTERFADEN_VAR", "var")).resolve()
    return Environment(
        database_url=database_url,
        var=var,
        demo=demo,
        testing=testing,
        base_url=os.environ.get("ROTERFADEN_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        fixed_now=_fixed_now(demo),
        secret_key=_secret_key(demo, var),
    )


def _fixed_now(demo: bool) -> datetime | None:
    text = os.environ.get("ROTERFADEN_NOW")
    if not text:
        return None
    if not demo:
        raise WrongEnvironment(
            "ROTERFADEN_NOW stellt die Uhr und gilt nur in Demo und Tests. "
            "Abhilfe: ROTERFADEN_NOW entfernen, oder für eine Demo ROTERFADEN_DEMO=1 setzen."
        )
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise WrongEnvironment(
            f"ROTERFADEN_NOW={text} ist kein Zeitpunkt. "
            "Abhilfe: ISO-Form wie 2026-11-24T10:30 angeben."
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=BERLIN)


def _secret_key(demo: bool, var: Path) -> str:
    given = os.environ.get("ROTERFADEN_SECRET_KEY")
    if given:
        return given
    if not demo:
        raise WrongEnvironment(
            "ROTERFADEN_SECRET_KEY fehlt. Abhilfe: einen geheimen Schlüssel von mindestens "
            "50 Zeichen setzen, zum Beispiel aus: openssl rand -base64 48"
        )
    return _kept_secret(var / "secret-key")


def _kept_secret(path: Path) -> str:
    """The demo's own secret, kept so that sign-ins outlive a restart."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()
