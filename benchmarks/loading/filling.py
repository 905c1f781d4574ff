"""Fills an empty database with one very large jobcentre, in a minute.

``python -m benchmarks.loading.filling`` with ``DATABASE_URL``. Jobcentre, teams and staff come from
the actions; people, cases and plans from bulk statements past the guards, after which the product's
own function writes the standings. Most cases have a plan in force with eight entries, some an older
version, an offer or a draft; one in ten has ended, one in five hundred is protected.
"""

import json
import sys
from datetime import date
from random import Random
from typing import Any

from benchmarks.loading.names import BEGINNINGS, ENDINGS, FIRST_NAMES
from roterfaden.cli.database import open_database

CASES, COUNSELLORS, TEAM = 100_000, 834, 14
"""120 cases each, in teams of fourteen."""
PASSWORD = "nur-fuer-messungen-gedacht"  # noqa: S105  of an invented person, for a minute

_EMPTY = {
    "character varying": "''",
    "text": "''",
    "boolean": "false",
    "integer": "0",
    "smallint": "0",
    "jsonb": "'[]'",
    "ARRAY": "'{}'",
}

_PEOPLE = """
CREATE TEMP TABLE made AS
SELECT n, gen_random_uuid() AS person, gen_random_uuid() AS one, gen_random_uuid() AS plan,
       gen_random_uuid() AS older, gen_random_uuid() AS held, gen_random_uuid() AS open,
       random() AS fate, random() AS dice,
       %(today)s::date - 30 - (random() * 1400)::int AS begins_on,
       %(today)s::date - 20 + (random() * 200)::int AS due_on
FROM generate_series(1, %(cases)s) n;
INSERT INTO recipients_household (id, jobcentre_id, bg_nummer)
SELECT gen_random_uuid(), %(office)s, 'BG' || lpad(n::text, 8, '0')
FROM generate_series(0, %(cases)s / 2) n;
INSERT INTO recipients_recipient (id, jobcentre_id, household_id, kundennummer, last_name,
    first_name, date_of_birth, street, postcode, city, phone, email, language, needs_interpreter,
    online_consent, search_key, sort_key)
SELECT m.person, %(office)s, h.id, lpad((100 + m.n / 10000)::text, 3, '0') || 'A'
           || lpad(m.n::text, 6, '0'),
       name.last, name.first, '1962-01-01'::date + (m.n * 7919) %% 16000, 'Hauptstraße 1', '45127',
       'Essen', '', '', 'de', false, false, name.search, name.sort
FROM made m JOIN names name ON name.n = m.n
JOIN recipients_household h ON h.jobcentre_id = %(office)s
    AND h.bg_nummer = 'BG' || lpad((m.n / 2)::text, 8, '0');
INSERT INTO recipients_case (id, jobcentre_id, recipient_id, begins_on, ends_on, is_protected)
SELECT one, %(office)s, person, begins_on,
       CASE WHEN fate > 0.9 THEN begins_on + (dice * 25)::int END, n %% 500 = 0
FROM made;
INSERT INTO recipients_assignment (id, case_id, staff_id, team_id, begins_on, ends_on)
SELECT gen_random_uuid(), m.one, s.id, s.team_id, c.begins_on, c.ends_on
FROM made m JOIN recipients_case c ON c.id = m.one
JOIN (SELECT id, team_id, row_number() OVER (ORDER BY short_name) - 1 AS place
      FROM organisations_staffmember WHERE 'counsellor' = ANY(roles)) s
  ON s.place = m.n %% %(counsellors)s;
INSERT INTO recipients_protectedaccess (id, case_id, staff_id)
SELECT gen_random_uuid(), c.id, a.staff_id
FROM recipients_case c JOIN recipients_assignment a ON a.case_id = c.id WHERE c.is_protected;
"""

