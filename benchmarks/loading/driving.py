"""Asks at fixed moments, whatever the answers do, and notes how long somebody waited."""

import http.client
import re
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookiejar import CookieJar
from urllib.parse import urlencode, urlsplit

from benchmarks.loading.days import Question
from benchmarks.loading.filling import PASSWORD

_AT_ONCE = 32
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_connections = threading.local()


@dataclass(frozen=True)
class Answer:
    """``milliseconds`` from the moment the question was due to the last byte."""

    kind: str
    path: str
    status: int
    milliseconds: float


def sign_in(address: str, username: str) -> str:
    """The session of somebody who signed in with name and password, as a cookie header."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{address}/anmelden/").read().decode()
    token = _TOKEN.search(page)
    assert token
    fields = {"csrfmiddlewaretoken": token[1], "login": username, "password": PASSWORD}
    answer = browser.open(f"{address}/anmelden/", urlencode(fields).encode())
    assert "/anmelden/" not in answer.geturl(), username
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def drive(address: str, questions: list[Question], *, per_second: int) -> list[Answer]:
    """Every question at its moment; the answers in the same order."""
    host = urlsplit(address).netloc
    began = time.perf_counter() + 0.2
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        pending = []
        for number, question in enumerate(questions):
            due = began + number / per_second
            time.sleep(max(0.0, due - time.perf_counter()))
            pending.append(pool.submit(_ask, host, question, due))
        return [one.result() for one in pending]


def _ask(host: str, question: Question, due: float) -> Answer:
    connection = getattr(_connections, host, None) or http.client.HTTPConnection(host, timeout=30)
    setattr(_connections, host, connection)
    connection.request("GET", question.path, headers=question.headers)
    answer = connection.getresponse()
    answer.read()
    waited = (time.perf_counter() - due) * 1000
    return Answer(question.kind, question.path, answer.status, waited)
