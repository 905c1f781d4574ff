"""Suggestions: learned from final codings, calibrated, explained, and never mixed with codings."""

import csv
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from roterfaden.study import suggest, tabular
from roterfaden.study.agreement import Coefficient
from roterfaden.study.suggest.evaluation import HUMANS, MODEL
from roterfaden.study.suggest.reading import text_under
from roterfaden.study.troubles import WrongData
from tests.unit.study.suggest.plans import GOALS, plans

TEXTS, FINAL = plans(60)
NEW = {
    "clear": "Ich möchte Deutsch lernen im Sprachkurs",
    "mixed": "Ich möchte Deutsch lernen und eine Stelle finden",
    "unknown": "Qwertz asdf",
    "empty": "",
}


@pytest.fixture(scope="module")
def model() -> suggest.Model:
    return suggest.train(GOALS, TEXTS, FINAL)


def test_words_that_tell_a_category_lead_to_it(model: suggest.Model) -> None:
    found = suggest.suggest(model, NEW).proposals
    assert [one.code for one in found["clear"]] == ["language"]
    assert {one.code for one in found["mixed"]} == {"language", "work"}


def test_the_quick_way_to_clues_gives_what_scikit_learn_gives(model: suggest.Model) -> None:
    texts = [*NEW.values(), *TEXTS.values(), "Arbeit Arbeit arbeiten"]
    expected = model.vectoriser.transform(texts)
    assert abs(model.vectors(texts) - expected).max() < 1e-12


def test_a_proposal_explains_itself_by_words_of_its_text(model: suggest.Model) -> None:
    (proposal,) = suggest.suggest(model, NEW).proposals["clear"]
    assert any("deutsch" in word for word in proposal.words)
    assert all(word in NEW["clear"].casefold() for word in proposal.words)
    assert 0.5 <= proposal.probability <= 1


def test_what_the_model_is_least_sure_of_comes_first(model: suggest.Model) -> None:
    found = suggest.suggest(model, NEW)
    doubts = [found.unsure[name] for name in found.order]
    assert doubts == sorted(doubts, reverse=True)
    assert set(found.order) == set(NEW)
    assert found.order.index("unknown") < found.order.index("clear")
    assert all(0 <= doubt <= 1 for doubt in doubts)


def test_the_same_data_and_seed_give_the_same_model(model: suggest.Model) -> None:
    backwards = dict(reversed(list(TEXTS.items())))
    again = suggest.train(GOALS, backwards, FINAL)
    assert again.name == model.name
    assert suggest.suggest(again, NEW) == suggest.suggest(model, NEW)
    assert suggest.train(GOALS, TEXTS, FINAL, seed=2).name != model.name


def test_a_rare_category_is_not_learned_and_says_why(model: suggest.Model) -> None:
    assert model.codes == ("work", "health", "language")
    assert [(one.code, one.why) for one in model.not_learned] == [
        ("family", "Zu wenige Beispiele: Kategorie „Familie“, Dokumente mit ihr 1, ohne sie 59.")
    ]


def test_probabilities_are_calibrated_on_texts_not_learned_from() -> None:
    texts, final = plans(400, seed=3)
    model = suggest.train(GOALS, texts, final)
    unseen, truth = plans(400, seed=4)
    likely = model.probabilities(model.vectors(list(unseen.values())))
    given = np.array([[code in codes for code in model.codes] for codes in truth.values()])
    assert likely.mean(axis=0) == pytest.approx(given.mean(axis=0), abs=0.05)


def test_a_model_without_clues_says_how_often_a_category_occurs() -> None:
    same = dict.fromkeys(TEXTS, "Immer derselbe Satz")
    model = suggest.train(GOALS, same, FINAL)
    likely = model.probabilities(model.vectors(["Immer derselbe Satz"]))[0]
    shares = [np.mean([code in codes for codes in FINAL.values()]) for code in model.codes]
    assert likely == pytest.approx(shares, abs=0.1)


