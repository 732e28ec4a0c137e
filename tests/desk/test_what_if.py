"""What if, asked of a book: what is assumed, how figures are typed, and what is taken of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pytest

from repdesk import paths
from repdesk.desk.book import Book
from repdesk.desk.undoing import undo
from repdesk.desk.what_if import NOTHING, Trial, WhatIf
from repdesk.desk.what_if.trials import DIALS, Dial, set_dial, turn_dial
from repdesk.desk.what_if.trials_writing import take_days_off, write_figures
from repdesk.errors import RepdeskError
from repdesk.models.call import Call
from repdesk.rules.policy.edits import with_figures
from repdesk.rules.policy.text import read_policy, write_policy
from tests.desk.making import MONDAY, a_book, fill, set_clock

FRI = date(2026, 11, 27)
BOOK: list[dict[str, object]] = [{"name": f"客户{n}", "stage": n % 5} for n in range(40)]


def called(book: Book, account_id: int, day: date, outcome: str, *, spoke: int, kp: int, count: int = 1) -> None:
    """Put calls on record as they were made on a day."""
    at = f"{day.isoformat()}T02:00:00Z"
    row = {
        "account_id": account_id, "at": at, "day": day.isoformat(), "clock": "10:00", "outcome": outcome,
        "spoke": spoke, "kp": kp,
    }  # fmt: skip
    with book.store.act("log_call", at=book.clock.stamp()) as act:
        act.insert_many(Call, [row] * count)
    book.applied(act.change)


def test_the_days_ahead_are_this_cycle_and_the_next_from_the_next_day_that_can_be_called_on(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        fill(book, *BOOK)
        assert (WhatIf(book).first, WhatIf(book).last) == (MONDAY.date(), date(2026, 12, 31))
        assert WhatIf(book, days=3).last == date(2026, 11, 25)
        set_clock(book, datetime(2026, 11, 23, 18, 0))
        assert WhatIf(book).first == date(2026, 11, 24)
        set_clock(book, datetime(2026, 11, 28, 10, 0))
        assert WhatIf(book).first == date(2026, 11, 30)


def test_the_shares_are_the_books_own_where_enough_calls_tell_them(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        fill(book, *BOOK)
        assert (WhatIf(book).odds.answered, WhatIf(book).odds.calls) == (0.35, 0)
        called(book, 1, date(2026, 11, 20), "no_answer", spoke=0, kp=0, count=150)
        called(book, 2, date(2026, 11, 20), "talked", spoke=1, kp=1, count=30)
        called(book, 2, date(2026, 11, 20), "gatekeeper", spoke=1, kp=0, count=20)
        called(book, 2, date(2026, 1, 5), "talked", spoke=1, kp=1, count=500)  # too long ago
        odds = WhatIf(book).odds
        assert (odds.answered, odds.effective, odds.calls) == (0.25, 0.15, 200)


def test_calls_made_today_leave_fewer_for_today(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        fill(book, *BOOK)
        book.policy = Trial(quota=10).policy_of(book.policy)
        called(book, 1, MONDAY.date(), "no_answer", spoke=0, kp=0, count=4)
        first, second = WhatIf(book, days=2).outlook().days
        assert (first.quota, first.calls, second.quota) == (6, 6, 10)


def test_the_book_is_as_it_was_after_all_that_was_tried(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        fill(book, *BOOK)
        before, entry = book.accounts(book.list_day()), book.last_entry()
        tried, heard = WhatIf(book, days=5), []
        found = tried.outlook(Trial(quota=3, off=frozenset({FRI})), lambda done, total: heard.append((done, total)))
        assert heard[-1] == (len(heard), len(heard)) == (4 * tried.courses, 4 * tried.courses)
        assert [day.day for day in found.days] == [date(2026, 11, d) for d in (23, 24, 25, 26)]
        assert (book.accounts(book.list_day()), book.last_entry()) == (before, entry)


def test_a_large_book_is_run_through_less_often(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        fill(book, *BOOK)
        assert WhatIf(book).courses == book.policy.what_if.courses
        book.policy = replace(book.policy, what_if=replace(book.policy.what_if, most_accounts=50))
        assert WhatIf(book).courses == 1


@pytest.mark.parametrize(
    ("dial", "text", "trial"),
    [
        ("quota", "45", Trial(quota=45)),
        ("quota", "60", NOTHING),
        ("quota", "", NOTHING),
        ("off", "fri, 12-01..12-02", Trial(off=frozenset({FRI, date(2026, 12, 1), date(2026, 12, 2)}))),
        ("off", "周五、12月1日", Trial(off=frozenset({FRI, date(2026, 12, 1)}))),
        ("off", "fri..mon", Trial(off=frozenset({FRI, date(2026, 11, 30)}))),
        ("a", "2", Trial(cadence=(("a", (2, 5)),))),
        ("a", "2/4", Trial(cadence=(("a", (2, 4)),))),
        ("a", "7", Trial(cadence=(("a", (7, 7)),))),
        ("a", "3/5", NOTHING),
        ("core", "5，9", Trial(cadence=(("core", (5, 9)),))),
        ("target", "90 %", Trial(target=0.9)),
        ("target", "0.9", Trial(target=0.9)),
        ("target", "100", NOTHING),
    ],
)
def test_figures_are_read_as_they_are_typed(dial: Dial, text: str, trial: Trial, tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        assert set_dial(book, NOTHING, dial, text) == trial


@pytest.mark.parametrize(
    ("dial", "text"),
    [("quota", "0"), ("quota", "many"), ("off", "never"), ("off", "sat"), ("off", "11-20"), ("a", "4/2"), ("a", "x"),
     ("a", "0"), ("target", "120"), ("target", "all")],
)  # fmt: skip
def test_what_cannot_be_tried_is_refused_in_words(dial: Dial, text: str, tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book, pytest.raises(RepdeskError):
        set_dial(book, NOTHING, dial, text)


def test_every_dial_turns_on_and_back(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        book.policy = Trial(target=0.5).policy_of(book.policy)
        for dial in DIALS:
            turned = turn_dial(book, NOTHING, dial, 1)
            assert turned != NOTHING
            assert turn_dial(book, turned, dial, -1).figures.keys() <= {f"cadence.{dial}"}
        fewer = turn_dial(book, Trial(quota=47), "quota", -1)
        assert (fewer.quota, turn_dial(book, fewer, "quota", -1).quota) == (45, 40)
        assert turn_dial(book, Trial(off=frozenset({FRI})), "off", 1).off == {FRI, date(2026, 11, 30)}


def test_days_off_are_taken_in_one_act_that_can_be_undone(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        trial = Trial(off=frozenset({FRI, date(2026, 12, 1)}))
        take_days_off(book, trial)
        assert not any(map(book.calendar.is_working, trial.off))
        undo(book)
        assert all(map(book.calendar.is_working, trial.off))


WRITTEN = """# what our team does
[day]
quota = 50   # agreed in spring
opens = "08:30"

