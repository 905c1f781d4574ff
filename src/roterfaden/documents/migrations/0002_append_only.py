from django.db import migrations

from roterfaden.core.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [
        *append_only("documents_storedfile", allow_delete_setting="roterfaden.retention"),
        *append_only("documents_document", allow_delete_setting="roterfaden.retention"),
    ]
