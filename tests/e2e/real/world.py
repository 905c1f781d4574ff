"""Fills a new installation: one jobcentre, and a draft for each test. Prints their ids as JSON.

Run as a program beside the service, through the product's own actions as all fixtures.
"""

import json
import sys

from roterfaden.cli.database import open_database

CASES = 24


def main() -> None:
    open_database()
    from roterfaden.core import clock
    from roterfaden.recipients.actions.importing import import_rows
    from roterfaden.recipients.importing import read
    from tests.factories.house import build_house

    house = build_house()
    house.colleague.last_name = "Lorenz"
    house.colleague.save()
    head = (
        "kundennummer;nachname;vorname;geburtsdatum;bg_nummer;sprache;fachkraft;beginn;geschuetzt"
    )
    lines = [
        f"102A{number:06};Nachname{number};Vorname;01.01.1990;;de;counsellor;01.03.2026;nein"
        for number in range(CASES)
    ]
    content = "\n".join([head, *lines, ""]).encode()
    with read(content, today=clock.today()) as rows:
        import_rows(rows, jobcentre=house.jobcentre, by=None, at=clock.now())
    drafts = [str(house.draft(house.case(f"Nachname{number}")).pk) for number in range(CASES)]
    sys.stdout.write(json.dumps(drafts))


if __name__ == "__main__":
    main()
