"""Beginning, joining, confirming and ending a shared view."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.audit.events import Change
from roterfaden.core.errors import StateRefused
from roterfaden.organisations.models import StaffMember
from roterfaden.plans.models import PlanVersion
from roterfaden.plans.policies import check_may_plan
from roterfaden.sharing import keys
from roterfaden.sharing.languages import GERMAN, known
from roterfaden.sharing.models import SharedView
from roterfaden.sharing.news import touched

JOIN_WITHIN = timedelta(minutes=30)
"""How long address and code can be opened: a talk begins with it, or a new one is made."""
LASTS = timedelta(hours=3)
"""No talk is longer; whoever forgot to end it has not left it open over night."""


@transaction.atomic
def start(*, version: PlanVersion, by: StaffMember, at: datetime) -> SharedView:
    """A new shared view of a plan in the making; one that is open is replaced by it.

    Raises :class:`StateRefused` for a version that is closed.
    """
    version = _locked_version(version)
    check_may_plan(by, version.plan.case)
    if not version.is_editable:
        raise StateRefused(_("Nur ein Plan, der gerade entsteht, kann gezeigt werden."))
    for former in SharedView.objects.filter(version=version, ended_at__isnull=True):
        _close(former, SharedView.EndReason.REPLACED, by=by, at=at)
    pk = uuid4()
    view = SharedView.objects.create(
        pk=pk,
        version=version,
        token_hash=keys.hash_of("token", keys.token_of(pk)),
        code_hash=keys.hash_of("code", keys.code_of(pk)),
        language=known(version.plan.case.recipient.language),
        started_at=at,
        started_by=by,
        join_ends_at=at + JOIN_WITHIN,
        expires_at=at + LASTS,
    )
    touched(version, Change.SHARED_VIEW_STARTED, view, by=by, at=at, case=_case(view))
    return view


@transaction.atomic
def join(
    *,
    token: str = "",
    code: str = "",
    language: str = "",
    is_chosen: bool = True,
    at: datetime,
) -> tuple[SharedView, str] | None:
    """Bind the view to the device that comes first; its secret is returned this once.

    ``language`` that somebody chose counts; one that the browser merely names (``is_chosen=False``)
    only where the person's own is not known to be another one.
    None for whatever cannot be joined, for whatever reason: an address or code that never was, one
    that was used, ended or came too late.
    """
    wanted = (
        {"token_hash": keys.hash_of("token", token)}
        if token
        else {"code_hash": keys.hash_of("code", keys.tidied(code))}
    )
    waiting = SharedView.objects.select_for_update(of=("self",)).to_join_at(at)
    view: SharedView | None = waiting.filter(**wanted).first()
    if view is None:
        return None
    device = keys.new_device()
    view.device_hash = keys.hash_of("device", device)
    view.two_words = keys.new_words()
    if known(language) == language and (is_chosen or view.language == GERMAN):
        view.language = language
    view.opened_at = at
    view.save(update_fields=["device_hash", "two_words", "language", "opened_at"])
    touched(view.version, Change.SHARED_VIEW_OPENED, view, by=None, at=at)
    return view, device


@transaction.atomic
def confirm(*, view: SharedView, two_words: str, by: StaffMember, at: datetime) -> SharedView:
    """Both screens show the same two words: from now on the device sees the plan.

    ``two_words`` are those that the counsellor read, so that nothing newer is confirmed unseen.
    """
    view = _locked(view)
    check_may_plan(by, view.version.plan.case)
    is_checking = view.stage_at(at) == SharedView.Stage.CHECKING
    if view.confirmed_at is None and (not is_checking or view.two_words != two_words):
        raise StateRefused(_("Das Gerät ist nicht mehr da. Beginnen Sie mit einem neuen Code."))
    if view.confirmed_at is None:
        view.confirmed_at = at
        view.save(update_fields=["confirmed_at"])
        touched(view.version, Change.SHARED_VIEW_CONFIRMED, view, by=by, at=at)
    return view


@transaction.atomic
def end(
    *, view: SharedView, why: SharedView.EndReason, by: StaffMember | None, at: datetime
) -> SharedView:
    """Nothing is shown any more; ``by=None``: the person at the device ended it."""
    view = _locked(view)
    if by is not None:
        check_may_plan(by, view.version.plan.case)
    if view.ended_at is None:
        _close(view, why, by=by, at=at)
    return view


@transaction.atomic
def choose_language(*, view: SharedView, language: str, at: datetime) -> SharedView:
    """The language of the device; an unknown one changes nothing. The log need not know it."""
    view = _locked(view)
    if known(language) == language and language != view.language:
        view.language = language
        view.save(update_fields=["language"])
        touched(view.version, Change.SHARED_VIEW_LANGUAGE, view, by=None, at=at)
    return view


def of_device(view_id: UUID, device: str) -> SharedView | None:
    """The view that this device opened, open or ended."""
    views = SharedView.objects.select_related("version__plan__case__jobcentre")
    found: SharedView | None = views.filter(
        pk=view_id, device_hash=keys.hash_of("device", device), opened_at__isnull=False
    ).first()
    return found


def _close(
    view: SharedView, why: SharedView.EndReason, *, by: StaffMember | None, at: datetime
) -> None:
    view.ended_at, view.end_reason = at, why
    view.save(update_fields=["ended_at", "end_reason"])
    touched(view.version, Change.SHARED_VIEW_ENDED, view, by=by, at=at, why=str(why))


def _locked(view: SharedView) -> SharedView:
    views = SharedView.objects.select_for_update(of=("self",))
    return views.select_related("version__plan__case").get(pk=view.pk)


def _locked_version(version: PlanVersion) -> PlanVersion:
    versions = PlanVersion.objects.select_for_update(of=("self",))
    return versions.select_related("plan__case__recipient").get(pk=version.pk)


def _case(view: SharedView) -> str:
    return str(view.version.plan.case_id)
