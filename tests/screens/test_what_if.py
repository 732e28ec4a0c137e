"""What if at the screen: figures turned and typed, what they come to beside what is, and what is taken of it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from repdesk import paths
from repdesk.desk.calls import log_call
from repdesk.desk.settings import set_day_off
from repdesk.rules.types import Outcome
from repdesk.screens.accounts import AccountsScreen
from repdesk.screens.dialog import Page
from repdesk.screens.pick import PickScreen
from repdesk.screens.what_if import WhatIfScreen
from tests.desk.making import a_book, fill
from tests.screens.working import Desk, a_desk

HOT: dict[str, object] = {"name": "热", "stage": 5}
PROMISED: dict[str, object] = {"name": "[/promised]", "next": {"day": "2026-11-24", "clock": "10:00", "promised": 1}}
BOOK: list[dict[str, object]] = [HOT, PROMISED, *(dict[str, object](name=f"客户{n}") for n in range(30))]
MARKS = " ▸→"


def shown(desk: Desk) -> WhatIfScreen:
    assert isinstance(desk.app.screen, WhatIfScreen)
    return desk.app.screen


def line(desk: Desk, words: str) -> list[str]:
    """Return the two columns of the line that begins with these words."""
    (found,) = [text for text in desk.lines() if text.lstrip(MARKS).startswith(words)]
    return [part.strip() for part in found.lstrip(MARKS).removeprefix(words).split("  ") if part.strip()][:2]


def is_off(desk: Desk, day: date) -> bool:
    tried = shown(desk)._tried
    return tried is not None and day in tried.calendar.off


async def reckoned(desk: Desk) -> None:
    """Wait until all courses of what is tried were run."""
    await desk.until(lambda: not desk.app.workers and "..." not in " ".join(line(desk, "go late")))


async def opened(desk: Desk) -> None:
    await desk.press("W")
    await desk.until(lambda: isinstance(desk.app.screen, WhatIfScreen))
    await desk.shows("go late")
    await reckoned(desk)


async def to(desk: Desk, words: str) -> None:
    """Go to the line that begins with these words."""
    await desk.press("home")
    for _line in range(30):
        row = shown(desk)._list.row
        assert row is not None
        if row.label.startswith(words):
            return
        await desk.press("down")
    raise AssertionError(words)


async def test_fewer_calls_are_held_against_what_is(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        await opened(desk)
        assert line(desk, "calls a day") == ["60", "60"]
        assert line(desk, "Nov 2026 covered") == ["Tue 24 Nov", "Tue 24 Nov"]
        await desk.press("enter")
        await desk.type("2")
        await desk.shows("2")
        await desk.press("enter")
        await desk.until(lambda: line(desk, "calls a day") == ["60", "2"])
        await reckoned(desk)
        await desk.until(lambda: line(desk, "Nov 2026 covered")[1].startswith("not: "))
        assert line(desk, "Nov 2026 covered")[0] == "Tue 24 Nov"
        await desk.press("backspace")
        await desk.until(lambda: line(desk, "Nov 2026 covered") == ["Tue 24 Nov", "Tue 24 Nov"])


async def test_keys_turn_a_figure_and_it_turns_no_further_than_it_may(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        await opened(desk)
        await desk.press("plus", "minus", "minus")
        await desk.until(lambda: line(desk, "calls a day") == ["60", "55"])
        await to(desk, "to be covered")
        await desk.press("plus")
        await desk.shows("0..1")
        await to(desk, "go late")
        await desk.press("plus")
        await desk.shows("Only the figures at the top")


async def test_leave_is_typed_its_promises_are_named_and_it_is_taken_and_undone(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        await opened(desk)
        await to(desk, "days off")
        await desk.press("enter")
        await desk.type("12-03..12-01")
        await desk.shows("That would be 2026-12-03 to 2027-12-01.")
        await desk.press("enter")
        await desk.shows("12-03..12-01 is more than half a year")
        await desk.press("ctrl+u")
        await desk.type("tue..wed")
        await desk.shows("Tue 24 Nov, Wed 25 Nov")
        await desk.press("enter")
        await desk.until(lambda: line(desk, "days off") == ["none", "24 Nov, 25 Nov"])
        await to(desk, "promises without room")
        await desk.until(lambda: line(desk, "promises without room") == ["0", "1"])
        await desk.shows("[/promised]: Tue 24 Nov, promised for Tue 24 Nov 2026, a day off")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, AccountsScreen))
        await desk.shows("what if: promises without room, likeliest first: 1 customer")
        await desk.press("escape", "t")
        await desk.shows("2 days off are entered")
        assert shown(desk).book.calendar.off >= {date(2026, 11, 24), date(2026, 11, 25)}
        await desk.until(lambda: line(desk, "days off") == ["none", "none"])
        await desk.press("u")
        await desk.shows("Undone: days off")
        assert date(2026, 11, 24) not in shown(desk).book.calendar.off


async def test_figures_are_written_once_it_is_agreed(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK, size=(120, 36)) as desk:
        await opened(desk)
        await desk.press("t")
        await desk.shows("Nothing is tried yet")
        await desk.press("minus", "t")
        await desk.shows("write into policy.toml: day.quota = 55")
        await desk.press("2")
        assert not paths.policy_path().exists()
        await desk.press("t", "1")
        await desk.shows("count from now on")
        assert paths.policy_path().read_text("utf-8") == "[day]\nquota = 55\n"
        await desk.until(lambda: line(desk, "calls a day") == ["55", "55"])
        assert shown(desk).book.policy.day.quota == 55


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_days_are_shown_with_a_mark_where_it_is_as_it_is(size: tuple[int, int], tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK, size=size) as desk:
        await opened(desk)
        await desk.press("enter")
        await desk.type("2")
        await desk.press("enter")
        await desk.until(lambda: line(desk, "calls a day") == ["60", "2"])
        await reckoned(desk)
        if size == (80, 24):
            await to(desk, "Nov 2026 covered")
            await desk.press("enter")
            await desk.until(lambda: isinstance(desk.app.screen, Page))
        await desk.until(lambda: any("Mon 23 Nov  2/2 " in text for text in desk.lines()))
        (day,) = [text[text.index("Mon 23 Nov  ") :] for text in desk.lines() if "Mon 23 Nov  2/2 " in text]
        assert "6 %" in day
        assert "▌" in day or "█" in day
        assert "│" in day.split("%")[1]


async def test_what_others_do_is_reckoned_with_and_what_is_tried_stays(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        await opened(desk)
        await desk.press("minus")
        await desk.until(lambda: line(desk, "calls a day") == ["60", "55"])
        with a_book(tmp_book) as other:
            set_day_off(other, date(2026, 11, 24), off=True)
        await desk.until(lambda: is_off(desk, date(2026, 11, 24)))
        await reckoned(desk)
        assert line(desk, "calls a day") == ["60", "55"]


async def test_with_nobody_to_call_it_is_calm(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "nobody", "phones": []}) as desk:
        await opened(desk)
        assert line(desk, "go late") == ["0", "0"]
        await to(desk, "go late")
        await desk.press("enter")
        await desk.shows("Nobody stands behind it.")


async def test_one_may_leave_while_the_days_are_run_through(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        for _time in range(3):
            await desk.press("W", "plus", "escape")
            await desk.until(lambda: desk.app.screen is desk.today)
        await opened(desk)
        assert line(desk, "calls a day") == ["60", "60"]
        await to(desk, "days off")
        await desk.press("enter")
        await desk.type("11-23..12-31")
        await desk.press("enter")
        await desk.shows("no working day is left")


async def test_who_is_late_at_the_end_stands_behind_the_line(tmp_book: Path) -> None:
    with a_book(tmp_book, now=datetime(2026, 6, 1, 10)) as book:
        for number in fill(book, *BOOK):
            log_call(book, number, Outcome.TALKED)
    async with a_desk(tmp_book) as desk:
        await opened(desk)
        assert line(desk, "late already") == ["32", "32"]
        await desk.press("enter")
        await desk.type("1")
        await desk.press("enter")
        await desk.until(lambda: line(desk, "calls a day") == ["60", "1"])
        await reckoned(desk)
        await to(desk, "late at the end")
        assert int(line(desk, "late at the end")[1].split()[0]) > 0
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, AccountsScreen))
        await desk.shows("what if: late at the end")


async def test_in_a_book_that_another_has_open_nothing_is_taken(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK), a_desk(tmp_book, size=(120, 36)) as second:
        await second.shows("Read only")
        await opened(second)
        await second.press("minus", "t")
        await second.shows("Nothing can be changed here.")
        assert not isinstance(second.app.screen, PickScreen)
        assert not paths.policy_path().exists()
