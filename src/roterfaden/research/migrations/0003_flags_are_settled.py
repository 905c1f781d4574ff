"""What may be a name is decided by a human: a word goes before anybody codes, and never later."""

from django.db import migrations

from roterfaden.core.triggers import guard

_FIXED = "RAISE EXCEPTION 'a document stays' USING ERRCODE = 'restrict_violation';"


class Migration(migrations.Migration):
    dependencies = [("research", "0002_recorded_talks")]

    operations = [
        migrations.RunSQL(
            sql="DROP TRIGGER research_document_stays ON research_studydocument; "
            "DROP FUNCTION research_document_stays();",
            reverse_sql=migrations.RunSQL.noop,
        ),
        guard(
            function="research_document_stays",
            table="research_studydocument",
            events="UPDATE",
            body="IF (to_jsonb(NEW) - 'content' - 'flags') IS DISTINCT FROM "
            f"(to_jsonb(OLD) - 'content' - 'flags') THEN {_FIXED} END IF; "
            "IF NEW.content IS DISTINCT FROM OLD.content AND EXISTS "
            f"(SELECT 1 FROM research_coding WHERE document_id = OLD.id) THEN {_FIXED} END IF; "
            "RETURN NEW;",
        ),
    ]
