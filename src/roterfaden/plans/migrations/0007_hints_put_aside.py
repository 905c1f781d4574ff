"""Marks of hints that somebody put aside while writing; emptied when the version is agreed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0006_text_block_history")]

    operations = [
        migrations.AddField(
            model_name="planversion",
            name="hints_passed",
            field=models.JSONField(blank=True, default=list),
        )
    ]
