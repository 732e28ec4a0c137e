"""What was painted of screens that are closed does not pile up."""

from __future__ import annotations

import gc
from pathlib import Path

from textual._styles_cache import StylesCache

from repdesk.screens.letting_go import let_go_of_closed
from tests.screens.rep import open_card
from tests.screens.working import Desk, a_desk


def painted() -> int:
    gc.unfreeze()  # what lasts is set apart once the search is ready, and would not be counted
    gc.collect()
    return sum(type(one) is StylesCache for one in gc.get_objects())


async def open_and_close(desk: Desk) -> None:
    await open_card(desk)
    await desk.press("escape")
    await desk.until(lambda: desk.app.screen is desk.today)


async def test_what_was_painted_of_closed_screens_goes(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {}, {}) as desk:
        await open_and_close(desk)
        let_go_of_closed()
        before = painted()
        for _time in range(3):
            await open_and_close(desk)
        assert painted() > before + 10
        let_go_of_closed()
        await desk.until(lambda: painted() <= before)
