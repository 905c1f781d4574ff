"""What the commands that set up an office share: finding it, and errors with their way out."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import translation

from roterfaden.organisations.models import Jobcentre

CREATE_JOBCENTRE = (
    "roterfaden manage create-jobcentre {} "
    '--name "Jobcenter Musterstadt" --kind municipal --land NW'
)


def jobcentre(traegernummer: str) -> Jobcentre:
    """The jobcentre of this Trägernummer; raises ``CommandError`` naming how to make it."""
    found = Jobcentre.objects.filter(traegernummer=traegernummer).first()
    if found is None:
        raise CommandError(
            f"Ein Jobcenter mit der Trägernummer {traegernummer} gibt es hier nicht. "
            f"Abhilfe: {CREATE_JOBCENTRE.format(traegernummer)}"
        )
    return found


@contextmanager
def german_errors(way_out: str) -> Iterator[None]:
    """Turn a ``ValidationError`` into one sentence for each wrong value, with the way out."""
    try:
        with translation.override("de"):
            yield
    except ValidationError as error:
        raise CommandError(f"{_sentences(error)} Abhilfe: {way_out}") from error


def _sentences(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        " ".join(messages) if name == "__all__" else f"{name}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    )
