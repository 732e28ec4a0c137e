"""What was painted of screens that are closed does not pile up."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from textual._styles_cache import StylesCache

from repdesk.screens.letting_go import let_go_of_closed
from tests.screens.rep import open_card
from tests.screens.working import Desk, a_desk

Painted = list[weakref.ref[StylesCache]]


async def open_and_close(desk: Desk) -> Painted:
    """Open a card and close it; return what was painted of it."""
    await open_card(desk)
    painted = [weakref.ref(widget._styles_cache) for widget in desk.app.screen.query("*")]
    await desk.press("escape")
    await desk.until(lambda: desk.app.screen is desk.today)
    return painted


def left(painted: Painted) -> int:
    gc.unfreeze()  # what was set apart when the search became ready would never go
    gc.collect()
    return sum(one() is not None for one in painted)


async def test_what_was_painted_of_closed_screens_goes(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        painted = [one for _time in range(3) for one in await open_and_close(desk)]
        await open_and_close(desk)  # the last one closed may be held a moment longer
        piled_up = left(painted)
        assert piled_up > 10
        let_go_of_closed()
        await desk.until(lambda: left(painted) <= piled_up // 3)  # one screen may be held until another is closed
