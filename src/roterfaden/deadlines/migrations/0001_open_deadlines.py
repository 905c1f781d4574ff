"""Open deadlines of procedures as rows, and those that moved."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("obligations", "0002_moves_stay"),
        ("organisations", "0006_one_time_passwords_expire"),
    ]

    operations = [
        migrations.CreateModel(
            name="MovedDeadline",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("proof", "Nachweis kommt"),
                            ("answer", "Antwort auf die Anhörung"),
                            ("determination", "spätestens entscheiden"),
                            ("reduction", "Minderung endet"),
                            ("report", "persönliche Meldung heilt"),
                            ("conciliation", "Schlichtung endet"),
                            ("objection-duty", "Widerspruch gegen die Verpflichtung möglich"),
                            ("objection-decision", "Widerspruch gegen den Bescheid möglich"),
                            ("counselling", "Beratung anbieten"),
                        ],
                        max_length=20,
                    ),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("why", models.CharField(blank=True, max_length=300)),
                ("noticed_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="moved_deadlines",
                        to="obligations.procedure",
                    ),
                ),
                (
                    "seen_by",
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
                "ordering": ["-noticed_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("from_on", models.F("to_on")), _negated=True),
                        name="moved_deadline_moved",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seen_at__isnull", True), ("seen_by__isnull", True)),
                            models.Q(("seen_at__isnull", False), ("seen_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="moveddeadline_seen_at_with_seen_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpenDeadline",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("proof", "Nachweis kommt"),
                            ("answer", "Antwort auf die Anhörung"),
                            ("determination", "spätestens entscheiden"),
                            ("reduction", "Minderung endet"),
                            ("report", "persönliche Meldung heilt"),
                            ("conciliation", "Schlichtung endet"),
                            ("objection-duty", "Widerspruch gegen die Verpflichtung möglich"),
                            ("objection-decision", "Widerspruch gegen den Bescheid möglich"),
                            ("counselling", "Beratung anbieten"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "binds",
                    models.CharField(
                        choices=[("recipient", "recipient"), ("office", "office")], max_length=10
                    ),
                ),
                ("due_on", models.DateField()),
                ("remind_on", models.DateField()),
                (
                    "procedure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="open_deadlines",
                        to="obligations.procedure",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "id"],
                "indexes": [models.Index(fields=["due_on"], name="open_deadline_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("procedure", "code"), name="open_deadline_once")
                ],
            },
        ),
    ]
