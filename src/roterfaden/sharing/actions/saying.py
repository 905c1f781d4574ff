"""What the person at the device says: to an entry, as a wish, or by tapping a topic.

Each comes with an id made on the device, so that what a cut line makes it send again is there once.
"""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core.errors import Refused, StateRefused
from roterfaden.plans.contents import basis_of
from roterfaden.plans.models import Entry
from roterfaden.sharing import topics
from roterfaden.sharing.models import LONGEST_WORDS, Interest, OwnWish, Reply, SharedView
from roterfaden.sharing.news import touched
from roterfaden.sharing.typed import visible

MOST_WISHES = 50
"""More are no wishes for one talk."""
MOST_SAID = 1000
"""Answers, wishes, taps and what the counsellor does with them, in one view."""
Said = TypeVar("Said", Reply, OwnWish)


class Closed(StateRefused):
    """Nothing can be said at this view: not confirmed, or ended."""

    code = "shared-view-closed"

    def __init__(self) -> None:
        super().__init__(_("Die Mitsicht ist beendet."))


class NotThere(StateRefused):
    """The entry is not in the plan any more."""

    code = "entry-not-there"

    def __init__(self) -> None:
        super().__init__(_("Dieser Eintrag steht nicht mehr im Plan."))


class NoWords(Refused):
    """Nothing was written."""

    code = "no-words"

    def __init__(self) -> None:
        super().__init__(_("Hier steht noch nichts."))


class TooManyWords(Refused):
    """More was written than is kept."""

    code = "too-many-words"

    def __init__(self) -> None:
        super().__init__(_("Das ist zu lang. Höchstens 500 Zeichen passen."))


class SaidEnough(StateRefused):
    """More than anybody says in a talk: a device that was taken over, or a script."""

    code = "said-enough"

    def __init__(self) -> None:
        super().__init__(
            _("Mehr geht in diesem Gespräch nicht. Sagen Sie das Übrige Ihrer Ansprechperson.")
        )


class SaidElsewhere(StateRefused):
    """What is sent again was said to another plan."""

    code = "said-elsewhere"

    def __init__(self) -> None:
        super().__init__(_("Das gehört zu einem anderen Plan. Laden Sie die Seite neu."))


@transaction.atomic
def reply(
    *,
    view: SharedView,
    entry_id: UUID,
    kind: Reply.Kind,
    words: str = "",
    key: UUID,
    at: datetime,
) -> Reply:
    """Answer an entry; may be changed at any time by answering again.

    "Anders" without words means that the person tells it. No answer opens a procedure.
    """
    view = _locked(view, at)
    if known := Reply.objects.filter(pk=key).select_related("view").first():
        return _the_same(known, view)
    entry = view.version.entries.present().filter(pk=entry_id).first()
    if not isinstance(entry, Entry):
        raise NotThere
    said = _tidied(words) if kind == Reply.Kind.DIFFERENT else ""
    given = Reply(view=view, entry=entry, kind=kind, words=said, basis=basis_of(entry), given_at=at)
    given.pk = key
    given.save(force_insert=True)
    touched(view.version, Change.REPLY_GIVEN, view, by=None, at=at, entry=str(entry.pk))
    return given


@transaction.atomic
def wish(*, view: SharedView, words: str, key: UUID, at: datetime) -> OwnWish:
    """Words of the person's own for "Was sonst noch wichtig ist"; they stay as written."""
    view = _locked(view, at)
    if known := OwnWish.objects.filter(pk=key).select_related("view").first():
        return _the_same(known, view)
    said = _tidied(words)
    if not said:
        raise NoWords
    if view.wishes.count() >= MOST_WISHES:
        raise SaidEnough
    made = OwnWish(view=view, version=view.version, words=said, language=view.language)
    made.pk, made.written_at = key, at
    made.save(force_insert=True)
    touched(view.version, Change.OWN_WISH_WRITTEN, view, by=None, at=at, wish=str(key))
    return made


@transaction.atomic
def tap(*, view: SharedView, code: str, is_chosen: bool, at: datetime) -> None:
    """Choose a topic or a question to talk about, or leave it; an unknown one changes nothing."""
    view = _locked(view, at)
    if code not in topics.CODES:
        return
    mine = Interest.objects.filter(version=view.version, code=code)
    if mine.exists() == is_chosen:
        return
    if is_chosen:
        Interest.objects.create(version=view.version, code=code, chosen_at=at)
    else:
        mine.delete()
    touched(view.version, Change.INTEREST_CHANGED, view, by=None, at=at)


def _locked(view: SharedView, at: datetime) -> SharedView:
    """The view as it stands now; raises :class:`Closed` unless the device may speak."""
    views = SharedView.objects.select_for_update(of=("self",))
    view = views.select_related("version__plan__case").get(pk=view.pk)
    if view.stage_at(at) != SharedView.Stage.SHARED:
        raise Closed
    if view.revision >= MOST_SAID:
        raise SaidEnough
    return view


def _the_same(known: Said, view: SharedView) -> Said:
    """What arrived before; also through a view that this one replaced in the same talk."""
    if known.view.version_id != view.version_id:
        raise SaidElsewhere
    return known


def _tidied(words: str) -> str:
    said = visible(words)
    if len(said) > LONGEST_WORDS:
        raise TooManyWords
    return said