_PLANS = """
INSERT INTO plans_plan (id, case_id, began_on, end_reason, end_note)
SELECT plan, one, CASE WHEN fate > 0.04 THEN begins_on + 5 END, '', ''
FROM made WHERE fate BETWEEN 0.02 AND 0.9;
CREATE TEMP TABLE writer AS SELECT case_id, staff_id FROM recipients_assignment;
CREATE INDEX ON writer (case_id);
INSERT INTO plans_planversion (id, plan_id, number, state, revision, started_at, started_by_id,
    changed_at, agreed_at, agreed_by_id, agreed_on, update_due_on, in_force_until_on, closed_at,
    closed_by_id, think_until_on, offered_at, offered_by_id, withdraw_reason, withdraw_note, sheet)
SELECT v.id, m.plan, v.number, v.state, 8, v.at, w.staff_id, v.at,
       CASE WHEN v.was_agreed THEN v.at END, CASE WHEN v.was_agreed THEN w.staff_id END,
       CASE WHEN v.was_agreed THEN v.at::date END, CASE WHEN v.was_agreed THEN v.due_on END,
       v.until_on, v.until_on, CASE WHEN v.until_on IS NOT NULL THEN w.staff_id END,
       CASE WHEN v.state = 'offered' THEN %(today)s::date + 5 - (m.dice * 10)::int END,
       CASE WHEN v.state = 'offered' THEN v.at END,
       CASE WHEN v.state = 'offered' THEN w.staff_id END, '', '',
       CASE WHEN v.was_agreed THEN %(sheet)s::jsonb END
FROM made m JOIN writer w ON w.case_id = m.one
CROSS JOIN LATERAL (VALUES
    (m.older, 1, 'superseded', true, m.due_on - 360, m.due_on - 180, m.due_on - 180,
     m.fate > 0.04 AND m.dice < 0.6),
    (m.held, 2, 'agreed', true, m.due_on - 180, m.due_on, NULL::date, m.fate > 0.04),
    (m.open, 3, CASE WHEN m.dice < 0.5 THEN 'draft' ELSE 'offered' END, false,
     %(today)s::date - 3, NULL::date, NULL::date, m.fate < 0.08)
) AS v (id, number, state, was_agreed, at, due_on, until_on, is_there)
WHERE v.is_there AND m.fate BETWEEN 0.02 AND 0.9;
INSERT INTO plans_entry (id, version_id, kind, owner, owner_name, text, due_on, rhythm, proof,
    topic, words_of, position, gap_values)
SELECT gen_random_uuid(), v.id, e.kind, e.owner, '', e.text,
       CASE WHEN e.days > 0 THEN v.started_at::date + e.days END, '', '', e.topic, '', e.position,
       '[]'
FROM plans_planversion v CROSS JOIN LATERAL (VALUES
    ('goal', '', 'Ich arbeite als Lagerhelferin in Teilzeit.', 'work', 0, 1),
    ('interim_goal', '', 'Ich bestehe die Prüfung B1 im Frühjahr.', 'language', 0, 2),
    ('step', 'recipient', 'Ich melde mich bei der Sprachschule an.', 'learn_german', 20, 3),
    ('step', 'recipient', 'Ich schreibe drei Bewerbungen im Monat.', 'job_search', 60, 4),
    ('step', 'recipient', 'Ich kläre die Betreuung meiner Tochter.', 'care', 90, 5),
    ('step', 'jobcentre', 'Mein Jobcenter gibt mir die Berechtigung.', 'support_language', 30, 6),
    ('step', 'jobcentre', 'Mein Jobcenter zahlt die Fahrkarte.', 'costs', 200, 7),
    ('step', 'jobcentre', 'Mein Jobcenter berät mich jeden Monat.', 'advice', 0, 8)
) AS e (kind, owner, text, topic, days, position);
INSERT INTO plans_entryoutcome (id, entry_id, kind, happened_on, note, recorded_at, recorded_by_id)
SELECT gen_random_uuid(), e.id, CASE WHEN random() < 0.8 THEN 'done' ELSE 'open' END, e.due_on, '',
       e.due_on, v.started_by_id
FROM plans_entry e JOIN plans_planversion v ON v.id = e.version_id
WHERE e.due_on < %(today)s AND v.state <> 'draft' AND random() < 0.9;
"""


