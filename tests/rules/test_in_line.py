from datetime import datetime, time, timedelta

from repdesk.rules.best_hours import Best
from repdesk.rules.in_line import Waiting, by_best_hours, next_in_line
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


NOW, LATER, TWO_SPANS = (
    Best(9, 10, 7, 9, 0.9),
    Best(15, 16, 7, 9, 0.9),
    (Best(16, 18, 5, 5, 0.9), Best(11, 12, 4, 4, 0.8)),
)


def test_best_hours_that_hold_now_are_preferred_as_a_window_is() -> None:
    plain, best, later = (Waiting(n, n, Tier.DUE, best=b) for n, b in ((1, ()), (2, (NOW,)), (3, (LATER,))))
    assert offered(plain, best, later) == 2
    assert offered(plain, later) == 1, "best hours to come are no reason to wait"
    assert offered(later, Waiting(4, 4, Tier.DUE)) == 3
    window = Waiting(5, 0, Tier.DUE, window=(time(8), time(10)))
    assert offered(best, window) == 5, "alike, so the rank decides"


def test_a_stated_window_outranks_best_hours() -> None:
    closed = Waiting(1, 1, Tier.DUE, window=(time(14), time(16)), best=(NOW,))
    assert offered(closed, Waiting(2, 2, Tier.DUE)) == 2


def test_the_list_by_best_hours_keeps_promises_in_front_and_what_is_alike_in_its_order() -> None:
    rows = [
        Waiting(1, 1, Tier.PROMISED, promised=True, due_time=time(15)),
        Waiting(2, 40, Tier.PROMISED, promised=True, due_time=time(16), best=(NOW,)),  # joined at its time
        Waiting(3, 2, Tier.PRIORITY),
        Waiting(4, 3, Tier.PRIORITY, window=(time(8), time(8, 30))),  # over
        Waiting(5, 4, Tier.DUE, best=(LATER,)),
        Waiting(6, 5, Tier.DUE, due_time=time(10, 30), best=(NOW,)),  # a time is set for it
        Waiting(7, 6, Tier.DUE, best=TWO_SPANS),
        Waiting(8, 7, Tier.COVERAGE, window=(time(9), time(11))),
        Waiting(9, 8, Tier.COVERAGE, best=(NOW,)),
        Waiting(10, 9, Tier.COVERAGE, best=(Best(8, 9, 4, 4, 0.9),)),  # over, and no reason to come last
    ]
    assert by_best_hours(rows, time(9, 42)) == (1, 2, 8, 9, 6, 7, 5, 3, 10, 4)
    assert by_best_hours(rows, time(16)) == (1, 2, 7, 3, 5, 6, 9, 10, 4, 8)
