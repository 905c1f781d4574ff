from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_local_holidays"),
    ]

    operations = [
        migrations.AddField(
            model_name="stafffile",
            name="ignored_columns",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="stafffile",
            name="changes",
            field=models.JSONField(default=list),
        ),
    ]
