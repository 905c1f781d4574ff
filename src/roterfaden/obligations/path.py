"""A procedure as a path: where it was, where it is, what can come, and what leads back to the plan.

From the procedure, its ledger and the law of its days; the page draws what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.core import spoken
from roterfaden.delivery.models import Letter
from roterfaden.law.rules.conciliation import conciliation_end
from roterfaden.law.rules.determination_limit import determination_limit
from roterfaden.obligations.consequences import due_end, known_on, lapsed, reduced
from roterfaden.obligations.letter_facts import suggested
from roterfaden.obligations.letters import letter_of
from roterfaden.obligations.models import Duty, GoodCause, Hearing, Move, Procedure, Reduction
from roterfaden.obligations.softer import softer_steps
from roterfaden.obligations.states import ENDING_NAMES, Ending, State, Track, Writing
from roterfaden.obligations.words import full_day


class Standing(StrEnum):
    """Where a station lies, seen from now."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Station:
    """One knot of the path; ``back`` is what leads from here back to the plan."""

    code: str
    standing: Standing
    title: str
    day: str = ""
    words: str = ""
    back: str = ""


_ORDER = {
    Track.DUTY: ("clarifying", "obliging", "awaiting", "hearing", "deciding", "reduced"),
    Track.DIRECT: ("clarifying", "hearing", "deciding", "reduced"),
    Track.UNREACHABLE: ("clarifying", "hearing", "deciding", "unreachable"),
    Track.CONCILIATION: ("conciliating",),
}
_SAME = {State.HEARD: "hearing"}
"""A state without a station of its own."""


def path(procedure: Procedure, today: date) -> list[Station]:
    """All stations from the occasion on; of an ended procedure only those it came to."""
    return _Path(procedure, today).stations


