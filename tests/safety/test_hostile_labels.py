"""Tags, the rep's own fields and drives that would steer a terminal are shown as visible signs, everywhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from repdesk.models.book import CustomField, CustomValue, Drive, Tag
from repdesk.screens.clean_up import CleanUpScreen
from repdesk.screens.today import TodayScreen
from repdesk.widgets.bars import Bars
from tests.cli.running import Shell
from tests.desk.making import a_book
from tests.safety.hostile import let_through
from tests.screens.working import a_desk

from .test_hostile_text import SAMPLE, a_hostile_book, nothing_let_through
from .test_hostile_text import sent as sent


def a_hostile_book_of_labels(path: Path, texts: list[str]) -> None:
    """Put the texts in as tags, fields, values and drives, uncleaned."""
    a_hostile_book(path, texts)
    with a_book(path) as book:
        today = book.clock.today().isoformat()
        with book.store.act("import", at=book.clock.stamp()) as act:
            act.insert_many(Tag, [{"account_id": n, "tag": text} for n, text in enumerate(texts, 1)])
            choice = {"kind": "choice", "choices": json.dumps(texts), "name": texts[0]}
            fields = act.insert_many(CustomField, [choice, *({"name": text, "kind": "text"} for text in texts[:4])])
            for field in fields:
                row = {"field_id": field, "set_on": today}
                values = [{**row, "account_id": n, "value": text} for n, text in enumerate(texts, 1)]
                act.insert_many(CustomValue, values)
            days = {"due_on": "2026-12-04", "begun_on": today}
            drives = [{**days, "name": text, "query": text, "measure": text} for text in texts]
            act.insert_many(Drive, [*drives, {**days, "name": texts[0], "query": "", "measure": "need:any"}])
        book.applied(act.change)


@pytest.mark.parametrize("size", [(80, 24), pytest.param((120, 36), marks=pytest.mark.soak)])
async def test_every_screen_of_them(tmp_book: Path, sent: list[str], size: tuple[int, int]) -> None:
    a_hostile_book_of_labels(tmp_book, SAMPLE)
    async with a_desk(tmp_book, size=size) as desk:
        await desk.until(lambda: desk.today.line is not None and not desk.app.workers)
        await desk.press("C")
        assert isinstance(desk.app.screen, CleanUpScreen)
        await desk.until(lambda: desk.app.screen.query_one(Bars).cursor is not None)
        for _drive in SAMPLE:
            await desk.press("e")
            await desk.pilot.pause()
            await desk.press("enter")
            await desk.pilot.pause()
            await desk.press("escape", "backspace", "down")
        await desk.press("n", "c", "n", "enter")
        await desk.until(lambda: not desk.app.workers)
        await desk.press("escape", "escape")
        desk.today.action_own_fields()
        await desk.pilot.pause()
        for _field in range(4):
            await desk.press("enter")
            await desk.pilot.pause()
            await desk.press("escape", ">", "down", "backspace")
        await desk.press("escape")
        for account_id in list(desk.today.ids)[:4]:
            desk.today.open_card(account_id, ())
            await desk.until(lambda: not desk.app.workers)
            for key in ("end", "pageup", "e", "escape", "down", "e", "escape", "up", "e", "escape", "escape"):
                await desk.press(key)
                await desk.pilot.pause()
            if not isinstance(desk.app.screen, TodayScreen):
                await desk.press("escape")
    nothing_let_through(sent)


def test_every_command_of_them(tmp_book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_hostile_book_of_labels(tmp_book, SAMPLE)
    shell = Shell(tmp_book, capsys)
    typed = [text.replace("\x00", "") for text in SAMPLE]
    words: list[tuple[object, ...]] = [
        ("drives",),
        ("numbers",),
        ("numbers", "--bad"),
        ("numbers", "--normalise", "--country", "CN", "--reread"),
        ("tags",),
        ("fields",),
        *(("drive", text) for text in typed),
        *(("drive", text, "--measure", text, "--where", text) for text in typed),
        *(("tag", 1, text) for text in typed),
        *(("tag", 1, text, "--off") for text in typed),
        *(("field", text, "--kind", "choice", "--choices", text) for text in typed),
        *(("fill", 1, text, text) for text in typed),
        *(("accounts", "--where", f'tag:"{text}"') for text in typed),
    ]
    for command in words:
        for more in ((), ("--json",)):
            try:
                _code, out, err = shell.run(*command, *more)
            except SystemExit:
                out, err = capsys.readouterr()
            assert let_through(out + err) == [], command
            if more and out.strip():
                json.loads(out)
