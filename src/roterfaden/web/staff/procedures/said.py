"""What a person said of a hindrance, in the plan's talks and on the shared view."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from roterfaden.core import clock
from roterfaden.obligations.models import Procedure
from roterfaden.obligations.softer import Hindrance, hindrances
from roterfaden.sharing.models import OwnWish, Reply


def all_hindrances(procedure: Procedure) -> list[Hindrance]:
    """Everything on record that may be a good cause, the newest first."""
    found = [*hindrances(procedure), *_on_the_shared_view(procedure)]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _on_the_shared_view(procedure: Procedure) -> Iterator[Hindrance]:
    step = procedure.step
    if step is None:
        return
    replies = Reply.objects.filter(entry__in=[step.pk, step.continues_id], kind="different")
    for reply in replies.exclude(words="").order_by("given_at"):
        yield Hindrance(clock.day_of(reply.given_at), reply.words, _("am Gerät: „Anders“"))
    for wish in OwnWish.objects.filter(version=step.version_id).order_by("written_at"):
        yield Hindrance(clock.day_of(wish.written_at), wish.words, _("am Gerät: eigener Wunsch"))
