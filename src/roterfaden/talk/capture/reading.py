"""One line of what was said, read as entries of a plan."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from roterfaden.talk.capture import counts, kept
from roterfaden.talk.capture.doubts import Doubt, Part, Why
from roterfaden.talk.capture.markers import Marked, read_markers
from roterfaden.talk.capture.model import Captured, Kind, Owner
from roterfaden.talk.capture.when import find_when
from roterfaden.talk.capture.words import NOTHING, Words

LONGEST_PROOF = 120

_ENTRIES = re.compile(r"((?:[\"„“][^\"„“”]*[\"“”]|[^;\n])*)(?:[;\n]|$)")
_QUOTED = re.compile(r"\s*[\"„“»](?P<words>.*?)[\"“”«]\.?\s*")
_EDGES = " ,;:-–—·"
_ARTICLES = {
    "den",
    "der",
    "dem",
    "des",
    "einen",
    "ein",
    "eines",
    "einem",
    "diesen",
    "keinen",
    "kein",
}
_ARTICLES |= {"meinen", "ihren", "seinen", "ohne", "ihr", "mein", "dein", "jeden"}
_BEFORE_PROOF = {"mit", "als", "gegen", "und", "per", "+"}
_NO_PROOF_AFTER = {"fuer"}
_AFTER_PROOF = {"durch", "ueber", "der", "die", "das", "eine", "einen", "einer", "mit", "ist", "="}
_BEFORE_UNIT = re.compile(r" /(?=(?:woche|monat|tag|jahr)\b)", re.IGNORECASE)
_THING = re.compile(r"\d+(?:(?: ?- ?| bis | oder )\d+)? (?![xX] |[mM]al )(?P<thing>[^\W\d_]+)")


def read(line: str, on: date) -> list[Captured]:
    """The entries that a line names, said on a day; ``;`` divides them. Nothing for no words."""
    return [_entry(part, read_markers(part), on) for part in parts_of(line)]


def read_as(text: str, on: date, kind: Kind, owner: Owner | None) -> Captured:
    """One entry of a kind and owner that somebody chose, whatever its words say about them."""
    marked = read_markers(text)
    name = marked.owner_name if owner == Owner.OTHER else ""
    doubts = tuple(one for one in marked.doubts if one.part not in {Part.KIND, Part.OWNER})
    chosen = replace(marked, kind=kind, owner=owner, owner_name=name, is_said=True, doubts=doubts)
    return replace(_entry(text, chosen, on), kind=kind, owner=owner, has_marker=True)


def parts_of(line: str) -> list[str]:
    """The words of each entry in a line; a semicolon within quotation marks divides nothing."""
    parts = [found[1] for found in _ENTRIES.finditer(unicodedata.normalize("NFC", line))]
    return [part for part in parts if any(sign.isalnum() for sign in part)]


def _entry(text: str, marked: Marked, on: date) -> Captured:
    entry = _aspect(marked) if marked.kind == Kind.ASPECT else _timed(marked, on)
    if any(sign.isalnum() for sign in entry.text):
        return entry
    doubts = (Doubt(Part.TEXT, Why.NOTHING_LEFT),)
    return Captured(
        kind=Kind.STEP, owner=Owner.RECIPIENT, text=_joined(text.split()), doubts=doubts
    )


def _aspect(marked: Marked) -> Captured:
    """Own words are never reworded; what they say about time stays in them."""
    quoted = _QUOTED.fullmatch(marked.rest)
    text = quoted["words"] if quoted else marked.rest
    return Captured(
        kind=Kind.ASPECT,
        owner=None,
        text=" ".join(text.split()) if quoted else _joined(text.split()),
        own_words=quoted is not None,
        has_marker=True,
        doubts=marked.doubts,
        read=marked.read,
    )


def _timed(marked: Marked, on: date) -> Captured:
    words = Words.of(marked.rest)
    is_step = marked.kind == Kind.STEP
    kept_on, doubts = kept.find(words, marked.owner, on) if is_step else (None, ())
    if is_step:
        _find_proof(words)
    when = find_when(words, on, has_rhythm=is_step)
    count = counts.find(words, is_repeated=bool(when.rhythm)) if is_step else counts.Count()
    entry = Captured(
        kind=marked.kind,
        owner=marked.owner,
        owner_name=marked.owner_name,
        text=_text(words, when.count or count.value),
        due_on=when.due_on,
        rhythm=when.rhythm,
        count=when.count or count.value,
        kept_on=kept_on,
        has_marker=marked.is_said,
        doubts=(*marked.doubts, *doubts, *when.doubts, *count.doubts),
        read=(*marked.read, *words.read_words),
    )
    return _with_proof(entry, words)


def _find_proof(words: Words) -> None:
    """Where the proof begins: after ``nachweis``, if something to do stands before it."""
    for place, word in enumerate(words.folds):
        before = words.folds[place - 1] if place else ""
        if word != "nachweis" or words.is_read[place] or before in _ARTICLES:
            continue
        first = place - 1 if before in _BEFORE_PROOF else place
        has_text = any(one != NOTHING for one in words.folds[:first])
        has_proof = any(one != NOTHING for one in words.folds[place + 1 :])
        if not has_text or not has_proof or words.folds[place + 1] in _NO_PROOF_AFTER:
            continue
        end = place + 1
        while end < len(words.folds) - 1 and words.folds[end] in _AFTER_PROOF:
            end += 1
        words.take(first, end)
        words.proof_from = end
        return


def _with_proof(entry: Captured, words: Words) -> Captured:
    proof = _joined(words.left(words.proof_from))
    if proof.endswith(")") and "(" not in proof:
        proof = proof.rstrip(")")
    lacks = (Doubt(Part.PROOF, Why.NO_PROOF),)
    if len(proof) > LONGEST_PROOF:
        return replace(entry, text=f"{entry.text} {proof}", doubts=(*entry.doubts, *lacks))
    has_mark = words.proof_from < len(words.tokens) or _ends_open(words)
    if has_mark and not any(sign.isalnum() for sign in proof):
        return replace(entry, doubts=(*entry.doubts, *lacks))
    return replace(entry, proof=proof)


def _ends_open(words: Words) -> bool:
    left = [word for word, read in zip(words.folds, words.is_read, strict=True) if not read]
    return len(left) > 1 and left[-1] == "nachweis" and left[-2] not in _ARTICLES


def _text(words: Words, count: int | None) -> str:
    """What is left, begun with a capital letter; after a number the thing is one, too."""
    text = _joined(words.left(0, words.proof_from))
    if count and (thing := _THING.match(text)):
        start = thing.start("thing")
        return text[:start] + _begun(text[start:])
    return text


def _joined(tokens: list[str]) -> str:
    return _begun(_BEFORE_UNIT.sub("/", " ".join(tokens)).strip(_EDGES))


def _begun(text: str) -> str:
    first = text[:1].upper()
    is_same = first.lower() == text[:1].lower()
    return (first if is_same else text[:1]) + text[1:]
