"""A whole evening of sixty calls: one key a decision at the most; and one that is broken off goes on where it was."""

from __future__ import annotations

import random
import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.evening import besides, loose_ends
from repdesk.desk.evening.tomorrow import tomorrow
from repdesk.desk.evening.writing import add_task, set_learning
from repdesk.rules.types import Outcome
from repdesk.screens.card import CardScreen
from repdesk.screens.plan import PlanScreen
from repdesk.screens.plan.pages import BESIDES, DAY, DUE, FROZEN, LEARN, LOAD, LOOSE, TOMORROW
from repdesk.screens.take_up import OfferScreen
from repdesk.store.checking.check import check
from tests.desk.making import a_book, fill, set_clock
from tests.screens.working import Desk, a_desk

FRIDAY = datetime(2026, 11, 20, 9, 0)
EVENING = datetime(2026, 11, 20, 18, 10)
MON = date(2026, 11, 23)
CALLS, PROMISES, BARE, FOREMOST = 60, 5, 5, 15


def a_friday(path: Path) -> None:
    """Fill a book on whose Friday sixty were called: five promises were not kept, five conversations have no note."""
    chance = random.Random(6)
    hot: dict[str, object] = {"stage": 5, "next": {"day": "2026-11-23"}}
    kept: dict[str, object] = {"next": {"day": "2026-11-20", "clock": "10:00", "promised": 1, "set_by": "customer"}}
    with a_book(path, now=FRIDAY) as book:
        warm: dict[str, object] = {"stage": 3}
        fill(book, *[warm] * CALLS, *[kept] * PROMISES, *[hot] * (FOREMOST - PROMISES))
        for number in range(1, CALLS + 1):
            set_clock(book, FRIDAY + timedelta(minutes=8 * number))
            if number <= BARE:
                log_call(book, number, Outcome.TALKED, CallDetails(price=number == 1))
            else:
                some = chance.choice([Outcome.NO_ANSWER, Outcome.BUSY, Outcome.TALKED, Outcome.GATEKEEPER])
                log_call(
                    book, number, some, CallDetails(note="" if some in (Outcome.NO_ANSWER, Outcome.BUSY) else "ok")
                )
        add_task(book, "proposal", "send it", FRIDAY.date())
        add_task(book, "post", "brochures", FRIDAY.date())
        set_learning(book, "ask who signs", FRIDAY.date())