def test_its_agreement_is_measured_on_documents_it_had_not_seen() -> None:
    found = suggest.evaluate(GOALS, TEXTS, FINAL)
    assert found.documents == 60
    assert found.agreement.coders == (HUMANS, MODEL)
    alpha = found.agreement.sets.estimates[Coefficient.ALPHA]
    assert alpha.value is not None
    assert alpha.interval is not None
    assert 0.5 < alpha.value < 1
    assert found.brier < found.brier_of_shares


def test_a_model_that_only_guesses_does_not_agree() -> None:
    same = dict.fromkeys(TEXTS, "Immer derselbe Satz")
    found = suggest.evaluate(GOALS, same, FINAL)
    assert (found.agreement.sets.estimates[Coefficient.ALPHA].value or 0) < 0.2
    assert found.brier >= found.brier_of_shares * 0.9


@pytest.mark.parametrize(("count", "cause"), [(10, "Nur 10 Dokumente"), (22, "nicht zum Prüfen")])
def test_too_little_to_learn_from_is_refused(count: int, cause: str) -> None:
    with pytest.raises(WrongData, match=cause):
        suggest.evaluate(GOALS, *plans(count))


def test_a_category_that_the_check_cannot_spare_a_document_of_is_refused() -> None:
    final = {name: ["work"] if at < 5 else [] for at, name in enumerate(TEXTS)}
    with pytest.raises(WrongData, match="nicht zum Prüfen"):
        suggest.evaluate(GOALS, TEXTS, final)


def test_no_category_with_enough_examples_is_refused() -> None:
    with pytest.raises(WrongData, match="genug Beispiele"):
        suggest.train(GOALS, TEXTS, {name: ["work"] for name in TEXTS})


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(WrongData, match="money"):
        suggest.train(GOALS, TEXTS, FINAL | {"001": ["money"]})


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_file_of_suggestions_has_every_document_and_the_unsure_first(
    model: suggest.Model, tmp_path: Path
) -> None:
    found = suggest.suggest(model, NEW)
    suggest.write(tmp_path / "s.csv", {"goals": found})
    rows = _rows(tmp_path / "s.csv")
    assert list(dict.fromkeys(row["document_id"] for row in rows)) == list(found.order)
    assert {row["model"] for row in rows} == {model.name}
    suggest.write(tmp_path / "one.csv", {"goals": found}, most=1)
    assert {row["document_id"] for row in _rows(tmp_path / "one.csv")} == {found.order[0]}


def test_a_file_of_suggestions_cannot_be_read_as_a_coding(
    model: suggest.Model, tmp_path: Path
) -> None:
    suggest.write(tmp_path / "s.csv", {"goals": suggest.suggest(model, NEW)})
    with pytest.raises(WrongData, match="code"):
        list(tabular.read(tmp_path / "s.csv").rows("document_id", "dimension", "code"))


def test_suggestions_are_not_written_among_the_codings(
    model: suggest.Model, tmp_path: Path
) -> None:
    (tmp_path / "codings").mkdir()
    path = tmp_path / "codings" / "model.csv"
    with pytest.raises(WrongData, match="nicht zu den Codierungen"):
        suggest.write(path, {"goals": suggest.suggest(model, NEW)})
    assert not path.exists()


ENTRIES = {"goal": ["Arbeit"], "aspect": ["Kind"]}


@pytest.mark.parametrize(
    ("entries", "rubrics", "text"),
    [
        (ENTRIES, ["goal"], "Arbeit"),
        (ENTRIES, [], "Alles"),
        (ENTRIES, ["interim_goal"], ""),
        ({}, ["goal"], "Alles"),
    ],
)
def test_a_dimension_reads_its_rubrics_and_other_documents_whole(
    entries: Mapping[str, list[str]], rubrics: list[str], text: str
) -> None:
    assert text_under("Alles", entries, rubrics) == text


def test_documents_without_words_are_refused() -> None:
    with pytest.raises(WrongData, match="keine Wörter"):
        suggest.train(GOALS, dict.fromkeys(TEXTS, " … "), FINAL)