[cadence]
b = [
  9,
  12,
]
ladder = [90, 7]
"""


def test_figures_go_into_the_policy_where_they_stand_and_leave_the_rest_alone(tmp_path: Path) -> None:
    paths.policy_path().parent.mkdir(parents=True, exist_ok=True)
    paths.policy_path().write_text(WRITTEN, "utf-8")
    with a_book(tmp_path / "book.db") as book:
        trial = Trial(quota=45, cadence=(("a", (2, 4)), ("b", (8, 11))), target=0.9)
        kept = write_figures(book, trial)
        assert (book.policy.day.quota, book.policy.day.opens, book.policy.cadence.b) == (45, time(8, 30), (8, 11))
    assert kept is not None
    assert kept.read_text("utf-8") == WRITTEN
    assert paths.policy_path().read_text("utf-8") == (
        '# what our team does\n[day]\nquota = 45   # agreed in spring\nopens = "08:30"\n\n'
        "[cadence]\nb = [8, 11]\nladder = [90, 7]\na = [2, 4]\n\n[cover]\ntarget = 0.9\n"
    )


@pytest.mark.parametrize("text", ["day.quota = 50\n", "day = { quota = 50 }\n"])
def test_a_policy_that_figures_cannot_be_put_into_is_left_alone(text: str, tmp_path: Path) -> None:
    paths.policy_path().parent.mkdir(parents=True, exist_ok=True)
    paths.policy_path().write_text(text, "utf-8")
    with a_book(tmp_path / "book.db") as book, pytest.raises(RepdeskError) as refused:
        write_figures(book, Trial(quota=45))
    assert "day.quota = 45" in refused.value.line
    assert paths.policy_path().read_text("utf-8") == text


def test_without_a_policy_one_is_made_and_a_whole_one_is_changed_in_place(tmp_path: Path) -> None:
    with a_book(tmp_path / "book.db") as book:
        trial = Trial(quota=45, cadence=(("core", (5, 9)),), target=0.8)
        assert write_figures(book, trial) is None
        whole = write_policy(read_policy(""))
        assert read_policy(with_figures(whole, trial.figures)) == book.policy
        assert with_figures(whole, trial.figures).count("\n") == whole.count("\n")