class Counted:
    """A rep whose keys are counted, those of a text for one: to type a note is one decision."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.keys = desk, 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        for key in keys:
            await self.desk.press(key)
            await settled(self.desk)

    async def note(self, text: str) -> None:
        self.keys += 1
        await self.desk.press("e")
        await self.desk.type(text)
        await self.desk.press("enter")
        await settled(self.desk)


async def settled(desk: Desk) -> None:
    await desk.until(lambda: not desk.app.workers)
    await desk.pilot.pause()


async def to_plan(desk: Desk) -> PlanScreen:
    await settled(desk)
    await desk.press("5")
    await desk.until(lambda: isinstance(desk.app.screen, PlanScreen))
    await settled(desk)
    assert isinstance(desk.app.screen, PlanScreen)
    return desk.app.screen


async def test_sixty_calls_and_ten_loose_ends_are_an_evening_of_one_key_a_decision(tmp_book: Path) -> None:
    a_friday(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        rep, decisions = Counted(desk), 0
        assert [end.kind for end in screen.loose.rows] == ["promise"] * PROMISES + ["note"] * BARE
        await rep.press(*[">"] * PROMISES)
        for number in range(BARE - 1):
            await rep.note(f"note {number}")
        await rep.press("backspace")  # this one needs none
        decisions += PROMISES + BARE
        assert screen.page == LOOSE
        assert not screen.loose.rows
        await rep.press("enter")
        assert screen.page == DUE  # a price was talked
        await rep.press("space", "enter")
        decisions += 3
        assert screen.page == TOMORROW
        assert screen.planned == MON
        assert len(screen.foremost.rows) == FOREMOST
        await rep.press("end", "backspace", "enter", "enter")  # one is dropped, the others kept; load and pace
        decisions += 1 + 1 + 1 + 1
        assert screen.page == BESIDES
        await rep.press(">", "space", "enter")  # one carried over, one done
        decisions += 3
        assert [(task.title, task.due, task.done) for task in besides(screen.book).tasks] == [
            ("brochures", FRIDAY.date(), True),
            ("send it", MON, False),
        ]
        assert screen.page == LEARN
        assert screen.field.value == "ask who signs"  # not ticked: carried over
        await rep.press("enter", "enter")  # and the day's figures seen: frozen
        decisions += 2
        await desk.shows("stands:")
        assert screen.page == FROZEN
        assert rep.keys <= decisions
        assert loose_ends(screen.book) != ()  # the one that was left as it is
        assert tomorrow(screen.book).frozen
        learn = besides(screen.book).learn
        assert learn is not None
        assert (learn.title, learn.due) == ("ask who signs", MON)
    with a_book(tmp_book, now=datetime(2026, 11, 23, 8, 30)) as book:
        assert check(book.store) == []


@pytest.mark.parametrize("end", ["left", "killed"])
async def test_an_evening_broken_off_goes_on_where_it_was(end: str, tmp_book: Path, tmp_path: Path) -> None:
    a_friday(tmp_book)
    found = tmp_book if end == "left" else tmp_path / "found" / tmp_book.name
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await desk.press("backspace", "enter")
        await desk.until(lambda: screen.page == DUE)
        await desk.press("enter", "backspace")  # a promise is not dropped
        await desk.press("escape", "end", "backspace")
        await settled(desk)
        dropped = screen.word.dropped
        assert len(dropped) == 1
        await desk.press("enter")
        await settled(desk)
        assert screen.page == LOAD
        if end == "left":
            await desk.press("q")
            await desk.until(lambda: not desk.app.is_running)
        else:  # what a kill leaves on the disk now
            await desk.until(lambda: not desk.drafting.looking)
            desk.drafting.close()
            found.parent.mkdir()
            for name in (tmp_book.name, f"{tmp_book.name}-wal", f"{tmp_book.name}.draft"):
                shutil.copy(tmp_book.with_name(name), found.with_name(name))
    async with a_desk(found, now=EVENING + timedelta(hours=1)) as desk:
        await desk.until(lambda: isinstance(desk.app.screen, OfferScreen))
        assert "the plan for tomorrow was not finished" in desk.text()
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, PlanScreen))
        await settled(desk)
        again = desk.app.screen
        assert isinstance(again, PlanScreen)
        assert (again.page, again.word.dropped, len(again.loose.rows)) == (LOAD, dropped, PROMISES + BARE - 1)
        await desk.press("enter", "enter", "enter", "enter")
        await desk.shows("stands:")
        await settled(desk)
        await desk.press("escape")  # looked at again
        await settled(desk)
    async with a_desk(found, now=EVENING + timedelta(hours=2)) as desk:  # what is frozen is not offered again
        await settled(desk)
        assert desk.app.screen is desk.today


async def test_a_plan_of_yesterday_is_not_taken_up(tmp_book: Path) -> None:
    a_friday(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        await to_plan(desk)
        await desk.press("enter", "enter")
        await settled(desk)
    async with a_desk(tmp_book, now=datetime(2026, 11, 23, 17, 0)) as desk:
        await settled(desk)
        assert not isinstance(desk.app.screen, OfferScreen)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_who_is_regretted_is_one_key_from_the_card(size: tuple[int, int], tmp_book: Path) -> None:
    a_friday(tmp_book)
    async with a_desk(tmp_book, size=size, now=EVENING) as desk:
        screen = await to_plan(desk)
        while screen.page != DAY:
            await desk.press("enter")
            await settled(desk)
        await desk.shows("promises missed")
        first = screen.regrets.row
        assert first is not None
        assert "calling" in desk.text()  # where the time went
        await desk.press("o")
        await desk.until(lambda: isinstance(desk.app.screen, CardScreen))
        assert isinstance(desk.app.screen, CardScreen)
        assert desk.app.screen.in_hand == first.account_id
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is screen)
        assert screen.page == DAY


async def test_what_to_learn_is_chosen_by_the_arrows_or_ticked_as_learned(tmp_book: Path) -> None:
    a_friday(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        while screen.page != LEARN:
            await desk.press("enter")
            await settled(desk)
        await desk.press("down")
        assert screen.field.value == "what came between me and a promised time"
        await desk.press("up", "space")  # it is learned
        await settled(desk)
        assert screen.field.value == ""
        learned = besides(screen.book).learned
        assert learned is not None
        assert learned.done
        await desk.shows("Learned lately: ask who signs")
        await desk.type("listen")
        await desk.press("enter")
        await settled(desk)
        learn = besides(screen.book).learn
        assert learn is not None
        assert learn.title == "listen"


async def test_what_a_note_lacks_is_not_put_off_and_one_of_tomorrow_goes_a_day_on(tmp_book: Path) -> None:
    a_friday(tmp_book)
    async with a_desk(tmp_book, now=EVENING) as desk:
        screen = await to_plan(desk)
        await desk.press("end", ">")
        await desk.shows("lacks a note")
        while screen.page != TOMORROW:
            await desk.press("enter")
            await settled(desk)
        one = screen.foremost.cursor
        assert one is not None
        await desk.press(">")
        await desk.until(lambda: one not in {row.account_id for row in screen.foremost.rows})
        moved = screen.book.account(one).next_call
        assert moved is not None
        assert (moved.date, moved.promised) == (date(2026, 11, 24), True)
