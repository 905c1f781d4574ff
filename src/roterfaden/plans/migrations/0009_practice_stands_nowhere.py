"""Practice cases have no standing, so no list and no figure knows them."""

from importlib import import_module

from django.db import migrations

_STANDINGS = import_module("roterfaden.plans.migrations.0004_where_cases_stand")
_REPLACED = _STANDINGS._RENEW.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
_WITHOUT_PRACTICE = _REPLACED.replace(
    "WHERE one.id = ANY(ids)", "WHERE one.id = ANY(ids) AND one.practised_by_id IS NULL"
)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0008_looking_back"),
        ("recipients", "0004_practice_cases"),
    ]

    operations = [migrations.RunSQL(sql=_WITHOUT_PRACTICE, reverse_sql=_REPLACED)]
