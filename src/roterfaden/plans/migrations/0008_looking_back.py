"""Outcomes grow what a joint review asks: a good cause, a new day, and what takes back what."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_hints_put_aside")]

    operations = [
        migrations.AddField(
            model_name="entryoutcome",
            name="good_cause",
            field=models.CharField(
                blank=True,
                choices=[("yes", "ja"), ("no", "nein"), ("unclear", "noch unklar")],
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="entryoutcome",
            name="new_due_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="entryoutcome",
            name="takes_back",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="plans.entryoutcome",
            ),
        ),
        migrations.AddField(
            model_name="entryoutcome",
            name="together",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="entryoutcome",
            constraint=models.CheckConstraint(
                condition=Q(kind="not_done") | Q(good_cause=""), name="cause_of_not_done_only"
            ),
        ),
        migrations.AddConstraint(
            model_name="entryoutcome",
            constraint=models.CheckConstraint(
                condition=~Q(kind__in=["done", "no_longer_fits"]) | Q(new_due_on__isnull=True),
                name="new_day_while_open_only",
            ),
        ),
    ]
