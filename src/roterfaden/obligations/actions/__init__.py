"""What can be done with procedures, and with proposals of work and measures."""

from roterfaden.obligations.actions.house_rules import set_house_rules
from roterfaden.obligations.actions.moving import (
    begin_deciding,
    end,
    find_breach,
    go_on,
    pursue,
    take_back,
)
from roterfaden.obligations.actions.opening import begin, begin_conciliation, begin_practice
from roterfaden.obligations.actions.payment_stops import note_payment_stop
from roterfaden.obligations.actions.proposals import (
    draft_proposal,
    record_offer,
    take_back_offer,
    tell_outcome,
)
from roterfaden.obligations.actions.results import (
    decide,
    heal,
    lift,
    note_objection,
    recount,
    settle_objection,
)
from roterfaden.obligations.actions.stages import (
    arrange_hearing,
    ask_for_cause,
    draft_letter,
    note_answer,
    set_out_duty,
)

__all__ = [
    "arrange_hearing",
    "ask_for_cause",
    "begin",
    "begin_conciliation",
    "begin_deciding",
    "begin_practice",
    "decide",
    "draft_letter",
    "draft_proposal",
    "end",
    "find_breach",
    "go_on",
    "heal",
    "lift",
    "note_answer",
    "note_objection",
    "note_payment_stop",
    "pursue",
    "record_offer",
    "recount",
    "set_house_rules",
    "set_out_duty",
    "settle_objection",
    "take_back",
    "take_back_offer",
    "tell_outcome",
]
