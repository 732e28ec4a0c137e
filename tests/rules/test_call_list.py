from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from fractions import Fraction
from math import ceil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repdesk.rules.call_list import CallList, build, tier_of
from repdesk.rules.coverage import coverage
from repdesk.rules.policy import Policy
from repdesk.rules.scoring import Scorer
from repdesk.rules.standing import is_callable
from repdesk.rules.types import TIERS, Account, NextCall, Tier

from .books import MON, PLAIN, books

POLICY = Policy()
FRI = MON - timedelta(days=3)
THU = MON - timedelta(days=4)
WED = MON - timedelta(days=5)


def with_quota(quota: int, target: float = 1.0) -> Policy:
    return replace(POLICY, day=replace(POLICY.day, quota=quota), cover=replace(POLICY.cover, target=target))


@pytest.mark.parametrize(
    ("account", "tier"),
    [
        (Account(1, next_call=NextCall(MON, promised=True)), Tier.PROMISED),
        (Account(1, next_call=NextCall(FRI, promised=True)), Tier.PROMISED),
        (Account(1, next_call=NextCall(MON + timedelta(days=1), promised=True)), None),
        (Account(1, stage=4, next_call=NextCall(MON)), Tier.PRIORITY),
        (Account(1, stage=5), Tier.PRIORITY),
        (Account(1, stage=4, last_call=WED), Tier.PRIORITY),
        (Account(1, stage=4, last_call=THU), None),
        (Account(1, stage=4, last_call=THU, next_call=NextCall(MON)), Tier.PRIORITY),
        (Account(1, intent=4), Tier.PRIORITY),
        (Account(1, contract_end=MON + timedelta(days=60)), Tier.PRIORITY),
        (Account(1, contract_end=MON + timedelta(days=61)), Tier.COVERAGE),
        (Account(1, contract_end=MON - timedelta(days=180)), Tier.PRIORITY),
        (Account(1, contract_end=MON - timedelta(days=181)), Tier.COVERAGE),
        (Account(1, contract_end=FRI, intent=1), Tier.COVERAGE),
        (Account(1, contract_end=FRI, intent=2), Tier.PRIORITY),
        (Account(1, contract_end=MON + timedelta(days=300), deal_stage=4), Tier.PRIORITY),
        (Account(1, next_call=NextCall(MON, urgent=True)), Tier.PRIORITY),
        (Account(1, next_call=NextCall(MON)), Tier.DUE),
        (Account(1), Tier.COVERAGE),
        (Account(1, last_call=date(2026, 10, 31)), Tier.COVERAGE),
        (Account(1, last_call=date(2026, 11, 2)), None),
    ],
)
def test_each_falls_in_the_first_tier_that_fits(account: Account, tier: Tier | None) -> None:
    assert tier_of(account, MON, POLICY, PLAIN) is tier


def ids(found: CallList) -> list[int]:
    return [entry.account_id for entry in found.entries]


def test_the_order_is_tier_then_time_then_score_then_untouched_then_id() -> None:
    book = [
        Account(1),
        Account(2, last_call=date(2026, 10, 1)),
        Account(3, stage=5),
        Account(4, next_call=NextCall(FRI, promised=True)),
        Account(5, next_call=NextCall(FRI, promised=True), intent=5),
        Account(6, next_call=NextCall(MON, promised=True)),
        Account(7, next_call=NextCall(MON, time(15), promised=True)),
        Account(8, next_call=NextCall(MON, time(9), promised=True)),
        Account(9, next_call=NextCall(MON), stage=3),
        Account(10, next_call=NextCall(MON), stage=2),
        Account(11),
    ]
    assert ids(build(book, MON, POLICY, PLAIN)) == [8, 7, 6, 5, 4, 3, 9, 10, 1, 11, 2]


def test_promises_of_the_day_go_beyond_the_quota_and_earlier_ones_up_to_it() -> None:
    today = [Account(n, next_call=NextCall(MON, time(9), promised=True)) for n in range(1, 4)]
    earlier = [Account(n, next_call=NextCall(FRI, promised=True)) for n in range(4, 7)]
    found = build([*today, *earlier], MON, with_quota(2), PLAIN)
    assert ids(found) == [1, 2, 3]
    assert found.over_quota_by == 1
    assert found.carried_per_tier()[Tier.PROMISED] == 3
    assert ids(build([*today, *earlier], MON, with_quota(5), PLAIN)) == [1, 2, 3, 4, 5]


def test_coverage_is_reserved_before_priority_is_filled() -> None:
    hot = [Account(n, stage=5, last_call=date(2026, 11, 2)) for n in range(1, 41)]
    cold = [Account(n) for n in range(41, 101)]
    found = build([*hot, *cold], MON, with_quota(20), PLAIN)
    # 60 uncalled in 6 days: 10 a day are reserved, the other 10 go to priority
    assert found.coverage.needed_pace == 10
    assert [e.tier for e in found.entries] == [Tier.PRIORITY] * 10 + [Tier.COVERAGE] * 10


