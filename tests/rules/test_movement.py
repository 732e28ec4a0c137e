"""What is on record, counted as evidence: since when, what is progress, and what a refusal silences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repdesk.rules.policy import Policy
from repdesk.rules.standing import grade
from repdesk.rules.suggestions import Suggestion
from repdesk.rules.suggestions.movement import Past, is_rise, move_of
from repdesk.rules.types import Account, Talk, Turn

POLICY = Policy()
TODAY = date(2026, 11, 23)
START = TODAY - timedelta(days=60)
COLD, WARM, HOT = Account(1, stage=2), Account(1, stage=3), Account(1, stage=4, intent=4)


def at(n: int) -> str:
    return f"{START + timedelta(days=n)}T01:00:00.000000Z"


def talk(n: int, **said: bool) -> Talk:
    return Talk(at(n), START + timedelta(days=n), **{"spoke": True, **said})


def turn(n: int, field: str, before: object, after: object) -> Turn:
    return Turn(at(n), START + timedelta(days=n), field, str(before), str(after))  # type: ignore[arg-type]  # any field


def no(n: int, before: str, after: str) -> Turn:
    return turn(n, "suggestion", before, after)


def move(account: Account, *known: Talk | Turn, bad: date | None = None) -> str:
    """Return the move and what speaks for it: B A price_talked; empty for none."""
    talks = tuple(one for one in known if isinstance(one, Talk))
    turns = tuple(one for one in known if isinstance(one, Turn))
    found = move_of(account, grade(account, TODAY, POLICY), Past(talks, turns, bad), POLICY)
    return said(found)


def said(found: Suggestion | None) -> str:
    return "" if found is None else f"{found.from_grade} {found.to_grade} {found.reasons[0].code}"


VISITS = [talk(n, visit=True) for n in range(1, 10)]
OFFERS = [talk(n, offer=True) for n in range(1, 9)]
IDLE = [talk(n) for n in range(1, 5)]
PRICE = talk(20, price=True)
MUTE = replace(COLD, phones=0)
ENDS = date(2026, 12, 23)


@pytest.mark.parametrize(
    ("account", "known", "expected"),
    [
        (WARM, [PRICE], "B A price_talked"),
        (WARM, [*VISITS[:3], talk(10, visit=True, price=True)], "B A price_talked"),
        (WARM, [*VISITS[:4], talk(10, demo=True, price=True)], ""),  # five by then
        (WARM, [*VISITS], "B C no_price"),
        (WARM, [*VISITS[:8]], ""),
        (WARM, [*VISITS, PRICE], ""),
        (COLD, [talk(1, demo=True)], "C B demo_given"),
        (COLD, [PRICE], "C B price_talked"),
        (COLD, [*OFFERS], "C D offers_without_demo"),
        (COLD, [*OFFERS, talk(9, demo=True)], "C B demo_given"),
        (HOT, [*IDLE], "A B no_progress"),
        (HOT, [*IDLE[:3]], ""),
        (HOT, [*IDLE, talk(2, price=True)], ""),  # two are left since
        (HOT, [*IDLE, turn(2, "intent", 3, 4)], ""),
        (HOT, [*IDLE, turn(2, "stage", 4, 2)], "A B no_progress"),  # a fall is no progress
        (HOT, [*(talk(n, spoke=False) for n in range(9))], ""),
        (MUTE, [], "C D no_phone_left"),
        (replace(COLD, do_not_call=True, phones=0), [PRICE], ""),
        (replace(COLD, refused_for_good=True), [PRICE], ""),
    ],
)
def test_what_is_on_record_suggests(account: Account, known: list[Talk | Turn], expected: str) -> None:
    assert move(account, *known) == expected


def test_evidence_counts_since_the_account_came_to_its_grade() -> None:
    came = turn(20, "grade", "C", "B")
    assert move(WARM, PRICE, came) == ""  # that very call made it a B
    assert move(WARM, PRICE, came, talk(21, price=True)) == "B A price_talked"
    assert move(HOT, *IDLE, turn(3, "grade", "B", "A")) == ""


def test_a_grade_that_follows_from_the_date_begins_on_that_date() -> None:
    ending = replace(COLD, contract_end=ENDS)
    assert move(ending, *IDLE) == ""  # while the contract had long to go
    assert move(ending, *(talk(n) for n in (31, 32, 33, 34))) == "A B no_progress"
    expired = replace(COLD, contract_end=TODAY - timedelta(days=5))
    assert move(expired, PRICE) == ""
    assert move(expired, talk(57, price=True)) == "B A price_talked"


def test_a_refused_move_waits_for_new_evidence_and_silences_no_other_one() -> None:
    assert move(WARM, PRICE, no(20, "B", "A")) == ""
    assert move(WARM, PRICE, no(20, "B", "A"), talk(21, price=True)) == "B A price_talked"
    assert move(COLD, *OFFERS, no(9, "C", "D")) == ""
    assert move(COLD, *OFFERS, no(9, "C", "D"), talk(10, demo=True)) == "C B demo_given"
    assert move(WARM, *VISITS, PRICE, no(20, "B", "A")) == ""  # a price was talked all the same
    assert move(HOT, *IDLE, no(5, "B", "A")) == "A B no_progress"


def test_no_phone_left_comes_back_only_once_another_number_went_bad() -> None:
    refused = no(10, "C", "D")
    assert move(MUTE, refused, bad=START + timedelta(days=10)) == ""
    assert move(MUTE, refused, talk(5, wrong_number=True, spoke=False)) == ""
    assert move(MUTE, refused, bad=START + timedelta(days=11)) == "C D no_phone_left"
    assert move(MUTE, refused, talk(11, wrong_number=True, spoke=False)) == "C D no_phone_left"
    assert move(MUTE, refused, PRICE) == "C B price_talked"


@pytest.mark.parametrize(
    ("field", "before", "after", "rises"),
    [
        ("stage", "2", "3", True),
        ("stage", "3", "2", False),
        ("stage", "6", "7", False),
        ("stage", "7", "5", True),
        ("stage", "7", "2", False),
        ("intent", None, "3", True),
        ("intent", None, "1", False),
        ("intent", "4", None, False),
        ("grade", "B", "A", False),
    ],
)
def test_progress(field: str, before: str | None, after: str | None, rises: bool) -> None:
    assert is_rise(Turn(at(1), START, field, before, after)) is rises  # type: ignore[arg-type]  # any field


FLAGS = st.fixed_dictionaries({name: st.booleans() for name in ("spoke", "price", "demo", "visit", "offer")})
TALKS = st.lists(st.tuples(st.integers(0, 40), FLAGS), max_size=14)


@given(st.sampled_from([COLD, WARM, HOT, MUTE]), TALKS)
def test_order_does_not_matter_and_a_refusal_holds(account: Account, talks: list[tuple[int, dict[str, bool]]]) -> None:
    known: list[Talk | Turn] = [talk(n, **flags) for n, flags in sorted(talks, key=lambda one: one[0])]
    first = move(account, *known)
    assert move(account, *known[1::2], *known[::2]) == first
    while first:  # refused one after the other, there is an end of it
        before, after, _code = first.split()
        known.append(no(41, before, after))
        second = move(account, *known)
        assert not second.startswith(f"{before} {after}")
        first = second
