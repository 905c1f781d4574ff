from django.db import migrations

from roterfaden.core.triggers import guard

_KEPT = (
    *("id", "case_id", "kind", "found_on", "reasons", "first_attempt_on", "second_attempt_on"),
    *("norm", "found_at", "found_by_id"),
)
_BODY = f"""
IF ROW({", ".join(f"NEW.{name}" for name in _KEPT)})
    IS DISTINCT FROM ROW({", ".join(f"OLD.{name}" for name in _KEPT)})
    OR OLD.taken_back_at IS NOT NULL
THEN RAISE EXCEPTION 'a finding stays as it was made' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""


class Migration(migrations.Migration):
    dependencies = [("talk", "0001_talks")]

    operations = [
        guard(
            function="talk_noplanfinding_stays",
            table="talk_noplanfinding",
            events="UPDATE",
            body=_BODY,
        ),
    ]