class _Path:
    def __init__(self, procedure: Procedure, today: date) -> None:
        self.of, self.today = procedure, today
        self.moves = list(procedure.moves.filter(taken_back_at__isnull=True))
        self.letters: dict[Writing, Letter | None] = {}

    @property
    def stations(self) -> list[Station]:
        order = list(_ORDER[Track(self.of.track)])
        if self._move_to(State.REDUCED) and "reduced" not in order:
            order.append("reduced")
        visited = {_SAME.get(State(one.source), one.source) for one in self.moves}
        here = _SAME.get(State(self.of.state), self.of.state)
        found = [self._occasion(), *self._before()]
        for code in order:
            standing = _standing(code, here, visited)
            if standing is Standing.AHEAD and not self._goes_on:
                continue
            found.append(self._station(code, standing))
        return [*found, self._end()] if not self.of.is_running else found

    @cached_property
    def _goes_on(self) -> bool:
        """Whether anything may still come: not after its end, and not for who is spared."""
        decision = getattr(self.of, "decision", None)
        return self.of.is_running and (decision is None or decision.takes_something)

    def _station(self, code: str, standing: Standing) -> Station:
        title, day, words, back = getattr(self, f"_{code}")(standing)
        return Station(code, standing, title, day, words, back)

    def _occasion(self) -> Station:
        titles = {
            "step_not_done": _("Im Rückblick festgestellt"),
            "missed_talk": _("Gespräch versäumt"),
            "no_plan": _("Kein Plan kam zustande"),
            "offer_refused": _("Abgelehnt oder abgebrochen"),
            "conciliation": _("Schlichtung verlangt"),
        }
        words = f"{self.of.about.removesuffix('.')}. {self.of.opened_by}."
        return Station(
            "occasion",
            Standing.DONE,
            titles[self.of.entry],
            full_day(self.of.event_on),
            words,
        )

    def _before(self) -> list[Station]:
        """Softer steps that were taken: shown, never demanded."""
        softer = softer_steps(self.of)
        if not softer:
            return []
        words = " ".join(one.words for one in softer)
        day = full_day(softer[-1].on)
        return [Station("softer", Standing.DONE, _("Vorher besprochen"), day, words)]

    def _clarifying(self, standing: Standing) -> tuple[str, str, str, str]:
        cause: GoodCause | None = self.of.causes.last()
        back = _("ein wichtiger Grund vorliegt")
        if cause is None:
            return _("Nach dem Grund fragen"), "", _("Zuerst wird die Person gefragt."), back
        asked = _("Gefragt nach: %(codes)s.") % {"codes": ", ".join(cause.asked_words)}
        words = f"{_upper(str(cause.get_answer_display()))}. {asked}"
        return _("Nach dem Grund gefragt"), full_day(cause.asked_on), words, back

    def _obliging(self, standing: Standing) -> tuple[str, str, str, str]:
        old = self.of.by_the_old_law
        title = _("Aufforderung mit Belehrung") if old else _("Verpflichtung durch Bescheid")
        back = {
            "no_plan": _("ein Plan noch zustande kommt, bevor das Schreiben zur Post geht"),
            "missed_talk": _("es sich klärt, bevor das Schreiben zur Post geht"),
        }.get(self.of.entry, _("der Schritt noch getan ist, bevor das Schreiben zur Post geht"))
        if standing is Standing.AHEAD:
            return title, "", _("Was genau, wie oft, wie nachgewiesen, bis wann und warum."), back
        return title, self._letter_day(Writing.DUTY), self._known(Writing.DUTY), back

    def _awaiting(self, standing: Standing) -> tuple[str, str, str, str]:
        title, back = _("Frist für den Nachweis"), _("die Pflicht erfüllt oder nachgewiesen ist")
        duty = self._duty
        if duty is None or duty.due_on is None:
            return title, "", "", back
        day = _("bis %(day)s") % {"day": full_day(due_end(self.of).on)}
        parts = (duty.efforts, duty.how_often, duty.form_of_proof)
        return title, day, "; ".join(part for part in parts if part) + ".", back

    def _hearing(self, standing: Standing) -> tuple[str, str, str, str]:
        back = _("Grund, Härte oder Bereitschaft sich zeigen")
        if standing is Standing.AHEAD:
            words = _(
                "Schriftlich, üblich sind zwei Wochen. Persönlich, wenn die Person es wünscht oder "
                "schriftlich nicht geht."
            )
            return _("Anhörung"), self._not_before(), words, back
        hearing = Hearing.objects.filter(procedure=self.of).first()
        if self.of.state == State.HEARING or hearing is None:
            return _("Anhörung"), self._letter_day(Writing.HEARING), self._found(), back
        day = _("Antwort bis %(day)s") % {"day": full_day(hearing.answer_until_on)}
        words = hearing.answer or _("Noch keine Antwort.")
        if hearing.answer and hearing.answered_on:
            words = f"{spoken.day(hearing.answered_on)}: {hearing.answer}"
        return _("Anhörung"), day, words, back

    def _deciding(self, standing: Standing) -> tuple[str, str, str, str]:
        back = _("ein Grund oder eine Härte gegen die Minderung spricht")
        decision = getattr(self.of, "decision", None)
        if standing is not Standing.AHEAD and decision is not None:
            words = f"{_upper(decision.get_outcome_display())}."
            if decision.takes_something:
                words = f"{words} {self._known(Writing.DECISION)}"
            return _("Entscheidung"), self._letter_day(Writing.DECISION), words, back
        if self.of.track == Track.UNREACHABLE:
            return _("Entscheidung"), "", self._what_could_follow(), back
        limit = determination_limit(breach_on=self._breach).latest_on
        day = _("spätestens %(day)s") % {"day": full_day(limit)}
        return _("Entscheidung"), day, self._what_could_follow(), back

    def _reduced(self, standing: Standing) -> tuple[str, str, str, str]:
        back = _("die Pflicht nachgeholt ist: früher, nach mindestens einem Monat")
        known: Reduction | None = Reduction.objects.filter(procedure=self.of).first()
        if known is None:
            return _("Minderung"), "", _("Ab dem Monat nach dem Bescheid. Die Miete bleibt."), back
        day = _("%(first)s bis %(last)s") % {
            "first": spoken.day(known.begins_on),
            "last": spoken.day(known.ends_on),
        }
        words = _("%(percent)d Prozent des Regelbedarfs.") % {"percent": known.percent}
        if known.monthly_amount:
            euro = f"{known.monthly_amount:.2f}".replace(".", ",")
            words += " " + _("Das sind %(euro)s Euro im Monat.") % {"euro": euro}
        return _("Minderung"), day, words + " " + _("Die Miete bleibt immer."), back

    def _unreachable(self, standing: Standing) -> tuple[str, str, str, str]:
        back = _("die Person sich rechtzeitig persönlich meldet")
        title = _("Nicht erreichbar")
        decision = getattr(self.of, "decision", None)
        if decision is None:
            return title, "", _("Der Anspruch entfällt dann mit dem nächsten Monat."), back
        law = lapsed(decision.decided_on)
        day = _("ab %(day)s") % {"day": spoken.day(law.claim_ends_on)}
        words = _("Eine persönliche Meldung bis %(day)s heilt.") % {
            "day": spoken.day(law.report_until)
        }
        return title, day, words, back

    def _conciliating(self, standing: Standing) -> tuple[str, str, str, str]:
        end = conciliation_end(began_on=self.of.event_on).ends_on
        words = _("Eine unbeteiligte Person vermittelt. So lange mindert niemand etwas.")
        day = _("bis %(day)s") % {"day": full_day(end)}
        return _("Schlichtung"), day, words, _("beide Seiten sich einigen")

    def _end(self) -> Station:
        ending = str(ENDING_NAMES[Ending(self.of.ending)])
        last = self.moves[-1]
        words = f"{_upper(ending)}. {last.reason}".strip()
        day = full_day(last.happened_on)
        return Station("ended", Standing.DONE, _("Beendet, zurück zum Plan"), day, words)

    @cached_property
    def _duty(self) -> Duty | None:
        return Duty.objects.filter(procedure=self.of).first()

    @property
    def _breach(self) -> date:
        """The day of the breach, found or as it would be."""
        duty = self._duty
        if self.of.breach_on is None and duty is not None and duty.due_on:
            return due_end(self.of).on + timedelta(days=1)
        return self.of.breach_day

    def _not_before(self) -> str:
        duty = self._duty
        if self.of.track != Track.DUTY or duty is None or duty.due_on is None:
            return ""
        return _("frühestens ab %(day)s") % {"day": full_day(self._breach)}

    def _found(self) -> str:
        move = self._move_to(State.HEARING)
        return move.reason if move and move.reason else self.of.about

    def _letter(self, writing: Writing) -> Letter | None:
        if writing not in self.letters:
            self.letters[writing] = letter_of(self.of, writing)
        return self.letters[writing]

    def _letter_day(self, writing: Writing) -> str:
        letter = self._letter(writing)
        if letter is None:
            return _("noch nicht geschrieben")
        if letter.posted_on is None:
            return letter.state_name
        return _("abgesendet am %(day)s") % {"day": full_day(letter.posted_on)}

    def _known(self, writing: Writing) -> str:
        letter = self._letter(writing)
        known = letter.notified_on() if letter else None
        if known is not None:
            return _("Gilt als bekannt gegeben am %(day)s.") % {"day": full_day(known)}
        return _("Ginge es heute zur Post, gälte es am %(day)s als bekannt gegeben.") % {
            "day": full_day(known_on(self.today))
        }

    def _what_could_follow(self) -> str:
        if self.of.track == Track.UNREACHABLE:
            return _("Feststellen, dass die Person nicht erreichbar ist, oder nichts davon.")
        law = reduced(self.of, suggested(self.of), known_on(self._breach))
        return ngettext(
            "Keine Minderung, oder %(percent)d Prozent für einen Monat. Die Miete bleibt immer.",
            "Keine Minderung, oder %(percent)d Prozent für %(months)d Monate. "
            "Die Miete bleibt immer.",
            law.months,
        ) % {"percent": law.percent, "months": law.months}

    def _move_to(self, state: State) -> Move | None:
        return next((one for one in reversed(self.moves) if one.target == state), None)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _standing(code: str, here: str, visited: set[str]) -> Standing:
    if code == here:
        return Standing.NOW
    return Standing.DONE if code in visited else Standing.AHEAD
