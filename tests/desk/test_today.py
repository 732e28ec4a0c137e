from datetime import date, datetime, time
from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.customers_writing import add_account, set_next_call
from repdesk.desk.explaining import why
from repdesk.desk.today import carried_over, day_list
from repdesk.desk.today_writing import add_to_today, freeze, replan
from repdesk.desk.undoing import undo
from repdesk.errors import RepdeskError
from repdesk.models.account import Account
from repdesk.rules.types import NextCall, Outcome, Tier

from .making import a_book, fill, find, set_clock

POLICY = "[day]\nquota = 3\n"
DUE = {"day": "2026-11-23"}
LATER = {"day": "2026-12-08"}


@pytest.fixture(autouse=True)
def _three_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "policy.toml").write_text(POLICY)
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path / "config"))


def ids(book: Book) -> list[int]:
    return [row.account_id for row in day_list(book).rows]


def states(book: Book) -> dict[int, str]:
    return {row.account_id: row.state for row in day_list(book).rows}


def test_the_list_does_not_move_once_it_is_frozen(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *({"stage": 2, "next": DUE} for _ in range(5)))
        shown = day_list(book)
        assert not shown.frozen
        freeze(book)
        assert day_list(book).rows == shown.rows
        assert day_list(book).frozen
        log_call(book, ids(book)[0], Outcome.INTERESTED)
        assert ids(book) == [row.account_id for row in shown.rows]
        assert list(states(book).values()) == ["called", "waiting", "waiting"]
        assert [row.account_id for row in carried_over(book)] == [4, 5]
        assert day_list(book).head.carried[Tier.DUE] == 2


def test_what_is_frozen_is_the_list_of_the_book_as_it_is_by_then(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, other = fill(book, {"next": DUE}, {"next": DUE})
        day = book.list_day()
        assert ids(book) == [one, other]
        assert book.call_list(day) is book.call_list(day)  # of a large book it takes seconds
        set_next_call(book, one, NextCall(date(2026, 12, 8)))
        assert ids(book)[0] == other
        with book.store.act("import", at=book.clock.stamp()) as act:  # by another program: nobody tells this book
            act.update_many(Account, {other: {"do_not_call_on": "2026-11-23"}})
        freeze(book)
        assert other not in ids(book)


def test_a_call_from_the_shell_freezes_the_day_first(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *({"stage": 2, "next": DUE} for _ in range(3)))
        log_call(book, 2, Outcome.TALKED)
        assert ids(book) == [1, 2, 3]
        assert states(book)[2] == "called"


def test_calls_set_for_today_join_at_their_time_or_at_the_end(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        promise = {"day": "2026-11-23", "clock": "11:00", "promised": 1}
        fill(book, {"next": promise}, {"next": DUE}, {"next": DUE}, {"next": LATER}, {"next": LATER}, {"next": DUE})
        freeze(book)
        assert ids(book) == [1, 2, 3]
        set_next_call(book, 4, NextCall(date(2026, 11, 23), time(10), promised=True, set_by="customer"))
        set_next_call(book, 5, NextCall(date(2026, 11, 23), set_by="rep"))
        assert ids(book) == [4, 1, 2, 3, 5]
        assert [row.rank for row in day_list(book).rows] == [4, 1, 2, 3, 5]


def test_one_put_off_or_not_to_be_called_leaves_the_list(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"next": DUE}, {"next": DUE, "phones": ["+8613800138000"]}, {"phones": ["+8613800138000"]})
        freeze(book)
        set_next_call(book, 1, NextCall(date(2026, 12, 1)))
        log_call(book, 2, Outcome.DO_NOT_CALL)
        assert ids(book) == [2]
        undo(book)
        assert ids(book) == [2, 3]


def test_the_next_in_line_is_offered_and_a_promise_waits_for_its_time(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        promise = {"day": "2026-11-23", "clock": "10:00", "promised": 1}
        fill(book, {"next": promise}, {"next": DUE}, {"next": DUE})
        assert day_list(book).offered == 2
        log_call(book, 2, Outcome.BUSY)
        assert states(book)[2] == "again"
        assert day_list(book).offered == 3
        set_clock(book, datetime(2026, 11, 23, 10, 0))
        assert day_list(book).offered == 1
        log_call(book, 1, Outcome.TALKED)
        log_call(book, 3, Outcome.TALKED)
        assert day_list(book).offered is None
        set_clock(book, datetime(2026, 11, 23, 11, 0))
        assert day_list(book).offered == 2


def test_on_a_day_off_the_next_working_days_list_is_shown(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 11, 21, 10, 0)) as book:
        fill(book, {"next": {"day": "2026-11-22"}}, {"next": DUE}, {"next": LATER})
        assert day_list(book).day == date(2026, 11, 23)
        assert ids(book) == [1, 2]
        freeze(book)
        set_next_call(book, 3, NextCall(date(2026, 11, 23)))
        set_clock(book, datetime(2026, 11, 23, 8, 0))
        book.refresh()
        assert not day_list(book).frozen  # Monday opens with a list of its own
        assert ids(book) == [1, 2, 3]


def test_a_list_whose_customers_were_all_taken_back_gives_way_to_another(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *({"stage": 2, "next": DUE} for _ in range(5)))
        freeze(book)
        undo(book)  # the wrong file
        assert (ids(book), sum(day_list(book).head.carried.values())) == ([], 0)
        fill(book, {"stage": 5}, {"stage": 2})
        assert ids(book) == [6, 7]
        log_call(book, 7, Outcome.TALKED)
        assert day_list(book).frozen
        assert ids(book) == [6, 7]


def test_adding_and_replanning(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *({"stage": 2, "next": DUE} for _ in range(5)), {"next": LATER})
        freeze(book)
        add_to_today(book, 6)
        assert ids(book) == [1, 2, 3, 6]
        with pytest.raises(RepdeskError, match="already"):
            add_to_today(book, 6)
        undo(book)
        assert ids(book) == [1, 2, 3]
        log_call(book, 3, Outcome.TALKED)
        set_next_call(book, 1, NextCall(date(2026, 12, 1)))
        replan(book)
        assert ids(book) == [3, 2, 4]
        undo(book)
        assert ids(book) == [2, 3]


def test_the_head_counts_what_counts(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"stage": 5}, {}, {}, {"phones": []})
        assert day_list(book).head.priorities_left == 1
        log_call(book, 1, Outcome.TALKED)
        log_call(book, 2, Outcome.NO_ANSWER)
        log_call(book, 3, Outcome.TALKED, CallDetails(inbound=True))
        head = day_list(book).head
        assert (head.calls, head.conversations, head.priorities_left) == (2, 2, 0)
        assert (head.coverage.callable, head.coverage.called, head.coverage.reached) == (3, 3, 2)


