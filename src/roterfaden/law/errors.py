"""Named refusals of the law: what cannot be answered, where, and what would help.

``message`` is German and meant for people. The law lies below everything else, so these
exceptions derive from nothing of the other packages.
"""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=4096)
def german(day: date) -> str:
    """A day as Germans write it: 28.02.2027."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


class LawError(Exception):
    """Base of everything the law refuses; ``way_out`` is German too, and may be empty."""

    def __init__(self, message: str, way_out: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.way_out = way_out


class RuleDefinitionError(LawError):
    """A rule is declared wrongly; raised at import, so it never reaches a person."""


class OverlappingVersions(RuleDefinitionError):
    """Two versions of one thing would be in force on the same day."""


class GapBetweenVersions(RuleDefinitionError):
    """Between two versions of one thing there is a day without any."""


class ParameterFileError(LawError):
    """A parameter file does not follow the schema; raised when the files are loaded."""


class NotInForce(LawError):
    """Nothing is in force on the day asked for."""


class NoRuleInForce(NotInForce):
    """The rule exists, but not on this day."""


class NoValueInForce(NotInForce):
    """The parameter exists, but has no value on this day."""


class NoRegimeInForce(NotInForce):
    """The day lies before the first regime this product knows."""


class UnknownRule(LawError):
    """No rule has this name."""


class UnknownParameter(LawError):
    """No parameter has this name."""


class UnknownPlace(LawError):
    """The Land or the municipality does not exist, or they do not belong together."""


class ImpossibleTerm(LawError):
    """A term leads out of the calendar, or runs backwards."""


class UnknownContent(LawError):
    """No plan has a content of this name."""


class WrongInput(LawError):
    """One input of a rule cannot be used; ``input`` is its name."""

    def __init__(self, name: str, message: str, way_out: str = "") -> None:
        super().__init__(message, way_out)
        self.input = name


class WrongInputs(LawError):
    """One or several inputs cannot be used, in the order in which they were declared."""

    def __init__(self, errors: tuple[WrongInput, ...]) -> None:
        super().__init__(" ".join(error.message for error in errors), errors[0].way_out)
        self.errors = errors
