"""Each text of the interface stands in the catalogue, and nothing German stands outside of it."""

import re
import string
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from tools import translations

TEMPLATES = translations.PACKAGE / "templates"
PLACEHOLDER = re.compile(r"%%|%\(\w+\)[sd]|\{\w+\}|</?\w+[^>]*>")
UNMARKED_ARGUMENT = re.compile(
    r"""\{%\ (?!translate|include|extends|load)[^%]*?(?<!_\()"([A-ZÄÖÜ][a-zäöüß]+[^"]*)\"""",
    re.VERBOSE,
)
SHOWN_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt"}

GERMAN_ONLY = {
    "components/pages/gallery.html": "shows the parts to developers",
    "plans/sheet.html": "the sheet is German for everybody",
}
"""Templates with words that are not translated, and why."""
NAMES = {
    "Roter Faden",
    "Deutsch",
    "English",
    "SHA-256",
    "Esc",
    "Alt",
    "F8",
    "F1",
    "Tab",
    "CSV",
    "SVG",
    "PNG",
    "YAML",
    "REFI-QDA (.qdc",
    "jc",
}
"""Names that read the same in every language."""
GERMAN_NAMES = ["Trägernummer"]
"""Legal names without a counterpart, which stay German."""


@pytest.fixture(scope="module", params=translations.LANGUAGES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """What is translated, as it stands in the file."""
    return translations.stored(request.param)


@pytest.fixture(scope="module")
def texts(catalogue: Catalog) -> list[Message]:
    """Every text but the head of the file."""
    return [message for message in catalogue if message.id]


def test_the_catalogue_holds_exactly_the_texts_of_the_source(catalogue: Catalog) -> None:
    source = translations.collected(str(catalogue.locale))
    assert {message.id for message in catalogue} == {message.id for message in source}


def test_every_text_has_a_translation_that_somebody_stands_by(texts: list[Message]) -> None:
    assert [text.id for text in texts if text.fuzzy or not all(_forms(text.string))] == []


def test_a_translation_keeps_placeholders_and_markup(texts: list[Message]) -> None:
    for text in texts:
        for german, translated in _pairs(text):
            assert _placeholders(german) == _placeholders(translated), translated


def test_no_translation_is_left_german(texts: list[Message]) -> None:
    translated = [form for text in texts for form in _forms(text.string)]
    assert [form for form in translated if re.search(r"[äöüßÄÖÜ„]", form)] == GERMAN_NAMES


def test_no_text_speaks_of_customers_or_sanctions_or_shouts(texts: list[Message]) -> None:
    unwanted = re.compile(r"\bKund(e|en|in|innen)\b|[Ss]anktion|!", re.UNICODE)
    german = [form for text in texts for form in _forms(text.id)]
    assert [text for text in german if unwanted.search(text)] == []


@pytest.mark.parametrize(
    "path",
    sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")),
)
def test_a_template_has_no_words_outside_of_translations(path: str) -> None:
    found = [text for text in _Words(TEMPLATES / path).found if text not in NAMES]
    assert bool(found) == (path in GERMAN_ONLY), found


def test_the_check_of_templates_finds_words_in_text_and_attributes(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '{# Hinweis #}<p title="Titel">{% translate "Ziel" %}: {{ a }} Wort</p>'
        '{% blocktranslate %}Satz{% endblocktranslate %}<b {% if x %}aria-label="Name"{% endif %}>'
        '{% button "Weiter" kind="primary" %}{% button _("Zurück") %}{% url "home:start" %}'
    )
    assert _Words(page).found == ["Weiter", "Titel", "Wort", "Name"]


class _Words(HTMLParser):
    """Collects the words that people see and that no translation covers."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[str] = []
        self.code = False
        template = path.read_text()
        for word in UNMARKED_ARGUMENT.findall(template):
            self._keep(word)
        self.feed(_without_tags(template))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.code = tag in {"code", "pre", "script", "style"}
        for name, value in attrs:
            if name in SHOWN_ATTRIBUTES:
                self._keep(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.code = False

    def handle_data(self, data: str) -> None:
        if not self.code:
            self._keep(data)

    def _keep(self, text: str) -> None:
        words = " ".join(text.split()).strip(string.punctuation + "·–…↑↓„“ ")
        if re.search(r"[^\W\d_]{2}", words):
            self.found.append(words)


def _without_tags(template: str) -> str:
    """The template without Django's tags, variables and comments, and what they translate."""
    for pattern in (
        r"\{% block \w+_class %\}.*?\{% endblock %\}",
        r"\{% comment %\}.*?\{% endcomment %\}",
        r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}",
        r"\{#.*?#\}",
        r"\{%.*?%\}",
        r"\{\{.*?\}\}",
    ):
        template = re.sub(pattern, "", template, flags=re.DOTALL)
    return template


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _pairs(text: Message) -> Iterator[tuple[str, str]]:
    """Each form with its translation; the German for one may say "ein Fall" without a number."""
    singular, *plural = _forms(text.id)
    one, *many = _forms(text.string)
    if not plural or _placeholders(singular) == _placeholders(one):
        yield singular, one
    yield from zip(plural, many, strict=True)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))
