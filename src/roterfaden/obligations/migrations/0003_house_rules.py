"""What the office decides where the law says nothing."""

import uuid

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("obligations", "0002_moves_stay"),
        ("organisations", "0006_one_time_passwords_expire"),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseRules",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("begins_on", models.DateField()),
                (
                    "hearing_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(7),
                            django.core.validators.MaxValueValidator(90),
                        ],
                    ),
                ),
                (
                    "misses_within_months",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                    ),
                ),
                ("counts_misses_before_reform", models.BooleanField(default=False)),
                (
                    "remind_working_days",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(20),
                        ],
                    ),
                ),
                ("set_at", models.DateTimeField()),
                (
                    "jobcentre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="house_rules",
                        to="organisations.jobcentre",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.staffmember",
                    ),
                ),
            ],
            options={
                "ordering": ["-begins_on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("jobcentre", "begins_on"), name="house_rules_once_a_day"
                    )
                ],
            },
        ),
    ]
