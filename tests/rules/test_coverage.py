from dataclasses import replace
from datetime import date

from hypothesis import given

from repdesk.rules.coverage import coverage
from repdesk.rules.policy import Policy
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account, NextCall
from repdesk.rules.workdays import Calendar

from .books import MON, PLAIN, books

POLICY = Policy()


def test_the_cycle_is_counted_as_the_trade_counts_it() -> None:
    book = [
        Account(1, last_call=date(2026, 11, 2), last_conversation=date(2026, 11, 2)),
        Account(2, last_call=date(2026, 11, 3), last_conversation=date(2026, 10, 3)),
        Account(3, last_call=date(2026, 10, 30)),
        Account(4, next_call=NextCall(date(2026, 12, 1), set_by="rep")),
        Account(5, next_call=NextCall(date(2026, 12, 1), set_by="rule")),
        Account(6, next_call=NextCall(date(2026, 11, 30), set_by="customer")),
        Account(7, phones=0),
        Account(8, do_not_call=True),
        Account(9, last_call=date(2026, 11, 2), next_call=NextCall(date(2026, 12, 1), set_by="rep")),
    ]
    found = coverage(book, MON, POLICY, PLAIN)
    assert (found.cycle_start, found.cycle_end) == (date(2026, 11, 1), date(2026, 11, 30))
    assert (found.callable, found.planned_later, found.called, found.reached) == (7, 1, 3, 1)
    assert found.working_days_left == 6
    assert found.needed_pace == 1  # (7 - 1 - 3) / 6, rounded up
    assert found.called_percent == 50
    assert found.reachable_percent == 100


def test_the_pace_says_what_share_can_still_be_reached() -> None:
    book = [Account(n) for n in range(1, 1001)]
    found = coverage(book, date(2026, 11, 30), POLICY, PLAIN)
    assert (found.working_days_left, found.needed_pace) == (1, 1000)
    assert found.reachable_percent == 6


def test_no_pace_where_no_working_day_is_left() -> None:
    closed = Calendar.of(off=[date(2026, 11, 30)])
    assert coverage([Account(1)], date(2026, 11, 28), POLICY, closed).needed_pace is None


@given(books())
def test_the_counts_fit_together(book: list[Account]) -> None:
    found = coverage(book, MON, POLICY, PLAIN)
    assert found.callable == sum(is_callable(account, MON) for account in book)
    assert 0 <= found.reached <= found.called
    assert found.called + found.planned_later <= found.callable
    assert found == coverage(list(reversed(book)), MON, POLICY, PLAIN)
    relaxed = replace(POLICY, cover=replace(POLICY.cover, target=0.5))
    assert (coverage(book, MON, relaxed, PLAIN).needed_pace or 0) <= (found.needed_pace or 0)


def test_shares_are_whole_per_cents() -> None:
    book = [Account(n, last_call=MON if n <= 29 else None) for n in range(1, 101)]
    assert coverage(book, MON, POLICY, PLAIN).called_percent == 29
