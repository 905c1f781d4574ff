from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_shared_view")]

    operations = [
        migrations.RenameField("sharedview", "join_until", "join_ends_at"),
    ]
