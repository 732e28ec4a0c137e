"""A morning on a real book, by keyboard alone: sixty calls, a promise kept, an undo, an amendment."""

from __future__ import annotations

from pathlib import Path

from repdesk.desk.importing import import_file
from repdesk.store.checking.check import check
from tests.desk.making import a_book

from .rep import AT_ONCE, log
from .working import Desk, a_desk

MORNING = "nntngbnicnpwnngtnnsnbnrtnnincnngtnnpnnbtnnwnngnxnnrtninnbngt"


async def take_a_slip_back(desk: Desk) -> None:
    """Log the wrong key and undo it: the customer is in hand again."""
    calls, in_hand = desk.today.day.head.calls, desk.today.in_hand
    await log(desk, "n", "")
    await desk.press("u")
    await desk.until(lambda: desk.today.day.head.calls == calls)
    assert desk.today.in_hand == in_hand


async def amend_to_interested(desk: Desk) -> None:
    """Mend the last call through the menu, its note taken over."""
    calls = desk.today.day.head.calls
    await desk.press("E")
    await desk.until(lambda: desk.app.screen is not desk.today)
    await desk.press("i")
    await desk.until(lambda: desk.today.typing)
    await desk.press("enter")
    await desk.until(lambda: not desk.today.typing)
    assert desk.today.day.head.calls == calls


async def test_a_morning_of_sixty_calls(shared_data: Path, tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        assert import_file(shared_data / "book-zh-1000.csv", lambda: book).created == 970
    async with a_desk(tmp_book, size=(120, 36)) as desk:
        order = [row.account_id for row in desk.today.day.rows]
        assert len(order) == 60
        for number, key in enumerate(MORNING):
            if number == 20:
                await take_a_slip_back(desk)
            await log(desk, key, f"第{number}")
            if number == 31:
                await amend_to_interested(desk)
        rows = desk.today.day.rows
        assert desk.today.day.head.calls == 60
        assert [row.account_id for row in rows if row.account_id in order] == order  # nothing has moved
        assert sum(row.state != "waiting" for row in rows) >= 50
    with a_book(tmp_book) as book:
        assert check(book.store) == []
        calls = book.read().execute(
            "SELECT promised_time, clock, spoke, note FROM live_call WHERE imported = 0 ORDER BY place"
        )
        logged = calls.fetchall()
    assert len(logged) == 60
    assert sum(note != "" for *_rest, note in logged) == sum(key not in AT_ONCE for key in MORNING)
    late = [minutes(clock) - minutes(promised) for promised, clock, spoke, _note in logged if promised and spoke]
    assert any(0 <= minutes_late <= 15 for minutes_late in late)  # a promise was kept


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
