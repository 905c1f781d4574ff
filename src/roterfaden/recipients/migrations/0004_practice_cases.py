"""A case may be somebody's practice, with a day of its own."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_one_time_passwords_expire"),
        ("recipients", "0003_hand_over_and_recent_cases"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="practice_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="practised_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="practised_by",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="practice_case",
                to="organisations.staffmember",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("practised_at__isnull", True), ("practised_by__isnull", True)),
                    models.Q(("practised_at__isnull", False), ("practised_by__isnull", False)),
                    _connector="OR",
                ),
                name="case_practised_at_with_practised_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("practised_by__isnull", True), ("practice_on__isnull", False), _connector="XOR"
                ),
                name="practice_has_its_day",
            ),
        ),
    ]
