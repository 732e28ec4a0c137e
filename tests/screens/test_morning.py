"""A morning on a real book, by keyboard alone: sixty calls, a promise kept, an undo, an amendment."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from repdesk.app import RepdeskApp, make_app
from repdesk.desk.book import open_book
from repdesk.desk.importing import import_file
from repdesk.screens.today import TodayScreen
from repdesk.store.check import check
from tests.desk.making import SetClock

MORNING = "nntngbnicnpwnngtnnsnbnrtnnincnngtnnpnnbtnnwnngnxnnrtninnbngt"
TYPED = {"amount": "1.2万", "start": "2026-12-01", "end": "2027-11-30", "reason": "价格太高"}


class Rep:
    """Sits at the keyboard: waits for what is shown, then presses the next key."""

    def __init__(self, app: RepdeskApp, pilot: Pilot[int], clock: SetClock) -> None:
        self.app, self.pilot, self.clock = app, pilot, clock

    @property
    def today(self) -> TodayScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, TodayScreen)
        return screen

    async def until(self, what: str, shown: object = True) -> None:
        """Wait until an attribute of the screen or its head is as wanted."""
        for _try in range(400):
            await self.pilot.pause()
            if self._value(what) == shown:
                return
        raise AssertionError(f"{what} is {self._value(what)!r}, not {shown!r}")

    def _value(self, what: str) -> object:
        value: object = self.today
        for part in what.split("."):
            value = getattr(value, part)
        return value

    async def type(self, text: str) -> None:
        names = {" ": "space", ",": "comma", "-": "minus", ":": "colon", ".": "full_stop"}
        for character in text:
            await self.pilot.press(names.get(character, character))

    async def log(self, key: str, note: str) -> None:
        """Log the call in hand: at once, or note and whatever the outcome asks."""
        made = self.today.day.head.calls
        await self.pilot.press(key)
        if key not in "nbw":
            await self.until("typing")
            await self.type(note)
            for _field in range(8):
                await self.pilot.press("enter")
                await self.pilot.pause()
                if not self.today.typing:
                    break
                focused = self.app.focused
                if focused is not None and focused.id == "when":
                    await self.type(f"{self.clock.moment + timedelta(minutes=60):%H:%M}")
                elif focused is not None and focused.id in TYPED:
                    await self.type(TYPED[focused.id])
        await self.until("day.head.calls", made + 1)
        self.clock.moment += timedelta(minutes=4)


@pytest.mark.parametrize("name", ["book-zh-1000.csv", "book-en-1000.xlsx"])
async def test_a_morning_of_sixty_calls(name: str, shared_data: Path, tmp_book: Path) -> None:
    clock = SetClock(datetime(2026, 11, 23, 9, 0))
    book = open_book(tmp_book, clock, create=True)
    assert import_file(shared_data / name, lambda: book).created > 900
    book.close()
    app = make_app(tmp_book, clock)
    async with app.run_test(size=(120, 36)) as pilot:
        rep = Rep(app, pilot, clock)
        await rep.until("day.day", datetime(2026, 11, 23).date())
        assert len(rep.today.day.rows) == 60
        order = [row.account_id for row in rep.today.day.rows]
        for number, key in enumerate(MORNING):
            if number == 20:  # a slip: taken back, and logged as it was
                in_hand = rep.today.in_hand
                await rep.log("n", "")
                await pilot.press("u")
                await rep.until("day.head.calls", number)
                assert rep.today.in_hand == in_hand
            await rep.log(key, f"第{number}次 call")
            if number == 30:  # put right: it was no refusal at all
                await amend_to_interested(rep)
        assert rep.today.day.head.calls == 60
        ticked = {row.account_id: row.state for row in rep.today.day.rows}
        assert [row.account_id for row in rep.today.day.rows if row.account_id in order] == order
        assert sum(state != "waiting" for state in ticked.values()) >= 50
    book = open_book(tmp_book, clock)
    assert check(book.store) == []
    promises = book.read().execute(
        "SELECT promised_time, clock FROM live_call WHERE promised_day IS NOT NULL AND spoke = 1"
    )
    late = [minutes(clock) - minutes(promised) for promised, clock in promises]
    assert any(0 <= minutes_late <= 15 for minutes_late in late)
    notes = book.read().execute("SELECT count(*) FROM live_call WHERE imported = 0 AND note <> ''").fetchone()[0]
    assert notes == sum(key not in "nbw" for key in MORNING)
    book.close()


async def amend_to_interested(rep: Rep) -> None:
    """Mend the last call through the menu, its note taken over."""
    calls = rep.today.day.head.calls
    await rep.pilot.press("E")
    await rep.pilot.pause()
    await rep.pilot.press("i")
    await rep.until("typing")
    await rep.pilot.press("enter")
    await rep.until("typing", shown=False)
    assert rep.today.day.head.calls == calls


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
