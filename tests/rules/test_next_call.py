"""The next call proposed after each outcome, and the laws no proposal may break."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.cadence import is_late, last_day_of_next_cycle, maximum_interval, next_rung
from repdesk.rules.calling_hours import calling_hours
from repdesk.rules.next_call import Proposed, propose
from repdesk.rules.outcomes import OUTCOMES, Said, effects
from repdesk.rules.policy import Policy
from repdesk.rules.standing import grade
from repdesk.rules.types import Account, Grade, NextCall, Outcome
from repdesk.rules.workdays import Calendar

O = Outcome  # noqa: E741 (it stands in every row)
POLICY = Policy()
PLAIN = Calendar.of()
MONDAY = date(2026, 11, 23)
MORNING = datetime(2026, 11, 23, 10, 0)
AFTERNOON = MORNING.replace(hour=15)
STRANGER = Account(1)
SAME_DAY = (O.NO_ANSWER, O.BUSY)


def after(
    outcome: Outcome,
    account: Account = STRANGER,
    letter: Grade = "C",
    now: datetime = MORNING,
    load: dict[date, int] | None = None,
    calendar: Calendar = PLAIN,
) -> Proposed:
    return propose(account, outcome, grade_after=letter, now=now, load=load or {}, policy=POLICY, calendar=calendar)


def the_call(proposed: Proposed) -> NextCall:
    assert proposed.next_call is not None
    return proposed.next_call


def codes(proposed: Proposed) -> set[str]:
    return {reason.code for reason in proposed.reasons}


@pytest.mark.parametrize(
    ("outcome", "letter", "working_days"),
    [
        (O.WRONG_NUMBER, "C", 1),
        (O.GATEKEEPER, "C", 2),
        (O.TALKED, "A", 3),
        (O.TALKED, "B", 10),
        (O.TALKED, "C", 22),
        (O.INTERESTED, "B", 3),
        (O.PROPOSAL_SENT, "B", 2),
        (O.CONTRACT_SENT, "A", 1),
        (O.SIGNED, "B", 5),
        (O.REFUSED, "C", 22),
    ],
)
def test_working_days_to_the_next_call(outcome: Outcome, letter: Grade, working_days: int) -> None:
    proposed = after(outcome, letter=letter)
    assert the_call(proposed) == NextCall(PLAIN.add(MONDAY, working_days))
    assert proposed.window is not None
    assert PLAIN.after(*proposed.window) == max(1, working_days // 10)


@pytest.mark.parametrize(
    ("letter", "in_a_row", "working_days"),
    [
        ("A", 1, 1),
        ("A", 2, 2),
        ("B", 3, 4),
        ("A", 4, 5),
        ("B", 4, 10),
        ("B", 7, 10),
        ("A", 8, 22),
        ("C", 1, 5),
        ("C", 2, 22),
        ("C", 9, 22),
    ],
)
def test_no_answer_waits_longer_each_time(letter: Grade, in_a_row: int, working_days: int) -> None:
    proposed = after(O.NO_ANSWER, Account(1, unanswered=in_a_row), letter)
    assert the_call(proposed).date == PLAIN.add(MONDAY, working_days)
    assert ("hard_to_reach" in codes(proposed)) == (in_a_row >= 4)
    assert ("find_another_contact" in codes(proposed)) == (in_a_row >= 8)


def test_no_answer_is_tried_in_the_other_half_of_the_day() -> None:
    assert the_call(after(O.NO_ANSWER, now=MORNING)).time == time(14)
    assert the_call(after(O.NO_ANSWER, now=MORNING.replace(hour=12))).time == time(9, 30)
    mornings_only = Account(1, unanswered=1, window=(time(10), time(11)))
    assert the_call(after(O.NO_ANSWER, mornings_only)).time == time(10), "the customer's own window"


MORNINGS, EVENINGS, AFTERNOONS = (time(10), time(11, 30)), (time(18, 30), time(20)), (time(14), time(16))
HALF_TUESDAY = Calendar(hours=frozenset({(date(2026, 11, 24), time(9), time(12))}))


@pytest.mark.parametrize(
    ("outcome", "now", "window", "calendar", "day", "at"),
    [
        (O.BUSY, "10:30", None, PLAIN, 23, "13:00"),  # half past twelve is lunch
        (O.BUSY, "10:30", None, HALF_TUESDAY, 23, "13:00"),
        (O.BUSY, "09:30", MORNINGS, PLAIN, 24, "10:00"),  # their window is over by then
        (O.BUSY, "08:30", MORNINGS, PLAIN, 23, "10:30"),
        (O.BUSY, "07:00", AFTERNOONS, PLAIN, 23, "14:00"),  # opens later today
        (O.NO_ANSWER, "10:00", None, HALF_TUESDAY, 24, "09:30"),  # no afternoon there
        (O.NO_ANSWER, "10:00", AFTERNOONS, HALF_TUESDAY, 25, "14:00"),  # the half day does not open for them
        (O.NO_ANSWER, "15:00", AFTERNOONS, PLAIN, 24, "14:00"),
        (O.NO_ANSWER, "10:00", EVENINGS, PLAIN, 24, None),  # the office is closed when they wish to be called
        (O.NO_ANSWER, "10:00", (time(12, 15), time(12, 45)), PLAIN, 24, None),
    ],
)
def test_a_retry_keeps_to_office_hours_and_to_what_the_customer_stated(
    outcome: Outcome, now: str, window: tuple[time, time] | None, calendar: Calendar, day: int, at: str | None
) -> None:
    account = Account(1, unanswered=1, window=window)
    called = datetime.combine(MONDAY, time.fromisoformat(now))
    proposed = after(outcome, account, "A", now=called, calendar=calendar)
    assert the_call(proposed) == NextCall(date(2026, 11, day), time.fromisoformat(at) if at else None)
    assert ("hours_do_not_meet" in codes(proposed)) == (at is None)


def test_a_promise_whose_window_is_over_for_today_is_urgent_when_it_opens_again() -> None:
    promise = NextCall(MONDAY, time(15), promised=True, purpose="price", set_by="customer")
    account = Account(1, unanswered=1, next_call=promise, window=AFTERNOONS)
    late = MORNING.replace(hour=15, minute=45)
    assert the_call(after(O.NO_ANSWER, account, now=late, calendar=HALF_TUESDAY)) == NextCall(
        date(2026, 11, 25), time(14), purpose="price", urgent=True
    )
    assert the_call(after(O.NO_ANSWER, account, now=late.replace(minute=20))).time == time(15, 50)


def test_busy_is_tried_in_two_hours_and_past_closing_the_next_working_day() -> None:
    assert the_call(after(O.BUSY, now=AFTERNOON)) == NextCall(MONDAY, time(17))
    assert the_call(after(O.BUSY, now=AFTERNOON.replace(hour=16))) == NextCall(MONDAY, time(18))
    friday = AFTERNOON.replace(day=27, hour=16, minute=1)
    assert the_call(after(O.BUSY, now=friday)) == NextCall(date(2026, 11, 30), time(9, 30))
    assert the_call(after(O.BUSY, now=AFTERNOON.replace(hour=23))).date == date(2026, 11, 24)


@pytest.mark.parametrize(("tries", "at"), [(0, time(10, 30)), (1, time(13))])  # at twelve it is lunch
def test_a_promise_is_tried_again_the_same_day(tries: int, at: time) -> None:
    promise = NextCall(MONDAY, time(10), promised=True, purpose="price", set_by="customer", tries=tries)
    for outcome in SAME_DAY:
        again = the_call(after(outcome, Account(1, unanswered=1, next_call=promise)))
        assert again == replace(promise, time=at, tries=tries + 1)


@pytest.mark.parametrize(
    ("tries", "now"),
    [(2, MORNING), (0, AFTERNOON.replace(hour=17, minute=45)), (1, AFTERNOON.replace(hour=16, minute=30))],
)
def test_a_promise_tried_twice_or_past_closing_is_urgent_the_next_working_day(tries: int, now: datetime) -> None:
    promise = NextCall(MONDAY, time(10), promised=True, purpose="price", set_by="customer", tries=tries)
    full_tomorrow = {date(2026, 11, 24): 99}
    urgent = the_call(after(O.NO_ANSWER, Account(1, unanswered=1, next_call=promise), now=now, load=full_tomorrow))
    assert (urgent.date, urgent.promised, urgent.urgent) == (date(2026, 11, 24), False, True)
    assert (urgent.purpose, urgent.set_by) == ("price", "rule")


def test_an_overdue_promise_is_due_and_one_to_come_stands() -> None:
    overdue = NextCall(date(2026, 11, 20), time(16), promised=True)
    assert the_call(after(O.NO_ANSWER, Account(1, unanswered=1, next_call=overdue))).date == MONDAY
    for promise in (NextCall(MONDAY, time(15), promised=True), NextCall(date(2026, 11, 24), promised=True)):
        account = Account(1, unanswered=1, next_call=promise)
        for outcome in (O.NO_ANSWER, O.BUSY, O.WRONG_NUMBER, O.GATEKEEPER):
            assert the_call(after(outcome, account)) is promise
        if promise.date > MONDAY:  # an appointment is the customer's to move
            assert the_call(after(O.TALKED, account)) is promise
        assert the_call(after(O.REFUSED, account)) is not promise


def test_a_promise_a_few_minutes_early_counts_as_tried() -> None:
    account = Account(1, unanswered=1, next_call=NextCall(MONDAY, time(10, 15), promised=True))
    assert the_call(after(O.NO_ANSWER, account)).tries == 1


def test_a_wrong_number_tries_the_other_phone_or_nothing() -> None:
    assert the_call(after(O.WRONG_NUMBER, Account(1, phones=1))).date == date(2026, 11, 24)
    assert after(O.WRONG_NUMBER, Account(1, phones=0)).next_call is None
    promise = NextCall(MONDAY, promised=True)
    assert the_call(after(O.WRONG_NUMBER, Account(1, next_call=promise))).urgent


def test_nothing_is_proposed_where_nobody_is_to_be_called_or_only_the_customer_knows() -> None:
    assert after(O.TALKED, letter="D").next_call is None
    assert after(O.REFUSED, Account(1, refused_for_good=True), "D").next_call is None
    assert after(O.DO_NOT_CALL, Account(1, do_not_call=True), "D").next_call is None
    assert after(O.CALLBACK).next_call is None
    with pytest.raises(ValueError):
        after(O.CONTACT)


def test_what_a_call_was_for_is_kept_until_its_person_is_reached() -> None:
    account = Account(1, unanswered=1, next_call=NextCall(MONDAY, purpose="three-year price"))
    for outcome in (O.NO_ANSWER, O.BUSY, O.WRONG_NUMBER, O.GATEKEEPER):
        assert the_call(after(outcome, account)).purpose == "three-year price"
    assert the_call(after(O.TALKED, account)).purpose == ""


@pytest.mark.parametrize(
    ("account", "letter", "ideal", "most"),
    [
        (Account(1, stage=6, value_class=1), "A", 3, 5),
        (Account(1, stage=6, value_class=1), "B", 10, 22),
        (Account(1, stage=6, value_class=2), "B", 22, 44),
        (Account(1, contract_end=MONDAY + timedelta(days=300)), "B", 22, 44),
        (Account(1, stage=3), "B", 10, 15),
        (Account(1, value_class=1), "C", 10, 22),
        (Account(1), "C", 22, 44),
    ],
)
def test_which_cadence_applies(account: Account, letter: Grade, ideal: int, most: int) -> None:
    assert the_call(after(O.TALKED, account, letter)).date == PLAIN.add(MONDAY, ideal)
    assert maximum_interval(account, letter, MONDAY, POLICY) == most


def test_late_is_past_the_maximum_since_the_last_effective_contact() -> None:
    warm = Account(1, last_effective=MONDAY - timedelta(weeks=3))
    assert not is_late(warm, "B", MONDAY, POLICY, PLAIN)
    assert is_late(warm, "B", MONDAY + timedelta(days=1), POLICY, PLAIN)
    assert not is_late(Account(1), "B", MONDAY, POLICY, PLAIN)
    assert not is_late(warm, "D", date(2030, 1, 1), POLICY, PLAIN)


def test_the_lightest_day_of_the_window_is_taken_the_earliest_on_a_tie() -> None:
    thursday, friday = date(2026, 11, 26), date(2026, 11, 27)
    assert the_call(after(O.TALKED, letter="A", load={thursday: 40, friday: 31})).date == friday
    assert the_call(after(O.TALKED, letter="A", load={thursday: 31, friday: 31})).date == thursday
    assert the_call(after(O.TALKED, letter="A", load={thursday: 40, friday: 39, date(2026, 11, 30): 0})).date == friday


@pytest.mark.parametrize(
    ("end", "rung"),
    [
        (date(2027, 3, 1), date(2026, 12, 1)),  # 90 days before
        (date(2027, 2, 6), date(2026, 12, 8)),  # 60
        (date(2026, 12, 23), date(2026, 12, 16)),  # 30 was today, the next one is 7 days before
        (date(2027, 1, 12), date(2026, 12, 11)),  # 30 days before is Sunday the 13th
        (date(2026, 11, 30), None),  # 7 was today
    ],
)
def test_rungs_of_the_ladder(end: date, rung: date | None) -> None:
    assert next_rung(Account(1, contract_end=end), MONDAY, POLICY, PLAIN) == rung


def test_the_ladder_caps_whatever_is_proposed_to_a_customer() -> None:
    customer = Account(1, contract_end=date(2027, 2, 6))
    proposed = after(O.TALKED, customer, "B", load={date(2026, 12, 8): 99})
    assert the_call(proposed).date == date(2026, 12, 8)
    assert "before_contract_ends" in codes(proposed)
    free = after(O.TALKED, replace(customer, contract_end=date(2026, 11, 22)), "B")
    assert the_call(free).date == PLAIN.add(MONDAY, 10)


def test_a_rung_on_the_weekend_ahead_never_means_today() -> None:
    friday = date(2026, 11, 27)
    customer = Account(1, contract_end=friday + timedelta(days=31))  # 30 days before is Saturday
    assert next_rung(customer, friday, POLICY, PLAIN) == date(2026, 11, 30)


def test_no_proposal_passes_the_next_cycle() -> None:
    january = datetime(2027, 1, 29, 10, 0)
    proposed = after(O.TALKED, now=january)
    assert the_call(proposed).date == date(2027, 2, 26)
    assert "within_next_cycle" in codes(proposed)


CALENDARS = st.builds(
    Calendar.of, st.frozensets(st.dates(MONDAY, date(2027, 3, 31)), max_size=25), st.just((date(2026, 11, 28),))
)
PROMISES = st.builds(
    NextCall,
    date=st.dates(date(2026, 11, 1), date(2027, 1, 15)),
    time=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    promised=st.booleans(),
    tries=st.integers(0, 3),
)
ACCOUNTS = st.builds(
    Account,
    id=st.just(1),
    stage=st.integers(0, 7),
    intent=st.none() | st.integers(1, 5),
    contract_end=st.none() | st.dates(date(2026, 10, 1), date(2027, 6, 30)),
    deal_stage=st.none() | st.integers(1, 5),
    next_call=st.none() | PROMISES,
    unanswered=st.integers(0, 9),
    value_class=st.none() | st.integers(1, 4),
    window=st.none() | st.sets(st.times(), min_size=2, max_size=2).map(lambda both: (min(both), max(both))),
)
NOWS = st.datetimes(datetime(2026, 11, 23), datetime(2027, 1, 20))
LOADS = st.dictionaries(st.dates(MONDAY, date(2027, 3, 1)), st.integers(0, 90), max_size=40)


@given(ACCOUNTS, st.sampled_from(list(OUTCOMES)), NOWS, LOADS, CALENDARS)
def test_laws_of_every_proposal(
    account: Account, outcome: Outcome, now: datetime, load: dict[date, int], calendar: Calendar
) -> None:
    today = now.date()
    called = effects(account, outcome, today, Said(phones_left=1)).account
    letter = grade(called, today, POLICY).grade
    proposed = propose(called, outcome, grade_after=letter, now=now, load=load, policy=POLICY, calendar=calendar)
    nxt = proposed.next_call
    if nxt is None:
        assert letter == "D" or outcome is O.CALLBACK
        return
    if nxt is account.next_call:  # the customer's word stands as given
        return
    assert calendar.is_working(nxt.date)
    hours = calling_hours(called.window, nxt.date, calendar, POLICY)
    assert nxt.time is None or hours.holds(nxt.time)
    if nxt.date == today:
        assert outcome in SAME_DAY
        assert now - timedelta(minutes=1) < datetime.combine(nxt.date, nxt.time or time.min)
        assert (nxt.time or time.max) <= POLICY.day.closes
        return
    assert nxt.date > today
    assert nxt.date <= last_day_of_next_cycle(today, calendar)
    rung = next_rung(called, today, POLICY, calendar)
    if proposed.window is None:
        assert nxt.date == calendar.add(today, 1) or called.window is not None
        assert all(
            not calling_hours(called.window, day, calendar, POLICY).starts
            for day in (today + timedelta(days=n) for n in range(1, (nxt.date - today).days))
        )
        return
    assert rung is None or nxt.date <= rung
    first, last = proposed.window
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    worked = [day for day in days if calendar.is_working(day)]
    fit = [day for day in worked if calling_hours(called.window, day, calendar, POLICY).starts]
    assert (not fit) == ("hours_do_not_meet" in codes(proposed))
    assert nxt.date == min(fit or worked, key=lambda day: (load.get(day, 0), day))


def test_load_in_another_order_changes_nothing() -> None:
    load = {PLAIN.add(MONDAY, n): 60 - n for n in range(1, 40)}
    turned = dict(reversed(load.items()))
    assert after(O.TALKED, load=load) == after(O.TALKED, load=turned)
