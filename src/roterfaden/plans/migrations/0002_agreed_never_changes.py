"""Agreed versions never change, whatever the code above does.

Only the retention run, which sets ``roterfaden.retention`` for its own transaction, may delete.
"""

from django.db import migrations

from roterfaden.core.triggers import append_only, guard

_MAY_DELETE = (
    "IF TG_OP = 'DELETE' AND current_setting('roterfaden.retention', true) = 'on' "
    "THEN RETURN OLD; END IF;"
)

_VERSION_BODY = f"""
    {_MAY_DELETE}
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'plan versions are kept' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('superseded', 'ended', 'withdrawn') THEN
        RAISE EXCEPTION 'a closed plan version never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'agreed' AND (
        NEW.state NOT IN ('superseded', 'ended', 'withdrawn')
        OR (NEW.plan_id, NEW.number, NEW.previous_id, NEW.revision, NEW.started_at, NEW.started_by_id,
            NEW.changed_at, NEW.offered_at, NEW.offered_by_id, NEW.think_until_on, NEW.agreed_at,
            NEW.agreed_by_id, NEW.agreed_on, NEW.update_due_on, NEW.remind_on, NEW.sheet)
        IS DISTINCT FROM
           (OLD.plan_id, OLD.number, OLD.previous_id, OLD.revision, OLD.started_at, OLD.started_by_id,
            OLD.changed_at, OLD.offered_at, OLD.offered_by_id, OLD.think_until_on, OLD.agreed_at,
            OLD.agreed_by_id, OLD.agreed_on, OLD.update_due_on, OLD.remind_on, OLD.sheet)
    ) THEN
        RAISE EXCEPTION 'an agreed plan version never changes'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""

_ENTRY_BODY = f"""
    {_MAY_DELETE}
    IF TG_OP = 'UPDATE' AND NEW.version_id <> OLD.version_id THEN
        RAISE EXCEPTION 'an entry stays in its version' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM plans_planversion
        WHERE id = COALESCE(NEW.version_id, OLD.version_id) AND state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'entries change in drafts only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        guard(
            function="plans_planversion_immutable",
            table="plans_planversion",
            events="UPDATE OR DELETE",
            body=_VERSION_BODY,
        ),
        guard(
            function="plans_entry_immutable",
            table="plans_entry",
            events="INSERT OR UPDATE OR DELETE",
            body=_ENTRY_BODY,
        ),
        *append_only("plans_entryoutcome", allow_delete_setting="roterfaden.retention"),
        *append_only("plans_answer", allow_delete_setting="roterfaden.retention"),
        *append_only("plans_changewish", allow_delete_setting="roterfaden.retention"),
    ]
