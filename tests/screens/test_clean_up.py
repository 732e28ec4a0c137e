"""Cleaning up by keyboard: a drive begun, walked and closed; numbers put right; fields of the rep's own."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from rich.cells import cell_len

from repdesk import i18n
from repdesk.desk.card.labels_writing import add_tags, set_custom
from repdesk.desk.custom_fields_writing import define_field
from repdesk.desk.drives import drives
from repdesk.desk.drives_writing import Typed, begin_drive
from repdesk.desk.undoing import undo
from repdesk.screens.accounts import AccountsScreen
from repdesk.screens.clean_up import CleanUpScreen
from repdesk.screens.form import FormScreen
from repdesk.screens.normalising import NormalisingScreen
from repdesk.screens.own_fields import OwnFieldsScreen
from repdesk.store.reading.labels import read_custom_fields
from repdesk.widgets.bars import Bars
from tests.desk.making import a_book, fill

from .test_pictures import PICTURES
from .working import Desk, a_desk

SIZES = [(80, 24), (120, 36)]
BOOK: list[dict[str, object]] = [
    {"name": "荣泰科技", "stage": 5, "intent": 5, "need": "办理资质", "kp": "陈英娜"},
    {"name": "Alder", "stage": 5, "intent": 5, "phones": []},
    {"name": "楚商", "phones": ["13800138003"]},
    {"name": "[/oops]", "phones": ["12"]},
]


async def to_clean_up(desk: Desk) -> CleanUpScreen:
    await desk.press("C")
    await desk.shows("only wrong numbers")
    assert isinstance(desk.app.screen, CleanUpScreen)
    return desk.app.screen


async def begin(desk: Desk, *texts: str, measure: str = "1") -> None:
    """Begin a drive with these texts in its first fields."""
    await desk.press("a", measure)
    await desk.until(lambda: isinstance(desk.app.screen, FormScreen))
    for text in texts:
        await desk.type(text)
        await desk.press("tab")
    await desk.press("enter")
    await desk.until(lambda: isinstance(desk.app.screen, CleanUpScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_a_drive_is_begun_opened_closed_and_taken_back(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_desk(tmp_book, *BOOK, size=size) as desk:
        screen = await to_clean_up(desk)
        await begin(desk, "All A", "grade:A")
        await desk.shows("All A begins")
        await desk.shows("0/2")
        assert screen.drive is not None
        await desk.shows("a card that is at least 80 of 100 complete")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, AccountsScreen))
        await desk.shows("All A, left: 2 customers")
        assert list(desk.today.ids) != list(desk.app.screen.ids) == [2, 1]  # type: ignore[attr-defined]
        await desk.press("escape")
        await desk.press("backspace")
        await desk.shows("All A is closed")
        await desk.shows("closed")
        await desk.press("u", "u")
        await desk.shows("no clean-up drive yet")
        assert drives(screen.book) == ()


async def test_the_form_says_what_a_drive_comes_to_and_what_is_wrong(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        screen = await to_clean_up(desk)
        await desk.press("a", "4")
        await desk.shows("4 of 4 have no wrong number")
        await desk.press("enter")
        await desk.shows("A drive needs a name")
        await desk.type("x")
        await desk.press("down")
        await desk.type("grade:Q")
        await desk.shows("cannot be Q")
        await desk.press("enter")
        assert isinstance(desk.app.screen, FormScreen)
        await desk.press(*["backspace"] * 7)
        await desk.type("complete<90")
        await desk.press("down", *["backspace"] * 6)
        await desk.type("complete>=80")
        await desk.shows("who reaches it may leave the drive")
        await desk.press("escape")
        assert drives(screen.book) == ()


async def test_a_drive_is_changed_where_it_stands(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        screen = await to_clean_up(desk)
        await begin(desk, "All A", "grade:A")
        await desk.shows("0/2")
        await desk.press("e")
        await desk.shows("Change All A")
        await desk.press("tab", "tab", "tab", *["backspace"] * 5)
        await desk.type("1")
        await desk.press("enter")
        await desk.shows("0/1")
        (drive,) = drives(screen.book)
        assert (drive.kept.target, drive.progress.needed) == (50, 1)


@pytest.mark.parametrize("size", SIZES)
async def test_numbers_are_put_into_their_international_form_in_one_act(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_desk(tmp_book, *BOOK, size=size) as desk:
        screen = await to_clean_up(desk)
        await desk.press("n")
        await desk.type("xx")
        await desk.press("enter")
        await desk.shows("No numbers are known of a country XX")
        await desk.press("backspace", "backspace")
        await desk.type("cn")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, NormalisingScreen))
        await desk.shows("1 number changes, 1 cannot")
        await desk.shows("+86 138 0013 8003")
        await desk.shows("no number of CN")
        await desk.press("enter")
        await desk.shows("1 number is in its new form")
        numbers = "SELECT e164 FROM live_phone WHERE account_id = 3"
        assert screen.book.read().execute(numbers).fetchall() == [("+8613800138003",)]
        assert undo(screen.book) is not None
        assert screen.book.read().execute(numbers).fetchall() == [("13800138003",)]


async def test_troubled_numbers_are_walked_from_their_bar(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *BOOK) as desk:
        await to_clean_up(desk)
        assert desk.app.screen.query_one(Bars).cursor is not None
        await desk.shows("let the customer go")
        await desk.press("enter")
        await desk.shows("no number at all: 1 customer")


@pytest.mark.parametrize("size", SIZES)
async def test_own_fields_are_defined_ordered_and_retired(tmp_book: Path, size: tuple[int, int]) -> None:
    async with a_desk(tmp_book, *BOOK, size=size) as desk:
        desk.today.action_own_fields()
        await desk.until(lambda: isinstance(desk.app.screen, OwnFieldsScreen))
        book = desk.today.book
        await desk.shows("none yet")
        for kind, texts in (("2", ["门店数"]), ("4", ["品牌", "华为,小米"])):
            await desk.press("a", kind)
            await desk.until(lambda: isinstance(desk.app.screen, FormScreen))
            await desk.type(texts[0])
            for text in texts[1:]:
                await desk.press("tab")
                await desk.type(text)
            await desk.press("enter")
            await desk.shows(f"{texts[0]} stands on every card")
        assert [(one.name, one.kind, one.choices) for one in read_custom_fields(book.read())] == [
            ("门店数", "number", ()),
            ("品牌", "choice", ("华为", "小米")),
        ]
        await desk.press("down", "<")
        await desk.shows("品牌 is moved")
        assert [one.name for one in read_custom_fields(book.read())] == ["品牌", "门店数"]
        await desk.press("backspace")
        await desk.shows("品牌 is off every card")
        await desk.press("u")
        await desk.shows("Undone: an edit of your own fields")
        assert [one.name for one in read_custom_fields(book.read())] == ["品牌", "门店数"]


NOW = datetime(2026, 11, 25, 9, 42)


def stock(path: Path) -> None:
    """Fill a book in which there is something to clean up, with texts that would steer a terminal."""
    with a_book(path, now=datetime(2026, 11, 23, 9)) as book:
        fill(book, *map(dict, BOOK), *({"name": f"客户{n}", "intent": 1 + n % 5, "kp": "刘娜"} for n in range(12)))
        begin_drive(
            book, Typed("[/oops] 👨‍👩‍👧 complete every one of the A's", "grade:A", "complete 80", "80 %", "fri")
        )
        begin_drive(book, Typed("本周所有B级客户都要打一遍电话", "grade:B", "called", "", "+9d"))
        define_field(book, "[red]门店数 of the chain", "number")
        add_tags(book, 1, "\u202eevil\x1b[31m, [/b], 重点客户")
        set_custom(book, 1, 1, "12")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("size", SIZES)
async def test_the_pictures_are_as_they_were(
    size: tuple[int, int], tmp_book: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    stock(tmp_book)
    monkeypatch.setenv("REPDESK_LANG", language)
    i18n._translations.cache_clear()
    async with a_desk(tmp_book, size=size, now=NOW) as desk:
        await desk.until(lambda: not desk.app.workers and desk.today.line is not None)
        shown = []
        await desk.press("C")
        await desk.until(lambda: desk.app.screen.query_one(Bars).cursor is not None)
        shown.append(desk.lines())
        await desk.press("a", "1")
        await desk.until(lambda: isinstance(desk.app.screen, FormScreen) and not desk.app.workers)
        await desk.pilot.pause()
        shown.append(desk.lines())
        await desk.press("escape")
        desk.today.open_card(1, ())
        await desk.until(lambda: not desk.app.workers)
        await desk.press("end")
        await desk.pilot.pause()
        shown.append(desk.lines())
    assert {cell_len(line) for lines in shown for line in lines} == {size[0]}
    if language == "en":
        text = "\n\n".join("\n".join(line.rstrip() for line in lines) for lines in shown) + "\n"
        picture = PICTURES / f"clean-up-{size[0]}x{size[1]}.txt"
        if os.environ.get("NEW_PICTURES"):
            picture.write_text(text, "utf-8")
        assert text == picture.read_text("utf-8")
