# Begun by Django 5.2.19 on 2026-11-22 15:44

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("recipients", "0001_initial"),
    ]

    operations = [
        BtreeGinExtension(),
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "wird geprüft"),
                            ("checked", "geprüft"),
                            ("importing", "wird eingelesen"),
                            ("done", "eingelesen"),
                            ("failed", "nicht eingelesen"),
                        ],
                        default="checking",
                        max_length=9,
                    ),
                ),
                ("filename", models.CharField(max_length=255)),
                ("content", models.BinaryField(null=True)),
                ("ignored_columns", models.JSONField(default=list)),
                ("read", models.PositiveIntegerField(default=0)),
                ("created", models.PositiveIntegerField(default=0)),
                ("updated", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                ("rejects", models.JSONField(default=list)),
                ("problem", models.TextField(blank=True)),
                ("moved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-uploaded_at"],
            },
        ),
        migrations.RemoveIndex(
            model_name="recipient",
            name="recipient_search",
        ),
        migrations.AlterField(
            model_name="recipient",
            name="city",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="recipient",
            name="first_name",
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name="recipient",
            name="last_name",
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name="recipient",
            name="phone",
            field=models.CharField(blank=True, max_length=50),
        ),
        migrations.AlterField(
            model_name="recipient",
            name="sort_key",
            field=models.TextField(db_collation="C", editable=False),
        ),
        migrations.AlterField(
            model_name="recipient",
            name="street",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddIndex(
            model_name="recipient",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["jobcentre", "search_key"],
                name="recipient_words",
                opclasses=["uuid_ops", "gin_trgm_ops"],
                fastupdate=False,
            ),
        ),
        migrations.AddIndex(
            model_name="recipient",
            index=models.Index(
                fields=["jobcentre", "kundennummer"],
                name="recipient_number",
                opclasses=["uuid_ops", "varchar_pattern_ops"],
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="jobcentre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="import_runs",
                to="organisations.jobcentre",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="uploaded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="import_runs",
                to="organisations.staffmember",
            ),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(fields=["jobcentre", "-uploaded_at"], name="import_run_latest"),
        ),
    ]
