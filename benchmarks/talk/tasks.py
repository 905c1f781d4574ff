"""The six tasks: where each begins, what is done at the keyboard, and what must be stored then.

Each begins where the talk stands: T1 and T5 on the page of the case, T2 and T6 there too, T4 in the
editor. M is counted before each entry, each word about an old one, the answer, and each look at
whether it is right: once when the plan is read out and once when it is agreed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.talk import stored
from benchmarks.talk.script import Action, Await, Press, Say, Script, Think, Unplayed, Write
from benchmarks.talk.words import FIVE_STEPS, NEW_PLAN, ONE_MORE, Spoken

RUBRIC = {
    "goal": "Alt+ArrowUp+ArrowUp",
    "interim_goal": "Alt+ArrowUp",
    "recipient": "",
    "jobcentre": "Alt+ArrowDown",
    "aspect": "Alt+ArrowDown+ArrowDown+ArrowDown",
}
"""From the steps of the recipient, where the line stands by itself; Alt is held."""
LINES = "li[data-entry]"
DAY = "[name=new_due_on]:focus"


@dataclass(frozen=True)
class Task:
    """One task; ``starts`` is an address in which ``{id}`` is what the world made for it.

    ``bar`` and ``existing`` are seconds: what must be met, and what an existing plan application
    took for the same task.
    """

    name: str
    words: str
    starts: str
    ready: str
    script: Script
    stored: Callable[[stored.Ask, str], None]
    bar: float
    existing: float | None = None


def line(one: Spoken, *, there: int, is_first: bool = False, is_last: bool = True) -> Script:
    """One entry in the capture line, and the wait until so many stand ``there``.

    What is no step of the recipient is chosen by Alt and arrows; a plan begins with its goal. After
    the last one nobody thinks of the next, so that the wait for it counts in full.
    """
    parts: list[Action] = [Think(f"entry: {one.words}")]
    if RUBRIC[one.kind] and not (is_first and one.kind == "goal"):
        parts.append(Press(RUBRIC[one.kind]))
    parts.append(Say(one.words))
    if one.monthly:
        parts.append(Write(" monatlich zum 1."))
    if one.due:
        parts.append(Write(f" {one.due}"))
    if one.proof:
        parts += [Write(" nachweis "), Say(one.proof)]
    stands = Await(LINES, count=there, while_thinking=not is_last)
    return (*parts, Press("Enter"), Await("#besprochen", value=""), stands)


def lines(spoken: tuple[Spoken, ...]) -> Script:
    """All of them, the goal first."""
    numbered = enumerate(spoken, start=1)
    return tuple(
        action
        for number, one in numbered
        for action in line(one, there=number, is_first=number == 1, is_last=number == len(spoken))
    )


BEGIN: Script = (Press("F8"), Await("#besprochen:focus", page="/plaene/*/"))
LOOK_BACK: Script = (Press("r"), Await("[data-looking-back] :focus", page="/rueckblick/"))
ON: Script = (Press("F8"), Await("#besprochen:focus", page="/plaene/*/"))
AGREE: Script = (
    Press("F8"),
    Await("[data-answer]", page="/antwort/"),
    Think("check: the plan as it is read out"),
    Think("answer"),
    Press("1"),
    Press("Enter"),
    Await("[data-focus]:focus", page="/abgestimmt/"),
)
"""Reading out, the yes, the PDF in the case file; the page after it has the focus on printing."""
SAY_YES = tuple(action for action in AGREE if action != Think("check: the plan as it is read out"))
PRINT: Script = (
    Think("check: agreed and filed"),
    Press("Enter", brings="/blatt.pdf"),
    Unplayed("Control+p"),
    Unplayed("Enter"),
)


def told(*digits: str) -> Script:
    """One key for each old entry, in the order in which the page asks."""
    return tuple(action for digit in digits for action in (Think("old entry"), Press(digit)))


NOT_RAISED: Script = (
    *(Press("0"), Await("[data-reasons]", page="/nicht-angesprochen/")),
    *(Think("answer: the reason"), Press("1")),
    *(Think("entry: the small task"), Say("Befund holen"), Press("Tab"), Write("15.1.")),
    *(Think("entry: the next meeting"), Press("Tab"), Press("Tab"), Write("20.1.")),
    *(Press("Tab"), Write("10"), Think("check"), Press("Enter")),
    Await("[data-next]", page="/faelle/*/"),
)

TASKS: tuple[Task, ...] = (
    Task(
        "T1",
        "new plan",
        starts="/faelle/{id}/",
        ready="[data-next]",
        script=(*BEGIN, *lines(NEW_PLAN), *AGREE),
        stored=stored.new_plan,
        bar=45,
    ),
    Task(
        "T2",
        "update",
        starts="/faelle/{id}/",
        ready="[data-next]",
        script=(
            *LOOK_BACK,
            *told("3", "1", "1", "1", "3", "3"),
            *ON,
            *line(ONE_MORE, there=4),
            *AGREE,
        ),
        stored=stored.update,
        bar=25,
    ),
    Task(
        "T3",
        "not raised: reason, small task, next meeting",
        starts="/faelle/{id}/",
        ready="[data-next]",
        script=NOT_RAISED,
        stored=stored.not_raised,
        bar=12,
    ),
    Task(
        "T4",
        "finished draft: answer, file, print",
        starts="/plaene/{id}/",
        ready="#besprochen",
        script=(*SAY_YES, *PRINT),
        stored=stored.finished_draft,
        bar=5,
    ),
    Task(
        "T5",
        "goal and five dated steps, PDF",
        starts="/faelle/{id}/",
        ready="[data-next]",
        script=(*BEGIN, *lines(FIVE_STEPS), *AGREE),
        stored=stored.five_steps,
        bar=30,
        existing=106.7,
    ),
    Task(
        "T6",
        "three steps done, a date moved, a step added",
        starts="/faelle/{id}/",
        ready="[data-next]",
        script=(
            *(*LOOK_BACK, Press("ArrowDown"), *told("1", "1", "1")),
            *(Think("another day"), Press("d"), Await(DAY), Write("9.2."), Press("Enter")),
            *(*ON, *line(ONE_MORE, there=4), Await(LINES, count=4)),
        ),
        stored=stored.three_done,
        bar=12,
        existing=44.4,
    ),
)
