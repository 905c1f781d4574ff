"""Text blocks of an office from a file: good rows are taken, the others come back with reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.audit.log import record
from roterfaden.core import clock
from roterfaden.core.errors import NotPermitted, Refused
from roterfaden.core.tables.rejects import Reject
from roterfaden.organisations.models import Jobcentre, StaffMember
from roterfaden.organisations.permissions import Permission
from roterfaden.plans.actions.text_blocks import (
    What,
    check,
    new_block,
    note_change,
    set_content,
)
from roterfaden.plans.models import TextBlock, TextBlockTranslation
from roterfaden.plans.text_blocks import policies
from roterfaden.plans.text_blocks.content import (
    BlockContent,
    content_of,
    tidied,
    translation_problem,
)
from roterfaden.plans.text_blocks.languages import LANGUAGES
from roterfaden.plans.text_blocks.table import BlockRow, column_of

_SETTABLE = (TextBlock.State.APPROVED, TextBlock.State.WITHDRAWN)


@dataclass
class ImportResult:
    """What became of the rows."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)

    @property
    def read(self) -> int:
        """All rows."""
        return self.created + self.changed + self.unchanged + len(self.rejects)


def import_blocks(
    rows: Iterable[BlockRow | Reject],
    *,
    jobcentre: Jobcentre,
    by: StaffMember | None,
    at: datetime,
    dry_run: bool = False,
) -> ImportResult:
    """Take the rows by their key; the same file again changes nothing.

    ``by=None`` is the operator on the command line. A column that the file does not have leaves
    what is stored. ``dry_run`` finds out what would happen and writes nothing.
    """
    if by is not None:
        by.require(Permission.MAINTAIN_TEXTS)
        if by.jobcentre_id != jobcentre.pk:
            raise NotPermitted(_("Das ist ein anderes Jobcenter."))
    with transaction.atomic():
        result = _Import(jobcentre, by, at).run(rows)
        transaction.set_rollback(dry_run)
    return result


