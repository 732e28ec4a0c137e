"""Logging calls by keyboard: at once, or in the line at the foot."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
from textual.widgets import Input

from repdesk.desk import calls
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.customers import person
from repdesk.errors import RepdeskError
from repdesk.rules.types import Outcome
from tests.screens.working import Desk, a_desk

LATER = datetime(2026, 12, 1).date()


def latest(desk: Desk, account_id: int) -> tuple[str, str]:
    call = person(desk.today.book, account_id).calls[0]
    return call.outcome, call.note


def note_field(desk: Desk) -> Input:
    return desk.today.query_one("#note", Input)


async def test_no_answer_is_one_key_and_goes_on(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        first = desk.today.in_hand
        await desk.press("n")
        await desk.shows("1/60")
        assert desk.today.in_hand not in (None, first)
        assert desk.today.day.rows[0].outcome is Outcome.NO_ANSWER
        assert "u undoes" in desk.text()


async def test_keys_in_a_burst_log_one_customer_each(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}, {}, {}) as desk:
        await desk.burst("nnn")
        await desk.shows("3/60")
        assert [row.outcome for row in desk.today.day.rows].count(None) == 1


async def test_what_is_typed_too_early_lands_in_the_note_and_logs_nothing(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        await desk.burst("tno one new, bad n 要三年")
        await desk.until(lambda: note_field(desk).value == "no one new, bad n 要三年")
        assert desk.today.day.head.calls == 0


async def test_a_conversation_takes_a_note_and_enter(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "荣泰"}, {}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        await desk.press("t")
        await desk.type("价格要再谈")
        assert "荣泰" in desk.text()
        await desk.press("enter")
        await desk.until(lambda: not desk.today.typing)
        assert latest(desk, account_id) == ("talked", "价格要再谈")
        assert desk.today.in_hand != account_id


async def test_the_next_call_is_filled_in_and_can_be_overtyped(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        await desk.press("t", "tab")
        when = desk.today.query_one("#when", Input)
        assert when.value.startswith("2026-12")  # grade C: 22 working days
        await desk.type("12-01 15:00")
        await desk.shows("Tue 1 Dec 15:00")
        await desk.press("enter")
        await desk.until(lambda: not desk.today.typing)
        nxt = person(desk.today.book, account_id).next_call
        assert nxt is not None
        assert (nxt.date, nxt.time, nxt.set_by) == (LATER, time(15), "rep")


async def test_a_callback_asks_when_before_it_saves(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("c", "enter")
        assert desk.app.focused is desk.today.query_one("#when")
        await desk.press("enter")
        await desk.shows("A callback needs the date")
        await desk.type("明天 下午三点")
        await desk.press("enter")
        await desk.shows("1/60")
        await desk.shows("promised")


async def test_signed_asks_amount_start_and_end_once_each(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        await desk.press("x", "enter")
        await desk.type("1.6万")
        await desk.press("enter")
        await desk.type("2026-11-01")
        await desk.press("enter")
        await desk.type("2027-10-31")
        await desk.press("enter")
        await desk.until(lambda: not desk.today.typing)
        signed = person(desk.today.book, account_id)
        assert (signed.contract_amount, signed.contract_end) == (1_600_000, datetime(2027, 10, 31).date())


async def test_refused_from_stage_3_on_is_lost_unless_unticked(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"stage": 4}, {"stage": 4}) as desk:
        for untick in (False, True):
            account_id = desk.today.in_hand
            assert account_id is not None
            await desk.press("r", "enter")
            await desk.type("太贵")
            await desk.press("enter")
            if untick:
                await desk.press("space")
            await desk.press("enter")
            await desk.until(lambda: not desk.today.typing)
            assert person(desk.today.book, account_id).stage == (4 if untick else 2)


async def test_nothing_moves_while_a_line_is_typed(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}, {}) as desk:
        await desk.press("t")
        await desk.type("half a no")
        before = desk.lines()[:19]
        others = [row.account_id for row in desk.today.day.rows if row.account_id != desk.today.in_hand]
        desk.clock.moment = desk.clock.moment.replace(day=24)  # another day, and a call from a shell
        calls.log_call(desk.today.book, others[0], Outcome.NO_ANSWER)
        desk.today.show_anew()
        desk.today.tick()
        await desk.pilot.click("CallList", offset=(10, 3))
        await desk.pilot.pause()
        assert desk.lines()[2:19] == before[2:]
        assert note_field(desk).value == "half a no"
        assert desk.app.focused is note_field(desk)
        await desk.press("escape")
        await desk.until(lambda: desk.today.day.today.day == 24 or desk.today.day.head.calls == 1)


async def test_a_save_that_fails_keeps_what_was_typed_and_enter_tries_again(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("t")
        await desk.type("keep me")

        def refuse(*_: object) -> None:
            raise RepdeskError("The book is busy")

        with monkeypatch.context() as broken:
            broken.setattr(calls, "log_call", refuse)
            await desk.press("enter")
            await desk.shows("The book is busy")
        assert note_field(desk).value == "keep me"
        await desk.press("enter")
        await desk.shows("1/60")


async def test_esc_logs_nothing_and_leaving_with_a_typed_line_is_asked_once(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("t")
        await desk.type("half")
        await desk.press("ctrl+q")
        await desk.shows("not saved yet")
        await desk.press("escape")
        await desk.until(lambda: not desk.today.typing)
        assert desk.today.day.head.calls == 0
        await desk.press("ctrl+q")
        await desk.pilot.pause()
        assert desk.app.return_code == 0


async def test_the_menu_works_by_number_by_full_width_number_and_by_letter(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}, {}) as desk:
        for done, key in enumerate(("1", "\uff12", "w"), start=1):
            await desk.press("space")
            await desk.shows("do not call")
            await desk.burst(key)
            await desk.shows(f"{done}/60")
        outcomes = [row.outcome for row in desk.today.day.rows if row.outcome]
        assert outcomes[:2] == [Outcome.NO_ANSWER, Outcome.BUSY]


async def test_the_last_call_is_mended_with_its_note_at_hand(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        await desk.press("t")
        await desk.type("frist")
        await desk.press("enter")
        await desk.until(lambda: not desk.today.typing)
        await desk.press("E")
        await desk.shows("Mend:")
        await desk.press("enter")
        await desk.until(lambda: desk.today.typing)
        assert note_field(desk).value == "frist"
        await desk.press("home", "delete", "delete", "delete", "delete", "delete")
        await desk.type("first")
        await desk.press("enter")
        await desk.until(lambda: not desk.today.typing)
        assert latest(desk, account_id) == ("talked", "first")
        assert person(desk.today.book, account_id).calls[0].amended
        assert desk.today.day.head.calls == 1


async def test_a_call_taken_back_is_not_the_one_to_mend(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("n", "u", "E")
        await desk.shows("No call was made today.")


async def test_nothing_is_left_to_mend_once_the_customers_are_taken_back_too(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}) as desk:
        await desk.press("n", "u", "u")
        await desk.shows("Nobody in hand.")
        await desk.press("E")
        await desk.shows("No call was made today.")


async def test_a_note_of_several_lines_outlives_another_outcome(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        calls.log_call(desk.today.book, account_id, Outcome.TALKED, CallDetails(note="first\nsecond "))
        desk.today.reload()
        note = latest(desk, account_id)[1]
        assert "\n" in note
        await desk.press("E")
        await desk.shows("Mend:")
        await desk.burst("i")
        await desk.until(lambda: desk.today.typing)
        assert not desk.today.may_lose_typing()
        await desk.press("enter")
        await desk.until(lambda: not desk.today.typing)
        assert latest(desk, account_id) == ("interested", note)


async def test_a_note_is_mended_away(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        calls.log_call(desk.today.book, account_id, Outcome.TALKED, CallDetails(note="someone else"))
        desk.today.reload()
        await desk.press("E")
        await desk.shows("Mend:")
        await desk.burst("t")
        await desk.until(lambda: desk.today.typing)
        await desk.press("end", "ctrl+u", "enter")
        await desk.until(lambda: not desk.today.typing)
        assert latest(desk, account_id) == ("talked", "")


async def test_a_note_of_several_lines_keeps_them_when_its_words_are_mended(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        account_id = desk.today.in_hand
        assert account_id is not None
        calls.log_call(desk.today.book, account_id, Outcome.TALKED, CallDetails(note="line one\nline two"))
        desk.today.reload()
        await desk.press("E")
        await desk.shows("Mend:")
        await desk.burst("t")
        await desk.until(lambda: desk.today.typing)
        await desk.press("end", "exclamation_mark", "enter")
        await desk.until(lambda: not desk.today.typing)
        assert latest(desk, account_id) == ("talked", "line one\nline two!")


async def test_the_palette_offers_no_other_customer_while_a_line_is_typed(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        for typing in (False, True):
            assert desk.today.typing is typing
            titles = {command.title.split("  ")[0] for command in desk.app.get_system_commands(desk.app.screen)}
            assert "help" in titles
            assert {"find", "move", "undo"} & titles == (set() if typing else {"find", "move", "undo"})
            await desk.press("t")