def main() -> None:
    """Migrate, fill, gather statistics; prints who can sign in as JSON."""
    open_database(migrated=False)
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", verbosity=0)
    office = _office()
    values = {
        "office": office["jobcentre"],
        "cases": CASES,
        "counsellors": COUNSELLORS,
        "today": office["today"],
        "sheet": json.dumps({"schema": "roterfaden/plan/1", "entries": []}),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("SELECT setseed(0.5)")
        _let_columns_be_empty(cursor)
        _copy_names(cursor)
        for statement in (_PEOPLE + _PLANS).split(";\n"):
            if statement.strip():
                cursor.execute(statement, values)
        cursor.execute("SELECT plans_renew_standings(ARRAY(SELECT id FROM recipients_case))")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    json.dump({"people": office["people"], **_to_ask_for(office["jobcentre"])}, sys.stdout)


def _let_columns_be_empty(cursor: Any) -> None:
    """A column that the statements do not name is empty, whatever columns there are one day."""
    cursor.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL "
        "AND (table_name LIKE 'plans_plan%%' OR table_name LIKE 'plans_entry%%' "
        "OR table_name LIKE 'recipients_%%')",
        [],
    )
    for table, column, kind in cursor.fetchall():
        if kind in _EMPTY:
            cursor.execute(f"ALTER TABLE {table} ALTER {column} SET DEFAULT {_EMPTY[kind]}")


def _to_ask_for(jobcentre: Any) -> dict[str, list[str]]:
    """Cases and names that somebody may open and look for."""
    from roterfaden.plans.models import CaseStanding

    some = CaseStanding.objects.filter(jobcentre=jobcentre, is_protected=False, is_in_force=True)
    rows = some.order_by("pk").values_list("pk", "case__recipient__last_name")[:300]
    return {"cases": [str(pk) for pk, _name in rows], "names": [name for _pk, name in rows]}


def _copy_names(cursor: Any) -> None:
    """Names in many spellings, each with the keys that the product gives it."""
    from roterfaden.core.text import search_key, sort_key

    dice = Random(2)  # noqa: S311  the same people in each run
    columns = "n int, last text, first text, search text, sort text"
    cursor.execute(f"CREATE TEMP TABLE names ({columns})")
    with cursor.copy("COPY names FROM STDIN") as copy:
        for number in range(1, CASES + 1):
            last = dice.choice(BEGINNINGS) + dice.choice(ENDINGS)
            first = dice.choice(FIRST_NAMES)
            keys = f" {search_key(last, first)} ", sort_key(last, first)
            copy.write_row((number, last, first, *keys))
    cursor.execute("ANALYZE names")


def _office() -> dict[str, Any]:
    from roterfaden.core import clock
    from roterfaden.organisations.actions.offices import (
        create_jobcentre,
        create_staff,
        create_team,
    )
    from roterfaden.organisations.models import Jobcentre
    from roterfaden.organisations.permissions import Role

    at = clock.now()
    jobcentre = create_jobcentre(
        traegernummer="90009",
        name="Jobcenter Großstadt",
        kind=Jobcentre.Kind.MUNICIPAL,
        land="NW",
        at=at,
    )
    teams = [
        create_team(jobcentre=jobcentre, name=f"Team {number:03}", at=at)
        for number in range(-(-COUNSELLORS // TEAM))
    ]
    people = {}
    for number in range(-1, COUNSELLORS):
        role = Role.COUNSELLOR if number >= 0 else Role.TEAM_LEAD
        signs_in = number < 3
        staff = create_staff(
            jobcentre=jobcentre,
            team=teams[max(number, 0) // TEAM],
            short_name=f"fk{number:04}" if number >= 0 else "leitung",
            roles=[role],
            first_name=FIRST_NAMES[number % len(FIRST_NAMES)],
            last_name=f"{BEGINNINGS[number % len(BEGINNINGS)]}er",
            password=PASSWORD if signs_in else None,
            at=at,
        )
        if signs_in:
            people[staff.short_name] = str(role)
    day: date = clock.day_of(at)
    return {"jobcentre": jobcentre.pk, "today": day, "people": people}


if __name__ == "__main__":
    main()
