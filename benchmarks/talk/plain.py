"""A plain form of the usual kind, as the yardstick: one set of fields an entry, save, next.

Nothing stands around the fields: the first Tab leads to the first of them, a letter chooses from a
list, Enter saves, and on the page after it the first Tab leads to what comes next. It really stores
(SQLite), and its sheet is typeset by the same program as ours.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

KINDS = {
    "goal": "Ziel",
    "interim_goal": "Zwischenziel",
    "step": "Schritt",
    "aspect": "Weiterer Aspekt",
}
OWNERS = {"recipient": "Person", "jobcentre": "Jobcenter", "other": "andere Stelle"}
RHYTHMS = {"": "einmalig", "FREQ=WEEKLY": "wöchentlich", "FREQ=MONTHLY;BYMONTHDAY=1": "monatlich"}
_TABLES = """
CREATE TABLE entry (kind TEXT, owner TEXT, text TEXT, due_on TEXT, rhythm TEXT, proof TEXT);
CREATE TABLE plan (answer TEXT, pdf BLOB);
"""


@contextmanager
def serving() -> Iterator[tuple[str, Path]]:
    """Its address, and the file that it stores in."""
    with TemporaryDirectory() as folder:
        store = Path(folder) / "plain.sqlite"
        with closing(sqlite3.connect(store)) as connection:
            connection.executescript(_TABLES)
        handler = type("Pages", (_Pages,), {"store": store})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", store
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class _Pages(BaseHTTPRequestHandler):
    store: Path

    def do_GET(self) -> None:
        pages = {"/entry": _entry_form, "/saved": _saved, "/answer": _answer_form, "/done": _done}
        if self.path == "/sheet.pdf":
            self._send(self._ask("SELECT pdf FROM plan")[0][0], "application/pdf")
        else:
            content = pages.get(self.path, _empty)()
            self._send(_page(content).encode(), "text/html; charset=utf-8")

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        said = {
            name: found[0] for name, found in parse_qs(self.rfile.read(length).decode()).items()
        }
        if self.path == "/entry":
            self._store_entry(said)
        else:
            self._agree(said["answer"])
        self.send_response(303)
        self.send_header("Location", "/saved" if self.path == "/entry" else "/done")
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        """Nothing: the figures are what matters."""

    def _store_entry(self, said: dict[str, str]) -> None:
        due = said.get("due_on", "")
        row = (said["kind"], said["owner"], said["text"], _day(due).isoformat() if due else None)
        self._ask(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)",
            *(*row, said.get("rhythm", ""), said.get("proof", "")),
        )

    def _agree(self, answer: str) -> None:
        entries = self._ask(
            "SELECT kind, owner, text, due_on, rhythm, proof FROM entry ORDER BY rowid"
        )
        self._ask("INSERT INTO plan VALUES (?, ?)", answer, _typeset(entries))

    def _ask(self, question: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.store)) as connection, connection:
            return connection.execute(question, values).fetchall()

    def _send(self, content: bytes, media_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _day(text: str) -> date:
    day, month, year = (int(part) for part in text.split("."))
    return date(year, month, day)


def _typeset(entries: list[tuple[Any, ...]]) -> bytes:
    from roterfaden.plans.sheet import typeset

    shown = [
        {
            "kind": kind,
            "owner": owner if kind == "step" else None,
            "owner_name": "",
            "text": text,
            "due_on": due_on,
            "rhythm": rhythm or None,
            "proof": proof,
            "topic": "",
            "towards_work": None,
            "words_of": "recipient" if kind == "aspect" else None,
        }
        for kind, owner, text, due_on, rhythm, proof in entries
    ]
    now = datetime.now(UTC)
    today = now.date().isoformat()
    version = {"number": 1, "state": "agreed", "dated_on": today, "agreed_on": today}
    data = {
        "schema": "roterfaden/plan/1",
        "language": "de",
        "jobcentre": {"name": "Jobcenter Musterstadt", "traegernummer": "10001"},
        "recipient": {"name": "Vorname Nachname", "kundennummer": "103A000000"},
        "contact": None,
        "version": {**version, "update_due_on": None},
        "next_meeting": None,
        "entries": shown,
    }
    return typeset(data, timestamp=now).pdf


def _empty() -> str:
    return ""


def _entry_form() -> str:
    return f"""<h1>Eintrag</h1><form method="post" action="/entry">
<p><label>Art <select name="kind">{_options(KINDS)}</select></label></p>
<p><label>Wer <select name="owner">{_options(OWNERS)}</select></label></p>
<p><label>Text <input name="text" size="80" required></label></p>
<p><label>Bis (TT.MM.JJJJ) <input name="due_on"></label></p>
<p><label>Wie oft <select name="rhythm">{_options(RHYTHMS)}</select></label></p>
<p><label>Nachweis <input name="proof"></label></p>
<p><button>Speichern</button></p></form>"""


def _saved() -> str:
    return """<h1>Gespeichert</h1><p><a id="next" href="/entry">Nächster Eintrag</a></p>
<p><a id="finish" href="/answer">Fertig</a></p>"""


def _answer_form() -> str:
    return """<h1>Antwort</h1><form method="post" action="/answer">
<p><label>Antwort <select name="answer"><option value="">bitte wählen</option>
<option value="yes">Einverstanden</option><option value="no">Nicht einverstanden</option>
</select></label></p>
<p><button>Speichern</button></p></form>"""


def _done() -> str:
    return '<h1>Abgelegt</h1><p><a id="pdf" href="/sheet.pdf">PDF</a></p>'


def _options(names: dict[str, str]) -> str:
    return "".join(
        f'<option value="{escape(code)}">{name}</option>' for code, name in names.items()
    )


def _page(content: str) -> str:
    return f'<!DOCTYPE html><html lang="de"><title>Plan</title><body>{content}</body></html>'
