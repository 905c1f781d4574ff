"""Invented goals whose words tell their category, as a project would hold them."""

from random import Random

from roterfaden.study.codebook import Category, Dimension

GOALS = Dimension(
    "goals",
    "Ziele",
    rubrics=("goal",),
    categories=(
        Category("work", "Arbeit"),
        Category("health", "Gesundheit"),
        Category("language", "Sprache"),
        Category("family", "Familie"),
    ),
)
WORDS = {
    "work": ("Arbeit aufnehmen", "eine Stelle finden", "mich bewerben im Verkauf"),
    "health": ("beim Arzt vorsprechen", "Gesundheit stabilisieren", "Reha beim Arzt beginnen"),
    "language": ("Deutsch lernen", "den Sprachkurs besuchen", "Deutsch B1 erreichen"),
    "family": ("Kinderbetreuung klären",),
}


def plans(count: int, *, seed: int = 1) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Texts and final codings by document; family is too rare to be learned."""
    dice = Random(seed)  # noqa: S311  the same plans each time
    final = {
        f"{at:03}": [code for code in ("work", "health", "language") if dice.random() < 0.4]
        for at in range(count)
    }
    final["000"] = ["family"]
    texts = {
        name: "Ich möchte " + " und ".join(dice.choice(WORDS[code]) for code in codes)
        for name, codes in final.items()
    }
    return texts, final
