"""What can be done with letters, their wordings, and who checks them."""

from roterfaden.delivery.actions.letters import (
    change,
    check,
    draft,
    give_to_check,
    restore,
    send_back,
    withdraw,
)
from roterfaden.delivery.actions.posting import note_receipt, post

__all__ = [
    "change",
    "check",
    "draft",
    "give_to_check",
    "note_receipt",
    "post",
    "restore",
    "send_back",
    "withdraw",
]
