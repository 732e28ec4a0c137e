"""The schedule over a real book: loads, days off entered afterwards too, and calls that are moved."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import judge
from repdesk.desk.customers import person
from repdesk.desk.schedule import Load, schedule
from repdesk.desk.schedule.writing import move_call, step_call
from repdesk.desk.settings import drop_own_day, set_day_off, set_setting
from repdesk.desk.today import day_list
from repdesk.desk.undoing import undo
from repdesk.desk.when import read_when
from repdesk.errors import RepdeskError
from repdesk.models.deal import Contract
from repdesk.rules.types import NextCall, Outcome

from .making import a_book, fill, set_clock

MON, TUE, WED, SAT = (date(2026, 11, day) for day in (23, 24, 25, 28))
NATIONAL_DAY, MAKE_UP = date(2026, 10, 1), date(2026, 10, 10)


def on(day: str, **more: object) -> dict[str, object]:
    return {"next": {"day": day, **more}}


def listed(book: Book, day: date | None) -> list[int]:
    return list(schedule(book).calls(day).ids)


def set_for(book: Book, account_id: int) -> NextCall:
    nxt = person(book, account_id).next_call
    assert nxt is not None
    return nxt


def test_overdue_ones_come_before_todays_and_each_day_has_its_load(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(
            book,
            on("2026-11-23"),
            on("2026-11-20"),
            on("2026-11-19", promised=1),
            on("2026-11-23", promised=1, clock="10:00"),
            on("2026-11-24") | {"phones": []},
            on("2026-11-25"),
            {},
        )
        assert listed(book, None) == [3, 2]
        assert listed(book, MON) == [3, 2, 4, 1]
        assert listed(book, TUE) == []
        ahead = schedule(book)
        assert (ahead.overdue, [day.load.calls for day in ahead.coming(3)]) == (Load(2, 1), [2, 0, 1])
        assert ahead.day(MON).load == Load(2, 1)


def test_rows_far_down_are_read_when_they_are_asked_for(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *(on("2026-11-24") | {"name": f"n{n}", "kp": "KP"} for n in range(1, 151)))
        calls = schedule(book).calls(TUE)
        names = {row.account_id: (row.name, row.kp) for row in (calls[149], calls[0], calls[-2], *calls[63:66])}
        assert names == {n: (f"n{n}", "KP") for n in (150, 1, 149, 64, 65, 66)}


def test_the_month_tells_the_kinds_of_days_apart(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        set_setting(book, "country", "CN")
        set_day_off(book, TUE, off=True, reason="ill")
        set_day_off(book, SAT, off=False)
        set_day_off(book, WED, off=False)  # it is a working day anyhow
        ahead = schedule(book)
        kinds = {day: ahead.day(day).kind for day in (MON, TUE, WED, SAT, date(2026, 11, 29), NATIONAL_DAY, MAKE_UP)}
        assert list(kinds.values()) == ["worked", "own_off", "worked", "own_work", "weekend", "holiday", "make_up"]
        assert ahead.day(TUE).name == "ill"
        weeks = ahead.weeks(MON)
        assert [len(week) for week in weeks] == [7] * 6
        assert [day.day.day for week in weeks for day in week if day] == list(range(1, 31))
        assert (ahead.note(MON), "2030" in ahead.note(date(2030, 1, 1))) == ("", True)


def test_taking_a_day_of_ones_own_back_lets_the_country_rule(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        set_setting(book, "country", "CN")
        for day, off, worked in ((NATIONAL_DAY, False, False), (MAKE_UP, True, True)):
            set_day_off(book, day, off=off)
            assert book.calendar.is_working(day) is not worked
            drop_own_day(book, day)
            assert book.calendar.is_working(day) is worked
            undo(book)
            assert book.calendar.is_working(day) is not worked
        with pytest.raises(RepdeskError, match="your own"):
            drop_own_day(book, TUE)


def test_what_fell_on_days_of_illness_is_carried_over_and_not_overdue(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 11, 25, 8, 30)) as book:
        fill(book, on("2026-11-23", promised=1), on("2026-11-24"), on("2026-11-25"))
        worked = {row.account_id: row.score for row in day_list(book).rows}
        assert schedule(book).overdue == Load(2, 1)
        for day in (MON, TUE):
            set_day_off(book, day, off=True, reason="ill")
        ahead = schedule(book)
        assert (ahead.overdue, ahead.day(WED).load, listed(book, WED)) == (Load(), Load(3, 1), [1, 2, 3])
        assert ahead.calls(MON).ids == (1,)
        rows = {row.account_id: row.score for row in day_list(book).rows}
        assert list(rows) == [1, 2, 3], "the list of the day is the same"
        assert worked[1] - rows[1] == 1, "late by the first working day back alone"
        undo(book)
        undo(book)
        assert schedule(book).overdue == Load(2, 1)


def test_a_step_keeps_time_promise_and_purpose_and_says_what_was_promised(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        promise = on("2026-11-24", clock="10:00", promised=1, purpose="price", set_by="customer", tries=1)
        fill(book, promise, on("2026-11-26"))
        set_day_off(book, WED, off=True)
        moved = step_call(book, 1, 1)
        assert (str(set_for(book, 1).date), str(set_for(book, 1).time), moved.load) == ("2026-11-26", "10:00:00", 2)
        assert moved.next_call == set_for(book, 1)
        assert (set_for(book, 1).promised, set_for(book, 1).purpose, set_for(book, 1).tries) == (True, "price", 0)
        assert moved.notes == ("it was promised for Tue 24 Nov 2026 10:00",)
        undo(book)
        assert set_for(book, 1).date == TUE
        step_call(book, 1, -1)
        with pytest.raises(RepdeskError, match="earlier than Mon 23 Nov"):
            step_call(book, 1, -1)
        assert set_for(book, 1).date == MON


def test_an_overdue_call_steps_to_tomorrow_and_one_who_may_not_be_called_stays(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, on("2026-11-10"), on("2026-11-24") | {"phones": []}, {})
        step_call(book, 1, 1)
        assert (set_for(book, 1).date, set_for(book, 1).set_by) == (TUE, "rep")
        for account_id, words in ((2, "may not be called"), (3, "No next call")):
            with pytest.raises(RepdeskError, match=words):
                step_call(book, account_id, 1)
        assert set_for(book, 2).date == TUE
        history = book.read().execute("SELECT before, after FROM live_history WHERE field = 'next_call'").fetchall()
        assert [tuple(row) for row in history] == [("2026-11-10", "2026-11-24")]


def test_moving_past_the_end_of_a_contract_is_allowed_but_said(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, on("2026-11-24"))
        row = {"account_id": 1, "status": "signed", "start_on": "2025-11-27", "end_on": "2026-11-26"}
        with book.store.act("import", at=book.clock.stamp()) as act:
            act.insert_many(Contract, [row])
        book.applied(act.change)
        assert move_call(book, 1, NextCall(date(2026, 12, 1))).notes == (
            "the contract ends before, on Thu 26 Nov 2026",
        )


def test_on_a_day_off_the_next_working_day_is_the_first_and_an_empty_book_is_calm(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 11, 21, 10, 0)) as book:
        assert (schedule(book).calls(MON).load, schedule(book).overdue) == (Load(), Load())
        fill(book, on("2026-11-21"), on("2026-11-20"))
        ahead = schedule(book)
        assert (ahead.first, ahead.overdue, listed(book, MON)) == (MON, Load(1), [2, 1])
        set_clock(book, datetime(2026, 11, 24, 8, 0))
        book.refresh()
        assert schedule(book).overdue == Load(2)


def test_a_day_is_as_full_where_a_call_is_logged_or_moved_as_on_the_strip(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, on("2026-11-28"), on("2026-11-30"), on("2026-11-30") | {"phones": []}, on("2026-11-23"), {})
        next_monday = date(2026, 11, 30)

        def shown() -> set[int]:
            """Return every figure there is for that Monday, once each way of asking."""
            (strip,) = (day.load.calls for day in schedule(book).coming(6) if day.day == next_monday)
            with a_book(tmp_book) as fresh:
                asked = read_when(fresh, "11-30"), read_when(fresh, "11-28")
            said = {int(when.preview.split("/")[0].split()[-1]) for when in (*asked, read_when(book, "11-30"))}
            return said | {strip, book.load_at(next_monday)}

        assert shown() == {2}
        assert move_call(book, 4, NextCall(SAT)).load == 3
        assert shown() == {3}
        assert judge(book, book.account(4), Outcome.TALKED).load[next_monday] == 2, "without its own"
        log_call(book, 1, Outcome.DO_NOT_CALL)
        assert shown() == {2}
        set_day_off(book, next_monday, off=True)
        assert book.load_at(next_monday) == schedule(book).day(date(2026, 12, 1)).load.calls == 2
        undo(book)
        undo(book)
        assert shown() == {3}
