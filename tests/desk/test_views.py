"""Saved views: a filter, an order and columns under a name, counted, in the rep's order; and those that are offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.desk.sheet import Sheet
from repdesk.desk.undoing import undo
from repdesk.desk.views import USUAL, View, counted, kept_view, listed, offered_views, saved_views, view_named
from repdesk.desk.views_writing import drop_view, keep_columns, place_view, rename_view, save_view
from repdesk.errors import RepdeskError
from tests.desk.making import a_book, fill


def test_views_are_saved_renamed_moved_deleted_and_each_is_undone(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "a", "stage": 5}, {"name": "b", "stage": 3}, {"name": "c"})
        save_view(book, "Hot", View(query="grade:A", sort="-value", columns=("name", "value")))
        save_view(book, "Warm", View(query="grade:B"))
        first, second = saved_views(book)
        assert (first.name, first.query, first.sort, first.columns) == ("Hot", "grade:A", "-value", ("name", "value"))
        assert [counted(Sheet(book), view) for view in (first, second)] == [1, 1]
        assert save_view(book, "hot", View(query="grade:A,B")) is not None
        assert [(view.name, view.query) for view in saved_views(book)] == [("hot", "grade:A,B"), ("Warm", "grade:B")]
        rename_view(book, second.id or 0, "Lukewarm")
        place_view(book, second.id or 0, -1)
        assert [view.name for view in saved_views(book)] == ["Lukewarm", "hot"]
        drop_view(book, first.id or 0)
        assert view_named(book, "LUKEWARM").query == "grade:B"
        for _step in range(4):
            undo(book)
        assert [(view.name, view.query) for view in saved_views(book)] == [("Hot", "grade:A"), ("Warm", "grade:B")]


def test_what_cannot_be_saved_is_refused(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        save_view(book, "one", View())
        save_view(book, "two", View())
        first, second = saved_views(book)
        for act in (
            lambda: save_view(book, "  ", View()),
            lambda: save_view(book, "three", View(query="colour:red")),
            lambda: save_view(book, "three", View(sort="shoe")),
            lambda: rename_view(book, first.id or 0, "TWO"),
            lambda: rename_view(book, 99, "x"),
            lambda: view_named(book, "nobody's"),
        ):
            with pytest.raises(RepdeskError):
                act()
        assert save_view(book, "two", View()) is None
        assert [view.name for view in saved_views(book)] == [first.name, second.name]


def test_offered_views_can_all_be_counted_and_go_once_saved(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"name": "never", "stage": 5})
        offered, sheet = offered_views(book), Sheet(book)
        assert all(counted(sheet, view) is not None for view in offered)
        assert all(listed(sheet, view.query, view.sort) is not None for view in offered)
        save_view(book, "mine", offered[0])
        assert [view.query for view in offered_views(book)] == [view.query for view in offered[1:]]
        assert counted(sheet, View(query="gone.field:1")) is None


def test_columns_and_order_are_kept_and_what_is_gone_is_left_out(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        assert (kept_view(book).columns, kept_view(book).sort) == (USUAL, "name")
        keep_columns(book, ["name", "score", "field:99"], "-score")
        assert (kept_view(book).columns, kept_view(book).sort) == (("name", "score", "field:99"), "-score")
        keep_columns(book, ["field:99"], "-score")
        assert kept_view(book).columns == USUAL
        keep_columns(book, ["name"], "-field:99")
        assert kept_view(book) == View(columns=USUAL)
