"""What is said in the tasks: the free words, the same for every way of writing them down."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Spoken:
    """One entry: its own words, and what they are; ``due`` and ``monthly`` are no free words."""

    kind: str
    words: str
    due: str = ""
    monthly: bool = False
    proof: str = ""


NEW_PLAN = (
    Spoken("goal", "Ich arbeite als Alltagsbegleiterin"),
    Spoken("interim_goal", "Ich bestehe die Prüfung B2"),
    Spoken("recipient", "Deutschkurs anmelden", due="15.3."),
    Spoken("recipient", "Zeugnis übersetzen lassen", due="29.1."),
    Spoken("recipient", "5 Bewerbungen", monthly=True, proof="Liste"),
    Spoken("jobcentre", "Stellen schicken"),
    Spoken("jobcentre", "Fahrkarte bezahlen"),
    Spoken("aspect", "Ich möchte vormittags arbeiten"),
)
"""T1: goal, interim goal, three steps of the recipient, two of the jobcentre, one aspect."""

FIVE_STEPS = (
    Spoken("goal", "Ich arbeite als Alltagsbegleiterin"),
    Spoken("recipient", "Deutschkurs anmelden", due="15.3."),
    Spoken("recipient", "Zeugnis übersetzen lassen", due="29.1."),
    Spoken("recipient", "Praktikum anfragen", due="2.2."),
    Spoken("jobcentre", "Stellen schicken", due="8.1."),
    Spoken("jobcentre", "Fahrkarte bezahlen", due="1.3."),
)
"""T5: goal and five steps with dates, three of the recipient, two of the jobcentre."""

ONE_MORE = Spoken("recipient", "Praktikum anfragen", due="2.2.")
"""T2 and T6: what is added."""
