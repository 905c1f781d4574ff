"""One row a case for the lists, renewed by the database whenever something it tells changes.

Triggers run once a statement over all rows it touched, so that an import of thousands costs a few
statements. They lock the rows first: what another transaction just committed is read anew after
waiting for it, so that two changes of one case at once cannot lose each other.
"""

import django.db.models.deletion
from django.db import migrations, models

_RENEW = """
CREATE FUNCTION plans_renew_standings(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM plans_casestanding WHERE case_id = ANY(ids) ORDER BY case_id FOR UPDATE;
    INSERT INTO plans_casestanding AS kept (
        case_id, jobcentre_id, sort_key, begins_on, ends_on, is_protected,
        is_in_force, update_due_on, preparing, think_until_on, promise_due_on
    )
    SELECT one.id, one.jobcentre_id, person.sort_key, one.begins_on, one.ends_on, one.is_protected,
           held.id IS NOT NULL, held.update_due_on,
           COALESCE(prepared.state, ''), prepared.think_until_on, owed.due_on
    FROM recipients_case one
    JOIN recipients_recipient person ON person.id = one.recipient_id
    LEFT JOIN LATERAL (
        SELECT v.id, v.update_due_on FROM plans_plan p JOIN plans_planversion v ON v.plan_id = p.id
        WHERE p.case_id = one.id AND v.state = 'agreed' ORDER BY v.number DESC LIMIT 1
    ) held ON true
    LEFT JOIN LATERAL (
        SELECT v.state, v.think_until_on FROM plans_plan p JOIN plans_planversion v ON v.plan_id = p.id
        WHERE p.case_id = one.id AND v.state IN ('draft', 'offered') ORDER BY v.number DESC LIMIT 1
    ) prepared ON true
    LEFT JOIN LATERAL (
        SELECT min(e.due_on) AS due_on FROM plans_entry e
        WHERE e.version_id = held.id AND e.kind = 'step' AND e.owner = 'jobcentre'
          AND e.due_on IS NOT NULL AND e.removed_at IS NULL
          AND COALESCE((
              SELECT o.kind FROM plans_entryoutcome o WHERE o.entry_id = e.id
              ORDER BY o.recorded_at DESC LIMIT 1
          ), 'open') NOT IN ('done', 'no_longer_fits')
    ) owed ON true
    WHERE one.id = ANY(ids)
    ON CONFLICT (case_id) DO UPDATE SET
        jobcentre_id = EXCLUDED.jobcentre_id, sort_key = EXCLUDED.sort_key,
        begins_on = EXCLUDED.begins_on, ends_on = EXCLUDED.ends_on,
        is_protected = EXCLUDED.is_protected, is_in_force = EXCLUDED.is_in_force,
        update_due_on = EXCLUDED.update_due_on, preparing = EXCLUDED.preparing,
        think_until_on = EXCLUDED.think_until_on, promise_due_on = EXCLUDED.promise_due_on
    WHERE (kept.*) IS DISTINCT FROM (EXCLUDED.*);
END $$;
"""

_TRIGGER = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids uuid[];
BEGIN
    {body}
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER {event} ON {table} {transition}
    FOR EACH STATEMENT EXECUTE FUNCTION {name}();
