"""Talks know their transcript, which goes when a consent goes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("research", "0001_studies"),
    ]

    operations = [
        migrations.AddField(
            model_name="observedtalk",
            name="counsellor",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="observedtalk",
            name="transcript",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="research.studydocument",
            ),
        ),
    ]
