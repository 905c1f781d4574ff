"""Keeps one embedded PostgreSQL for as long as somebody uses it; a process of its own.

``python -m roterfaden.core.keeper VAR`` makes the cluster where there is none, runs the server as
its child, writes ``ready`` and waits until all users have left (:mod:`roterfaden.core.embedded`).
Killed itself, it takes the server along; a server that dies is started again.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from roterfaden.core import embedded
from roterfaden.core.lifeline import end_with_parent

_LOOK_EVERY = 0.2
_STARTS_ALLOWED = 5
_STOP_WITHIN = 20


def main(var: Path) -> int:
    """Keep the server of ``var``; 0 after a clean stop, 1 when it cannot be started."""
    place = embedded.Place(var)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # The lock of the keeper is let go first: who then gets the lock of a user sees no keeper.
    with (
        (place.home / "users.lock").open("rb+") as users,
        (place.home / "keeper.lock").open("ab") as alive,
    ):
        fcntl.flock(alive, fcntl.LOCK_EX)
        if not place.data.exists():
            _initialise(place)
        server = _start(place)
        sys.stdout.write("ready\n")
        sys.stdout.close()
        _keep(place, server, users)
    return 0


def _keep(place: embedded.Place, server: subprocess.Popen[bytes], users: BinaryIO) -> None:
    starts = 1
    while not _left_by_all(users):
        if server.poll() is not None:
            if starts == _STARTS_ALLOWED:
                return
            starts += 1
            server = _start(place)
        time.sleep(_LOOK_EVERY)
    _stop(server)


def _left_by_all(users: BinaryIO) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _as_account(place: embedded.Place) -> dict[str, Any]:
    if place.account is None:
        return {}
    account = place.account
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _initialise(place: embedded.Place) -> None:
    """Make the cluster with its database aside and move it into place when it is whole."""
    fresh = place.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    run = partial(
        subprocess.run,
        check=True,
        cwd=place.home,
        stdout=sys.stderr,
        stderr=sys.stderr,
        **_as_account(place),
    )
    initdb = [embedded.programs() / "initdb", "-D", fresh, "-U", embedded.SUPERUSER]
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin"]
    run([*initdb, *locale, "--builtin-locale=C.UTF-8", "--auth=trust", "--no-instructions"])
    single = [embedded.programs() / "postgres", "--single", "-D", fresh, "postgres"]
    run(single, input=f"CREATE DATABASE {embedded.DATABASE}\n".encode())
    fresh.rename(place.data)


def _start(place: embedded.Place) -> subprocess.Popen[bytes]:
    """Start the server and return it when it takes connections; ends the process otherwise.

    Tries again after a pause, because children of a killed server need a moment to notice.
    """
    _end_former_server(place)
    for _ in range(_STARTS_ALLOWED):
        end_with_us = partial(end_with_parent, signal.SIGINT, parent=os.getpid())
        server = subprocess.Popen(
            [embedded.programs() / "postgres", "-D", place.data, *_options(place)],
            cwd=place.home,
            stdout=sys.stderr,
            stderr=sys.stderr,
            preexec_fn=end_with_us,  # noqa: PLW1509  no threads here
            **_as_account(place),
        )
        if _becomes_ready(place, server):
            return server
        time.sleep(_LOOK_EVERY * 2)
    raise SystemExit(1)


def _becomes_ready(place: embedded.Place, server: subprocess.Popen[bytes]) -> bool:
    ends = time.monotonic() + embedded.PATIENCE
    while server.poll() is None:
        if _is_ready(place, server.pid):
            return True
        if time.monotonic() > ends:
            _stop(server)
        time.sleep(0.02)
    return False


def _end_former_server(place: embedded.Place) -> None:
    """Wait for the server of a killed keeper; drop a pid file whose number somebody else has now.

    Otherwise the pid file stays: PostgreSQL reads in it whether the data are still in use.
    """
    pid_file = place.data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline")
        if os.fsencode(place.data) in command.read_bytes():
            os.kill(pid, signal.SIGINT)
            while os.fsencode(place.data) in command.read_bytes():
                time.sleep(0.02)
        else:
            pid_file.unlink()
    except (OSError, ValueError, IndexError):
        return


def _options(place: embedded.Place) -> list[str]:
    options = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{place.socket_dir}"',
        "unix_socket_permissions": "0700",
        "shared_buffers": "64MB",
        "log_min_messages": "error",
        # Failed statements hold names and numbers of people; the log names the error only.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    if os.environ.get("ROTERFADEN_TESTING") == "1":
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    return [part for name, value in options.items() for part in ("-c", f"{name}={value}")]


def _is_ready(place: embedded.Place, pid: int) -> bool:
    """PostgreSQL writes its state into the last line of its pid file."""
    try:
        lines = (place.data / "postmaster.pid").read_text().split()
    except OSError:
        return False
    return lines[:1] == [str(pid)] and lines[-1] == "ready"


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Stop as PostgreSQL's fast mode does: open transactions are rolled back, data is written."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(_STOP_WITHIN)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