"""

_TRANSITIONS = {
    "INSERT": "REFERENCING NEW TABLE AS added",
    "UPDATE": "REFERENCING OLD TABLE AS former NEW TABLE AS added",
    "DELETE": "REFERENCING OLD TABLE AS former",
}


def _after(event, table, body):
    """A statement trigger on ``table`` with the rows as ``added`` and ``former``."""
    name = f"{table}_{event.lower()}_standings"
    return migrations.RunSQL(
        sql=_TRIGGER.format(
            name=name, table=table, event=event, body=body, transition=_TRANSITIONS[event]
        ),
        reverse_sql=f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
    )


def _renewing(cases):
    """A body that renews the standings of the cases that this query finds."""
    return (
        f"ids := ARRAY({cases}); "
        "IF cardinality(ids) > 0 THEN PERFORM plans_renew_standings(ids); END IF;"
    )


def _of_versions(rows, condition="true"):
    return (
        f"SELECT DISTINCT p.case_id FROM {rows} JOIN plans_plan p ON p.id = added.plan_id "
        f"WHERE {condition}"
    )


def _of_outcomes(rows):
    return f"""SELECT DISTINCT p.case_id FROM {rows} changed
        JOIN plans_entry e ON e.id = changed.entry_id
        JOIN plans_planversion v ON v.id = e.version_id
        JOIN plans_plan p ON p.id = v.plan_id
        WHERE v.state = 'agreed' AND e.owner = 'jobcentre'"""


_VERSION_CHANGED = (
    "(added.state, added.update_due_on, added.think_until_on, added.plan_id) "
    "IS DISTINCT FROM (former.state, former.update_due_on, former.think_until_on, former.plan_id)"
)
_CASE_CHANGED = (
    "(added.begins_on, added.ends_on, added.is_protected, added.recipient_id, added.jobcentre_id) "
    "IS DISTINCT FROM (former.begins_on, former.ends_on, former.is_protected, "
    "former.recipient_id, former.jobcentre_id)"
)

_TRIGGERS = [
    _after("INSERT", "recipients_case", _renewing("SELECT added.id FROM added")),
    _after(
        "UPDATE",
        "recipients_case",
        _renewing(
            f"SELECT added.id FROM added JOIN former ON former.id = added.id WHERE {_CASE_CHANGED}"
        ),
    ),
    _after(
        "DELETE",
        "recipients_case",
        "DELETE FROM plans_casestanding WHERE case_id IN (SELECT former.id FROM former);",
    ),
    _after(
        "UPDATE",
        "recipients_recipient",
        _renewing(
            "SELECT one.id FROM added JOIN former ON former.id = added.id "
            "JOIN recipients_case one ON one.recipient_id = added.id "
            "WHERE added.sort_key IS DISTINCT FROM former.sort_key"
        ),
    ),
    _after("INSERT", "plans_planversion", _renewing(_of_versions("added"))),
    _after(
        "UPDATE",
        "plans_planversion",
        _renewing(_of_versions("added JOIN former ON former.id = added.id", _VERSION_CHANGED)),
    ),
    _after("DELETE", "plans_planversion", _renewing(_of_versions("former AS added"))),
    _after("INSERT", "plans_entryoutcome", _renewing(_of_outcomes("added"))),
    _after("DELETE", "plans_entryoutcome", _renewing(_of_outcomes("former"))),
]


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0003_administration"),
        ("plans", "0003_text_blocks_and_offers"),
        ("recipients", "0002_searched_and_imported"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseStanding",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="standing",
                        serialize=False,
                        to="recipients.case",
                    ),
                ),
                ("sort_key", models.TextField(db_collation="C")),
                ("begins_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("is_protected", models.BooleanField()),
                ("is_in_force", models.BooleanField()),
                ("update_due_on", models.DateField(null=True)),
                (
                    "preparing",
                    models.CharField(
                        choices=[("", "nichts"), ("draft", "Entwurf"), ("offered", "vorgelegt")],
                        max_length=7,
                    ),
                ),
                ("think_until_on", models.DateField(null=True)),
                ("promise_due_on", models.DateField(null=True)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organisations.jobcentre",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "begins_on", "case"],
                "indexes": [
                    models.Index(
                        fields=["jobcentre", "sort_key", "begins_on", "case"],
                        include=("ends_on", "is_protected"),
                        name="standing_by_name",
                    ),
                    models.Index(
                        fields=["jobcentre", "update_due_on", "sort_key", "case"],
                        include=("begins_on", "ends_on", "is_protected"),
                        name="standing_by_due_day",
                    ),
                    models.Index(
                        fields=["jobcentre", "-begins_on", "sort_key", "case"],
                        include=("ends_on", "is_protected"),
                        name="standing_by_begin",
                    ),
                    models.Index(
                        condition=models.Q(("ends_on__isnull", False)),
                        fields=["jobcentre", "-ends_on", "sort_key", "case"],
                        include=("begins_on", "is_protected"),
                        name="standing_ended",
                    ),
                ],
            },
        ),
        migrations.RunSQL(sql=_RENEW, reverse_sql="DROP FUNCTION plans_renew_standings(uuid[]);"),
        *_TRIGGERS,
        migrations.RunSQL(
            sql="SELECT plans_renew_standings(ARRAY(SELECT id FROM recipients_case))",
            reverse_sql=migrations.RunSQL.noop,
        ),
    ]
