"""Which backups are kept: the figures, any order, step by step as at once, and clocks that were set."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.thinning import kept

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
INSTANTS = st.lists(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)), max_size=60, unique=True
)


def named(instants: list[datetime]) -> dict[str, datetime]:
    return {f"{at:%Y%m%d-%H%M%S.%f}": at for at in instants}


def test_a_year_of_backups_every_half_hour_comes_down_to_the_figures() -> None:
    year = named([NOW - timedelta(minutes=30 * n) for n in range(48 * 400)])
    stay = sorted((NOW - year[name] for name in kept(year, NOW)), reverse=False)
    last_days = [age for age in stay if age <= timedelta(days=2)]
    assert len(last_days) == 48 * 2 + 1
    days = {(NOW - age).date() for age in stay}
    assert {(NOW - timedelta(days=n)).date() for n in range(12)} <= days
    assert len({(NOW - age).isocalendar()[:2] for age in stay}) >= 10
    months = {(at.year, at.month) for at in (NOW - age for age in stay)}
    assert len(months) == 9
    assert len(stay) - len(last_days) <= 12 + 10 + 9


def test_never_fewer_than_three_are_kept() -> None:
    old = named([datetime(2020, 1, 1, hour, tzinfo=UTC) for hour in range(5)])
    assert kept(old, NOW) == frozenset(sorted(old)[-3:])
    assert kept({}, NOW) == frozenset()


@given(INSTANTS, st.randoms(use_true_random=False))
def test_the_order_they_are_given_in_is_nothing(instants: list[datetime], rng: random.Random) -> None:
    other = list(instants)
    rng.shuffle(other)
    assert kept(named(instants), NOW) == kept(named(other), NOW)


@given(INSTANTS, st.integers(0, 60))
def test_thinned_along_the_way_is_as_thinned_at_the_end(instants: list[datetime], at: int) -> None:
    line = sorted(instants)
    at = min(at, len(line))
    first, rest = line[:at], line[at:]
    if not rest:
        return
    once = kept(named(line), rest[-1])
    before = kept(named(first), first[-1]) if first else frozenset()
    left = [moment for moment in first if f"{moment:%Y%m%d-%H%M%S.%f}" in before]
    assert kept(named([*left, *rest]), rest[-1]) == once
    assert kept({name: moment for name, moment in named(line).items() if name in once}, rest[-1]) == once


@given(INSTANTS, st.timedeltas(timedelta(0), timedelta(days=800)))
def test_a_clock_set_back_thins_nothing_that_it_would_not_have(instants: list[datetime], back: timedelta) -> None:
    taken = named(instants)
    now = NOW - back
    after = kept(taken, now)
    assert {name for name, at in taken.items() if at > now} <= after
    ours = {name: at for name, at in taken.items() if at <= now}
    assert kept(ours, now) == after & set(ours)


@given(INSTANTS)
def test_a_clock_set_far_ahead_keeps_the_last_of_each_day(instants: list[datetime]) -> None:
    taken = named(instants)
    days = sorted({at.date() for at in instants})[-12:]
    stay = kept(taken, NOW + timedelta(days=20000))
    assert {max(name for name, at in taken.items() if at.date() == day) for day in days} <= stay
