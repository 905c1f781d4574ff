"""Changing a draft, entry by entry."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core.errors import Refused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.policies import check_editable, check_may_plan
from roterfaden.plans.topics import leads_towards_work, topics_for


@dataclass(frozen=True, kw_only=True)
class EntryContent:
    """What an entry says. ``towards_work=None`` lets the topic decide."""

    kind: str
    text: str
    owner: str = ""
    owner_name: str = ""
    due_on: date | None = None
    rhythm: str = ""
    proof: str = ""
    topic: str = ""
    towards_work: bool | None = None
    words_of: str = ""
    involved_id: UUID | None = None


@transaction.atomic
def add(*, version: PlanVersion, content: EntryContent, by: StaffMember, at: datetime) -> Entry:
    """A new line at the end of its rubric; raises ``ValidationError`` naming each field."""
    version = _locked(version, by)
    last = version.entries.aggregate(last=Max("position"))["last"]
    entry = Entry(version=version, position=0 if last is None else last + 1)
    _write(entry, content)
    _touched(version, entry, "added", by, at)
    return entry


@transaction.atomic
def change(*, entry: Entry, content: EntryContent, by: StaffMember, at: datetime) -> Entry:
    """New content for a line; raises ``ValidationError`` naming each field."""
    version = _locked(entry.version, by)
    _write(entry, content)
    _touched(version, entry, "changed", by, at)
    return entry


@transaction.atomic
def remove(*, entry: Entry, by: StaffMember, at: datetime) -> None:
    """Take a line out of the draft; :func:`restore` brings it back."""
    version = _locked(entry.version, by)
    entry.removed_at = at
    entry.save(update_fields=["removed_at"])
    _touched(version, entry, "removed", by, at)


@transaction.atomic
def restore(*, entry: Entry, by: StaffMember, at: datetime) -> None:
    """Undo a removal."""
    version = _locked(entry.version, by)
    entry.removed_at = None
    entry.save(update_fields=["removed_at"])
    _touched(version, entry, "restored", by, at)


@transaction.atomic
def arrange(*, version: PlanVersion, order: list[UUID], by: StaffMember, at: datetime) -> None:
    """Put the lines into this order; lines that are not named follow in their old order."""
    version = _locked(version, by)
    entries = {entry.pk: entry for entry in version.entries.order_by("position", "id")}
    if not set(order) <= set(entries):
        raise Refused(_("Die Reihenfolge nennt einen fremden Eintrag. Laden Sie die Seite neu."))
    for position, pk in enumerate([*order, *(pk for pk in entries if pk not in order)]):
        entries[pk].position = position
    Entry.objects.bulk_update(entries.values(), ["position"])
    _touched(version, None, "arranged", by, at)


def _locked(version: PlanVersion, by: StaffMember) -> PlanVersion:
    locked = PlanVersion.objects.select_for_update(of=("self",)).select_related("plan__case")
    version = locked.get(pk=version.pk)
    check_may_plan(by, version.plan.case)
    check_editable(version)
    return version


def _write(entry: Entry, content: EntryContent) -> None:
    values: Mapping[str, Any] = asdict(content)
    for name, value in values.items():
        setattr(entry, name, value)
    entry.text = " ".join(entry.text.split())
    _check(entry)
    if entry.kind == Entry.Kind.STEP and content.towards_work is None:
        entry.towards_work = leads_towards_work(entry.kind, entry.owner, entry.topic)
    entry.save()


def _check(entry: Entry) -> None:
    problems: dict[str, str] = {}
    if not entry.text:
        problems["text"] = _("Schreiben Sie, was im Plan stehen soll.")
    if entry.due_on and entry.rhythm:
        problems["rhythm"] = _("Entweder ein Datum oder ein Rhythmus. Nehmen Sie eines heraus.")
    if entry.owner == Entry.Owner.OTHER and not entry.owner_name.strip():
        problems["owner_name"] = _("Nennen Sie die Stelle, die unterstützt.")
    topics = {topic.code for topic in topics_for(entry.kind, entry.owner)}
    if entry.topic and entry.topic not in topics:
        problems["topic"] = _("Dieses Thema gibt es hier nicht. Wählen Sie eines aus der Liste.")
    if problems:
        raise ValidationError({name: [text] for name, text in problems.items()})
    entry.full_clean(exclude=["version", "continues", "involved"], validate_constraints=False)


def _touched(
    version: PlanVersion, entry: Entry | None, what: str, by: StaffMember, at: datetime
) -> None:
    PlanVersion.objects.filter(pk=version.pk).update(revision=F("revision") + 1, changed_at=at)
    version.refresh_from_db(fields=["revision", "changed_at"])
    record(
        Change.DRAFT_CHANGED,
        jobcentre_id=version.plan.case.jobcentre_id,
        by=by,
        target=version,
        at=at,
        facts={"what": what, "entry": str(entry.pk) if entry else ""},
    )
