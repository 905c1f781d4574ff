from django.db import migrations

from roterfaden.core.triggers import guard

_KEPT = (
    *("id", "procedure_id", "number", "source", "target", "happened_on", "ending", "reason"),
    *("recorded_at", "recorded_by_id"),
)
_BODY = f"""
IF ROW({", ".join(f"NEW.{name}" for name in _KEPT)})
    IS DISTINCT FROM ROW({", ".join(f"OLD.{name}" for name in _KEPT)})
    OR OLD.taken_back_at IS NOT NULL
THEN RAISE EXCEPTION 'a move of a procedure stays' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""


class Migration(migrations.Migration):
    dependencies = [("obligations", "0001_procedures")]

    operations = [
        guard(
            function="obligations_move_stays",
            table="obligations_move",
            events="UPDATE",
            body=_BODY,
        ),
    ]
