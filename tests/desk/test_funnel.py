from datetime import datetime
from pathlib import Path

from repdesk.desk.accounts import AccountRows
from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.funnel import funnel_view, in_walk_order
from repdesk.desk.paged import PAGE
from repdesk.desk.settings import set_setting
from repdesk.models.deal import Contract, Deal
from repdesk.rules.types import Outcome

from .making import MONDAY, a_book, fill, set_clock


def deal(book: Book, account_id: int, **columns: object) -> None:
    row = {"account_id": account_id, "opened_on": "2026-11-02", **columns}
    with book.store.act("import", at=book.clock.stamp()) as act:
        act.insert_many(Deal, [row])
    book.applied(act.change)


def contract(book: Book, account_id: int, **columns: object) -> None:
    with book.store.act("import", at=book.clock.stamp()) as act:
        act.insert_many(Contract, [{"account_id": account_id, "status": "signed", **columns}])
    book.applied(act.change)


def test_the_currency_is_the_commonest_until_the_rep_sets_one(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        first, second, third, fourth = fill(
            book,
            {"estimate": 100, "currency": "EUR"},
            {"estimate": 20, "currency": "CNY"},
            {"estimate": 3, "currency": "EUR"},
            {"stage": 4},
        )
        shown = funnel_view(book)
        assert (shown.currency, shown.book.value, shown.unsummed) == ("EUR", 103, (second,))
        assert "EUR" in shown.note
        set_setting(book, "currency", "CNY")
        shown = funnel_view(book)
        assert (shown.currency, shown.book.value, shown.unsummed) == ("CNY", 20, (first, third))
        assert shown.stages[4].ids == (fourth,)
        assert in_walk_order(book, [fourth, third, first, second, 10**6], shown.unsummed) == (
            second,
            first,
            third,
            fourth,
        )


def test_it_is_the_currency_of_the_amount_that_counts(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        of_deal, of_estimate, of_contract, inherited = fill(
            book,
            {"estimate": 1, "currency": "CNY"},
            {"estimate": 10, "currency": "CNY"},
            {"currency": "CNY"},
            {"currency": "EUR"},
        )
        set_setting(book, "currency", "CNY")
        deal(book, of_deal, stage=3, amount=7, currency="CNY")
        deal(book, of_deal, stage=4, amount=8, currency="EUR")
        deal(book, of_estimate, stage=4, currency="EUR")
        contract(book, of_contract, amount=100, currency="EUR", end_on="2026-01-31")
        contract(book, of_contract, amount=1000, currency="CNY", end_on="2027-01-31")
        deal(book, inherited, stage=2, amount=5)
        shown = funnel_view(book)
        assert shown.unsummed == (of_deal, inherited)
        assert shown.book.value == 1010


def test_a_book_of_nobody_has_an_empty_funnel(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        shown = funnel_view(book)
        assert (shown.currency, shown.book.accounts, shown.note) == ("", 0, "")
        assert [bar.accounts for bar in shown.stages] == [0] * 8
        assert list(AccountRows(book, shown.book.ids)) == []


def test_an_expiry_shows_on_its_day_though_that_is_a_day_off(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 11, 27, 9, 0)) as book:
        (owner,) = fill(book, {})
        contract(book, owner, end_on="2026-11-28")
        for day, stage, status in ((28, 6, "active"), (29, 7, "expired")):
            set_clock(book, datetime(2026, 11, day, 9, 0))
            book.refresh()
            shown = funnel_view(book)
            assert shown.stages[stage].ids == (owner,)
            assert shown.contracts[status].ids == (owner,)  # type: ignore[index]
            assert [row.stage for row in AccountRows(book, [owner])] == [stage]


def test_rows_are_read_a_page_at_a_time_and_are_those_of_their_accounts(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        ids = fill(book, *({"name": f"n{n}", "kp": f"k{n}", "estimate": n, "currency": "EUR"} for n in range(200)))
        order = list(reversed(ids))
        rows = AccountRows(book, [*order, 10**6], "CNY")
        asked: list[str] = []
        book.read().set_trace_callback(asked.append)
        row = rows[150]
        assert (row.name, row.kp, row.amount, row.currency) == ("n49", "k49", 49, "EUR")
        assert len(asked) == 1
        assert rows[150 // PAGE * PAGE].account_id == order[150 // PAGE * PAGE]
        assert len(asked) == 1
        book.read().set_trace_callback(None)
        assert [one.account_id for one in rows] == order
        assert [one.name for one in rows[-2:]] == ["n1", "n0"]


def test_a_walk_goes_on_to_whoever_may_be_called_and_was_not_today(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        first, second, nobody, last = fill(book, {}, {}, {"phones": []}, {})
        ids = (first, second, nobody, last)
        log_call(book, second, Outcome.NO_ANSWER, CallDetails())
        rows = AccountRows(book, ids)
        assert [row.outcome for row in rows] == [None, Outcome.NO_ANSWER, None, None]
        assert rows.next_to_call(second) == last
        assert rows.next_to_call(last) == first
        log_call(book, last, Outcome.BUSY, CallDetails())
        log_call(book, first, Outcome.BUSY, CallDetails())
        assert AccountRows(book, ids).next_to_call(first) is None
        set_clock(book, MONDAY.replace(day=24))
        assert AccountRows(book, ids).next_to_call(first) == second
