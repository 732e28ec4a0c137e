"""Accounts for the tests of the rules: by hand and by Hypothesis."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import strategies as st

from repdesk.rules.types import Account, NextCall, Override
from repdesk.rules.workdays import Calendar

MON = date(2026, 11, 23)
PLAIN = Calendar()


def days_from(day: date, before: int, after: int) -> st.SearchStrategy[date]:
    return st.integers(-before, after).map(lambda n: day + timedelta(days=n))


next_calls = st.builds(
    NextCall,
    date=days_from(MON, 20, 20),
    time=st.none() | st.sampled_from([time(9, 0), time(10, 30), time(15, 0)]),
    promised=st.booleans(),
    set_by=st.sampled_from(["rule", "rep", "customer", "import"]),
    urgent=st.booleans(),
)

overrides = st.builds(
    Override, grade=st.sampled_from(["A", "B", "C", "D"]), reason=st.just("said so"), stage=st.integers(0, 7)
)


@st.composite
def accounts(draw: st.DrawFn, number: int = 1) -> Account:
    last = draw(st.none() | days_from(MON, 60, 0))
    spoke = draw(st.none() | st.just(last))
    return Account(
        id=number,
        stage=draw(st.integers(0, 7)),
        intent=draw(st.none() | st.integers(1, 5)),
        contract_end=draw(st.none() | days_from(MON, 300, 100)),
        contract_amount=draw(st.none() | st.integers(0, 10**7)),
        contract_sent=draw(st.booleans()),
        deal_stage=draw(st.none() | st.integers(1, 5)),
        deal_amount=draw(st.none() | st.integers(0, 10**7)),
        estimate=draw(st.none() | st.integers(0, 10**7)),
        override=draw(st.none() | overrides),
        do_not_call=draw(st.booleans()) and draw(st.booleans()),
        phones=draw(st.integers(0, 2)),
        next_call=draw(st.none() | next_calls),
        last_call=last,
        last_conversation=spoke,
        unanswered=draw(st.integers(0, 9)),
        referred=draw(st.booleans()),
        occasions=draw(st.just(()) | st.just(((11, 25),)) | st.just(((2, 29),))),
    )


@st.composite
def books(draw: st.DrawFn, most: int = 25) -> list[Account]:
    size = draw(st.integers(0, most))
    return [draw(accounts(number)) for number in range(1, size + 1)]
