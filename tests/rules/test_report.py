"""Reports: weeks and months, the figures of a day and of several, and the curves of a cycle against the even pace."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.coverage import coverage, is_planned_later
from repdesk.rules.evening import Made, PutOff
from repdesk.rules.policy import Policy
from repdesk.rules.report import LACKING, PARTS, DayFacts, Part, PartName, change, day_parts, total
from repdesk.rules.report.curves import curves
from repdesk.rules.report.periods import Period, elapsed_until
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account, NextCall
from repdesk.rules.workdays import Calendar, month_cycle

from .books import MON, PLAIN, books

POLICY = Policy()
TUE, FRI = date(2026, 11, 24), date(2026, 11, 27)
EVENING = datetime(2026, 11, 27, 18, 30)


def made(account_id: int, at: str, *, spoke: bool = True, kp: bool = True, **more: object) -> Made:
    told: dict[str, object] = {"dialled": True, "noted": True, "place": account_id, **more}
    return Made(account_id, clock=time.fromisoformat(at), spoke=spoke, kp=kp, **told)  # type: ignore[arg-type]


def parts(facts: DayFacts, *standing: Account, now: datetime = EVENING, **accounts: Account) -> dict[PartName, Part]:
    known = {number: Account(number) for number in range(1, 9)}
    known |= {one.id: one for one in accounts.values()}
    return day_parts(facts, known, standing, now, POLICY, PLAIN)


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        ("week", MON, MON, date(2026, 11, 29)),
        ("week", date(2027, 1, 3), date(2026, 12, 28), date(2027, 1, 3)),
        ("month", MON, date(2026, 11, 1), date(2026, 11, 30)),
        ("month", date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
    ],
)
def test_a_week_runs_from_monday_and_a_month_is_the_calendar_s(kind: str, day: date, first: date, last: date) -> None:
    period = Period.of(kind, day)  # type: ignore[arg-type]
    assert (period.first, period.last) == (first, last)
    assert period.before.after == period == period.after.before
    assert period.before.last + timedelta(days=1) == first
    assert period.days()[-1] == last
    assert period.days(day)[-1] == day


@pytest.mark.parametrize(
    ("kind", "day", "off", "until"),
    [
        ("week", MON, [], date(2026, 11, 16)),  # a day begun is held against a day
        ("week", FRI, [date(2026, 11, 24)], date(2026, 11, 19)),  # four days worked against four
        ("week", FRI, [date(2026, 11, 17)], date(2026, 11, 22)),  # the week before has no more than four
        ("week", date(2026, 11, 29), [], date(2026, 11, 22)),
        ("month", date(2026, 11, 1), [], date(2026, 9, 30)),  # a Sunday: nothing is worked yet
        ("month", date(2026, 11, 2), [], date(2026, 10, 1)),
        ("month", date(2026, 11, 30), [], date(2026, 10, 31)),
    ],
)
def test_the_time_before_is_counted_up_to_as_many_working_days(
    kind: str, day: date, off: list[date], until: date
) -> None:
    assert elapsed_until(Period.of(kind, day), day, Calendar.of(off)) == until  # type: ignore[arg-type]


def test_a_day_is_told_out_of_what_and_who_stands_behind_it() -> None:
    calls = (
        made(1, "09:00"),
        made(2, "09:05", kp=False, noted=False),
        made(3, "09:10", spoke=False, kp=False),
        made(3, "16:00", spoke=False, kp=False, place=9),
        made(4, "09:15", dialled=False),
        made(5, "09:20", spoke=False, kp=False),
    )
    listed = frozenset({1, 2, 3, 6})
    facts = DayFacts(
        MON,
        calls,
        quota=60,
        planned=listed,
        priority=frozenset({2, 3}),
        next_calls=frozenset({1, 3, 4}),
        events={"rises": (1, 1), "added": (7,)},
    )
    found = parts(facts, fifth=Account(5, phones=0))
    assert found["calls"] == Part(5, None, 60, (1, 2, 3, 5))
    assert found["planned"] == Part(3, 4, 4, (6,))
    assert found["answered"] == Part(2, 5, None, (1, 2))
    assert found["conversations"] == Part(3, 6, POLICY.process.conversations, (1, 2, 4))
    assert found["effective"] == Part(2, 3, POLICY.process.effective, (1, 4))
    assert found["notes"] == Part(2, 3, 3, (2,))
    assert found["next_calls"] == Part(3, 4, 4, (2,))  # nobody can call the fifth
    assert found["priority"] == Part(1, 2, None, (3,))
    assert (found["rises"], found["added"], found["signed"]) == (Part(2, ids=(1,)), Part(1, ids=(7,)), Part())


@pytest.mark.parametrize(
    ("calls", "put_off", "standing", "kept", "due", "missed"),
    [
        ([made(1, "10:15", promised=MON, promised_at=time(10))], [], [], 1, 1, ()),
        ([made(1, "10:16", promised=MON, promised_at=time(10))], [], [], 0, 1, (1,)),
        ([made(1, "17:59", promised=MON)], [], [], 1, 1, ()),
        ([made(1, "10:00", promised=date(2026, 11, 20))], [], [], 0, 0, ()),  # it was due on Friday
        ([made(1, "10:00", promised=date(2026, 11, 22))], [], [], 1, 1, ()),  # a Sunday is called on Monday
        ([], [PutOff(1, MON, time(10), datetime(2026, 11, 23, 10, 16))], [], 0, 1, (1,)),
        ([], [PutOff(1, MON, time(10), datetime(2026, 11, 23, 9, 0))], [], 0, 0, ()),  # moved in time
        ([], [PutOff(1, MON, None, datetime(2026, 11, 25, 9, 0))], [], 0, 1, (1,)),  # called on a later day
        ([], [], [Account(1, next_call=NextCall(MON, promised=True))], 0, 1, (1,)),
        ([], [], [Account(1, next_call=NextCall(FRI, promised=True))], 0, 0, ()),
    ],
)
def test_promises_are_kept_of_those_that_were_due(
    calls: list[Made], put_off: list[PutOff], standing: list[Account], kept: int, due: int, missed: tuple[int, ...]
) -> None:
    found = parts(DayFacts(MON, tuple(calls), 60, put_off=tuple(put_off)), *standing)
    assert found["promises"] == Part(kept, due, due, missed)


def test_a_promise_for_later_today_is_not_due_yet() -> None:
    later = Account(1, next_call=NextCall(MON, time(16), promised=True))
    assert parts(DayFacts(MON), later, now=datetime(2026, 11, 23, 15, 0))["promises"].out_of == 0


@pytest.mark.parametrize(
    ("now", "before", "sign"),
    [
        (Part(3), Part(2), 1),
        (Part(1, 3), Part(2, 6), 0),
        (Part(1, 3), Part(1, 2), -1),
        (Part(0, 0), Part(1, 2), 0),
        (Part(0), Part(4), -1),
    ],
)
def test_shares_are_held_against_shares(now: Part, before: Part, sign: int) -> None:
    assert change(now, before) == sign


days = st.lists(
    st.builds(
        lambda day, rows: DayFacts(
            day,
            tuple(
                made(number, "10:00", spoke=spoke, kp=spoke and kp, noted=noted, place=place, promised=promised)
                for place, (number, spoke, kp, noted, promised) in enumerate(rows)
            ),
            60,
            frozenset({1, 2, 3}),
            frozenset({2}),
            frozenset({1, 4}),
        ),
        st.sampled_from([MON, TUE, FRI]),
        st.lists(
            st.tuples(
                st.integers(1, 6), st.booleans(), st.booleans(), st.booleans(), st.sampled_from([None, MON, TUE])
            ),
            max_size=12,
        ),
    ),
    max_size=6,
)


@given(several=days, seed=st.randoms())
def test_days_add_up_in_any_order_and_nothing_is_more_than_it_is_out_of(several: list[DayFacts], seed: object) -> None:
    told = [parts(one) for one in several]
    found = total(told)
    assert tuple(found) == PARTS
    for name, part in found.items():
        assert part.made == sum(day[name].made for day in told)
        assert part.out_of is None or part.made <= part.out_of
        assert len(part.ids) == len({*part.ids})
        if name in LACKING and part.out_of == part.made:
            assert part.ids == ()
    seed.shuffle(told)  # type: ignore[attr-defined]
    again = total(told)
    assert {name: (p.made, p.out_of, p.target, Counter(p.ids)) for name, p in found.items()} == {
        name: (p.made, p.out_of, p.target, Counter(p.ids)) for name, p in again.items()
    }


def test_curves_grow_by_working_day_against_the_even_pace() -> None:
    calendar = Calendar.of([date(2026, 11, day) for day in range(2, 21)])  # of the month six days are worked
    firsts = {
        1: (date(2026, 11, 1), None),  # on a day off before the first one worked: it counts with that
        2: (MON, MON),
        3: (TUE, FRI),
        4: (date(2026, 11, 28), None),  # a Saturday counts with the Friday
        9: (MON, MON),  # is not to be called
    }
    cycle = month_cycle(MON)
    found = curves(range(1, 7), firsts, cycle, FRI, FRI, POLICY, calendar)
    assert [day.day for day in found.days] == [23, 24, 25, 26, 27, 30]
    assert (found.called, found.reached) == ((2, 3, 3, 3, 3), (1, 1, 1, 1, 2))
    assert found.pace == (1, 2, 3, 4, 5, 6)
    assert found.behind == 1  # today's work is not due yet
    assert (found.not_called, found.not_reached) == ((4, 5, 6), (1, 4, 5, 6))
    sunday = date(2026, 11, 29)
    assert curves(range(1, 7), firsts, cycle, sunday, sunday, POLICY, calendar).called[-1] == 4
    over = curves(range(1, 7), firsts, cycle, cycle[1], date(2026, 12, 5), POLICY, calendar)
    assert (over.called[-1], over.behind) == (4, 2)  # its last day is over too
    nobody = curves((), {}, cycle, FRI, FRI, POLICY, calendar)
    assert (nobody.base, nobody.called, nobody.behind) == (0, (0,) * 5, 0)


@given(book=books(), day=st.integers(0, 29).map(lambda n: date(2026, 11, 1) + timedelta(days=n)))
def test_where_the_curves_have_come_to_is_the_coverage(book: list[Account], day: date) -> None:
    known = [one for one in book if one.last_call is None or one.last_call <= day]
    first, last = month_cycle(day)
    spoke = {
        one.id: one.last_conversation if one.last_conversation and one.last_conversation >= first else None
        for one in known
    }
    firsts = {one.id: (one.last_call, spoke[one.id]) for one in known if one.last_call and one.last_call >= first}
    counted = coverage(known, day, POLICY, PLAIN)
    base = [
        one.id for one in known if is_callable(one, day) and not is_planned_later(one, first, PLAIN.on_or_before(last))
    ]
    found = curves(base, firsts, (first, last), day, day, POLICY, PLAIN)
    if found.called:
        assert (found.base, found.covered, found.spoken) == (counted.base, counted.called, counted.reached)
    assert list(found.called) == sorted(found.called)
    assert all(low <= high <= found.base for low, high in zip(found.reached, found.called, strict=True))
    assert len(found.not_called) + found.covered == found.base or not found.called
