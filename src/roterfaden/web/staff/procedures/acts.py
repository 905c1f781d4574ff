"""What can be done on the page of a procedure: each address word with its form and its action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from roterfaden.obligations import actions
from roterfaden.obligations.actions.results import DecisionContent
from roterfaden.obligations.actions.stages import DutyContent, HearingContent
from roterfaden.obligations.letter_facts import missing
from roterfaden.obligations.models import GoodCause, Objection, Procedure
from roterfaden.obligations.states import Ending, Writing
from roterfaden.organisations.models import StaffMember
from roterfaden.web.staff.procedures.forms import (
    AnswerForm,
    CauseForm,
    DecisionForm,
    DutyForm,
    EndForm,
    HearingForm,
    LiftForm,
    NothingForm,
    ObjectionForm,
    ObjectionOutcomeForm,
    PaymentStopForm,
    ReportForm,
    WordsForm,
)

Said = dict[str, Any]
Run = Callable[[Procedure, Said, StaffMember, datetime], object]


@dataclass(frozen=True)
class Act:
    """One thing a person does: what is asked, what happens, what is said afterwards."""

    form: type[forms.Form]
    run: Run
    done: Any


def _cause(procedure: Procedure, said: Said, by: StaffMember, at: datetime) -> object:
    said["answer"] = GoodCause.Answer(said["answer"])
    return actions.ask_for_cause(procedure=procedure, by=by, at=at, **said)


def _duty(procedure: Procedure, said: Said, by: StaffMember, at: datetime) -> object:
    """Keep what was written; a letter comes of it once nothing is missing."""
    duty = actions.set_out_duty(procedure=procedure, content=DutyContent(**said), by=by, at=at)
    if missing(procedure, duty):
        return duty
    return actions.draft_letter(procedure=procedure, by=by, at=at)


def _hearing(procedure: Procedure, said: Said, by: StaffMember, at: datetime) -> object:
    if not said["in_person"]:
        said |= {"ground": "", "in_person_on": None, "in_person_time": None, "place": ""}
    content = HearingContent(**said)
    actions.arrange_hearing(procedure=procedure, content=content, by=by, at=at)
    return actions.draft_letter(procedure=procedure, by=by, at=at)


def _decision(procedure: Procedure, said: Said, by: StaffMember, at: datetime) -> object:
    content = DecisionContent(**said)
    actions.decide(procedure=procedure, content=content, by=by, at=at)
    return actions.draft_letter(procedure=procedure, by=by, at=at)


def _end(procedure: Procedure, said: Said, by: StaffMember, at: datetime) -> object:
    ending = Ending(said["ending"])
    return actions.end(procedure=procedure, ending=ending, reason=said["reason"], by=by, at=at)


def _objection(procedure: Procedure, said: Said, by: StaffMember, at: datetime) -> object:
    said["against"] = Writing(said["against"])
    return actions.note_objection(procedure=procedure, by=by, at=at, **said)


def _objection_outcome(procedure: Procedure, said: Said, by: StaffMember, at: datetime) -> object:
    objection = get_object_or_404(Objection, pk=said.pop("objection"), procedure=procedure)
    said["outcome"] = Objection.Outcome(said["outcome"])
    return actions.settle_objection(objection=objection, by=by, at=at, **said)


def _plain(action: Callable[..., object]) -> Run:
    """An action whose arguments are the fields of its form."""

    def run(procedure: Procedure, said: Said, by: StaffMember, at: datetime) -> object:
        return action(procedure=procedure, by=by, at=at, **said)

    return run


_ONWARD = _("Es geht weiter. Gesendet ist nichts.")
_POSTED = _("Festgehalten: Das Schreiben ist in der Post.")
_UNSENT = _("Gespeichert. Es ist noch nichts gesendet.")

ACTS: dict[str, Act] = {
    "grund": Act(CauseForm, _cause, _("Festgehalten.")),
    "verfolgen": Act(NothingForm, _plain(actions.pursue), _ONWARD),
    "pflicht": Act(DutyForm, _duty, _UNSENT),
    "weiter": Act(NothingForm, _plain(actions.go_on), _POSTED),
    "feststellen": Act(WordsForm, _plain(actions.find_breach), _("Festgestellt.")),
    "anhoerung": Act(HearingForm, _hearing, _UNSENT),
    "antwort": Act(AnswerForm, _plain(actions.note_answer), _("Antwort festgehalten.")),
    "entscheiden": Act(NothingForm, _plain(actions.begin_deciding), _("Jetzt wird entschieden.")),
    "entscheidung": Act(DecisionForm, _decision, _UNSENT),
    "aufheben": Act(LiftForm, _plain(actions.lift), _UNSENT),
    "neu-rechnen": Act(NothingForm, _plain(actions.recount), _("Neu gerechnet.")),
    "meldung": Act(ReportForm, _plain(actions.heal), _("Festgehalten.")),
    "widerspruch": Act(ObjectionForm, _objection, _("Widerspruch festgehalten.")),
    "widerspruch-ergebnis": Act(ObjectionOutcomeForm, _objection_outcome, _("Festgehalten.")),
    "zahlung": Act(PaymentStopForm, _plain(actions.note_payment_stop), _("Festgehalten.")),
    "beenden": Act(EndForm, _end, _("Beendet. Der Plan geht weiter.")),
    "zuruecknehmen": Act(NothingForm, _plain(actions.take_back), _("Zurückgenommen.")),
}
