"""Whether a German word is rare, by wordfreq's small list (40,000 forms, read in 10 ms)."""

from functools import cache, lru_cache

_SHORTEST_PART = 4
_LONGEST_WORD = 60
_JOINTS = ("", "s", "n", "en", "es", "er", "e")


@lru_cache(8192)
def is_rare(word: str) -> bool:
    """Whether neither it nor its parts are common; ``Pflegekasse`` is made of common ones."""
    plain = word.lower().replace("-", "")
    return len(plain) > _LONGEST_WORD or not _is_common(plain)


def warm() -> None:
    """Load the list."""
    _common()


@cache
def _common() -> frozenset[str]:
    from wordfreq import get_frequency_dict

    return frozenset(get_frequency_dict("de", "small"))


@lru_cache(8192)
def _is_common(word: str) -> bool:
    known = _common()
    if word in known or _stem_in(word, known):
        return True
    return any(
        _stem_in(word[:end], known) and _is_common(word[end:])
        for end in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1)
    )


def _stem_in(part: str, known: frozenset[str]) -> bool:
    """Whether a part is common, with or without the sounds that join parts or inflect words."""
    return any(
        part.removesuffix(joint) in known
        for joint in _JOINTS
        if part.endswith(joint) and len(part) - len(joint) >= _SHORTEST_PART
    )
