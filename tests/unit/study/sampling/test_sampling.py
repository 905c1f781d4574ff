"""The same draw for ever, the walk, and the share with its interval."""

import json
import os
import random
from collections import Counter
from pathlib import Path
from unittest.mock import Mock

import pytest
from click.testing import CliRunner
from scipy import stats

from roterfaden.cli.study import study
from roterfaden.cli.study.sampling import sample, walk
from roterfaden.study import sampling, trail
from roterfaden.study.sampling import Drawn, Frame, Member
from roterfaden.study.troubles import WrongData

IDS = [f"{number:04d}" for number in range(1, 1001)]
FRAME = Frame(tuple(Member(id_) for id_ in IDS))


def frame_file(tmp_path: Path, ids: list[str], *, separator: str = ",", bom: bool = False) -> Path:
    path = tmp_path / "frame.csv"
    rows = [f"{id_}{separator}{'I' if id_ < '0300' else 'IIIa'}" for id_ in ids]
    text = "\n".join([f"kunde{separator}typ", *rows]) + "\n"
    path.write_text(text, encoding="utf-8-sig" if bom else "utf-8")
    return path


def test_the_draw_of_a_seed_never_changes() -> None:
    """Stored when the algorithm was named; another result needs another name."""
    drawn = sampling.draw(FRAME, size=400, seed=7)
    assert drawn.algorithm == "sha256-rank/1"
    assert [one.id for one in drawn.drawn[:5]] == FIRST_OF_SEED_7
    assert [one.id for one in sampling.draw(FRAME, size=5, seed=8).drawn] == FIRST_OF_SEED_8


FIRST_OF_SEED_7 = ["0867", "0194", "0492", "0763", "0224"]
FIRST_OF_SEED_8 = ["0202", "0432", "0490", "0342", "0668"]


def test_the_order_of_the_frame_plays_no_part() -> None:
    mixed = list(FRAME.members)
    random.Random(3).shuffle(mixed)  # noqa: S311
    again = sampling.draw(Frame(tuple(mixed)), size=50, seed=7)
    assert again == sampling.draw(FRAME, size=50, seed=7)


def test_a_larger_sample_begins_with_the_smaller() -> None:
    small = sampling.draw(FRAME, size=20, seed=1).drawn
    assert sampling.draw(FRAME, size=300, seed=1).drawn[:20] == small


def test_every_element_is_drawn_about_equally_often() -> None:
    counts: Counter[str] = Counter()
    few = Frame(tuple(Member(id_) for id_ in IDS[:20]))
    for seed in range(2000):
        counts.update(one.id for one in sampling.draw(few, size=5, seed=seed).drawn)
    assert len(counts) == 20
    assert stats.chisquare(list(counts.values())).pvalue > 0.01


def test_strata_share_by_the_largest_remainder() -> None:
    assert sampling.drawing.proportional({"a": 50, "b": 30, "c": 20}, 7) == {"a": 4, "b": 2, "c": 1}
    assert sampling.drawing.proportional({"a": 1, "b": 1, "c": 1}, 2) == {"a": 1, "b": 1, "c": 0}


def test_strata_can_be_given_fixed_sizes(tmp_path: Path) -> None:
    frame = sampling.read_frame(frame_file(tmp_path, IDS), id_column="kunde", strata_column="typ")
    drawn = sampling.draw(frame, size=30, seed=7, allocation={"I": 20, "IIIa": 10})
    assert Counter(one.stratum for one in drawn.drawn) == {"I": 20, "IIIa": 10}
    assert [one.draw for one in drawn.drawn] == list(range(1, 31))


