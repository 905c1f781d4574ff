"""YAML in which every value knows its line, so that an error can name it.

Aliases are refused: a codebook needs none, and a few lines of them can grow without limit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

import yaml

from roterfaden.study.troubles import WrongData

ALIASES = {
    "name": "title",
    "label": "title",
    "code": "title",
    "codes": "categories",
    "definition": "criteria",
    "description": "criteria",
}
"""Other words for the same keys."""
_NULL = "tag:yaml.org,2002:null"
_WORDS = {"true": True, "yes": True, "ja": True, "false": False, "no": False, "nein": False}


class _NoAliases(yaml.SafeLoader):
    """A loader that refuses aliases and the depth they could hide."""

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(
                None, None, "Verweise (*) sind nicht erlaubt", event.start_mark
            )
        return super().compose_node(parent, index)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Marked:
    """A node with its file; asks for what it must be and refuses with the line otherwise."""

    node: yaml.Node
    file: str

    @property
    def line(self) -> int:
        return int(self.node.start_mark.line) + 1

    def refuse(self, cause: str, way_out: str) -> NoReturn:
        raise WrongData(cause, way_out, file=self.file, line=self.line)

    def is_list(self) -> bool:
        return isinstance(self.node, yaml.SequenceNode)

    def is_text(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode)

    def mapping(self, known: Iterable[str], what: str) -> dict[str, "Marked"]:
        """Its entries by key; refuses doubled and unknown keys."""
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse(f"Hier steht nicht, was {what} braucht.", "„Schlüssel: Wert“ schreiben.")
        found: dict[str, Marked] = {}
        for key_node, value in self.node.value:
            key, place = str(key_node.value), Marked(key_node, self.file)
            key = key if key in known else ALIASES.get(key, key)
            if key in found:
                place.refuse(f"„{key}“ steht doppelt.", "Eine der beiden Zeilen streichen.")
            if key not in known:
                place.refuse(f"„{key}“ gehört nicht zu {what}.", f"Erlaubt: {', '.join(known)}.")
            found[key] = Marked(value, self.file)
        return found

    def list(self, what: str) -> "tuple[Marked, ...]":
        if not isinstance(self.node, yaml.SequenceNode):
            self.refuse(f"Hier muss eine Liste stehen ({what}).", "Je Eintrag eine Zeile mit „- “.")
        return tuple(Marked(item, self.file) for item in self.node.value)

    def text(self) -> str:
        """Its text exactly as written, so that version 1.10 stays „1.10“."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.refuse("Hier muss ein Text stehen.", "Den Text in eine Zeile schreiben.")
        return "" if self.node.tag == _NULL else str(self.node.value).strip()

    def flag(self) -> bool:
        if self.text().lower() not in _WORDS:
            self.refuse(f"„{self.text()}“ ist weder true noch false.", "true oder false schreiben.")
        return _WORDS[self.text().lower()]


def parse(text: str, file: str) -> Marked:
    """The root of a YAML text; raises ``WrongData`` with the line where it is no YAML."""
    try:
        node = yaml.compose(text, Loader=_NoAliases)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise WrongData(
            f"Das ist kein lesbares YAML: {error.problem}.",
            "Einrückung, Doppelpunkte und Anführungszeichen in dieser Zeile prüfen.",
            file=file,
            line=line,
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise WrongData(
            "Das ist kein lesbares YAML.", "Als UTF-8 ohne Steuerzeichen speichern.", file=file
        ) from None
    if node is None:
        raise WrongData("Die Datei ist leer.", "Ein Kategoriensystem hineinschreiben.", file=file)
    return Marked(node, file)
