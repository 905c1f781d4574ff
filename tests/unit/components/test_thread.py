"""The history's geometry: whatever happened, nothing touches and nothing runs over the edge."""

from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from roterfaden.web.components.thread import (
    REACH,
    Kind,
    Label,
    Picture,
    ThreadEvent,
    grouped,
    lay_out,
    legend,
)

TODAY = date(2026, 11, 24)
words = st.text("abcdefgß äöüM", max_size=60).map(str.strip)
past_kinds: st.SearchStrategy[Kind] = st.sampled_from(
    ["version", "still", "back", "talk", "missed", "goal_reached", "not_reached"]
)


@st.composite
def histories(draw: st.DrawFn) -> list[ThreadEvent]:
    """Any past in order, perhaps now, perhaps something ahead."""
    days = sorted(draw(st.lists(st.dates(date(2019, 1, 1), TODAY), max_size=40)))
    events = [
        ThreadEvent(day, draw(past_kinds), draw(words), draw(words), number)
        for number, day in enumerate(days, 1)
    ]
    if draw(st.booleans()):
        events.append(ThreadEvent(TODAY, "now", draw(words), draw(words), 7))
        for months in range(draw(st.integers(0, 2))):
            later = TODAY + timedelta(days=90 * (months + 1))
            events.append(ThreadEvent(later, "ahead", draw(words), draw(words)))
    return events


def labels(picture: Picture) -> list[Label]:
    return [label for mark in picture.marks for label in mark.labels]


@given(histories(), st.sampled_from([816, 1280]))
def test_no_words_touch_and_none_leave_the_picture(events: list[ThreadEvent], width: int) -> None:
    picture = lay_out(events, width=width, today=TODAY)
    for one, other in combinations(labels(picture), 2):
        apart = one.right < other.left or other.right < one.left
        assert apart or one.above != other.above
    for label in labels(picture):
        assert label.left >= 40 - 0.01
        assert label.right <= width


def test_talks_of_one_day_are_counted_each_where_the_picture_gets_narrow() -> None:
    talks = [ThreadEvent(TODAY, "talk")] * 12
    for width in range(80, 400, 8):
        marks = lay_out(talks, width=width, today=TODAY).marks
        assert sum(mark.event.count for mark in marks) == len(talks)


@given(histories(), st.sampled_from([816, 1280]))
def test_no_signs_touch(events: list[ThreadEvent], width: int) -> None:
    marks = lay_out(events, width=width, today=TODAY).marks
    for one, other in pairwise(marks):
        assert one.x + REACH[one.event.kind] < other.x - REACH[other.event.kind]


@given(histories())
def test_every_event_is_drawn_or_counted_with_the_earlier_ones(events: list[ThreadEvent]) -> None:
    picture = lay_out(events, width=1280, today=TODAY)
    drawn = [mark for mark in picture.marks if mark.event.kind != "earlier"]
    counted = [mark for mark in picture.marks if mark.event.kind == "earlier"]
    assert len(drawn) + picture.collapsed * len(counted) == len(events)


def test_what_is_far_apart_in_time_stands_further_apart() -> None:
    events = [
        ThreadEvent(date(2025, 1, 1), "talk"),
        ThreadEvent(date(2025, 2, 1), "talk"),
        ThreadEvent(date(2026, 2, 1), "talk"),
    ]
    near, middle, far = (mark.x for mark in lay_out(events, width=1280, today=TODAY).marks)
    assert far - middle > 2 * (middle - near)


def test_a_crowd_of_old_events_becomes_one_sign_with_their_years() -> None:
    events = [
        ThreadEvent(date(2020 + n // 4, 1 + n % 4, 1), "version", "Ein längeres Ziel haben", "", n)
        for n in range(20)
    ]
    picture = lay_out(events, width=1280, today=TODAY)
    first = picture.marks[0].event
    assert (first.kind, first.label) == ("earlier", f"{picture.collapsed} frühere")
    assert first.detail.startswith("2020 – ")


def test_long_words_are_cut_at_a_word() -> None:
    event = ThreadEvent(
        TODAY, "version", "Eine Ausbildung als Fachkraft für Lagerlogistik beginnen"
    )
    (label,) = lay_out([event], width=1280, today=TODAY).marks[0].labels
    assert label.titles == ("Eine Ausbildung als", "Fachkraft für …")


def test_an_empty_history_has_only_the_line() -> None:
    picture = lay_out([], width=816, today=TODAY)
    assert picture.marks == ()
    assert picture.past_path.startswith("M8.5,0")
    assert picture.ahead_path == ""


def talks(count: int, kind: Kind = "talk") -> list[ThreadEvent]:
    return [ThreadEvent(TODAY - timedelta(days=count - n), kind) for n in range(count)]


def test_up_to_fifteen_events_each_has_its_sign() -> None:
    assert grouped(talks(15)) == talks(15)


def test_many_talks_in_a_row_are_one_sign_with_their_number() -> None:
    (one,) = grouped(talks(16))
    assert (one.kind, one.label, one.detail, one.count) == ("talks", "16 Gespräche", "", 16)


def test_missed_ones_among_them_are_named() -> None:
    (one,) = grouped([*talks(14), *talks(2, "missed")])
    assert (one.label, one.detail) == ("14 Gespräche", "2 Termine verpasst")


def test_the_oldest_years_become_one_sign_each() -> None:
    events = [ThreadEvent(date(2023 + n // 8, 1 + n % 8, 1), "version", "Ziel") for n in range(24)]
    shown = grouped(events)
    assert [event.label for event in shown[:2]] == ["2023", "2024"]
    assert shown[0].detail == "8 Fassungen"
    assert len(shown) == 10


def test_the_newest_year_keeps_its_signs_however_many() -> None:
    last_year = [ThreadEvent(date(2025, n, 1), "version", "Ziel") for n in (3, 9)]
    this_year = [ThreadEvent(date(2026, 1, n), "version", "Ziel") for n in range(1, 17)]
    first, *others = grouped([*last_year, *this_year, ThreadEvent(TODAY, "now")])
    assert (first.label, first.count) == ("2025", 2)
    assert others[:-1] == this_year


@given(histories())
def test_grouped_events_count_every_event_and_keep_their_order(events: list[ThreadEvent]) -> None:
    shown = grouped(events)
    assert sum(event.count for event in shown) == len(events)
    days = [event.on for event in shown if event.on]
    assert days == sorted(days)


@given(histories())
def test_what_is_now_or_ahead_is_never_grouped(events: list[ThreadEvent]) -> None:
    open_ = [event for event in events if event.kind in {"now", "ahead"}]
    assert [event for event in grouped(events) if event.kind in {"now", "ahead"}] == open_


def test_the_legend_names_only_signs_that_occur() -> None:
    assert legend(talks(2)) == ["Punkt: Gespräch."]
    assert legend([]) == []