class _Import:
    def __init__(self, jobcentre: Jobcentre, by: StaffMember | None, at: datetime) -> None:
        self.jobcentre, self.by, self.at = jobcentre, by, at
        self.result = ImportResult()
        blocks = TextBlock.objects.of(jobcentre).select_for_update(of=("self",)).order_by("pk")
        stored = list(blocks.prefetch_related("translations"))
        self.own = {block.key: block for block in stored if not block.is_central}
        self.central = {block.key: block for block in stored if block.is_central}

    def run(self, rows: Iterable[BlockRow | Reject]) -> ImportResult:
        for row in rows:
            if isinstance(row, Reject):
                self.result.rejects.append(row)
            else:
                self._take(row)
        if self.result.created or self.result.changed:
            self._record()
        return self.result

    def _take(self, row: BlockRow) -> None:
        """One row, whole or not at all."""
        try:
            with transaction.atomic():
                self._store(row)
        except ValidationError as error:
            (name, [reason, *_more]), *_others = error.message_dict.items()
            self._reject(row, column_of(name), f"{column_of(name)}: {reason}")
        except Refused as refusal:
            self._reject(row, column_of("state"), refusal.message)

    def _reject(self, row: BlockRow, column: str, reason: str) -> None:
        self.result.rejects.append(Reject(row.line, column, reason, row.raw))

    def _store(self, row: BlockRow) -> None:
        if row.key in self.own:
            changed = self._update(self.own[row.key], row)
            self.result.changed += changed
            self.result.unchanged += not changed
        elif row.key in self.central:
            self._check_same(self.central[row.key], row)
            self.result.unchanged += 1
        else:
            self._create(row)
            self.result.created += 1

    def _create(self, row: BlockRow) -> None:
        state = TextBlock.State(row.values.get("state", TextBlock.State.APPROVED))
        if state not in _SETTABLE:
            raise ValidationError(
                {"state": [_("Neue Bausteine kommen freigegeben. Schreiben Sie „freigegeben“.")]}
            )
        content = BlockContent(**_content(row.values))
        block = new_block(self.jobcentre, content, state=state, by=self.by, at=self.at, key=row.key)
        note_change(block, What.IMPORTED, by=self.by, at=self.at)
        self._translate(block, row.values, reworded=False)

    def _update(self, block: TextBlock, row: BlockRow) -> bool:
        before = content_of(block)
        content = tidied(replace(before, **_content(row.values)))
        state = TextBlock.State(row.values.get("state", block.state))
        held_before = state == block.state or policies.was_approved(block)
        approves = state == TextBlock.State.APPROVED and not held_before
        if content != before:
            check(content, self.jobcentre, but=block)
        if state != block.state:
            self._check_state(block, state, approves=approves)
        changed = content != before or state != block.state
        if changed:
            set_content(block, content)
            block.state = state
            block.written_at = self.at
            block.save()
            note_change(block, What.APPROVED if approves else What.IMPORTED, by=self.by, at=self.at)
        return self._translate(block, row.values, reworded=content.text != before.text) or changed

    def _check_state(self, block: TextBlock, state: TextBlock.State, *, approves: bool) -> None:
        if state not in _SETTABLE:
            raise ValidationError(
                {"state": [_("Aus einer Datei wird ein Baustein freigegeben oder zurückgezogen.")]}
            )
        if approves and self.by is not None:
            policies.check_four_eyes(self.by, block, clock.day_of(self.at))

    def _translate(self, block: TextBlock, values: Mapping[str, Any], *, reworded: bool) -> bool:
        """Whether any translation changed; where the German did, an old one is a draft again."""
        stored = {one.language: one for one in block.translations.all()}
        changed = False
        for language in LANGUAGES:
            one = stored.get(language)
            old = (one.text, str(one.state)) if one else ("", "")
            new = _wanted(values, language, old, reworded=reworded)
            if new == old:
                continue
            self._check_translation(block, language, new[0])
            self._store_translation(block, language, *new)
            changed = True
        return changed

    def _check_translation(self, block: TextBlock, language: str, text: str) -> None:
        if text and (problem := translation_problem(block.text, text)):
            raise ValidationError({language: [problem]})

    def _store_translation(self, block: TextBlock, language: str, text: str, state: str) -> None:
        if not text:
            block.translations.filter(language=language).delete()
        else:
            is_reviewed = state == TextBlockTranslation.State.REVIEWED and self.by is not None
            TextBlockTranslation.objects.update_or_create(
                block=block,
                language=language,
                defaults={
                    "text": text,
                    "state": state,
                    "reviewed_at": self.at if is_reviewed else None,
                    "reviewed_by": self.by if is_reviewed else None,
                },
            )
        note_change(block, What.IMPORTED, text=text, language=language, by=self.by, at=self.at)

    def _check_same(self, central: TextBlock, row: BlockRow) -> None:
        """A delivered block may stand in the file, unchanged."""
        content = tidied(replace(content_of(central), **_content(row.values)))
        stored = {one.language: one.text for one in central.translations.all()}
        texts = {code: row.values.get(code, stored.get(code, "")) for code in LANGUAGES}
        if content != content_of(central) or texts != {
            code: stored.get(code, "") for code in LANGUAGES
        }:
            raise ValidationError(
                {
                    "key": [
                        _(
                            "So heißt ein mitgelieferter Baustein. "
                            "Geben Sie Ihrer Fassung einen anderen Schlüssel."
                        )
                    ]
                }
            )

    def _record(self) -> None:
        result = self.result
        facts = {
            "created": result.created,
            "changed": result.changed,
            "unchanged": result.unchanged,
            "rejected": len(result.rejects),
        }
        record(
            Change.TEXT_BLOCKS_IMPORTED,
            jobcentre_id=self.jobcentre.pk,
            by=self.by,
            target=self.jobcentre,
            at=self.at,
            facts=facts,
        )


def _content(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in BlockContent.__annotations__ if name in values}


def _wanted(
    values: Mapping[str, Any], language: str, old: tuple[str, str], *, reworded: bool
) -> tuple[str, str]:
    """Words and state that a translation shall have."""
    text = " ".join(str(values.get(language, old[0])).split())
    if not text:
        return "", ""
    if text == old[0] and reworded:
        return text, TextBlockTranslation.State.DRAFT
    unstated = old[1] if text == old[0] else TextBlockTranslation.State.DRAFT
    return text, str(values.get(f"{language}_state", unstated))
