"""Transcripts as text: a line per turn, who speaks before a colon, remarks in brackets.

    IFK: Okay. Dann machen wir jetzt noch den Plan.
    ELB: //Genau.// (gleichzeitig mit IFK)

Overlaps ``//…//`` and stress in CAPITALS stay in the words, as in the report (chapter 5).
"""

import re
from collections.abc import Iterable
from typing import Any

from roterfaden.study.documents import Content

_TURN = re.compile(r"\s*(?P<who>[A-ZÄÖÜ][\w.\-]{0,30}(?: [\w.\-]{1,30}){0,2}):\s+(?P<said>\S.*)")
_FEWEST = 2


def is_transcript(text: str) -> bool:
    """Say whether most lines of a text are turns."""
    lines = [one for one in text.splitlines() if one.strip()]
    turns = sum(1 for one in lines if _TURN.fullmatch(one))
    return turns >= _FEWEST and 2 * turns >= len(lines)


def transcript_of(text: str, id_: str) -> dict[str, Any]:
    """Give the turns of a text; a line without a speaker goes on with the turn before it."""
    turns: list[dict[str, str]] = []
    for line in (one.strip() for one in text.splitlines() if one.strip()):
        match = _TURN.fullmatch(line)
        if match:
            turns.append({"speaker": match["who"], "text": match["said"].strip()})
        elif turns:
            turns[-1]["text"] += f" {line}"
        else:
            turns.append({"speaker": "", "text": line})
    return {"id": id_, "kind": "transcript", "turns": [_noted(**turn) for turn in turns]}


def _noted(speaker: str, text: str) -> dict[str, str]:
    """Set a remark at the end of a turn apart."""
    words, opened, note = text.rstrip().rpartition(" (")
    if opened and words.strip() and note.endswith(")") and ")" not in note[:-1]:
        return {"speaker": speaker, "text": words.rstrip(), "note": note[:-1]}
    return {"speaker": speaker, "text": text, "note": ""}


def lines_of_turns(content: Content) -> Iterable[str]:
    """Give the lines of a transcript."""
    for turn in content.get("turns", ()):
        who = f"{turn['speaker']}: " if turn.get("speaker") else ""
        note = f" ({turn['note']})" if turn.get("note") else ""
        yield f"{who}{turn.get('text', '')}{note}"