def test_strata_of_two_columns_are_crossed(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text("id,typ,art\n1,I,gE\n2,I,zkT\n3,I,gE\n4,II,gE\n")
    frame = sampling.read_frame(path, id_column="id", strata_column="typ,art")
    assert [one.stratum for one in frame.members] == ["I / gE", "I / zkT", "I / gE", "II / gE"]


@pytest.mark.parametrize(
    ("allocation", "words"),
    [
        ({"I": 20}, "ergeben zusammen 20"),
        ({"I": 20, "X": 10}, "„X“ gibt es nicht"),
        ({"I": 300, "IIIa": 0}, "hat 299 Elemente"),
    ],
)
def test_a_wrong_allocation_is_refused(
    tmp_path: Path, allocation: dict[str, int], words: str
) -> None:
    frame = sampling.read_frame(frame_file(tmp_path, IDS), id_column="kunde", strata_column="typ")
    size = 300 if 300 in allocation.values() else 30
    with pytest.raises(WrongData, match=words):
        sampling.draw(frame, size=size, seed=7, allocation=allocation)


def test_protected_cases_stay_out_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "frame.csv"
    path.write_text("id,geschützt\n1,nein\n2,ja\n3,nein\n")
    asked = {"id_column": "id", "protected_column": "geschützt"}
    without = sampling.read_frame(path, id_column="id", protected_column="geschützt")
    assert ([one.id for one in without.members], without.left_out) == (["1", "3"], 1)
    with_them = sampling.read_frame(path, **asked, with_protected=True)
    assert (len(with_them.members), with_them.left_out) == (3, 0)


def test_161_numbers_for_100_plans_are_99_of_160() -> None:
    """The report's own walk (section 2.1); the bounds solve the negative binomial tails."""
    share = sampling.share_at_stop(100, 161)
    assert share.value == pytest.approx(99 / 160)
    assert share.ci95 == pytest.approx((0.5414032, 0.6942852), abs=1e-6)
    assert share.ci95
    low, high = share.ci95
    assert stats.nbinom.cdf(61, 100, low) == pytest.approx(0.025)
    assert stats.nbinom.sf(60, 100, high) == pytest.approx(0.025)


def test_the_interval_at_stop_covers_at_least_95_percent() -> None:
    """Summed over the negative binomial distribution itself, so without chance."""
    for probability in (0.2, 0.62, 0.9):
        covered = 0.0
        for failures in range(400):
            low, high = sampling.share_at_stop(10, 10 + failures).ci95 or (0, 0)
            if low <= probability <= high:
                covered += stats.nbinom.pmf(failures, 10, probability)
        assert covered >= 0.95


@pytest.mark.parametrize(("found", "checked"), [(0, 10), (3, 10), (10, 10)])
def test_a_fixed_size_has_the_interval_of_clopper_and_pearson(found: int, checked: int) -> None:
    exact = stats.binomtest(found, checked).proportion_ci(method="exact")
    assert sampling.share_at_fixed_size(found, checked).ci95 == pytest.approx(tuple(exact))


def test_undefined_shares_say_why() -> None:
    for share in (sampling.share_at_stop(1, 5), sampling.share_at_fixed_size(0, 0)):
        assert share.value is None
        assert share.ci95 is None
        assert share.why


def test_the_walk_ends_at_the_first_unchecked_id() -> None:
    drawn = [Drawn(number, str(number)) for number in range(1, 6)]
    result = sampling.walk(drawn, {"1": True, "2": False, "4": True}, stop=2)
    assert (result.checked, len(result.found)) == (2, 1)
    assert (result.unchecked, result.stopped) == ("3", False)
    assert result.share.value == 0.5


def test_sample_and_walk_go_by_files_alone(tmp_path: Path) -> None:
    runner, out = CliRunner(), tmp_path / "S.csv"
    frame = frame_file(tmp_path, IDS, separator=";", bom=True)
    call = [str(frame), "--id", "kunde", "--size", "400", "--seed", "7", "--out", str(out)]
    first = runner.invoke(sample, [*call, "--format", "json"], catch_exceptions=False)
    assert json.loads(first.stdout)["drawn"] == 400
    before = out.read_bytes()
    runner.invoke(sample, call, catch_exceptions=False)
    assert out.read_bytes() == before
    listed = [line.split(",")[1] for line in before.decode().splitlines()[1:]]
    has = tmp_path / "has.csv"
    has.write_text("id\n" + "\n".join([*listed[:99], listed[160], "not-drawn"]) + "\n")
    told = runner.invoke(
        walk,
        [str(out), "--has", str(has), "--stop", "100", "--format", "json"],
        catch_exceptions=False,
    )
    facts = json.loads(told.stdout)
    assert (facts["checked"], facts["found"], facts["share"]) == (161, 100, 0.61875)
    assert (facts["stopped"], facts["not_drawn"]) == (True, 1)


def test_strata_stand_in_the_sample_file(tmp_path: Path) -> None:
    out = tmp_path / "S.csv"
    frame = sampling.read_frame(frame_file(tmp_path, IDS), id_column="kunde", strata_column="typ")
    drawn = sampling.draw(frame, size=10, seed=7)
    sampling.write_sample(out, drawn.drawn)
    assert out.read_text().startswith("draw,id,stratum\n1,")
    assert sampling.read_sample(out) == drawn.drawn
    assert Counter(one.stratum for one in drawn.drawn) == {"I": 3, "IIIa": 7}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"id\n1\n2\n1\n", r"Zeile 4: Die Kennung „1“ steht schon in Zeile 2"),
        (b"id\n1\n\n2,3\n", r"Zeile 4: 2 Felder"),
        (b"nr\n1\n", r"Zeile 1: Die Spalte „id“ fehlt. Vorhanden: nr"),
        ("id,name\n1,Müller\n".encode("cp1252"), r"Zeile 2: Das Byte 0xFC ist kein UTF-8"),
        ("id\n1\n".encode("utf-16"), r"UTF-16"),
        (b"id\n1\x00\n", r"Zeile 2: Die Datei enthält Nullbytes"),
        (b'id\n"1\n2\n', r"Zeile 2: Die Zeile ist kein gültiges CSV"),
        (b"id,id\n1,2\n", r"„id“ steht doppelt"),
        (b"", r"leer"),
        (b"id\n", r"Niemand"),
    ],
)
def test_a_wrong_frame_is_refused_with_its_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "frame.csv"
    path.write_bytes(content)
    with pytest.raises(WrongData, match=words) as caught:
        sampling.read_frame(path, id_column="id")
    assert caught.value.exit_code == 2
    assert "frame.csv" in caught.value.cause


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("draw,id\n1,a\n3,b\n", "Ziehungsnummer 2 fehlt"),
        ("draw,id\n1,a\n1,b\n", "Zeile 3: Die Ziehungsnummer „1“"),
        ("draw,id\n1,a\n2,a\n", "Zeile 3: Die Kennung „a“"),
        ("draw,id\n", "Ziehungsnummer 1 fehlt"),
        (f"draw,id\n{'9' * 5000},a\n", "Zeile 2: Die Ziehungsnummer"),
    ],
)
def test_a_wrong_sample_is_refused(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "S.csv"
    path.write_text(content)
    with pytest.raises(WrongData, match=words):
        sampling.read_sample(path)


def test_a_draw_into_a_project_stands_in_its_trail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nameless = Mock(side_effect=KeyError("getpwuid(): uid not found"))
    monkeypatch.setattr("getpass.getuser", nameless)
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "project.yml").write_text("title: Probe\n")
    call = [str(frame_file(tmp_path, IDS)), "--id", "kunde", "--size", "4", "--seed", "1"]
    out = str(folder / "sample.csv")
    CliRunner().invoke(sample, [*call, "--out", out], catch_exceptions=False)
    (entry,) = trail.read(folder / "audit.jsonl")
    assert (entry.action, entry.what["seed"], entry.what["frame"]) == ("sample_drawn", 1, 1000)
    assert entry.by == str(os.getuid())


