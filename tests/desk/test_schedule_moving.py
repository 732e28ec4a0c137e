"""Several calls moved over a real book: carried together, levelled, one to its lightest day; each one step back."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.customers import person
from repdesk.desk.schedule import Load, schedule
from repdesk.desk.schedule.ladders import ladders
from repdesk.desk.schedule.levelling import preview_level
from repdesk.desk.schedule.moving_writing import carry_calls, level_calls
from repdesk.desk.schedule.room import room_ahead
from repdesk.desk.schedule.writing import move_call
from repdesk.desk.today_writing import freeze
from repdesk.desk.undoing import undo
from repdesk.errors import RepdeskError
from repdesk.models.calendar import DayHours
from repdesk.models.deal import Contract
from repdesk.rules.types import NextCall

from .making import a_book, fill

MON, TUE, WED, THU, FRI, SAT = (date(2026, 11, day) for day in (23, 24, 25, 26, 27, 28))
QUOTA = "[day]\nquota = 3\n"


def on(day: date, **more: object) -> dict[str, object]:
    return {"next": {"day": day.isoformat(), **more}}


def days_of(book: Book, *ids: int) -> list[date | None]:
    found = [person(book, number).next_call for number in ids]
    return [nxt.date if nxt else None for nxt in found]


@pytest.fixture
def small_days(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have a policy of three calls a day."""
    monkeypatch.setenv("REPDESK_CONFIG", str(tmp_path))
    (tmp_path / "policy.toml").write_text(QUOTA, "utf-8")


def history(book: Book) -> list[tuple[object, ...]]:
    rows = book.read().execute("SELECT account_id, before, after, why FROM live_history WHERE field = 'next_call'")
    return [tuple(row) for row in rows]


