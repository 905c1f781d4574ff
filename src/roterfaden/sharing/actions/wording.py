"""What the counsellor does with words from the shared view, and the translations they type."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.actions import entries
from roterfaden.plans.contents import EntryContent
from roterfaden.plans.models import Entry, PlanVersion
from roterfaden.plans.policies import check_may_plan
from roterfaden.plans.states import OPEN_STATES
from roterfaden.sharing.languages import LANGUAGES
from roterfaden.sharing.models import LONGEST_WORDS, EntryTranslation, OwnWish
from roterfaden.sharing.news import touched
from roterfaden.sharing.typed import visible


@transaction.atomic
def take(*, wish: OwnWish, wording: str, by: StaffMember, at: datetime) -> OwnWish:
    """Put a wish into the plan as an aspect; taken twice, it is there once.

    Word for word it stays the person's own; a wording made from it counts as made by both, and the
    original words stay beside it.
    """
    wish = _locked(wish)
    if wish.entry_id is not None:
        return wish
    said = visible(wording) or wish.words
    words_of = Entry.WordsOf.RECIPIENT if said == wish.words else Entry.WordsOf.BOTH
    content = EntryContent(kind=Entry.Kind.ASPECT, text=said, words_of=words_of)
    entry = entries.add(version=wish.version, content=content, by=by, at=at)
    return _decide(wish, OwnWish.State.TAKEN, entry, by, at)


@transaction.atomic
def set_aside(*, wish: OwnWish, by: StaffMember, at: datetime) -> OwnWish:
    """It was talked about and is not to stand in the plan; it can still be read, and be taken."""
    wish = _locked(wish)
    check_may_plan(by, wish.version.plan.case)
    if wish.state != OwnWish.State.OPEN:
        return wish
    return _decide(wish, OwnWish.State.SET_ASIDE, None, by, at)


@transaction.atomic
def translate(
    *, entry: Entry, language: str, text: str, by: StaffMember, at: datetime
) -> EntryTranslation | None:
    """Words for an entry in another language, typed in the talk; empty takes them back."""
    version = PlanVersion.objects.select_related("plan__case").get(pk=entry.version_id)
    check_may_plan(by, version.plan.case)
    if version.state not in OPEN_STATES:
        raise StateRefused(_("Diese Fassung ist abgeschlossen und bleibt, wie sie ist."))
    if language not in LANGUAGES or LANGUAGES[language].is_german:
        raise Refused(
            _("In diese Sprache wird hier nicht übersetzt. Wählen Sie eine aus der Liste.")
        )
    said = visible(text)
    if len(said) > LONGEST_WORDS:
        raise Refused(_("Die Übersetzung ist zu lang. Höchstens 500 Zeichen passen."))
    mine = EntryTranslation.objects.filter(entry=entry, language=language)
    typed = None
    if said:
        values = {"german": entry.text, "text": said, "typed_at": at, "typed_by": by}
        typed, _new = EntryTranslation.objects.update_or_create(
            entry=entry, language=language, defaults=values
        )
    else:
        mine.delete()
    touched(version, Change.ENTRY_TRANSLATED, version, by=by, at=at, entry=str(entry.pk))
    return typed


def _locked(wish: OwnWish) -> OwnWish:
    wishes = OwnWish.objects.select_for_update(of=("self",))
    return wishes.select_related("version__plan__case").get(pk=wish.pk)


def _decide(
    wish: OwnWish, state: OwnWish.State, entry: Entry | None, by: StaffMember, at: datetime
) -> OwnWish:
    wish.state, wish.entry = state, entry
    wish.save(update_fields=["state", "entry"])
    change = Change.OWN_WISH_DECIDED
    touched(wish.version, change, wish.version, by=by, at=at, wish=str(wish.pk), state=str(state))
    return wish
