"""Posted letters never change, whatever the code above does; only a proven receipt is added.

Words that the office approved stay as well: letters were posted with them.
"""

from django.db import migrations

from roterfaden.core.triggers import guard

_KEPT = (
    "id",
    "case_id",
    "kind",
    "subject",
    "event_on",
    "facts",
    "words",
    "wording_id",
    "practice",
    "state",
    "drafted_at",
    "drafted_by_id",
    "changed_at",
    "ready_at",
    "checked_at",
    "checked_by_id",
    "sent_back_because",
    "document_id",
    "posted_on",
    "posted_at",
    "posted_by_id",
    "channel",
    "withdrawn_at",
    "withdrawn_by_id",
)
_LETTER = f"""
IF TG_OP = 'DELETE' THEN
    IF OLD.practice OR current_setting('roterfaden.retention', true) = 'on' THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'letters are kept' USING ERRCODE = 'restrict_violation';
END IF;
IF OLD.state = 'posted' AND ROW({", ".join(f"NEW.{name}" for name in _KEPT)})
    IS DISTINCT FROM ROW({", ".join(f"OLD.{name}" for name in _KEPT)})
THEN RAISE EXCEPTION 'a posted letter never changes' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""
_WORDING = """
IF OLD.approved_at IS NOT NULL AND (NEW.jobcentre_id, NEW.kind, NEW.begins_on, NEW.paragraphs)
    IS DISTINCT FROM (OLD.jobcentre_id, OLD.kind, OLD.begins_on, OLD.paragraphs)
THEN RAISE EXCEPTION 'approved words never change' USING ERRCODE = 'restrict_violation';
END IF;
RETURN NEW;
"""


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_letters")]

    operations = [
        guard(
            function="delivery_letter_stays",
            table="delivery_letter",
            events="UPDATE OR DELETE",
            body=_LETTER,
        ),
        guard(
            function="delivery_wording_stays",
            table="delivery_wording",
            events="UPDATE",
            body=_WORDING,
        ),
    ]