def test_calls_are_carried_together_in_one_step_and_a_promise_stays_one(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(
            book, on(TUE, clock="10:00", promised=1, purpose="price", set_by="customer", tries=1), on(MON), on(THU), {}
        )
        done = carry_calls(book, [1, 2, 3, 4], THU)
        assert (set(done.moved), dict(done.told)) == ({1, 2}, {"promise_moved": 1})
        assert days_of(book, 1, 2, 3, 4) == [THU, THU, THU, None]
        nxt = person(book, 1).next_call
        assert nxt is not None
        assert (str(nxt.time), nxt.promised, nxt.purpose, nxt.set_by, nxt.tries) == (
            "10:00:00",
            True,
            "price",
            "customer",
            0,
        )
        assert history(book) == [
            (1, "2026-11-24T10:00 promised", "2026-11-26T10:00 promised", ""),
            (2, "2026-11-23", "2026-11-26", ""),
        ]
        undo(book)
        assert days_of(book, 1, 2, 3) == [TUE, MON, THU]


def test_nothing_is_carried_into_the_past_nor_where_it_stands_nor_for_who_may_not_be_called(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, on(TUE), on(TUE) | {"phones": []})
        with pytest.raises(RepdeskError, match="earlier than Mon 23 Nov"):
            carry_calls(book, [1], date(2026, 11, 20))
        with pytest.raises(RepdeskError, match="No call would move"):
            carry_calls(book, [1, 2], TUE)
        carry_calls(book, [1, 2], WED)
        assert days_of(book, 1, 2) == [WED, TUE]


@pytest.mark.usefixtures("small_days")
def test_an_overload_is_levelled_in_one_step_with_its_reason_and_taken_back(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *(on(TUE) | {"stage": stage} for stage in (1, 2, 3, 4, 5)), on(TUE, promised=1), on(WED))
        now = schedule(book)
        found = preview_level(now, 30)
        assert [(row.account_id, row.to, row.why) for row in found.rows] == [
            (1, date(2026, 11, 30), "6/3, score 12"),
            (2, FRI, "6/3, score 16"),
            (3, THU, "6/3, score 22"),
        ]
        loads = [found.then.day(day).load.calls for day in (TUE, WED, THU)]
        assert (loads, now.day(TUE).load) == ([3, 1, 1], Load(6, 1)), "what is tried is not done"
        level_calls(book, found.moves)
        assert days_of(book, 1, 2, 3, 4, 5, 6) == [date(2026, 11, 30), FRI, THU, TUE, TUE, TUE]
        assert [schedule(book).day(day).load.calls for day in (TUE, WED, THU)] == loads
        assert history(book)[0] == (1, "2026-11-24", "2026-11-30", "levelled: 6/3 were set, score 12")
        undo(book)
        assert days_of(book, 1, 2, 3) == [TUE, TUE, TUE]


@pytest.mark.usefixtures("small_days")
def test_one_that_is_to_stay_stays_in_its_row_and_another_goes(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *(on(TUE) | {"stage": stage} for stage in (1, 2, 3, 4)))
        first = preview_level(schedule(book), 30)
        assert [move.account_id for move in first.moves] == [1]
        again = preview_level(schedule(book), 30, first.moves)
        assert [(row.account_id, row.stays) for row in again.rows] == [(1, True), (2, False)]
        assert [move.account_id for move in again.moves] == [2]


@pytest.mark.usefixtures("small_days")
def test_what_was_set_anew_since_the_preview_is_left_as_it_is(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *(on(TUE) | {"stage": stage} for stage in (1, 2, 3, 4, 5)))
        found = preview_level(schedule(book), 30)
        assert len(found.moves) == 2
        move_call(book, 1, NextCall(FRI))
        assert set(level_calls(book, found.moves).moved) == {2}
        assert days_of(book, 1) == [FRI]
        with pytest.raises(RepdeskError, match="No call would move"):
            level_calls(book, found.moves)


@pytest.mark.usefixtures("small_days")
def test_who_stands_on_todays_list_is_not_taken_off_it(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, *(on(MON) | {"stage": stage} for stage in (1, 2, 3, 4, 5)))
        assert [move.account_id for move in preview_level(schedule(book), 30).moves] == [1, 2]
        freeze(book)
        assert {move.account_id for move in preview_level(schedule(book), 30).moves} == {1, 2}
        with_all = preview_level(schedule(book), 30)
        assert not {3, 4, 5} & {move.account_id for move in with_all.moves}


@pytest.mark.usefixtures("small_days")
def test_the_lightest_day_is_found_without_the_call_itself(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, on(TUE, promised=1), on(TUE), on(WED), on(WED), on(THU), on(SAT) | {"phones": []})
        room = room_ahead(book, 1)
        assert room is not None
        assert [(one.day, one.load, one.quota) for one in room.days] == [(TUE, 1, 3), (WED, 2, 3), (THU, 1, 3)]
        assert (room.lightest.day, room.stands) == (TUE, True)
        other = room_ahead(book, 3)
        assert other is not None
        assert (other.lightest.day, other.stands) == (FRI, False)
        assert room_ahead(book, 6) is None


@pytest.mark.usefixtures("small_days")
def test_a_short_day_takes_less_and_says_its_hours(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, on(TUE), on(TUE))
        with book.store.act("import", at=book.clock.stamp()) as act:
            act.insert_many(DayHours, [{"day": TUE.isoformat(), "opens": "09:00", "closes": "12:00", "name": ""}])
        book.applied(act.change)
        book.refresh()
        day = schedule(book).day(TUE)
        assert (day.quota, day.over, day.short is not None) == (1, True, True)
        assert schedule(book).day(WED).short is None


def test_the_ladders_of_a_book(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 11, 23, 9, 0)) as book:
        fill(book, on(date(2026, 11, 19)), on(TUE), {"anniversary": "2019-11-24"})
        with book.store.act("import", at=book.clock.stamp()) as act:
            act.insert_many(
                Contract, [{"account_id": 2, "status": "signed", "start_on": "2025-12-01", "end_on": "2026-11-29"}]
            )
        book.applied(act.change)
        found = ladders(book)
        assert [one.ids for one in found.overdue] == [(1,), (), (), ()]
        assert [one.ids for one in found.endings] == [(), (), (), (2,)]
        assert [(one.account_id, one.days) for one in found.occasions] == [(3, 1)]
