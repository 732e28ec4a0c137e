from datetime import datetime, time, timedelta

from repdesk.rules.in_line import Waiting, next_in_line
from repdesk.rules.policy import Policy
from repdesk.rules.types import Tier

POLICY = Policy()
NINE = datetime(2026, 11, 23, 9, 0)


def offered(*rows: Waiting, now: datetime = NINE) -> int | None:
    return next_in_line(rows, now, POLICY)


def test_the_highest_not_yet_called_is_next() -> None:
    assert offered(Waiting(5, 2, Tier.DUE), Waiting(7, 1, Tier.DUE)) == 7
    assert offered() is None


def test_a_promise_waits_for_its_time_and_then_goes_first() -> None:
    promise = Waiting(1, 1, Tier.PROMISED, promised=True, due_time=time(10))
    other = Waiting(2, 2, Tier.PRIORITY)
    assert offered(promise, other) == 2
    assert offered(promise, other, now=NINE + timedelta(hours=1)) == 1
    assert offered(promise) is None


def test_nobody_is_offered_within_an_hour_but_for_a_promise() -> None:
    again = Waiting(1, 1, Tier.DUE, due_time=time(9, 30), last_call=NINE)
    assert offered(again, now=NINE + timedelta(minutes=59)) is None
    assert offered(again, now=NINE + timedelta(minutes=60)) == 1
    retry = Waiting(2, 9, Tier.PROMISED, promised=True, due_time=time(9, 30), last_call=NINE)
    assert offered(again, retry, now=NINE + timedelta(minutes=30)) == 2


def test_a_call_window_that_holds_now_is_preferred() -> None:
    closed = Waiting(1, 1, Tier.DUE, window=(time(14), time(16)))
    plain = Waiting(2, 2, Tier.DUE)
    held = Waiting(3, 3, Tier.COVERAGE, window=(time(8), time(10)))
    promise = Waiting(4, 4, Tier.PROMISED, promised=True)
    assert offered(closed, plain, held) == 3
    assert offered(closed, plain) == 2
    assert offered(closed) == 1
    assert offered(closed, plain, promise) == 4
