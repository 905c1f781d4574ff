"""The draft follows what is said about the version before it, as long as nobody wrote there.

What was carried over by itself also goes, comes back and moves by itself. What somebody changed in
the draft stays as it was written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions.drafts import continuation
from roterfaden.plans.actions.entries import touched
from roterfaden.plans.carrying import carried
from roterfaden.plans.contents import EntryContent, content_of
from roterfaden.plans.models import Entry, EntryOutcome, PlanVersion
from roterfaden.plans.states import State


@dataclass(frozen=True)
class Follower:
    """A draft that was begun from a version in force, and who speaks about that version."""

    draft: PlanVersion
    by: StaffMember
    at: datetime

    @classmethod
    def of(cls, version: PlanVersion, *, by: StaffMember, at: datetime) -> Follower | None:
        """The draft after this version, locked; None where there is none to follow."""
        drafts = PlanVersion.objects.filter(previous=version, state=State.DRAFT)
        related = drafts.select_related("plan__case__recipient")
        draft = related.select_for_update(of=("self",)).first()
        return cls(draft, by, at) if draft else None

    def follow(self, entry: Entry, was: EntryOutcome | None, now: EntryOutcome | None) -> None:
        """Bring the line that continues ``entry`` into line with what counts now."""
        before, after = carried(entry, was), carried(entry, now)
        if before == after:
            return
        line = self.draft.entries.filter(continues=entry).first()
        if after is None:
            self._take_out(line, before)
        elif before is None:
            self._bring_back(line, entry, after)
        else:
            self._move(line, before, after)

    def _take_out(self, line: Entry | None, before: EntryContent | None) -> None:
        if line is None or line.removed_at is not None or content_of(line) != before:
            return
        line.removed_at = self.at
        line.save(update_fields=["removed_at"])
        self._touched(line, "removed")

    def _bring_back(self, line: Entry | None, entry: Entry, after: EntryContent) -> None:
        if line is None:
            line = continuation(entry, self.draft, after)
            line.save(force_insert=True)
            self._touched(line, "added")
        elif line.removed_at is not None:
            line.removed_at = None
            line.due_on, line.rhythm = after.due_on, after.rhythm
            line.save(update_fields=["removed_at", "due_on", "rhythm"])
            self._touched(line, "restored")

    def _move(self, line: Entry | None, before: EntryContent, after: EntryContent) -> None:
        if line is None or line.removed_at is not None or not _same_time(line, before):
            return
        line.due_on, line.rhythm = after.due_on, after.rhythm
        line.save(update_fields=["due_on", "rhythm"])
        self._touched(line, "changed")

    def _touched(self, line: Entry, what: str) -> None:
        touched(self.draft, [line], what, self.by, self.at)


def _same_time(line: Entry, content: EntryContent) -> bool:
    said = content_of(line)
    return replace(said, due_on=content.due_on, rhythm=content.rhythm) == said