def test_a_hand_added_customer_is_called_today(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"next": DUE})
        freeze(book)
        added = add_account(book, "荣泰科技", "138 0013 8000", contact="陈英娜", source="referral")
        assert ids(book) == [1, added.account_id]
        assert {r.code for r in day_list(book).rows[1].reasons} >= {"referred", "never_called"}
        with pytest.raises(RepdeskError, match="already"):
            add_account(book, "荣泰科技", "+86 13800138000")
        undo(book)
        assert ids(book) == [1]
        assert find(book, "荣泰") == ()


@pytest.mark.parametrize("typed", ["荣泰", "英娜", "0013 8000", "138-0013", "+86 138 0013 8000", "0086138"])
def test_anyone_is_found_by_any_part(tmp_book: Path, typed: str) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "荣泰科技", "kp": "陈英娜", "phones": ["+8613800138000"]}, {"phones": ["+8613911112222"]})
        assert [hit.account_id for hit in find(book, typed)] == [1]


def test_a_name_in_full_width_is_found_by_its_letters(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "ＡＢＣ公司"})
        assert [len(find(book, text)) for text in ("ＡＢＣ", "ABC", "abc", "x" * 60_000)] == [1, 1, 1, 0]


def test_find_takes_signs_literally(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "100%"}, {"name": "a_b"}, {"name": "[/oops]"})
        assert [len(find(book, text)) for text in ("%", "_", "[/oops]", "  ", "'")] == [1, 1, 1, 0, 0]


def test_why_and_why_not(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(
            book,
            *({"stage": 3, "next": DUE} for _ in range(4)),
            {"next": LATER},
            {"phones": []},
            {"stage": 2},
        )
        freeze(book)
        on_list = why(book, 2)
        assert (on_list.rank, on_list.tier, on_list.why_not) == (2, Tier.DUE, None)
        assert on_list.score == sum(r.points for r in on_list.reasons)
        assert why(book, 4).why_not == "carried_over"
        assert why(book, 5).why_not == "planned_later"
        assert "8 Dec" in why(book, 5).sentence
        assert why(book, 6).why_not == "not_callable"
        log_call(book, 7, Outcome.TALKED)
        assert why(book, 7).why_not == "called_today"
        with pytest.raises(RepdeskError):
            why(book, 99)
