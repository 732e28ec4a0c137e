"""The days ahead: held against a slow reading of the rules, and against what is known of the trade."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repdesk.rules.cadence import is_late
from repdesk.rules.call_list import build
from repdesk.rules.coverage import coverage
from repdesk.rules.hours import hours_on
from repdesk.rules.next_call import propose
from repdesk.rules.outcomes import Said, effects
from repdesk.rules.ownership import Claim, lapses_on, protection_ends
from repdesk.rules.policy import Policy
from repdesk.rules.schedule import load_of_days
from repdesk.rules.standing import grade, is_callable
from repdesk.rules.types import Account, NextCall, Outcome, Override, Reason, Tier
from repdesk.rules.what_if import Outlook, Prospect, Trial
from repdesk.rules.what_if.course import Ahead, Course, DayRun, Runner, moments
from repdesk.rules.what_if.fortune import Odds, fortune
from repdesk.rules.workdays import Calendar

from .books import MON, PLAIN, books

POLICY = Policy()
ODDS = Odds(0.35, 0.175)
UNTOLD = Reason("untold")


def ahead(policy: Policy = POLICY, calendar: Calendar = PLAIN, **more: object) -> Ahead:
    given = {"first": MON, "last": date(2026, 12, 11), "odds": ODDS, **more}
    return Ahead(policy=policy, calendar=calendar, **given)  # type: ignore[arg-type]


def slow_course(accounts: list[Account], over: Ahead, seed: int) -> Course:
    """Run the days as they are defined, judging every account anew for every day and every call."""
    policy, calendar = over.policy, over.calendar
    book, calls = {account.id: account for account in accounts}, Counter[int]()
    course = Course()
    late_before = _late_in(book, over.days[0], over)
    lapsed_before = _lapsed_in(book, over.first - timedelta(days=1), over)

    def call(number: int, now: datetime) -> time | None:
        calls[number] += 1
        outcome = over.odds.outcome(fortune(seed, number, calls[number]))
        after = effects(book[number], outcome, now.date(), Said(phones_left=book[number].phones)).account
        load = load_of_days((a for a in book.values() if a.id != number), now.date(), calendar)
        letter = grade(after, now.date(), policy).grade
        nxt = propose(
            after, outcome, grade_after=letter, now=now, load=load, policy=policy, calendar=calendar
        ).next_call
        book[number] = replace(after, next_call=nxt)
        return nxt.time if nxt is not None and nxt.date == now.date() else None

    for day in over.days:
        for number in sorted(_lapsed_in(book, day, over) - lapsed_before - course.lapsed.keys()):
            course.lapsed[number] = day, UNTOLD
        quota = over.quota(day)
        found = build(list(book.values()), day, policy, calendar, quota)
        for_day = [e for e in found.entries if e.tier is Tier.PROMISED and e.due == day]
        for entry in (*for_day[quota:], *(e for e in found.carried if e.tier is Tier.PROMISED)):
            course.unfit.setdefault(entry.account_id, (day, UNTOLD))
        called = [entry.account_id for entry in found.entries]
        again: list[tuple[time, int]] = []
        for number, at in zip(called, moments(hours_on(day, calendar, policy), len(called)), strict=True):
            later = call(number, datetime.combine(day, at))
            if later is not None:
                heappush(again, (later, number))
        while again:
            at, number = heappop(again)
            called.append(number)
            later = call(number, datetime.combine(day, at))
            if later is not None:
                heappush(again, (later, number))
        for number in sorted(_late_in(book, day, over) - late_before - course.late.keys()):
            course.late[number] = day, UNTOLD
        evening = coverage(list(book.values()), day, policy, calendar)
        course.days.append(DayRun(day, quota, tuple(called), len(for_day), len(found.carried), evening))
    course.left_late = dict.fromkeys(_late_in(book, over.days[-1], over), (over.days[-1], UNTOLD))
    return course


def _lapsed_in(book: dict[int, Account], day: date, over: Ahead) -> set[int]:
    found = set()
    for number, claim in over.claims.items():
        ends = protection_ends(claim, book[number], over.policy)
        if ends is not None and lapses_on(ends, over.policy) <= day:
            found.add(number)
    return found


def _late_in(book: dict[int, Account], day: date, over: Ahead) -> set[int]:
    return {
        account.id
        for account in book.values()
        if is_callable(account, day)
        and is_late(account, grade(account, day, over.policy).grade, day, over.policy, over.calendar)
    }


def assert_as_slow(book: list[Account], policy: Policy, seed: int) -> None:
    """Hold a course against the slow reading: lists, coverage, who is late, unfit or lapsed, every day."""
    policy = replace(policy, ownership=replace(policy.ownership, protected_days=20))
    calendar = Calendar.of(off=[date(2026, 11, 26), date(2026, 12, 1)], work=[date(2026, 11, 28)])
    claims = {account.id: Claim(need=account.id % 3 > 0, first_contact=account.last_conversation) for account in book}
    over = ahead(policy, calendar, claims=claims, made=1)
    found, wanted = Runner(book, over).run(seed), slow_course(book, over, seed)
    assert found.days == wanted.days
    assert found.left_late.keys() == wanted.left_late.keys()
    assert _days(found.late) == _days(wanted.late)
    shut = {number for number, (_day, why) in found.unfit.items() if why.code == "day_off"}
    assert _days(found.unfit, shut) == _days(wanted.unfit, shut)
    # who lapses on a day off is noticed on the next working day, and told with the day it was
    assert {n: calendar.on_or_after(day) for n, (day, _why) in found.lapsed.items()} == _days(wanted.lapsed)


@settings(max_examples=40, deadline=None)
@given(books(most=40), st.integers(1, 12), st.sampled_from([0.4, 1.0]), st.integers(0, 99))
def test_a_course_is_what_the_rules_come_to_day_by_day(
    book: list[Account], quota: int, target: float, seed: int
) -> None:
    book = [replace(a, last_effective=a.last_conversation if a.id % 2 else None) for a in book]
    assert_as_slow(book, Trial(quota=quota, target=target).policy_of(POLICY), seed)


@pytest.mark.parametrize(
    ("seed", "quota", "target"), [(1, 8, 1.0), (2, 16, 1.0), (3, 16, 0.1), (4, 30, 0.1), (5, 24, 0.6)]
)
def test_so_it_is_where_much_turns_within_the_days(seed: int, quota: int, target: float) -> None:
    """Contracts begin to end, end, or ended long ago while the days pass, and few calls are due."""
    some = Random(seed)
    book = []
    for n in range(1, 111):
        last = some.choice([None, MON - timedelta(days=some.randrange(1, 40))])
        spoke = some.choice([None, last])
        end = MON + timedelta(days=some.randrange(20)) + timedelta(days=some.choice([0, 60, -181]))
        due = NextCall(MON + timedelta(days=some.randrange(-5, 25)), promised=some.random() < 0.2)
        book.append(
            Account(
                n,
                stage=some.randrange(6),
                intent=some.choice([None, 1, 2, 3, 4]),
                contract_end=end if some.random() < 0.4 else None,
                estimate=some.randrange(10**6),
                override=Override("D", "for now", 6) if some.random() < 0.05 else None,
                next_call=due if some.random() < 0.4 else None,
                last_call=last,
                last_conversation=spoke,
                last_effective=some.choice([None, spoke]),
            )
        )
    assert_as_slow(book, Trial(quota=quota, target=target).policy_of(POLICY), seed)


def _days(turned: dict[int, tuple[date, Reason]], without: set[int] = frozenset()) -> dict[int, date]:  # type: ignore[assignment]
    return {number: day for number, (day, _why) in turned.items() if number not in without}


def test_the_same_book_in_another_order_has_the_same_outlook() -> None:
    book = a_book_of(60)
    found = [_outlook(accounts, Trial(quota=7)) for accounts in (book, book[::-1])]
    assert found[0] == found[1]


def test_what_is_known_of_the_trade_comes_out() -> None:
    """1,000 accounts are covered by 60 calls a day in a cycle of 22 days, and not by 40 (DOMAIN §3)."""
    first, last = date(2026, 7, 1), date(2026, 7, 31)
    book = a_book_of(1000)

    def covered(trial: Trial) -> tuple[int, date | None]:
        over = ahead(trial.policy_of(POLICY), first=first, last=last)
        prospect = Prospect(book, over)
        prospect.run()
        (cycle,) = prospect.outlook().cycles
        return cycle.coverage.middle, cycle.covered_on

    share, day = covered(Trial())
    assert share >= 97
    assert day is None or day > date(2026, 7, 20)
    few, never = covered(Trial(quota=40))
    assert 60 <= few <= 90
    assert never is None
    assert covered(Trial(quota=40, target=0.6))[1] is not None


def test_days_off_put_promises_out_and_lower_what_can_be_done() -> None:
    off = frozenset({date(2026, 11, 24), date(2026, 11, 25)})
    promised = Account(1, next_call=NextCall(date(2026, 11, 24), time(10), promised=True))
    book = [promised, *a_book_of(80, first=2)]
    as_it_is, with_leave = (_outlook(book, trial) for trial in (Trial(quota=10), Trial(quota=10, off=off)))
    assert as_it_is.unfit.ids == ()
    assert [(fate.account_id, fate.day, fate.reason.code) for fate in with_leave.unfit.who] == [
        (1, date(2026, 11, 24), "day_off")
    ]
    assert len(with_leave.days) == len(as_it_is.days) - 2
    assert with_leave.reachable_percent < as_it_is.reachable_percent


def test_promises_beyond_the_quota_are_named_the_latest_ones() -> None:
    times = [time(9), time(15), time(11)]
    book = [Account(n, next_call=NextCall(MON, at, promised=True)) for n, at in enumerate(times, 1)]
    found = _outlook(book, Trial(quota=2))
    assert found.unfit.ids == (2,)
    (fate,) = found.unfit.who
    assert (fate.reason.code, dict(fate.reason.facts)) == ("over_quota", {"promised": 3, "quota": 2})


@pytest.mark.parametrize(
    ("spoken", "answered", "day"),
    [
        (date(2026, 11, 18), 0.0, date(2026, 11, 26)),  # six working days after: one more than grade A may wait
        (date(2026, 11, 18), 1.0, None),
        (date(2026, 11, 2), 0.0, None),  # late already
        (None, 0.0, None),  # nobody has spoken yet
    ],
)
def test_who_goes_late_and_when(spoken: date | None, answered: float, day: date | None) -> None:
    hot = Account(1, stage=5, last_call=spoken, last_conversation=spoken, last_effective=spoken)
    found = _outlook([hot], Trial(), odds=Odds(answered, answered))
    assert [fate.day for fate in found.late.who] == ([day] if day else [])
    assert found.late_now == ((1,) if spoken == date(2026, 11, 2) else ())


@pytest.mark.parametrize(
    ("claim", "contract_end", "lapses"),
    [
        (Claim(first_contact=date(2026, 8, 20)), None, date(2026, 11, 29)),
        (Claim(first_contact=date(2026, 8, 20)), date(2026, 9, 1), date(2026, 12, 11)),
        (Claim(need=False, first_contact=date(2026, 8, 20)), None, None),
        (Claim(), None, None),
    ],
)
def test_whose_ownership_lapses_and_when(claim: Claim, contract_end: date | None, lapses: date | None) -> None:
    account = Account(1, contract_end=contract_end)
    found = _outlook([account], Trial(), odds=Odds(0, 0), claims={1: claim})
    assert [fate.day for fate in found.lapsed.who] == ([lapses] if lapses else [])


def test_ownership_lapses_on_days_off_too() -> None:
    """A leave through all the days: nobody is called, and what lapses lapses all the same."""
    away = Trial(off=frozenset(MON + timedelta(days=n) for n in range(19)))
    found = _outlook([Account(1)], away, claims={1: Claim(first_contact=date(2026, 8, 20))})
    assert (found.days, found.cycles) == ((), ())
    assert [fate.day for fate in found.lapsed.who] == [date(2026, 11, 29)]


def test_a_contact_renews_the_protection() -> None:
    claims = {1: Claim(first_contact=date(2026, 8, 20))}
    assert _outlook([Account(1)], Trial(), odds=Odds(1, 1), claims=claims).lapsed.ids == ()


def test_half_a_day_bears_half_the_calls_and_those_made_already_count() -> None:
    half = Calendar(hours=frozenset({(MON, time(9), time(13))}))
    found = Runner(a_book_of(50), ahead(Trial(quota=20).policy_of(POLICY), half, made=3)).run(1)
    assert [len(run.called) for run in found.days[:2]] == [5, 20]  # three hours of eight bear 8 of 20


@given(st.integers(0, 9), st.integers(1, 10**6), st.integers(1, 50))
def test_a_fortune_is_a_share_and_always_the_same(seed: int, number: int, call: int) -> None:
    assert 0 <= fortune(seed, number, call) < 1
    assert fortune(seed, number, call) == fortune(seed, number, call)


def test_fortunes_are_spread_as_the_odds_say() -> None:
    came = Counter(ODDS.outcome(fortune(1, number, call)) for number in range(1, 2001) for call in range(1, 6))
    assert 0.33 < 1 - came[Outcome.NO_ANSWER] / 10_000 < 0.37
    assert 0.16 < came[Outcome.TALKED] / 10_000 < 0.19


def a_book_of(count: int, first: int = 1) -> list[Account]:
    """Return a book of the usual mix: every fifth is hot or leaning, a third was never called."""
    book = []
    for n in range(first, first + count):
        stage = (1, 1, 2, 1, 0, 1, 2, 3, 1, 4)[n % 10]
        called = None if n % 3 == 0 else date(2026, 6, 1 + n % 28)
        spoke = called if n % 2 else None
        book.append(
            Account(n, stage=stage, last_call=called, last_conversation=spoke, last_effective=spoke, estimate=n * 7919)
        )
    return book


def _outlook(book: list[Account], trial: Trial, **more: object) -> Outlook:
    prospect = Prospect(book, ahead(trial.policy_of(POLICY), trial.calendar_of(PLAIN), **more))
    prospect.run()
    prospect.run()
    return prospect.outlook()
