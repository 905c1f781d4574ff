"""What was agreed on where passages differ; like every decision it stays."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from roterfaden.core.triggers import guard


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_one_time_passwords_expire"),
        ("research", "0003_flags_are_settled"),
    ]

    operations = [
        migrations.CreateModel(
            name="PassageDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("dimension", models.CharField(max_length=60)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("marks", models.JSONField(default=list)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("like_first", "wie die erste Codierung"),
                            ("like_second", "wie die zweite Codierung"),
                            ("different", "anders"),
                        ],
                        max_length=12,
                    ),
                ),
                ("why", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passage_decisions",
                        to="research.studydocument",
                    ),
                ),
            ],
            options={
                "ordering": ["-decided_at", "id"],
                "indexes": [
                    models.Index(fields=["document", "dimension"], name="passages_by_document")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("start__lt", models.F("end"))),
                        name="place_begins_before_its_end",
                    )
                ],
            },
        ),
        guard(
            function="research_passage_decision_stays",
            table="research_passagedecision",
            events="UPDATE",
            body="RAISE EXCEPTION 'a decision stays' USING ERRCODE = 'restrict_violation';",
        ),
    ]
