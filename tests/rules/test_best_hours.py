"""Best hours (DOMAIN §5): the incomplete beta function, what is offered, and the laws of it."""

from __future__ import annotations

import random
from datetime import time
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.best_hours import Answers, Best, best_hours, hours_called, total
from repdesk.rules.best_hours.beta import share_below
from repdesk.rules.policy import BestHours

FIGURES = BestHours()
BOOK = {9: Answers(20, 100), 10: Answers(40, 100), 11: Answers(40, 100), 15: Answers(40, 100)}  # 35 % in all


@pytest.mark.parametrize(
    ("x", "a", "b", "share"),
    [
        (0.5, 1, 1, 0.5),
        (0.3, 1, 1, 0.3),
        (0.25, 0.5, 0.5, 1 / 3),  # the arcsine law
        (0.5, 2, 3, 0.6875),
        (0.8, 4, 2, 0.73728),
        (0.35, 10.2, 6.8, 0.0179419893),
        (0.35, 2.8, 9.2, 0.8358034223),
        (0.01, 300, 200, 0.0),
        (0.6, 300, 200, 0.4975713837),
        (0, 2, 3, 0.0),
        (1, 2, 3, 1.0),
        (0.5, 0, 3, 1.0),
        (0, 0, 3, 1.0),
        (0.5, 3, 0, 0.0),
        (1, 3, 0, 1.0),
    ],
)
def test_known_values_of_the_incomplete_beta_function(x: float, a: float, b: float, share: float) -> None:
    assert share_below(x, a, b) == pytest.approx(share, abs=1e-9)


@given(st.floats(0.001, 0.999), st.integers(1, 60), st.integers(1, 60))
def test_with_whole_shapes_it_is_a_sum_of_binomials(x: float, a: int, b: int) -> None:
    n = a + b - 1
    exact = sum(comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1))
    assert share_below(x, a, b) == pytest.approx(exact, abs=1e-9)
    assert share_below(x, a, b) + share_below(1 - x, b, a) == pytest.approx(1, abs=1e-9)


def test_it_is_what_chance_gives() -> None:
    rng = random.Random(7)
    drawn = [rng.betavariate(10.2, 6.8) for _ in range(40_000)]
    assert share_below(0.5, 10.2, 6.8) == pytest.approx(sum(one < 0.5 for one in drawn) / len(drawn), abs=0.01)


def test_shapes_that_say_nothing_are_refused() -> None:
    for a, b in ((0, 0), (-1, 2), (2, -1)):
        with pytest.raises(ValueError):
            share_below(0.5, a, b)


def test_the_formula_of_an_hour() -> None:
    (hour,) = hours_called({10: Answers(7, 9)}, BOOK, FIGURES)
    assert hour.expected == pytest.approx((8 * 0.4 + 7) / 17)
    assert hour.sure == pytest.approx(1 - share_below(0.35, 8 * 0.4 + 7, 8 * 0.6 + 2))


@pytest.mark.parametrize(
    ("own", "offered"),
    [
        ({10: Answers(7, 9)}, [(10, 11, 7, 9)]),
        ({10: Answers(3, 3)}, []),  # too few
        ({10: Answers(4, 4)}, [(10, 11, 4, 4)]),
        ({10: Answers(2, 5)}, []),  # no better than the book
        ({9: Answers(4, 4)}, []),  # the book's own nine o'clock speaks against it
        ({9: Answers(5, 5)}, [(9, 10, 5, 5)]),
        ({9: Answers(3, 5)}, []),
        ({10: Answers(3, 5)}, [(10, 11, 3, 5)]),  # and its ten o'clock for it
        ({10: Answers(7, 9), 11: Answers(4, 5)}, [(10, 12, 11, 14)]),  # hours that touch are one
        ({10: Answers(4, 4), 15: Answers(9, 9)}, [(15, 16, 9, 9), (10, 11, 4, 4)]),  # the surest first
        ({20: Answers(4, 4)}, [(20, 21, 4, 4)]),  # where the book is not called, its overall rate is what is known
        ({}, []),
    ],
)
def test_what_is_offered(own: dict[int, Answers], offered: list[tuple[int, int, int, int]]) -> None:
    found = best_hours(own, BOOK, FIGURES)
    assert [(one.start, one.until, one.answered, one.tried) for one in found] == offered
    assert all(one.sure >= FIGURES.sure for one in found)


def test_a_book_in_which_all_or_nothing_is_answered_offers_nothing() -> None:
    always = {10: Answers(6, 6)}
    assert best_hours(always, always, FIGURES) == ()
    assert best_hours({10: Answers(0, 6)}, {10: Answers(0, 6)}, FIGURES) == ()
    assert best_hours(always, {}, FIGURES) == ()


def test_best_hours_hold_from_their_first_minute_to_before_their_last() -> None:
    best = Best(10, 12, 7, 9, 0.9)
    assert [best.holds(time(*at)) for at in ((9, 59), (10, 0), (11, 59), (12, 0))] == [False, True, True, False]


HOURS = st.dictionaries(
    st.integers(0, 23), st.tuples(st.integers(0, 40), st.integers(0, 40)).map(lambda n: Answers(n[0], sum(n)))
)


@given(HOURS, HOURS)
def test_laws_of_best_hours(own: dict[int, Answers], others: dict[int, Answers]) -> None:
    book = {hour: own.get(hour, Answers()) + others.get(hour, Answers()) for hour in {*own, *others}}
    found = best_hours(own, book, FIGURES)
    assert best_hours(dict(reversed(own.items())), dict(reversed(book.items())), FIGURES) == found
    hours = [hour for one in found for hour in range(one.start, one.until)]
    assert len({*hours}) == len(hours)
    for one in found:
        calls = total(own[hour] for hour in range(one.start, one.until))
        assert (one.answered, one.tried) == (calls.answered, calls.tried)
        assert one.until not in {other.start for other in found}, "those that touch are one"
    offered = {*hours}
    for hour in hours_called(own, book, FIGURES):
        assert -1e-9 <= hour.sure <= 1 + 1e-9
        assert (hour.hour in offered) == (hour.own.tried >= FIGURES.least and hour.sure >= FIGURES.sure)


@given(HOURS, st.integers(0, 23), st.integers(4, 30), st.integers(0, 30))
def test_an_answer_more_never_makes_an_hour_worse(
    others: dict[int, Answers], hour: int, tried: int, answered: int
) -> None:
    answered = min(answered, tried - 1)
    book = others | {hour: others.get(hour, Answers()) + Answers(1, 3)}
    less, more = (hours_called({hour: Answers(n, tried)}, book, FIGURES)[0].sure for n in (answered, answered + 1))
    assert more >= less - 1e-9
