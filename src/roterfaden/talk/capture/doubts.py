"""What was not certain in a line, and why: named for people instead of guessed."""

from dataclasses import dataclass
from enum import StrEnum


def gettext_noop(text: str) -> str:
    """Marks a sentence for translation without needing any framework."""
    return text


class Part(StrEnum):
    """The parts of an entry that a line can leave uncertain."""

    KIND = "kind"
    OWNER = "owner"
    TEXT = "text"
    DUE_ON = "due_on"
    RHYTHM = "rhythm"
    COUNT = "count"
    PROOF = "proof"


class Why(StrEnum):
    """Why a part is uncertain, as a sentence for people."""

    NOT_READ = gettext_noop("Diese Zeitangabe wurde nicht verstanden und bleibt im Text.")
    NO_DAY = gettext_noop("Das nennt keinen bestimmten Tag.")
    NO_SUCH_DAY = gettext_noop("Diesen Tag gibt es nicht.")
    TODAY_OR_LATER = gettext_noop("Heute oder erst beim nächsten Mal?")
    THIS_OR_NEXT_WEEK = gettext_noop("Diese oder die folgende Woche?")
    DAY_OF_MONTH_ONLY = gettext_noop("Der Monat fehlt.")
    MONTH_ONLY = gettext_noop("Ein Tag fehlt, angenommen ist der letzte des Monats.")
    QUARTER_ONLY = gettext_noop("Ein Tag fehlt, angenommen ist der letzte des Quartals.")
    BEGINNING = gettext_noop("Ein Tag fehlt, angenommen ist der erste.")
    START_OR_END = gettext_noop("Anfang oder Ende der Woche?")
    PAST = gettext_noop("Dieser Tag ist schon vorbei.")
    JUST_PAST = gettext_noop(
        "Der Tag ist dieses Jahr gerade erst vorbei, angenommen ist das nächste."
    )
    FAR_AWAY = gettext_noop("Dieser Tag liegt weit in der Zukunft.")
    DAY_BEFORE = gettext_noop("„vor“: angenommen ist der Tag davor.")
    DAY_ITSELF = gettext_noop("„vor“: angenommen ist der Tag selbst.")
    WEEKDAY_DIFFERS = gettext_noop("Wochentag und Datum passen nicht zusammen.")
    SEVERAL_DAYS = gettext_noop("Es sind mehrere Zeitangaben genannt.")
    DAY_BESIDE_RHYTHM = gettext_noop("Ein Tag und ein Rhythmus sind genannt, der Rhythmus gilt.")
    SEVERAL_RHYTHMS = gettext_noop("Es sind mehrere Rhythmen genannt.")
    EVERY_OTHER_OR_SECOND = gettext_noop("Jeder zweite, oder der zweite im Monat?")
    EVERY_MONTH = gettext_noop("Gilt das jeden Monat?")
    SHORT_MONTHS = gettext_noop("Diesen Tag haben nicht alle Monate.")
    NO_RHYTHM = gettext_noop("Das nennt keinen bestimmten Rhythmus.")
    FROM_TO = gettext_noop("Angenommen ist die kleinere Zahl.")
    ABOUT = gettext_noop("Die Zahl ist ungefähr.")
    LASTING = gettext_noop("Wann das endet, steht nur im Text.")
    NO_PROOF = gettext_noop("Womit es nachgewiesen wird, steht nicht da.")
    WHO = gettext_noop("Wer das tut, ist nicht sicher.")
    SEVERAL_OWNERS = gettext_noop("Es sind mehrere genannt.")
    NOT_FOR_GOALS = gettext_noop("Bei einem Ziel steht nicht, wer es tut.")
    WHAT_KIND = gettext_noop("Ein Ziel? Mit Doppelpunkt ist es sicher: „ziel: …“.")
    NOTHING_LEFT = gettext_noop("Was getan werden soll, steht nicht da.")
    DONE_ALREADY = gettext_noop("Schon erledigt ist kein nächster Schritt.")


@dataclass(frozen=True)
class Doubt:
    """One part that is not certain, and why."""

    part: Part
    why: Why
