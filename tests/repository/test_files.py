"""What holds for the files of this repository."""

import re
from pathlib import Path

import pytest
import yaml
from django.apps import apps

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "src/roterfaden/templates").rglob("*.html"))
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize(
    "path",
    [
        *(ROOT / "requirements").glob("*.txt"),
        *(ROOT / name for name in ("package.json", "pyproject.toml", ".npmrc")),
    ],
    ids=lambda path: path.name,
)
def test_what_names_packages_names_no_address(path: Path) -> None:
    """Where packages come from is a matter of the machine, not of the project."""
    assert "://" not in path.read_text()


def test_the_lock_of_npm_says_what_but_not_whence() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_templates_hold_no_inline_script_or_style(path: Path) -> None:
    """The content security policy would block them (and rightly so)."""
    text = path.read_text()
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<style\b", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\son(click|change|submit|load|input|key\w+)\s*=", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text()):
        if "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), f"{page.name} -> {target}"


def test_the_index_of_decisions_is_complete() -> None:
    index = (ROOT / "docs/adr/README.md").read_text()
    for record in (ROOT / "docs/adr").glob("[0-9]*.md"):
        assert record.name in index


def test_every_term_of_the_glossary_is_told_once_and_its_model_exists() -> None:
    terms = yaml.safe_load((ROOT / "docs/glossary.yml").read_text())
    assert len({term["term"] for term in terms}) == len(terms)
    labels = {model._meta.label for model in apps.get_models()}
    for term in terms:
        model = re.match(
            r"(plans|recipients|organisations|documents|audit)\.([A-Z]\w+)", term["code"]
        )
        if model:
            assert model.group() in labels, term
        assert term["german"]