def test_priority_never_gets_less_than_a_quarter() -> None:
    hot = [Account(n, stage=5, last_call=date(2026, 11, 2)) for n in range(1, 41)]
    cold = [Account(n) for n in range(41, 1001)]
    found = build([*hot, *cold], MON, with_quota(22), PLAIN)
    assert sum(e.tier is Tier.PRIORITY for e in found.entries) == 6  # 22 / 4, rounded up


def test_what_is_free_goes_to_priority_then_due_then_coverage() -> None:
    hot = [Account(n, stage=5, last_call=date(2026, 11, 2)) for n in range(1, 5)]
    due = [Account(n, last_call=date(2026, 11, 2), next_call=NextCall(MON)) for n in range(5, 9)]
    cold = [Account(9)]
    found = build([*hot, *due, *cold], MON, with_quota(7, target=0.0), PLAIN)
    assert ids(found) == [1, 2, 3, 4, 5, 6, 7]
    found = build([*hot, *due, *cold], MON, with_quota(7, target=1.0), PLAIN)
    assert ids(found) == [1, 2, 3, 4, 5, 6, 9]


def literal_list(book: Sequence[Account], policy: Policy) -> tuple[list[int], list[int]]:
    """Fill the list once more, word for word from DOMAIN §3, without a thought for speed."""
    scorer = Scorer.of(book, MON, policy, PLAIN)
    cycle = coverage(book, MON, policy, PLAIN)
    fits = {}
    for account in book:
        planned = account.next_call is not None and account.next_call.date > MON
        if is_callable(account, MON) and account.last_call != MON and not planned:
            tier = tier_of(account, MON, policy, PLAIN)
            if tier:
                fits[account.id] = (account, tier)

    def uncalled(account: Account) -> bool:
        return account.last_call is None or account.last_call < cycle.cycle_start

    def untouched(account: Account) -> tuple[int, date, int]:
        return (account.last_call is not None, account.last_call or MON, account.id)

    def order(pair: tuple[Account, Tier]) -> tuple[object, ...]:
        account, tier = pair
        nxt = account.next_call
        today = tier is Tier.PROMISED and nxt is not None and nxt.date == MON
        at = (nxt.time or time.max) if today and nxt else time.max
        return (list(TIERS).index(tier), not today, at, -scorer.score(account), *untouched(account))

    ordered = sorted(fits.values(), key=order)
    quota = policy.day.quota
    chosen = [a.id for a, t in ordered if t is Tier.PROMISED and a.next_call and a.next_call.date == MON]
    for account, tier in ordered:
        if tier is Tier.PROMISED and account.id not in chosen and len(chosen) < quota:
            chosen.append(account.id)
    free = max(0, quota - len(chosen))
    by_id = {a.id: a for a in book}
    pace = (cycle.needed_pace or 0) - sum(uncalled(by_id[i]) for i in chosen)
    qualify = sum(uncalled(a) for a, t in ordered if t is not Tier.PROMISED)
    reserve = max(0, min(free, pace, qualify))
    taken: list[int] = []
    for account, tier in ordered:
        if tier is Tier.PRIORITY and len(taken) < free:
            covered = sum(uncalled(by_id[i]) for i in taken)
            floor = ceil(Fraction(1, 4) * free)
            room = len(taken) + 1 + max(0, reserve - covered) <= free
            if uncalled(account) or len(taken) < floor or room:
                taken.append(account.id)
    cold = sorted((a for a, t in ordered if t in (Tier.DUE, Tier.COVERAGE) and uncalled(a)), key=untouched)
    for account in cold:
        if len(taken) < free and sum(uncalled(by_id[i]) for i in taken) < reserve:
            taken.append(account.id)
    for account, tier in ordered:
        if tier is not Tier.PROMISED and account.id not in taken and len(taken) < free:
            taken.append(account.id)
    held = {*chosen, *taken}
    return [a.id for a, _ in ordered if a.id in held], [a.id for a, _ in ordered if a.id not in held]


@settings(max_examples=150, deadline=None)
@given(books(most=40), st.integers(1, 15), st.sampled_from([0.0, 0.5, 1.0]), st.randoms())
def test_the_list_is_the_one_the_trade_describes_in_whatever_order_accounts_come(
    book: list[Account], quota: int, target: float, chance: st.DataObject
) -> None:
    policy = with_quota(quota, target)
    found = build(book, MON, policy, PLAIN)
    entries, carried = literal_list(book, policy)
    assert ids(found) == entries
    assert [entry.account_id for entry in found.carried] == carried
    mixed = list(book)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # Hypothesis hands a random.Random
    assert build(mixed, MON, policy, PLAIN) == found
    for entry in (*found.entries, *found.carried):
        assert entry.score == sum(reason.points for reason in entry.reasons)
