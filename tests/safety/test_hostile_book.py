"""Names, tags, views and owners that would steer a terminal are shown as visible signs, all over the Book."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.models.book import SavedView
from repdesk.screens.book import BookScreen
from tests.cli.running import Shell
from tests.desk.making import a_book
from tests.safety.hostile import let_through
from tests.screens.working import a_desk

from .test_hostile_labels import a_hostile_book_of_labels
from .test_hostile_text import SAMPLE, nothing_let_through
from .test_hostile_text import sent as sent

COLUMNS = "name,kp,phone,tags,owner,notes,source,need,rival,obstacle,industry,region,address,missing"


def a_hostile_book_of_views(path: Path) -> None:
    """Put the texts in as views too, uncleaned."""
    a_hostile_book_of_labels(path, SAMPLE)
    with a_book(path) as book:
        with book.store.act("import", at=book.clock.stamp()) as act:
            act.insert_many(SavedView, [{"name": text, "query": text, "sort": text} for text in SAMPLE])
        book.applied(act.change)


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 36), marks=pytest.mark.soak)])
async def test_every_page_of_it(tmp_book: Path, sent: list[str], size: tuple[int, int]) -> None:
    a_hostile_book_of_views(tmp_book)
    async with a_desk(tmp_book, size=size) as desk:
        await desk.until(lambda: desk.today.line is not None and not desk.app.workers)
        await desk.press("2")
        await desk.until(lambda: isinstance(desk.app.screen, BookScreen) and not desk.app.workers)
        screen = desk.app.screen
        await desk.press("pagedown", "end", "home", "*", "1")
        await desk.press("|")
        await desk.press(*["end", "space"] * 4, "enter")
        await desk.until(lambda: desk.app.screen is screen)
        await desk.press("end", ">", "<")
        await desk.until(lambda: not desk.app.workers)
        await desk.press("V")
        await desk.until(lambda: not desk.app.workers)
        for _view in SAMPLE[:6]:
            await desk.press("down", "r", "escape")
        await desk.press("1")  # its filter and its order make no sense
        await desk.until(lambda: desk.app.screen is screen and not desk.app.workers)
        for way in "456":
            await desk.press("e", way)
            await desk.pilot.pause()
            await desk.type("owned")
            await desk.until(lambda: not desk.app.workers)
            await desk.press("escape")
        await desk.press("f")
        await desk.burst("".join(text for text in SAMPLE[:3] if text.isprintable()) or "x")
        await desk.until(lambda: not desk.app.workers)
        await desk.press("enter", "escape")
    nothing_let_through(sent)


def test_every_command_of_it(tmp_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_hostile_book_of_views(tmp_book)
    shell = Shell(tmp_book, capsys)
    words: list[tuple[object, ...]] = [
        ("accounts", "--columns", COLUMNS),
        ("accounts", "--columns", COLUMNS, "--json"),
        ("bulk", "--where", "id:any", "--set", "owner=x"),
    ]
    for text in (text.replace("\x00", "") for text in SAMPLE):
        words += [
            ("accounts", f"--where={text}", f"--sort={text}"),
            ("accounts", f"--view={text}"),
            ("accounts", f"--columns={text}"),
            ("bulk", "--where=id:any", f"--set=tag={text}", "--yes"),
            ("bulk", "--where=id:any", f"--set=owner={text}"),
            ("bulk", "--where=id:any", f"--set={text}"),
        ]
    for command in words:
        code, out, err = shell.run(*command)
        assert code in (0, 1, 2), command
        assert not let_through(out.replace("\n", "")), command
        assert not let_through(err.replace("\n", "")), command
