"""Named refusals: what a rule says no to, in words for the person who asked."""


class Refused(Exception):
    """A rule refuses; ``message`` says why and names the way out, in German for people."""

    code = "refused"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotPermitted(Refused):
    """The person lacks the right (403)."""

    code = "not-permitted"


class StateRefused(Refused):
    """The state of the thing does not allow it (409)."""

    code = "state-refused"


class Immutable(Refused):
    """Something that must never change was to be changed."""

    code = "immutable"
