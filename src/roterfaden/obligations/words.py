"""Days as a procedure says them."""

from datetime import date

from roterfaden.core import spoken


def full_day(day: date) -> str:
    """A day with its name and year: a procedure reaches from one year into the next."""
    short = spoken.short_day(day)
    return f"{short}{'' if short.endswith('.') else ' '}{day.year}"
