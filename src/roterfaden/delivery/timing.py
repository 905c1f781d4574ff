"""Whether the days in a letter still fit the day on which it goes out."""

from datetime import date

from django.utils.translation import gettext as _

from roterfaden.core import spoken
from roterfaden.core.errors import Refused
from roterfaden.delivery.kinds import Kind
from roterfaden.delivery.models import Letter
from roterfaden.delivery.models.letters import known_on
from roterfaden.law.errors import LawError
from roterfaden.law.regimes import regime_on
from roterfaden.law.terms import first_of_next_month

_ASKED_FOR_BY = {
    Kind.INVITATION: "meets_on",
    Kind.JOB_PROPOSAL: "apply_until_on",
    Kind.ASSIGNMENT: "begins_on",
    Kind.REQUEST: "due_on",
    Kind.OBLIGATION: "due_on",
    Kind.HEARING: "answer_until_on",
}
"""The day by which the recipient is to do something."""
_BEGINS_BY_LAW = ("breach", "missed_appointment", "work_refusal")


def check_days(letter: Letter, posted_on: date, channel: Letter.Channel) -> None:
    """Raise :class:`Refused` where a day in the letter no longer fits this posting.

    A term must lie after the letter is known, and a reduction begins with the month after that
    (§ 31b Abs. 1 Satz 1 SGB II).
    """
    try:
        regime_on(posted_on)
        known = known_on(posted_on, channel)
    except LawError as error:
        raise Refused(error.message) from None
    if (code := _ASKED_FOR_BY.get(Kind(letter.kind))) and _day(letter, code) <= known:
        raise Refused(
            _(
                "Das Schreiben gilt erst am %(known)s als bekannt. Der %(day)s darin ist zu früh. "
                "Öffnen Sie es wieder und setzen Sie einen späteren Tag."
            )
            % {"known": spoken.day(known), "day": spoken.day(_day(letter, code))}
        )
    if _reduces(letter) and _day(letter, "begins_on") != (begin := first_of_next_month(known)):
        raise Refused(
            _(
                "An diesem Tag abgesendet, beginnt die Minderung am %(begin)s. Im Schreiben steht "
                "der %(day)s. Öffnen Sie es wieder und passen Sie Beginn und Ende an."
            )
            % {"begin": spoken.day(begin), "day": spoken.day(_day(letter, "begins_on"))}
        )


def _reduces(letter: Letter) -> bool:
    facts = letter.facts
    return (
        letter.kind == Kind.DECISION
        and facts["outcome"] == "reduce"
        and facts["consequence"] in _BEGINS_BY_LAW
    )


def _day(letter: Letter, code: str) -> date:
    return date.fromisoformat(letter.facts[code])
