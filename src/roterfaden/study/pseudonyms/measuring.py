"""How much of an invented corpus is found, how much harmless text goes with it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roterfaden.study.pseudonyms.corpus import Gold, Invented, corpus
from roterfaden.study.pseudonyms.flags import Flag
from roterfaden.study.pseudonyms.texts import Pseudonymised, Pseudonymiser
from roterfaden.study.pseudonyms.words import words
from roterfaden.study.sampling.shares import share_at_fixed_size


@dataclass(frozen=True)
class Found:
    """How many of some data were removed wholly, and how many of the rest were flagged."""

    there: int
    removed: int
    flagged: int

    @property
    def recall(self) -> float | None:
        return share_at_fixed_size(self.removed, self.there).value

    @property
    def ci95(self) -> tuple[float, float] | None:
        return share_at_fixed_size(self.removed, self.there).ci95


@dataclass(frozen=True)
class Measured:
    """Recall overall, of what the record knows, by form; over-removal in words."""

    documents: int
    seed: int
    all: Found
    known: Found
    unknown: Found
    by_form: dict[str, Found]
    harmless_words: int
    harmless_removed: int
    harmless_flagged: int
    removed_examples: tuple[str, ...]
    missed_examples: tuple[str, ...]

    @property
    def over_removal(self) -> float | None:
        return share_at_fixed_size(self.harmless_removed, self.harmless_words).value


def measure(documents: int, *, seed: int) -> Measured:
    """Pseudonymise an invented corpus and compare with what stands in it.

    A datum counts as removed only if not one letter or digit of it is left.
    """
    there: Counter[tuple[str, bool]] = Counter()
    removed: Counter[tuple[str, bool]] = Counter()
    flagged: Counter[tuple[str, bool]] = Counter()
    missed: Counter[str] = Counter()
    harmless, wrongly, suspected = 0, Counter[str](), 0
    for document in corpus(documents, seed=seed):
        done = Pseudonymiser(document.facts).text(document.text)
        covered = _covered(document.text, done)
        for gold in document.gold:
            what = (gold.form, gold.known)
            there[what] += 1
            if _is_gone(document.text, gold, covered):
                removed[what] += 1
            else:
                seen = _is_flagged(document.text, gold, done.flags)
                flagged[what] += seen
                missed[f"{gold.form}: {document.text[gold.start : gold.end]}"] += not seen
        untouched, lost = _harmless(document, covered)
        harmless += untouched
        wrongly.update(lost)
        suspected += _suspected(document, done.flags)
    return Measured(
        documents,
        seed,
        _sum(there, removed, flagged, there),
        _sum(there, removed, flagged, [one for one in there if one[1]]),
        _sum(there, removed, flagged, [one for one in there if not one[1]]),
        {one[0]: _sum(there, removed, flagged, [one]) for one in sorted(there)},
        harmless,
        wrongly.total(),
        suspected,
        tuple(word for word, _ in wrongly.most_common(12)),
        tuple(word for word, count in missed.most_common(12) if count),
    )


def _covered(text: str, done: Pseudonymised) -> bytearray:
    covered = bytearray(len(text))
    for one in done.replaced:
        covered[one.span.start : one.span.end] = b"\1" * (one.span.end - one.span.start)
    return covered


def _is_gone(text: str, gold: Gold, covered: bytearray) -> bool:
    return all(covered[place] or not text[place].isalnum() for place in range(gold.start, gold.end))


def _is_flagged(text: str, gold: Gold, found: Sequence[Flag]) -> bool:
    left = {word.text for word in words(text[gold.start : gold.end])}
    return any(flag.text in left for flag in found)


def _harmless(document: Invented, covered: bytearray) -> tuple[int, list[str]]:
    """How many words are nobody's data, and which of them went."""
    gold = bytearray(len(document.text))
    for one in document.gold:
        gold[one.start : one.end] = b"\1" * (one.end - one.start)
    free = [word for word in words(document.text) if not any(gold[word.start : word.end])]
    return len(free), [word.text for word in free if any(covered[word.start : word.end])]


def _suspected(document: Invented, found: Iterable[Flag]) -> int:
    personal = {
        word.text for gold in document.gold for word in words(document.text[gold.start : gold.end])
    }
    return sum(flag.text not in personal for flag in found)


def _sum(
    there: Counter[tuple[str, bool]],
    removed: Counter[tuple[str, bool]],
    flagged: Counter[tuple[str, bool]],
    chosen: Iterable[tuple[str, bool]],
) -> Found:
    keys = list(chosen)
    sums = (sum(counter[one] for one in keys) for counter in (there, removed, flagged))
    return Found(*sums)
