"""The screens as text, at the two sizes they are drawn for; `NEW_PICTURES=1` takes new ones to be looked at."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from repdesk import i18n
from repdesk.desk.backups.backing_up import back_up
from repdesk.desk.calls import log_call
from repdesk.desk.demo import make_demo
from repdesk.rules.types import Outcome
from tests.desk.making import SetClock, a_book, fill, set_clock
from tests.screens.working import a_desk

PICTURES = Path(__file__).with_name("pictures")
NOW = datetime(2026, 11, 23, 9, 42)
ENDS = {"name": "荣泰科技有限公司", "kp": "陈英娜", "stage": 4, "intent": 4, "industry": "建筑", "region": "北京"}
BOOK: list[dict[str, object]] = [
    {**ENDS, "phones": ["+8613800138000", "+861062480905"], "need": "三年期报价"},
    {"name": "Alder Logistics Ltd", "kp": "Noor W.", "next": {"day": "2026-11-23", "clock": "10:00", "promised": 1}},
    {"name": "赫宝服饰", "kp": "陈英娜", "stage": 5, "intent": 5, "next": {"day": "2026-11-13"}},
    {"name": "[/oops] 👨‍👩‍👧", "kp": "刘娜", "stage": 2, "intent": 2},
    {"name": "楚商"},
]


@pytest.mark.parametrize(("name", "size", "keys"), [
    ("today-80x24", (80, 24), ""),
    ("today-120x36", (120, 36), ""),
    ("typing-80x24", (80, 24), "t价格要再谈"),
    ("why-120x36", (120, 36), "y"),
    ("day-80x24", (80, 24), "T"),
    ("day-120x36", (120, 36), "T"),
    ("book-80x24", (80, 24), "2"),
    ("book-120x36", (120, 36), "2fstage>=2 "),
])  # fmt: skip
async def test_the_picture_is_as_it_was(name: str, size: tuple[int, int], keys: str, tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK, size=size, now=NOW) as desk:
        await desk.type(keys)
        await desk.until(lambda: not desk.app.workers)
        shown = desk.text() + "\n"
    picture = PICTURES / f"{name}.txt"
    if os.environ.get("NEW_PICTURES"):
        picture.write_text(shown, "utf-8")
    assert shown == picture.read_text("utf-8")


@pytest.mark.parametrize("key", ["", "t", "x", "r", "c", "y", "question_mark", "space"])
async def test_in_chinese_nothing_is_cut_off_at_80_columns(
    key: str, tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not (i18n.LOCALE / "zh_CN" / "LC_MESSAGES" / "repdesk.mo").exists():
        pytest.skip("the catalogue is not compiled")
    monkeypatch.setenv("REPDESK_LANG", "zh_CN")
    i18n._translations.cache_clear()
    make_demo(tmp_book, accounts=60, seed=2, clock=SetClock(NOW))
    async with a_desk(tmp_book, now=NOW) as desk:
        await desk.until(lambda: not desk.app.workers)
        if key:
            await desk.press(key)
            await desk.pilot.pause()
        assert {cell_len(line) for line in desk.lines()} == {80}
        foot = "".join(desk.lines()[-5:])
        if key in ("t", "x", "r", "c"):
            assert all(words in foot for words in ("2026-" if key != "c" else "", "<电话>"))
        elif not key:
            assert all(f" {letter} " in f" {foot} " for letter in "nbwgctipsxrdyuzaEoq")


def a_kept_book(path: Path, *, broken: bool) -> None:
    """Make a book with two backups, then break it where asked to."""
    with a_book(path, now=NOW) as book:
        fill(book, *map(dict, BOOK))
        back_up(book)
        set_clock(book, datetime(2026, 11, 23, 10, 12))
        log_call(book, 1, Outcome.TALKED)
        back_up(book, why="open")
    if broken:
        path.write_bytes(bytes(100) + path.read_bytes()[100:])


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("broken", [False, True], ids=["backups", "broken"])
async def test_the_backups_are_as_they_were(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, *, broken: bool
) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    monkeypatch.chdir(folder)
    a_kept_book(folder / "book.db", broken=broken)
    monkeypatch.setenv("REPDESK_LANG", language)
    i18n._translations.cache_clear()
    async with a_desk(Path("book.db"), size=size, now=NOW) as desk:
        if not broken:
            await desk.until(lambda: desk.today.line is not None)
            await desk.press("B")
        await desk.shows("book-20261123-021200")
        assert {cell_len(line) for line in desk.lines()} == {size[0]}
        shown = desk.text() + "\n"
    if language == "en":
        picture = PICTURES / f"{'broken' if broken else 'backups'}-{size[0]}x{size[1]}.txt"
        if os.environ.get("NEW_PICTURES"):
            picture.write_text(shown, "utf-8")
        assert shown == picture.read_text("utf-8")
