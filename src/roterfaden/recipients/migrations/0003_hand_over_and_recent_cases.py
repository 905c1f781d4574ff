"""Hand-overs with their protocol, and the cases that somebody opened last.

The last ten come into being with the read log, in its own statement, so that opening a case stays
one query; the log itself is never asked for convenience.
"""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

_REMEMBER = """
CREATE FUNCTION recipients_remember_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO recipients_recentcases AS kept (staff_id, cases)
    VALUES (split_part(NEW.actor, ':', 2)::uuid, ARRAY[NEW.target_id::uuid])
    ON CONFLICT (staff_id) DO UPDATE SET
        cases = (EXCLUDED.cases || array_remove(kept.cases, EXCLUDED.cases[1]))[1:10]
    WHERE kept.cases[1] IS DISTINCT FROM EXCLUDED.cases[1];
    RETURN NULL;
END $$;
CREATE TRIGGER recipients_remember_opened AFTER INSERT ON audit_readevent
    FOR EACH ROW WHEN (
        NEW.type = 'case-opened' AND NEW.target_type = 'case' AND NEW.actor LIKE 'staffmember:%'
    )
    EXECUTE FUNCTION recipients_remember_opened();
"""
_FORGET = """
DROP TRIGGER recipients_remember_opened ON audit_readevent;
DROP FUNCTION recipients_remember_opened();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0003_types_of_any_event"),
        ("organisations", "0005_what_a_staff_file_changes"),
        ("recipients", "0002_searched_and_imported"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecentCases",
            fields=[
                (
                    "staff",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="recent_cases",
                        serialize=False,
                        to="organisations.staffmember",
                    ),
                ),
                (
                    "cases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), size=None
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "vorbereitet"),
                            ("working", "wird übergeben"),
                            ("done", "übergeben"),
                            ("undone", "rückgängig gemacht"),
                            ("failed", "nicht übergeben"),
                        ],
                        default="prepared",
                        max_length=8,
                    ),
                ),
                ("prepared_at", models.DateTimeField()),
                ("begins_on", models.DateField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="organisations.jobcentre",
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
            ],
            options={
                "ordering": ["-prepared_at"],
            },
        ),
        migrations.CreateModel(
            name="HandedCase",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("moved", "übergeben"),
                            ("unchanged", "war schon dort"),
                            ("not_running", "läuft an diesem Tag nicht"),
                            ("needs_person", "geschützt, braucht eine benannte Fachkraft"),
                        ],
                        max_length=12,
                    ),
                ),
                ("assignment", models.UUIDField(blank=True, null=True)),
                ("former", models.JSONField(default=list)),
                ("newly_named", models.BooleanField(default=False)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="recipients.case",
                    ),
                ),
                (
                    "former_staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.team",
                    ),
                ),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="recipients.handover",
                    ),
                ),
            ],
            options={
                "ordering": ["hand_over", "id"],
            },
        ),
        migrations.AddIndex(
            model_name="handover",
            index=models.Index(fields=["jobcentre", "-prepared_at"], name="hand_over_latest"),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="handover_done_at_with_done_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="handover_undone_at_with_undone_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedcase",
            constraint=models.UniqueConstraint(
                fields=("hand_over", "case"), name="handed_over_once"
            ),
        ),
        migrations.RunSQL(sql=_REMEMBER, reverse_sql=_FORGET),
    ]
