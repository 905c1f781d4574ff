"""What holds for every day, not only for the days of the cases."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import example, given
from hypothesis import strategies as st

from roterfaden.law.applying import apply_texts, inputs_of
from roterfaden.law.calendar import LAENDER, Place, is_working_day
from roterfaden.law.errors import LawError
from roterfaden.law.inputs import EARLIEST, LATEST, Input, Kind
from roterfaden.law.reductions import share
from roterfaden.law.regimes import regime_on
from roterfaden.law.registry import rules
from roterfaden.law.rules.childcare import childcare_exempt
from roterfaden.law.rules.conciliation import LAST_DAY, conciliation_end
from roterfaden.law.rules.counselling_offer import counselling_offer_due
from roterfaden.law.rules.deadline import deadline_end
from roterfaden.law.rules.determination_limit import determination_limit
from roterfaden.law.rules.missed_appointments import missed_appointments
from roterfaden.law.rules.not_reachable import not_reachable
from roterfaden.law.rules.notification import notification
from roterfaden.law.rules.objection import objection
from roterfaden.law.rules.plan_update import plan_update_due
from roterfaden.law.rules.reduction import reduction
from roterfaden.law.terms import last_day_of_months

ONE_DAY = timedelta(days=1)
REFORM = date(2026, 7, 1)
days = st.dates(date(2023, 7, 1), date(2045, 12, 31))
new_days = st.dates(REFORM, date(2045, 12, 31))
laender = st.sampled_from(sorted(LAENDER))
kinds = st.sampled_from(["breach", "missed-appointment"])


@given(days, st.sampled_from(["post", "email", "portal"]))
def test_an_act_is_notified_three_or_four_days_after_it_was_sent(day: date, channel: str) -> None:
    waited = (notification(posted_on=day, channel=channel).notified_on - day).days
    assert waited == (3 if day <= date(2024, 12, 31) else 4)


@given(days, st.integers(1, 365), laender)
def test_a_term_ends_on_a_working_day_and_never_early(day: date, length: int, land: str) -> None:
    ends_on = deadline_end(notified_on=day, days=length, land=land).ends_on
    earliest = day + timedelta(days=length)
    assert earliest <= ends_on
    assert is_working_day(ends_on, Place(land))
    between = (earliest + n * ONE_DAY for n in range((ends_on - earliest).days))
    assert not any(is_working_day(each, Place(land)) for each in between)


@given(days, st.integers(1, 52))
def test_weeks_are_seven_days(day: date, weeks: int) -> None:
    by_weeks = deadline_end(notified_on=day, weeks=weeks).ends_on
    assert by_weeks == deadline_end(notified_on=day, days=7 * weeks).ends_on


@given(days, days, laender)
def test_a_later_act_never_leaves_less_time_for_an_objection(
    one: date, other: date, land: str
) -> None:
    earlier, later = sorted((one, other))
    ends = [
        objection(notified_on=day, instruction="given", land=land).ends_on
        for day in (earlier, later)
    ]
    assert ends == sorted(ends)


@given(days, laender)
def test_a_missing_instruction_gives_more_time(day: date, land: str) -> None:
    given_, missing = (
        objection(notified_on=day, instruction=kind, land=land).ends_on
        for kind in ("given", "missing")
    )
    assert given_ < missing


@given(days, laender)
def test_the_reminder_is_a_working_day_and_never_late(day: date, land: str) -> None:
    result = plan_update_due(agreed_on=day, land=land)
    assert result.remind_on <= result.due_on
    assert is_working_day(result.remind_on, Place(land))


@given(kinds, days, st.integers(0, 150), st.integers(0, 5), st.integers(0, 400))
@example("breach", date(2026, 6, 29), 40, 0, 0)
def test_a_reduction_is_whole_months_and_only_compliance_shortens_it(
    kind: str, breach_on: date, until_act: int, earlier: int, until_compliance: int
) -> None:
    notified_on = breach_on + timedelta(days=until_act)
    full = reduction(kind=kind, breach_on=breach_on, notified_on=notified_on, earlier=earlier)
    assert full.regime == regime_on(breach_on)
    assert full.percent in {0, 10, 20, 30}
    if full.from_on is None or full.until_on is None:
        assert (full.percent, full.months, full.until_on) == (0, 0, None)
        return
    assert full.from_on.day == 1
    assert notified_on < full.from_on <= notified_on + timedelta(days=31)
    assert full.until_on == last_day_of_months(full.from_on, full.months)
    complied_on = breach_on + timedelta(days=until_compliance)
    early = reduction(
        kind=kind,
        breach_on=breach_on,
        notified_on=notified_on,
        earlier=earlier,
        complied_on=complied_on,
    )
    assert early.until_on is not None
    assert last_day_of_months(full.from_on, 1) <= early.until_on <= full.until_on


@given(st.integers(100, 200_000), st.sampled_from([10, 20, 30, 100]))
def test_a_share_is_exact_to_half_a_cent(cents: int, percent: int) -> None:
    exact = Decimal(cents) * percent / 10_000
    assert -Decimal("0.005") <= exact - share(Decimal(cents) / 100, percent) < Decimal("0.005")


@given(days)
def test_the_limit_lies_in_the_sixth_month(day: date) -> None:
    latest_on = determination_limit(breach_on=day).latest_on
    months = (latest_on.year - day.year) * 12 + latest_on.month - day.month
    assert months == 6
    assert latest_on.day <= day.day


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 1500))
def test_a_child_exempts_from_birth_to_one_day_without_a_gap(born_on: date, age: int) -> None:
    on = max(born_on + timedelta(days=age), date(2023, 7, 1))
    result = childcare_exempt(born_on=born_on, on=on)
    assert result.exempt == (on <= result.until_on)
    assert result.care_must_be_secured is not result.exempt


@given(st.dates(date(2023, 7, 1), LAST_DAY))
def test_a_conciliation_never_outlasts_its_law_or_four_weeks(day: date) -> None:
    ends_on = conciliation_end(began_on=day).ends_on
    assert day <= ends_on <= min(LAST_DAY, day + timedelta(days=28))


@given(days, st.dates(date(1960, 1, 1), date(2010, 12, 31)))
def test_only_people_under_25_are_owed_an_offer(day: date, born_on: date) -> None:
    owed = counselling_offer_due(notified_on=day, born_on=born_on).due_on is not None
    had_birthday = (day.month, day.day) >= (born_on.month, born_on.day)
    assert owed == (day.year - born_on.year - (not had_birthday) < 25)


@given(st.sets(new_days, min_size=1, max_size=8), st.sets(new_days, max_size=4))
def test_only_an_unbroken_row_of_three_leads_to_not_reachable(
    missed: set[date], kept: set[date]
) -> None:
    kept -= missed
    result = missed_appointments(missed=tuple(missed), kept=tuple(kept))
    row = 0
    for number, each in enumerate(result.consequences):
        before = result.consequences[number - 1].missed_on if number else date.min
        row = 1 if any(before < day < each.missed_on for day in kept) else row + 1
        assert (each.consequence == "not-reachable") == (row >= 3)
        assert (each.consequence == "none") == (number == 0)
        assert each.personal_hearing == (row >= 3)


@given(new_days, st.integers(0, 120))
def test_reporting_heals_only_until_the_end_of_the_first_month(day: date, later: int) -> None:
    result = not_reachable(determined_on=day, reported_on=day + timedelta(days=later))
    assert result.claim_ends_on.day == 1
    assert result.healed == (day + timedelta(days=later) <= result.report_until)
    assert result.percent == (30 if result.healed else 100)


def _texts_for(each: Input) -> st.SearchStrategy[str]:
    likely: dict[Kind, st.SearchStrategy[str]] = {
        Kind.DATE: st.dates(EARLIEST, LATEST).map(str),
        Kind.DATES: st.lists(st.dates(EARLIEST, LATEST).map(str), max_size=4).map(",".join),
        Kind.WHOLE: st.integers(-1, 4000).map(str),
        Kind.AMOUNT: st.decimals(0, 10_000, places=2).map(str),
        Kind.MUNICIPALITY: st.sampled_from(["09761000", "05315000", "14625020", "1"]),
    }
    choices = st.sampled_from([choice.code for choice in each.choices] or [""])
    return st.one_of(likely.get(each.kind, choices), st.text(max_size=12))


@given(st.data(), st.sampled_from(rules().names()))
def test_whatever_is_typed_gets_an_answer_or_a_named_refusal(
    data: st.DataObject, name: str
) -> None:
    texts = {
        each.name: data.draw(_texts_for(each))
        for each in inputs_of(name)
        if data.draw(st.integers(0, 5))
    }
    try:
        answer = apply_texts(name, texts)
    except LawError:
        return
    assert answer.as_data()["reasons"]
    assert all(reason.endswith(".") for reason in answer.result.reasons)
    assert all(answer.said(value) for _key, _label, value, _status in answer.outputs())
    assert answer.moments() == tuple(sorted(answer.moments(), key=lambda each: each.on))
