"""Names and notes that would break a careless screen: shown literally, everywhere they appear."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.screens.working import a_desk

NAMES = [
    "[/oops]",
    "[bold]x[/bold] [@click=app.quit]y[/]",
    "\x1b]52;c;aGk=\x07",
    "=1+1",
    "a\u202etxt",
    "👨‍👩‍👧 家",
    "名" * 200,
]


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 50)])
async def test_every_place_shows_them_literally(tmp_book: Path, size: tuple[int, int]) -> None:
    accounts = [{"name": name, "kp": name, "need": name, "notes": name, "industry": name} for name in NAMES]
    async with a_desk(tmp_book, *accounts, size=size) as desk:
        seen = [desk.text()]
        for _name in NAMES:
            for key in ("enter", "y", "space", "z"):
                await desk.press(key)
                await desk.pilot.pause()
                seen.append(desk.text())
                await desk.press("escape")
            await desk.press("t")
            await desk.type("n[/]")
            await desk.press("enter")
            await desk.until(lambda: not desk.today.typing)
            seen.append(desk.text())
        await desk.press("u")
        await desk.shows("Undone")
        await desk.burst("/[/oops")
        await desk.shows("▸ ✓ C [/oops]")
    everything = "\n".join(seen)
    for literal in ("[/oops]", "[bold]x[/bold] [@click", "␛]52;c;aGk=␇", "=1+1", "a␦txt"):
        assert literal in everything
    assert not any(sign in everything for sign in "\x1b\x07\u202e\u200d")


async def test_lines_are_as_wide_as_the_screen_whatever_stands_in_them(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *({"name": name, "kp": name} for name in NAMES), size=(120, 36)) as desk:
        assert {cell_len(line) for line in desk.lines()} == {120}
        borders = {line.index("│") for line in desk.lines() if "│" in line and line.isascii()}
        assert len(borders) <= 1


async def test_what_is_pasted_into_a_note_cannot_steer_the_terminal(tmp_book: Path) -> None:
    from textual import events

    async with a_desk(tmp_book, {}) as desk:
        await desk.press("t")
        desk.app.post_message(events.Paste("价格 \x1b]0;owned\x07 ok"))
        await desk.shows("价格 ␛]0;owned␇ ok")
