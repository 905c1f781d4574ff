"""The table behind Django's cache, where the rate limits are counted for all processes."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps: object, schema_editor: object) -> None:
    call_command("createcachetable", verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_extensions")]
    operations = [
        migrations.RunPython(make_table, migrations.RunPython.noop),
    ]
