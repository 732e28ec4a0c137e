"""The list by best hours, the hours beside the customer, and the page that shows when calls are answered."""

from __future__ import annotations

from pathlib import Path

from tests.desk.making import MONDAY, a_book, fill
from tests.desk.test_best_hours import bring_in, called, with_habits
from tests.screens.working import Desk, a_desk

TEN = MONDAY.replace(hour=10)
NAMES = {1: "客户1", 2: "客户2", 3: "客户3", 4: "客户4", 5: "Promised Ltd"}


def a_book_with_habits(path: Path) -> None:
    """Make a book of a customer who is reached at ten and one at three, a promise, and two of whom nothing is known."""
    with a_book(path, now=TEN) as book:
        with_habits(book)
        fill(book, {"name": NAMES[5], "next": {"day": "2026-11-23", "clock": "16:00", "promised": 1}})


async def counted(desk: Desk) -> None:
    await desk.until(lambda: desk.today.book.best_hours.true and not desk.app.workers and desk.today.line is not None)


def order(desk: Desk) -> list[int]:
    return [row.account_id for row in desk.today.day.rows]


async def test_the_hours_are_counted_after_the_first_paint_and_move_no_cursor(tmp_book: Path) -> None:
    a_book_with_habits(tmp_book)
    async with a_desk(tmp_book, now=TEN) as desk:
        at_first = desk.today.in_hand
        await counted(desk)
        assert desk.today.in_hand == at_first == 2
        await desk.until(lambda: desk.today.day.offered == 3)
        await desk.press(".")
        await desk.shows("Hours: best 10–11 5/5")


async def test_the_list_by_best_hours_and_back(tmp_book: Path) -> None:
    a_book_with_habits(tmp_book)
    async with a_desk(tmp_book, size=(120, 36), now=TEN) as desk:
        await counted(desk)
        assert order(desk) == [5, 2, 3, 4, 1]
        await desk.press("O")
        assert order(desk) == [5, 3, 4, 2, 1]
        assert desk.today.in_hand == 2, "the cursor stays on its customer"
        await desk.shows("By best hours: known of 2 customers. — O: the order of the day")
        await desk.shows("best hours first; why")
        await desk.shows("best 15–16 5/5, ")
        await desk.press(".", "n")
        await desk.until(lambda: desk.today.day.head.calls == 1)
        assert order(desk) == [5, 4, 2, 1, 3], "it survives an act; who was called goes to the end"
        await desk.press("O")
        assert order(desk) == [5, 2, 3, 4, 1]
        await desk.shows("In the order of the day again.")
        await desk.press("O")
        desk.clock.moment = TEN.replace(day=24)
        desk.today.tick()
        await desk.until(lambda: desk.today.day.today.day == 24)
        assert not desk.today.day.by_best_hours, "a new day begins in the order of its ranks"


async def test_the_customer_in_hand_stays_in_view(tmp_book: Path) -> None:
    a_book_with_habits(tmp_book)
    with a_book(tmp_book, now=TEN) as book:
        new: list[dict[str, object]] = [{"name": f"New {n}"} for n in range(30)]
        fill(book, *new)
        bring_in(book, *(called(20, f"10:{n}0") for n in range(5)))
    async with a_desk(tmp_book, now=TEN) as desk:
        await counted(desk)
        desk.today.take(20)
        await desk.press("O")
        await desk.until(lambda: any(line.startswith("▸") for line in desk.lines()))
        await desk.press("O")
        await desk.until(lambda: any(line.startswith("▸") for line in desk.lines()))
        assert desk.today.in_hand == 20


async def test_what_is_taken_back_is_counted_back_and_nobody_waits(tmp_book: Path) -> None:
    a_book_with_habits(tmp_book)
    async with a_desk(tmp_book, now=TEN) as desk:
        await counted(desk)
        before = dict(desk.today.book.best_hours.book_rates)
        await desk.press("n")
        await desk.until(lambda: desk.today.book.best_hours.book_rates != before)
        await desk.press("u")
        await counted(desk)
        assert desk.today.book.best_hours.book_rates == before


async def test_where_no_hours_are_known_the_order_stays(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        await counted(desk)
        await desk.press("O")
        await desk.shows("No hours are known of anybody on the list yet")
        assert not desk.today.day.by_best_hours
        await desk.press("H")
        await desk.shows("No call has a time of day yet")
        await desk.shows("Not called yet.")


async def test_the_page_of_answered_calls_and_the_card(tmp_book: Path) -> None:
    a_book_with_habits(tmp_book)
    async with a_desk(tmp_book, now=TEN) as desk:
        await counted(desk)
        await desk.press(".", "H")
        await desk.shows("When calls are answered")
        for words in ("10–11", "5/5★", "客户3", "5 of 5 calls answered", "% sure to be better than the book's"):
            await desk.shows(words)
        await desk.press("escape", "enter")
        await desk.until(lambda: "company" in desk.text() or "people" in desk.text())
        await desk.press("end")
        await desk.shows("best 10–11 5/5")


async def test_the_page_counts_a_book_that_is_not_counted_yet(tmp_book: Path) -> None:
    a_book_with_habits(tmp_book)
    async with a_desk(tmp_book, now=TEN) as desk:
        await counted(desk)
        desk.today.book.best_hours.follow(None)
        await desk.press("3", "H")
        await desk.shows("all")
        assert desk.today.book.best_hours.true


async def test_an_act_of_a_shell_is_counted(tmp_book: Path) -> None:
    a_book_with_habits(tmp_book)
    async with a_desk(tmp_book, now=TEN) as desk:
        await counted(desk)
        with a_book(tmp_book, now=TEN) as shell:
            bring_in(shell, {"account_id": 2, "at": "2026-10-16T02:00:00+00:00", "day": "2026-10-16", "clock": "21:00",
                             "outcome": "no_answer", "spoke": 0})  # fmt: skip
        await desk.until(lambda: (4, 21) in desk.today.book.best_hours.book_rates)
