"""Changing a draft, entry by entry."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import Entry as Event
from roterfaden.audit.log import record_many
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.core.german import UnreadableRhythm, rhythm_words
from roterfaden.core.notices import announce
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions.text_block_use import count_uses
from roterfaden.plans.contents import (
    BothChanged,
    EntryContent,
    basis_of,
    content_of,
    merged,
)
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.policies import check_editable, check_may_plan, people_who_may_be_involved
from roterfaden.plans.topics import leads_towards_work, topics_for

__all__ = [
    "ChangedMeanwhile",
    "EntryContent",
    "TakenOutMeanwhile",
    "add",
    "add_many",
    "arrange",
    "basis_of",
    "change",
    "content_of",
    "remove",
    "restore",
    "touched",
]


class ChangedMeanwhile(StateRefused):
    """Somebody else changed the same part of the entry; ``entry`` is how it stands now."""

    code = "changed-meanwhile"

    def __init__(self, entry: Entry) -> None:
        super().__init__(
            _("Jemand anders hat diesen Eintrag inzwischen geändert. Wählen Sie, was gelten soll.")
        )
        self.entry = entry


class TakenOutMeanwhile(StateRefused):
    """The entry was taken out of the draft; :func:`restore` brings it back."""

    code = "taken-out-meanwhile"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Dieser Eintrag ist inzwischen entfernt. "
                "Holen Sie ihn zuerst mit „Rückgängig“ zurück."
            )
        )


@transaction.atomic
def add(
    *,
    version: PlanVersion,
    content: EntryContent,
    by: StaffMember,
    at: datetime,
    key: UUID | None = None,
) -> Entry:
    """A new line at the end of its rubric; raises ``ValidationError`` naming each field.

    ``key`` becomes its id and makes repeating harmless: who did not hear the answer sends the same
    again and gets the line there is. Raises :class:`ChangedMeanwhile` where that says something
    else by now, :class:`TakenOutMeanwhile` where it was taken out.
    """
    version = _locked(version, by)
    last = version.entries.aggregate(last=Max("position"))["last"]
    entry = Entry(version=version, position=0 if last is None else last + 1)
    _write(entry, content, by, save=False)
    added_before = Entry.objects.filter(pk=key).first() if key else None
    if added_before:
        return _the_same(added_before, entry)
    if key:
        entry.pk = key
    entry.save(force_insert=True)
    count_uses(case=version.plan.case, taken=[entry.text_block_id], at=at)
    touched(version, [entry], "added", by, at)
    return entry


@transaction.atomic
def add_many(
    *, version: PlanVersion, contents: Iterable[EntryContent], by: StaffMember, at: datetime
) -> list[Entry]:
    """Several new lines in this order, as :func:`add` each; quicker where many come at once."""
    version = _locked(version, by)
    last = version.entries.aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    added = []
    for position, content in enumerate(contents, first):
        entry = Entry(version=version, position=position)
        _write(entry, content, by, save=False)
        added.append(entry)
    Entry.objects.bulk_create(added)
    if added:
        taken = [entry.text_block_id for entry in added]
        count_uses(case=version.plan.case, taken=taken, at=at)
        touched(version, added, "added", by, at)
    return added


@transaction.atomic
def change(
    *, entry: Entry, content: EntryContent, by: StaffMember, at: datetime, basis: str | None = None
) -> Entry:
    """New content for a line; raises ``ValidationError`` naming each field.

    ``basis`` is :func:`basis_of` the entry as the person read it: what others changed since stays
    beside it, and where both changed the same part :class:`ChangedMeanwhile` is raised and nothing
    is written. Without ``basis`` the last one wins. Sent twice, it is written once. Raises
    :class:`TakenOutMeanwhile` for a line that was taken out.
    """
    version, entry = _locked_entry(entry, by)
    if entry.removed_at is not None:
        raise TakenOutMeanwhile
    before = content_of(entry)
    _write(entry, content, by, save=False)
    if basis is not None:
        _merge(entry, before, basis, by)
    if content_of(entry) == before:
        return entry
    entry.save()
    if entry.text_block_id != before.text_block_id:
        count_uses(case=version.plan.case, taken=[entry.text_block_id], at=at)
    touched(version, [entry], "changed", by, at)
    return entry


@transaction.atomic
def remove(*, entry: Entry, by: StaffMember, at: datetime) -> Entry:
    """Take a line out of the draft; :func:`restore` brings it back."""
    version, entry = _locked_entry(entry, by)
    if entry.removed_at is None:
        entry.removed_at = at
        entry.save(update_fields=["removed_at"])
        touched(version, [entry], "removed", by, at)
    return entry


@transaction.atomic
def restore(*, entry: Entry, by: StaffMember, at: datetime) -> Entry:
    """Undo a removal."""
    version, entry = _locked_entry(entry, by)
    if entry.removed_at is not None:
        entry.removed_at = None
        entry.save(update_fields=["removed_at"])
        touched(version, [entry], "restored", by, at)
    return entry


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
    touched(version, [], "arranged", by, at)


def _locked(version: PlanVersion, by: StaffMember) -> PlanVersion:
    locked = PlanVersion.objects.select_for_update(of=("self",))
    version = locked.select_related("plan__case__recipient").get(pk=version.pk)
    check_may_plan(by, version.plan.case)
    check_editable(version)
    return version


def _locked_entry(entry: Entry, by: StaffMember) -> tuple[PlanVersion, Entry]:
    """The entry as it is stored now: what the caller holds may be older than a change elsewhere."""
    version = _locked(entry.version, by)
    entry = Entry.objects.get(pk=entry.pk)
    entry.version = version
    return version, entry


def _the_same(stored: Entry, sent: Entry) -> Entry:
    """The line that an earlier try has added already, if it still says what is sent again."""
    if stored.version_id != sent.version_id:
        raise Refused(_("Dieser Eintrag gehört zu einem anderen Plan. Laden Sie die Seite neu."))
    if stored.removed_at is not None:
        raise TakenOutMeanwhile
    if content_of(stored) != content_of(sent):
        raise ChangedMeanwhile(stored)
    return stored


def _merge(entry: Entry, before: EntryContent, basis: str, by: StaffMember) -> None:
    try:
        together = merged(content_of(entry), before, basis)
    except BothChanged as both:
        raise ChangedMeanwhile(Entry.objects.get(pk=entry.pk)) from both
    if together != content_of(entry):
        _write(entry, together, by, save=False)


def _write(entry: Entry, content: EntryContent, by: StaffMember, *, save: bool = True) -> None:
    was_involved = entry.involved_id
    for name, value in asdict(content).items():
        setattr(entry, name, value)
    entry.text = " ".join(entry.text.split())
    entry.owner_name, entry.proof = entry.owner_name.strip(), entry.proof.strip()
    _check(entry, by, was_involved)
    if entry.kind == Entry.Kind.STEP and content.towards_work is None:
        entry.towards_work = leads_towards_work(entry.kind, entry.owner, entry.topic)
    if save:
        entry.save()


def _check(entry: Entry, by: StaffMember, was_involved: UUID | None) -> None:
    """Raise ``ValidationError`` with one message for each field that cannot be so.

    Who was involved already may stay, though the person left the household or was protected since.
    """
    problems = {**_wording_problems(entry), **_time_problems(entry)}
    topics = {topic.code for topic in topics_for(entry.kind, entry.owner)}
    if entry.topic and entry.topic not in topics:
        problems["topic"] = _("Dieses Thema gibt es hier nicht. Wählen Sie eines aus der Liste.")
    if entry.involved_id not in {None, was_involved} and not _may_be_involved(entry, by):
        problems["involved"] = _("Diese Person gehört nicht zum Haushalt. Wählen Sie eine andere.")
    if problems:
        raise ValidationError({name: [text] for name, text in problems.items()})
    entry.full_clean(
        exclude=["version", "continues", "involved", "text_block", "offer"],
        validate_unique=False,
        validate_constraints=False,
    )


def _wording_problems(entry: Entry) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not entry.text:
        problems["text"] = _("Schreiben Sie, was im Plan stehen soll.")
    if entry.owner == Entry.Owner.OTHER and not entry.owner_name:
        problems["owner_name"] = _("Nennen Sie die Stelle, die unterstützt.")
    if entry.words_of and entry.kind != Entry.Kind.ASPECT:
        problems["words_of"] = _(
            "Wessen Worte es sind, steht nur bei „Was sonst noch wichtig ist“."
        )
    return problems


def _time_problems(entry: Entry) -> dict[str, str]:
    if entry.due_on and entry.rhythm:
        return {"rhythm": _("Entweder ein Datum oder ein Rhythmus. Nehmen Sie eines heraus.")}
    try:
        rhythm_words(entry.rhythm) if entry.rhythm else None
    except UnreadableRhythm:
        return {"rhythm": _("Dieser Rhythmus ist nicht lesbar. Wählen Sie einen aus der Liste.")}
    return {}


def _may_be_involved(entry: Entry, by: StaffMember) -> bool:
    people = people_who_may_be_involved(entry.version.plan.case, by)
    return any(person.pk == entry.involved_id for person in people)


def touched(
    version: PlanVersion, entries: Sequence[Entry], what: str, by: StaffMember, at: datetime
) -> None:
    """Count the change, tell who looks on, and log it: one event an entry, or one for the whole."""
    PlanVersion.objects.filter(pk=version.pk).update(revision=F("revision") + 1, changed_at=at)
    version.refresh_from_db(fields=["revision", "changed_at"])
    announce(f"plan-version/{version.pk}", version.revision)
    record_many(
        [
            Event(Change.DRAFT_CHANGED, version, {"what": what, "entry": pk})
            for pk in [str(entry.pk) for entry in entries] or [""]
        ],
        jobcentre_id=version.plan.case.jobcentre_id,
        by=by,
        at=at,
    )
