import uuid

import django.db.models.deletion
from django.db import migrations, models

from roterfaden.core.triggers import append_only, guard

_LEAFLET_BODY = """
    IF TG_OP = 'DELETE' OR (NEW.jobcentre_id, NEW.valid_from_on, NEW.rules, NEW.written_at, NEW.written_by_id)
        IS DISTINCT FROM
        (OLD.jobcentre_id, OLD.valid_from_on, OLD.rules, OLD.written_at, OLD.written_by_id)
    THEN
        RAISE EXCEPTION 'a leaflet never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_local_holidays"),
        ("plans", "0004_where_cases_stand"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="end_reason_words",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="planversion",
            name="withdraw_reason_words",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.CreateModel(
            name="OfferChange",
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
                            ("open", "offen"),
                            ("limited", "begrenzt"),
                            ("stopped", "gestoppt"),
                        ],
                        max_length=10,
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=300)),
                ("until_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="plans.supportoffer",
                    ),
                ),
            ],
            options={
                "ordering": ["-changed_at"],
            },
        ),
        migrations.CreateModel(
            name="Leaflet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("valid_from_on", models.DateField()),
                ("rules", models.JSONField()),
                ("written_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaflets",
                        to="organisations.jobcentre",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
            ],
            options={
                "ordering": ["-valid_from_on", "-written_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="leaflet_withdrawn_at_with_withdrawn_by",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reason",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("end", "Einen Plan beenden"),
                            ("withdraw", "Eine Fassung zurückziehen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("category", models.CharField(max_length=20)),
                ("label", models.CharField(max_length=120)),
                ("position", models.PositiveSmallIntegerField()),
                ("valid_from_on", models.DateField(blank=True, null=True)),
                ("valid_until_on", models.DateField(blank=True, null=True)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reasons",
                        to="organisations.jobcentre",
                    ),
                ),
            ],
            options={
                "ordering": ["purpose", "position", "label"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jobcentre", "purpose", "label"), name="reason_label_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until_on__isnull", True),
                            ("valid_from_on__isnull", True),
                            ("valid_until_on__gte", models.F("valid_from_on")),
                            _connector="OR",
                        ),
                        name="reason_valid_from_before_until",
                    ),
                ],
            },
        ),
        guard(
            function="plans_leaflet_immutable",
            table="plans_leaflet",
            events="UPDATE OR DELETE",
            body=_LEAFLET_BODY,
        ),
        *append_only("plans_offerchange"),
    ]
