"""Two hundred talks at once: makes them, and then writes in them when told to.

``python -m benchmarks.loading.talking`` with ``DATABASE_URL``. Prints the devices as one line of
JSON. Each line ``go`` on its input makes it write for a while, at fixed moments, through the
product's own actions: the counsellor changes an entry, the device answers one. Then it prints what
was committed where, when, and with which numbers.
"""

import json
import sys
import time
from random import Random
from typing import Any
from uuid import uuid4

from roterfaden.cli.database import open_database

TALKS, PER_SECOND, SECONDS = 200, 40, 15
"""In each talk something is said or written every five seconds."""


def main() -> None:
    open_database(migrated=False)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    talks = _talks()
    _say([{"view": str(talk["view"].pk), "cookie": talk["cookie"]} for talk in talks])
    for line in sys.stdin:
        if line.strip() == "go":
            _say(_write(talks))


def _say(told: object) -> None:
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _talks() -> list[dict[str, Any]]:
    from tests.factories.house import build_house
    from tests.factories.sharing import bound_view

    from roterfaden.core import clock
    from roterfaden.recipients.actions.importing import import_rows
    from roterfaden.recipients.importing import read

    house = build_house()
    head = (
        "kundennummer;nachname;vorname;geburtsdatum;bg_nummer;sprache;fachkraft;beginn;geschuetzt"
    )
    lines = [
        f"102A{n:06};Nachname{n};Vorname;01.01.1990;;ar;counsellor;01.03.2026;nein"
        for n in range(TALKS)
    ]
    with read("\n".join([head, *lines, ""]).encode(), today=clock.today()) as rows:
        import_rows(rows, jobcentre=house.jobcentre, by=None, at=clock.now())
    made = []
    for number in range(TALKS):
        draft = house.draft(house.case(f"Nachname{number}"))
        view, cookie = bound_view(draft, house.counsellor, "ar")
        entry = draft.entries.get(kind="goal")
        made.append({"view": view, "cookie": cookie, "entry": entry, "by": house.counsellor})
    return made


def _write(talks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    dice, begins = Random(len(talks)), time.monotonic()  # noqa: S311  the same at each run
    done = []
    for number in range(PER_SECOND * SECONDS):
        time.sleep(max(0.0, begins + number / PER_SECOND - time.monotonic()))
        place = dice.randrange(len(talks))
        _change(talks[place], number) if number % 2 else _answer(talks[place])
        at = time.monotonic()
        done.append({"talk": place, "at": at, **_numbers(talks[place])})
    return done


def _change(talk: dict[str, Any], number: int) -> None:
    from roterfaden.core import clock
    from roterfaden.plans.actions import entries
    from roterfaden.plans.contents import EntryContent

    words = f"Ich arbeite in der Pflege, Stufe {number} {uuid4().hex[:6]}."
    content = EntryContent(kind="goal", text=words, topic="work")
    entries.change(entry=talk["entry"], content=content, by=talk["by"], at=clock.now())


def _answer(talk: dict[str, Any]) -> None:
    from roterfaden.core import clock
    from roterfaden.sharing.actions import saying
    from roterfaden.sharing.models import Reply

    saying.reply(
        view=talk["view"],
        entry_id=talk["entry"].pk,
        kind=Reply.Kind.FITS,
        key=uuid4(),
        at=clock.now(),
    )


def _numbers(talk: dict[str, Any]) -> dict[str, int]:
    from roterfaden.plans.models import PlanVersion
    from roterfaden.sharing import news

    pk = talk["view"].version_id
    version = PlanVersion.objects.values_list("revision", flat=True).get(pk=pk)
    return {"version": version, "said": news.revision_of(pk)}


if __name__ == "__main__":
    main()
