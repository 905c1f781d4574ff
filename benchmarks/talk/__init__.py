"""How long the pause is: what a counsellor does at the keyboard while somebody waits."""

from benchmarks.figures import Figure


def run() -> dict[str, Figure]:
    """Operator time of each task in seconds, and of a new plan on a plain form."""
    from benchmarks.talk.measuring import figures, measured

    return figures(measured())
