"""The book: all customers, filtered as one types, sorted by any column, marked and edited together by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from repdesk import i18n
from repdesk.desk.book import Book
from repdesk.desk.customers import person
from repdesk.desk.undoing import undo
from repdesk.desk.views import kept_view, saved_views
from repdesk.i18n import _
from repdesk.screens import book as book_screen
from repdesk.screens.book import BookScreen
from repdesk.screens.book.bulk import BulkScreen
from repdesk.screens.book.columns import ColumnsScreen
from repdesk.screens.book.views import ViewsScreen
from repdesk.screens.card import CardScreen
from repdesk.screens.data_changed import DataChanged
from repdesk.screens.pick import PickScreen
from repdesk.store.reading.labels import read_tags
from repdesk.widgets.plain import cells
from tests.desk.making import a_book, fill
from tests.screens.working import Desk, a_desk

PEOPLE: tuple[dict[str, object], ...] = (
    {"name": "Cedar", "stage": 5, "estimate": 900_00, "currency": "CNY"},
    {"name": "榕泉", "stage": 3, "estimate": 5_000_00, "currency": "CNY", "region": "北京", "kp": "吴平英"},
    {"name": "Alder", "stage": 3, "next": {"day": "2026-11-20"}},
    {"name": "[/oops] 👨‍👩‍👧", "stage": 2, "notes": "[b]x"},
    {"name": "Beech", "stage": 1},
)
BY_NAME = ["[/oops] 👨‍👩‍👧", "Alder", "Beech", "Cedar", "榕泉"]


def shown(desk: Desk) -> BookScreen:
    return next(screen for screen in desk.app.screen_stack if isinstance(screen, BookScreen))


def names(desk: Desk) -> list[str]:
    """Return the names on the list, from the top."""
    rows = shown(desk).rows
    return [rows[at].cells["name"] for at in range(len(rows))]


def in_hand(desk: Desk) -> str:
    screen = shown(desk)
    assert screen.in_hand is not None
    return person(screen.book, screen.in_hand).name


async def to_the_book(desk: Desk) -> BookScreen:
    await desk.press("2")
    await desk.until(lambda: isinstance(desk.app.screen, BookScreen) and not desk.app.workers)
    return shown(desk)


async def filtered(desk: Desk, text: str) -> None:
    """Type a filter and keep it."""
    await desk.press("f")
    await desk.type(text)
    await desk.press("enter")
    await desk.until(lambda: not shown(desk).filtering and not desk.app.workers)


async def test_all_are_listed_and_the_list_follows_what_is_typed(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        assert names(desk) == BY_NAME
        await desk.shows("5 customers")
        await desk.press("f")
        await desk.type("sta")
        await desk.until(lambda: "stage/阶段" in desk.text())
        await desk.type("ge>=3")
        await desk.until(lambda: names(desk) == ["Alder", "Cedar", "榕泉"])
        await desk.shows("3 of 5 customers")
        await desk.type(" city:")
        await desk.shows("part of a text")  # half a word is no mistake yet
        assert "✗ city" not in desk.text()
        await desk.press("enter")
        await desk.shows("✗ city")
        assert screen.filtering
        await desk.type("北京")
        await desk.until(lambda: names(desk) == ["榕泉"])
        await desk.press("enter")
        await desk.shows("1 of 5 customers   stage>=3 city:北京")
        assert desk.app.focused is screen.list_widget
        await desk.press("f")
        await desk.type("nobody")
        await desk.shows("Nobody fits")
        await desk.press("escape")  # what was there before
        await desk.until(lambda: names(desk) == ["榕泉"])
        await desk.press("escape")  # and then all
        await desk.until(lambda: len(names(desk)) == 5)
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.today)


async def test_letters_typed_at_once_all_arrive_in_the_filter(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        await desk.burst("fgrade:A n")
        await desk.until(lambda: screen.filter_line.field.value == "grade:A n")
        assert screen.book.read().execute("SELECT count(*) FROM live_call").fetchone() == (0,)


async def test_it_is_sorted_by_any_column_both_ways_and_the_cursor_stays_on_its_customer(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE, size=(120, 36)) as desk:
        await to_the_book(desk)
        await desk.press("end")
        assert in_hand(desk) == "榕泉"
        await desk.press("<", "<")  # round the corner: the last column is the value
        await desk.until(lambda: names(desk)[:2] == ["榕泉", "Cedar"])
        await desk.shows("by value ▾")
        await desk.press("minus")
        await desk.until(lambda: names(desk)[:2] == ["Cedar", "榕泉"])
        assert in_hand(desk) == "榕泉"
        heading = next(line for line in desk.lines() if "customer" in line and "KP" in line)
        await desk.pilot.click("BookList", offset=(heading.index("customer"), 0))
        await desk.until(lambda: names(desk) == BY_NAME)
        await desk.pilot.click("BookList", offset=(heading.index("customer"), 0))
        await desk.until(lambda: names(desk) == BY_NAME[::-1])


async def test_calls_are_logged_from_it_and_nobody_moves_until_asked(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        await filtered(desk, "stage<3")
        assert names(desk) == ["[/oops] 👨‍👩‍👧", "Beech"]
        await desk.press("i", "enter")
        await desk.until(lambda: in_hand(desk) == "Beech" and not screen.typing)
        assert names(desk) == ["[/oops] 👨‍👩‍👧", "Beech"]
        await desk.until(lambda: "✓" in next(line for line in desk.lines() if "/oops" in line))
        assert "3 planned" in next(line for line in desk.lines() if "/oops" in line)
        await desk.press("ctrl+r")
        await desk.until(lambda: names(desk) == ["Beech"])
        await desk.press("u", "enter")
        await desk.until(lambda: isinstance(desk.app.screen, CardScreen))
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is screen)


async def test_marks_outlast_filter_and_sort_and_many_are_edited_at_once_and_undone(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        book = screen.book
        await filtered(desk, "stage:3")
        await desk.press("*", "1")
        await desk.shows("2 marked")
        await desk.press("escape", ">")
        await desk.until(lambda: len(names(desk)) == 5 and not desk.app.workers)
        await desk.press("home")
        await desk.until(lambda: "2 marked" in desk.text())
        await desk.press("e", "1", "4")  # stage, leaning to us
        await desk.until(lambda: isinstance(desk.app.screen, BulkScreen))
        await desk.shows("2 customers change")
        await desk.press("enter")
        await desk.shows("2 customers edited")
        stages = {person(book, number).name: person(book, number).stage for number in screen.ids}
        assert (stages["Alder"], stages["榕泉"], stages["Cedar"]) == (4, 4, 5)
        await desk.press("u")
        await desk.shows(_("Undone"))
        assert person(book, screen.marks.ids.copy().pop()).stage == 3
        await desk.press("*", "3")
        await desk.shows("3 marked")
        await desk.press("*", "2")
        await desk.until(lambda: "marked" not in desk.text())


async def test_an_empty_line_takes_no_owner_away(tmp_book: Path) -> None:
    async with a_desk(tmp_book, {"name": "Alder", "owner": "Li"}) as desk:
        screen = await to_the_book(desk)
        await desk.press("e", "6", "enter")
        await desk.shows("Whose customers are they?")
        await desk.type("none")
        await desk.shows("1 customer changes")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is screen)


async def test_values_are_offered_before_one_is_begun(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await to_the_book(desk)
        await desk.press("f")
        await desk.type("contract:")
        await desk.shows("none  active  expired")
        await desk.press("enter")
        await desk.shows("✗ contract")


async def test_a_fall_asks_why_and_says_it_before_anything_is_done(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        await desk.press("*", "1", "e", "1", "1")
        await desk.shows("a stage that falls needs a reason")
        await desk.type("stale")
        await desk.until(lambda: "needs a reason" not in desk.text() and "customers change" in desk.text())
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is screen)
        assert screen.book.read().execute("SELECT count(*) FROM journal WHERE name = 'edit_many'").fetchone() == (0,)


async def test_one_in_hand_is_edited_where_nobody_is_marked(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        await desk.press("j", "e", "4")
        await desk.type("展会")
        await desk.shows("1 customer changes")
        await desk.press("enter")
        await desk.shows("1 customer edited")
        assert list(read_tags(screen.book.read()).values()) == [("展会",)]


async def test_marking_along_the_way_and_from_the_last_mark(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        ids = list(screen.ids)
        await desk.press("+", "J", "J")
        assert screen.marks.ids == set(ids[:4])
        await desk.press("*", "2", "home", "+", "end", "*", "4")
        await desk.until(lambda: screen.marks.ids == set(ids))
        await desk.press("+")
        assert screen.marks.ids == set(ids[:-1])


async def test_columns_are_chosen_and_kept(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE, size=(120, 36)) as desk:
        screen = await to_the_book(desk)
        await desk.press("|")
        await desk.until(lambda: isinstance(desk.app.screen, ColumnsScreen))
        await desk.press("j", "space")
        await desk.shows("The name stays")
        await desk.press("j", "space", "home", ">", "enter")  # KP goes, the grade stands behind the name
        await desk.until(lambda: desk.app.screen is screen)
        assert [column.name for column in screen.columns][:3] == ["name", "grade", "stage"]
        assert kept_view(screen.book).columns[:3] == ("name", "grade", "stage")
        await desk.press(">")
        await desk.until(lambda: "by grade" in desk.text())
        assert [column.name for column in screen.columns][:3] == ["name", "grade", "stage"]
        await desk.press("u")
        await desk.shows(_("Undone"))
        await desk.until(lambda: [column.name for column in screen.columns][:3] == ["grade", "name", "kp"])
        await desk.press("U")
        await desk.until(lambda: [column.name for column in screen.columns][:3] == ["name", "grade", "stage"])


async def test_columns_of_a_read_only_book_are_shown_but_not_kept(
    tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        monkeypatch.setattr(Book, "read_only", property(lambda _self: True))
        await desk.press("|", "space", "enter")
        await desk.shows("keeps no columns")
        assert screen.columns[0].name == "name"
        assert kept_view(screen.book).columns[0] == "grade"


async def test_views_are_counted_saved_opened_by_digit_and_deleted(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE, size=(120, 36)) as desk:
        screen = await to_the_book(desk)
        await filtered(desk, "stage:3")
        await desk.press("V", "s")
        await desk.type("Threes")
        await desk.press("enter")
        await desk.until(lambda: isinstance(desk.app.screen, ViewsScreen) and not desk.app.workers)
        await desk.until(lambda: "1 Threes" in desk.text() and " 2 " in line(desk, "1 Threes"))
        assert "5" in line(desk, _("Never called"))
        await desk.press("escape", "escape")
        await desk.until(lambda: desk.app.screen is screen and len(names(desk)) == 5)
        await desk.press("V", "1")
        await desk.until(lambda: names(desk) == ["Alder", "榕泉"])
        await desk.shows("Threes: 2 of 5")
        await desk.press("V", "backspace")
        await desk.until(lambda: saved_views(screen.book) == ())
        await desk.press("backspace")
        await desk.shows("it stays")
        await desk.press("u")
        await desk.until(lambda: len(saved_views(screen.book)) == 1)


def line(desk: Desk, words: str) -> str:
    (found,) = [text for text in desk.lines() if words in text]
    return found


async def test_what_comes_and_goes_elsewhere_is_found_anew(tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        with a_book(tmp_book) as other:
            fill(other, {"name": "Birch"})
        screen.book.changed_elsewhere()
        desk.app.screen.post_message(DataChanged())
        await desk.until(lambda: "Birch" in names(desk))
        await desk.press("*", "1")
        with a_book(tmp_book) as other:
            undo(other)
        screen.book.changed_elsewhere()
        desk.app.screen.post_message(DataChanged())
        await desk.until(lambda: "Birch" not in names(desk))
        assert len(screen.marks.ids) == 5


async def test_a_large_book_is_put_in_order_in_a_thread(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_screen, "AT_ONCE", 2)
    async with a_desk(tmp_book, *PEOPLE) as desk:
        await desk.press("2")
        await desk.until(lambda: isinstance(desk.app.screen, BookScreen) and names(desk) == BY_NAME)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_every_line_is_as_wide_as_the_screen_whoever_is_in_it(size: tuple[int, int], tmp_book: Path) -> None:
    async with a_desk(tmp_book, *PEOPLE, size=size) as desk:
        await to_the_book(desk)
        for key in ("j", "f", "escape", "V", "escape", "|", "escape", "*", "escape", "e", "3"):
            await desk.press(key)
            await desk.until(lambda: not desk.app.workers)
            assert {cells(text) for text in desk.lines()} == {size[0]}


async def test_an_empty_book_and_a_read_only_one_are_calm(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        monkeypatch.setattr(Book, "read_only", property(lambda _self: True))
        await desk.press("e")
        await desk.shows("Nothing can be changed here")
        assert not isinstance(desk.app.screen, PickScreen)
        monkeypatch.undo()
        undo(screen.book)
        screen.post_message(DataChanged())
        await desk.shows("There is nobody in the book yet.")
        await desk.press("j", "+", "*", "1", "e", "y", "enter", "n", ">")
        await desk.pilot.pause()
        assert desk.app.screen is screen
        assert isinstance(screen.filter_line.field, Input)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_all_its_keys_stand_at_the_foot_of_the_smallest_screen(
    language: str, tmp_book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REPDESK_LANG", language)
    i18n._translations.cache_clear()
    async with a_desk(tmp_book, *PEOPLE) as desk:
        screen = await to_the_book(desk)
        assert {cells(text) for text in desk.lines()} == {80}
        foot = " ".join(desk.lines()[-5:])
        assert [f"{key} {label}" for key, label, _action in screen.footer() if f" {key} {label}" not in foot] == []
