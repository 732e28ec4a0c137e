from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.calls import log_call
from repdesk.rules.types import Outcome
from repdesk.screens.card import CardScreen
from repdesk.screens.find import FindScreen
from repdesk.widgets.found_list import FoundList
from repdesk.widgets.plain import cells
from tests.desk.making import fill
from tests.screens.working import Desk, a_desk

LONG = "We talked for long about this and that, and in the end it was said that the price for 三年期 is too high"
PEOPLE: tuple[dict[str, object], ...] = (
    {"name": "北京投资", "kp": "单田芳"},
    {"name": "Alder Logistics Ltd", "phones": ["+442079497188"], "notes": LONG},
    {"name": "荣泰科技", "phones": ["+8613800138000"]},
    {"name": "榕泉（北京）有限公司" * 4},
)


def found(desk: Desk) -> FoundList:
    return desk.app.screen.query_one(FoundList)


async def typing(desk: Desk, text: str) -> None:
    """Open the search and have a terminal, or an input method, send this text."""
    await desk.press("slash")
    await desk.until(lambda: isinstance(desk.app.screen, FindScreen))
    await desk.burst(text)


async def indexed(desk: Desk) -> None:
    await desk.until(lambda: desk.today.book.search.ready)


def underlined(desk: Desk) -> list[str]:
    """Return the marked parts on the screen."""
    strips = desk.app.screen._compositor.render_strips()
    return [text for strip in strips for text, style, _control in strip if style is not None and style.underline]


@pytest.mark.parametrize(
    ("typed", "marked"),
    [("bjtz", "北京投资"), ("ｒｏｎｇｔａｉ", "荣泰"), ("8000", "8000"), ("单", "单"), ("talked", "talked")],
)
async def test_what_was_found_is_shown_with_the_part_that_matched(tmp_book: Path, typed: str, marked: str) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await indexed(desk)
        await typing(desk, typed)
        await desk.until(lambda: marked in underlined(desk))


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_matched_is_in_sight_and_nothing_is_wider_than_the_screen(
    tmp_book: Path, size: tuple[int, int]
) -> None:
    async with a_desk(tmp_book, *PEOPLE, size=size) as desk:
        await indexed(desk)
        for typed, marked in (("三年期", "三年期"), ("京", "京"), ("too high", "too high")):
            await typing(desk, typed)
            await desk.until(lambda marked=marked: marked in "".join(underlined(desk)))  # type: ignore[misc]  # per round
            assert {cells(line) for line in desk.lines()} == {size[0]}
            await desk.press("escape")


async def test_enter_opens_whom_the_arrows_picked(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await indexed(desk)
        await desk.press("3")
        await typing(desk, "beijing")
        await desk.until(lambda: len(found(desk).rows) == 2)
        await desk.press("down", "pagedown", "up", "down", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, CardScreen))
        await desk.shows("榕泉")


async def test_what_is_found_later_comes_under_the_others_and_moves_nobody(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE, {"name": "三年期商行"}) as desk:
        await indexed(desk)
        await typing(desk, "三年期")
        assert [row.name for row in found(desk).rows] == ["三年期商行"]
        await desk.until(lambda: len(found(desk).rows) == 2)
        assert (found(desk).at, found(desk).rows[1].field) == (0, "note")


async def test_what_was_looked_for_before_does_not_come_in_between(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await indexed(desk)
        await typing(desk, "talked")
        for _sign in "talked":
            await desk.press("backspace")
        await desk.type("xyzzy")
        await desk.shows("nobody found")
        assert found(desk).rows == ()
        await desk.press("enter")
        assert isinstance(desk.app.screen, FindScreen)


async def test_a_number_that_must_not_be_called_is_said_to_be_one(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        log_call(desk.today.book, 3, Outcome.DO_NOT_CALL)
        await typing(desk, "13800138000")
        await desk.shows("138 0013 8000 do not call")


async def test_who_came_in_since_is_found(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await indexed(desk)
        fill(desk.today.book, {"name": "远方商行"})
        await typing(desk, "yuanfang")
        await desk.shows("远方商行")


async def test_before_the_index_is_made_the_book_itself_is_asked(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("repdesk.screens.indexing.BEGIN_SECONDS", 1000.0)
    monkeypatch.setattr("repdesk.screens.indexing.LOOK_SECONDS", 1000.0)
    async with a_desk(tmp_book, *PEOPLE) as desk:
        assert not desk.today.book.search.ready
        await typing(desk, "荣泰")
        await desk.shows("荣泰科技")


async def test_who_is_found_once_the_index_is_made_comes_under_the_others(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BEGIN_SECONDS", "LOOK_SECONDS"):
        monkeypatch.setattr(f"repdesk.screens.indexing.{name}", 1000.0)
    async with a_desk(tmp_book, {"name": "荣泰科技"}, {"name": "Rongtai Ltd"}) as desk:
        await typing(desk, "rongt")
        await desk.until(lambda: [row.name for row in found(desk).rows] == ["Rongtai Ltd"])
        assert not desk.today.book.search.ready
        desk.today.book.search.make()
        await desk.until(lambda: [row.name for row in found(desk).rows] == ["Rongtai Ltd", "荣泰科技"])
        await desk.press("escape")


async def test_that_nobody_is_found_yet_is_said_as_long_as_pinyin_is_not_ready(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BEGIN_SECONDS", "LOOK_SECONDS"):
        monkeypatch.setattr(f"repdesk.screens.indexing.{name}", 1000.0)
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await typing(desk, "bjtz")
        await desk.shows("nobody found yet")
