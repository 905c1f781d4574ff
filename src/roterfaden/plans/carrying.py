"""What an entry of an agreed plan brings into the next draft, after what was said about it."""

from dataclasses import replace

from roterfaden.plans.contents import EntryContent, content_of
from roterfaden.plans.models import Entry, EntryOutcome


def carried(entry: Entry, outcome: EntryOutcome | None) -> EntryContent | None:
    """The entry with its new day, or None for what is done or fits no longer."""
    if outcome is not None and outcome.is_settled:
        return None
    content = content_of(entry)
    if outcome is None or outcome.new_due_on is None:
        return content
    return replace(content, due_on=outcome.new_due_on, rhythm="")