def test_too_few_to_draw_from_leaves_no_file(tmp_path: Path) -> None:
    out = tmp_path / "S.csv"
    call = [str(frame_file(tmp_path, IDS[:3])), "--id", "kunde", "--size", "4", "--seed", "1"]
    result = CliRunner().invoke(sample, [*call, "--out", str(out)])
    assert isinstance(result.exception, WrongData)
    assert not out.exists()


def test_a_sample_never_takes_the_place_of_its_frame(tmp_path: Path) -> None:
    frame = frame_file(tmp_path, IDS)
    before = frame.read_bytes()
    call = [str(frame), "--id", "kunde", "--size", "4", "--seed", "1", "--out", str(frame)]
    assert isinstance(CliRunner().invoke(sample, call).exception, WrongData)
    assert frame.read_bytes() == before


@pytest.mark.parametrize("out", ["frame.csv/S.csv", f"{'x' * 300}.csv", "."])
def test_a_place_where_nothing_can_be_written_is_named(tmp_path: Path, out: str) -> None:
    call = ["sample", str(frame_file(tmp_path, IDS)), "--id", "kunde", "--size", "4", "--seed", "1"]
    result = CliRunner().invoke(study, [*call, "--out", str(tmp_path / out)])
    assert isinstance(result.exception, WrongData)
    assert [one.name for one in tmp_path.iterdir()] == ["frame.csv"]


def test_who_has_a_plan_can_be_said_by_yes_and_no(tmp_path: Path) -> None:
    path = tmp_path / "has.csv"
    path.write_text("id;has\n1;ja\n2;nein\n3;\n")
    found = sampling.read_found(path, [Drawn(n, str(n)) for n in range(1, 5)])
    assert found.has == {"1": True, "2": False}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id\n1\n1\n", "Zeile 3: „1“ steht doppelt"),
        ("id,has\n1,vielleicht\n", "Zeile 2: „vielleicht“ ist weder ja noch nein"),
        ("id\n77\n", "Keine Kennung der Spalte „id“ wurde gezogen"),
    ],
)
def test_a_wrong_list_of_plans_is_refused(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "has.csv"
    path.write_text(content)
    with pytest.raises(WrongData, match=words):
        sampling.read_found(path, [Drawn(1, "1"), Drawn(2, "2")])
