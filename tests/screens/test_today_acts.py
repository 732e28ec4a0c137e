"""What else the keys of today's list do: undo, why, find, move, add, the next phone, re-plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.command import CommandPalette

from repdesk.desk.calls import log_call
from repdesk.desk.customers import person
from repdesk.desk.undoing import undo
from repdesk.rules.types import Outcome
from repdesk.screens.schedule import ScheduleScreen
from repdesk.widgets.found_list import FoundList
from tests.desk.making import a_book, fill
from tests.screens.working import a_desk

OFF = {"next": {"day": "2026-12-21", "set_by": "rep"}}


async def test_undo_and_redo_follow_the_customer(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        first = desk.today.in_hand
        await desk.press("n", "u")
        await desk.shows("0/60")
        assert desk.today.in_hand == first
        assert "U does it again" in desk.text()
        await desk.press("U")
        await desk.shows("1/60")
        await desk.press("U")
        await desk.shows("There is nothing to do again")


async def test_why_adds_up(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"stage": 4, "intent": 4, "name": "荣泰"}) as desk:
        await desk.press("y")
        await desk.shows("荣泰")
        row = desk.today.day.rows[0]
        assert sum(reason.points for reason in row.reasons) == row.score
        (total,) = [line for line in desk.lines() if "score" in line]
        assert total.split()[-1] == str(row.score)
        assert all(f"{reason.points:+d}" in desk.text() for reason in row.reasons)


async def test_anyone_is_found_and_logged_without_being_on_the_list(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {"name": "远方（北京）", **OFF}) as desk:
        await desk.burst("/远方")
        await desk.until(lambda: desk.app.screen.query_one(FoundList).rows != ())
        await desk.press("enter")
        await desk.shows("not on today's list")
        visitor = desk.today.in_hand
        assert visitor is not None
        await desk.press("n")
        await desk.shows("1/60")
        assert person(desk.today.book, visitor).calls[0].outcome == "no_answer"
        assert desk.today.in_hand != visitor


async def test_a_visitor_is_added_with_a_or_let_go_with_esc(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {"name": "远方", **OFF}) as desk:
        listed = desk.today.in_hand
        for keys, rows in ((["escape"], 1), (["a"], 2)):
            await desk.press("slash")
            await desk.type("远方")
            await desk.press("enter")
            await desk.shows("not on today's list")
            await desk.press(*keys)
            await desk.until(lambda rows=rows: len(desk.today.day.rows) == rows)  # type: ignore[misc]  # bound per round
        assert desk.today.in_hand != listed
        assert "not on today's list" not in desk.text()


@pytest.mark.parametrize("in_a_shell", [False, True])
async def test_a_visitor_who_is_taken_back_leaves(tmp_book: Path, in_a_shell: bool) -> None:
    async with a_desk(tmp_book, {}) as desk:
        listed = desk.today.in_hand
        fill(desk.today.book, {"name": "远方", **OFF})
        await desk.press("slash")
        await desk.type("远方")
        await desk.press("enter")
        await desk.shows("not on today's list")
        if in_a_shell:
            with a_book(tmp_book) as book:
                assert undo(book)
        else:
            await desk.press("u")
        await desk.until(lambda: desk.today.in_hand == listed)
        await desk.shows("客户1")
        assert "not on today's list" not in desk.text()


async def test_the_next_call_is_moved_and_a_bad_date_stays_to_be_put_right(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"next": {"day": "2026-11-23", "clock": "15:00", "promised": 1}}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        await desk.press("z")
        await desk.type("never ever")
        await desk.press("enter")
        await desk.shows("no date I can read")
        await desk.press("ctrl+u")
        await desk.type("12-01 10:00")
        await desk.shows("Tue 1 Dec 10:00")
        await desk.press("enter")
        await desk.shows("moved")
        nxt = person(desk.today.book, account_id).next_call
        assert nxt is not None
        assert (str(nxt.date), str(nxt.time), nxt.promised) == ("2026-12-01", "10:00:00", True)


async def test_the_next_phone_is_the_one_that_w_means(tmp_book: Path) -> None:
    numbers = ["+8613800138000", "+861062480905"]
    async with a_desk(tmp_book, {"phones": numbers, "name": "two"}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        await desk.press("o", "w")
        await desk.shows("1/60")
        assert {phone.e164: phone.bad for phone in person(desk.today.book, account_id).phones} == {
            numbers[0]: False,
            numbers[1]: True,
        }


async def test_the_rest_of_the_day_is_planned_anew(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {"name": "远方", **OFF}) as desk:
        await desk.press("n", "ctrl+r")
        await desk.shows("planned anew")
        await desk.press("u")
        await desk.shows("Undone")


async def test_the_card_help_and_palette_open_and_go_back(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"need": "办理资质", "notes": "first line\nsecond"}) as desk:
        for key, words in (
            ("enter", "second"),
            ("?", "a word of what it does"),
            ("ctrl+p", "Search the commands"),
        ):
            await desk.press("question_mark" if key == "?" else key)
            await desk.shows(words)
            await desk.press("escape")
            await desk.until(lambda: desk.app.screen is desk.today)


async def test_a_click_puts_the_cursor_and_a_click_on_a_key_does_what_it_does(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}, {}) as desk:
        await desk.pilot.click("CallList", offset=(12, 3))
        assert desk.today.in_hand == desk.today.day.rows[2].account_id
        await desk.pilot.click("KeyLine", offset=(2, 0))
        await desk.shows("1/60")
        assert desk.today.day.rows[2].outcome is not None


async def test_the_cursor_stays_on_its_account_when_rows_change(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}, {}) as desk:
        await desk.press("down", "j")
        in_hand = desk.today.in_hand
        from repdesk.desk.customers_writing import add_account

        add_account(desk.today.book, "new", "+8613900139000")
        desk.today.reload()
        assert desk.today.in_hand == in_hand
        assert len(desk.today.day.rows) == 4


async def test_the_palette_opens_once_whatever_stands_over_it(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("ctrl+p")
        await desk.until(lambda: isinstance(desk.app.screen, CommandPalette))
        await desk.pilot.resize_terminal(79, 24)
        await desk.shows("repdesk needs 80 columns")
        await desk.press("ctrl+p")
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: isinstance(desk.app.screen, CommandPalette))
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.today)


async def test_places_can_be_gone_to_from_a_page_to_read(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        for over in ("y", "S"):
            await desk.press(over)
            await desk.until(lambda: desk.app.screen is not desk.today)
            await desk.press("4")
            await desk.until(lambda: isinstance(desk.app.screen, ScheduleScreen))
            await desk.press("1")
            await desk.until(lambda: desk.app.screen is desk.today)


async def test_leaving_asks_once_where_a_dialog_holds_something_typed(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("z")
        await desk.type("fri")
        await desk.press("ctrl+q")
        await desk.shows("once more leaves without it")
        assert desk.app.is_running
        await desk.press("ctrl+q")
        await desk.until(lambda: desk.app._exit)


async def test_what_a_chinese_keyboard_types_for_brackets_works(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        await desk.press("enter")
        await desk.shows("1 of 2")
        await desk.burst("】")
        await desk.shows("2 of 2")
        await desk.burst("【")
        await desk.shows("1 of 2")


async def test_a_shells_act_is_seen_even_where_the_app_acts_first(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}, {}) as desk:
        first, second = (row.account_id for row in desk.today.day.rows[:2])
        with a_book(tmp_book) as shell:
            log_call(shell, second, Outcome.NO_ANSWER)
        await desk.press("n")  # before the app has looked
        await desk.until(lambda: desk.today.day.head.calls == 2)
        known = {account.id: account.last_call for account in desk.today.book.accounts(desk.today.day.day)}
        assert known[first] == known[second] is not None


async def test_one_more_file_is_brought_in_from_the_palette(tmp_path: Path, tmp_book: Path) -> None:
    (tmp_path / "more.csv").write_text("Company,Phone\n荣泰科技,+86 138 0013 8000\n", "utf-8")
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("ctrl+p")
        await desk.type("bring in")
        await desk.until(lambda: "from CSV" in desk.text())
        await desk.press("enter")
        await desk.shows("Which file?")
        await desk.type(str(tmp_path / "more.csv"))
        await desk.press("enter")
        await desk.shows("How it is read")
        await desk.press("enter", "enter", "enter", "enter", "enter")
        await desk.shows("It is in the book")
        await desk.press("enter")
        await desk.shows("1 customer brought in")
        assert desk.app.screen is desk.today
        assert len(desk.today.book.accounts(desk.today.day.day)) == 2
