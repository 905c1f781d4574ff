from django.db import migrations

from roterfaden.core.triggers import guard

_KEPT = (
    "id",
    "proof_id",
    "number",
    "state",
    "happened_on",
    "way",
    "reason",
    "recorded_at",
    "recorded_by_id",
)
_BODY = f"""
IF ROW({", ".join(f"NEW.{name}" for name in _KEPT)})
    IS DISTINCT FROM ROW({", ".join(f"OLD.{name}" for name in _KEPT)})
    OR OLD.taken_back_at IS NOT NULL
THEN RAISE EXCEPTION 'what was said about a proof stays' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""


class Migration(migrations.Migration):
    dependencies = [("proofs", "0001_proofs")]

    operations = [
        guard(
            function="proofs_proofrecord_stays",
            table="proofs_proofrecord",
            events="UPDATE",
            body=_BODY,
        ),
    ]
