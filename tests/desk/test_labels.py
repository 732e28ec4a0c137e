"""Tags and the rep's own fields on real files: written, put on record, undone, refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.card import Card, card
from repdesk.desk.card.act_writing import Edited
from repdesk.desk.card.labels_writing import add_tags, change_tag, remove_tags, set_custom
from repdesk.desk.custom_fields import field_called, field_rows
from repdesk.desk.custom_fields_writing import change_field, define_field, move_field, retire_field
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.store.checking.check import check
from repdesk.store.reading.labels import read_custom_fields, read_custom_values, read_known_tags, read_tags

from .making import MONDAY, a_book, fill, set_clock


def own(book: Book) -> tuple[int, int, int, int]:
    """Define a field of each kind and return their numbers."""
    return (
        define_field(book, "备注二", "text")[1],
        define_field(book, "门店数", "number")[1],
        define_field(book, "Renewal", "date")[1],
        define_field(book, "品牌", "choice", ("华为", "OPPO"))[1],
    )


def latest(known: Card) -> list[tuple[str, str | None, str | None]]:
    return [(one.field, one.before, one.after) for one in known.timeline[0].changes]


ACTS: list[tuple[str, Callable[[Book, int], Edited | None]]] = [
    ("tags", lambda book, one: add_tags(book, one, "Fair, 重点")),
    ("tag changed", lambda book, one: change_tag(book, one, "vip", "v.i.p.")),
    ("tag off", lambda book, one: remove_tags(book, one, "VIP")),
    ("text", lambda book, one: set_custom(book, one, 1, "a\nb")),
    ("number", lambda book, one: set_custom(book, one, 2, "1,200")),
    ("date", lambda book, one: set_custom(book, one, 3, "2026-12-08")),
    ("choice", lambda book, one: set_custom(book, one, 4, "oppo")),
]


@pytest.mark.parametrize(("name", "act"), ACTS, ids=[name for name, _act in ACTS])
def test_an_act_is_undone_and_done_again(tmp_book: Path, name: str, act: Callable[[Book, int], Edited | None]) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        own(book)
        add_tags(book, one, "vip")
        before = card(book, one)
        assert act(book, one) is not None
        after = card(book, one)
        assert after != before
        undo(book)
        assert card(book, one) == before
        redo(book)
        assert card(book, one) == after
        assert check(book.store) == []


def test_tags_are_spelled_as_the_book_spells_them_and_stand_in_the_past(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, other = fill(book, {}, {})
        add_tags(book, one, "VIP，展会")
        add_tags(book, other, "ｖｉｐ")
        assert read_known_tags(book.read()) == (("VIP", 2), ("展会", 1))
        assert read_tags(book.read()) == {one: ("VIP", "展会"), other: ("VIP",)}
        assert read_tags(book.read(), [other]) == {other: ("VIP",)}
        assert latest(card(book, one)) == [("tag", None, "VIP"), ("tag", None, "展会")]
        assert add_tags(book, one, "vip") is None
        change_tag(book, one, "展会", "")
        assert card(book, one).tags == ("VIP",)
        with pytest.raises(RepdeskError, match="not on the card"):
            remove_tags(book, one, "展会")
        with pytest.raises(RepdeskError, match="A tag is a word"):
            add_tags(book, one, " , #")


def test_a_tag_taken_off_can_be_put_on_again(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        for _again in range(2):
            add_tags(book, one, "vip")
            remove_tags(book, one, "vip")
        add_tags(book, one, "vip")
        assert card(book, one).tags == ("vip",)
        assert check(book.store) == []


def test_a_value_carries_its_day_is_confirmed_and_cleared(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        _text, number, renewal, _brand = own(book)
        set_custom(book, one, number, "12")
        assert set_custom(book, one, number, "12.0") is None
        set_clock(book, MONDAY.replace(year=2028))
        kept = card(book, one)
        assert kept.is_stale(kept.own_values[number].set_on)
        assert set_custom(book, one, number, "12") is not None
        assert card(book, one).own_values[number].set_on == date(2028, 11, 23)
        assert latest(card(book, one)) == [(f"custom:{number}", "12", "12")]
        set_custom(book, one, number, "none")
        assert read_custom_values(book.read()) == {}
        assert set_custom(book, one, renewal, "-") is None


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        (2, "many", "no number"),
        (3, "someday", "no date"),
        (4, "三星", "none of the choices"),
        (9, "x", "no longer there"),
    ],
)
def test_a_value_of_another_kind_is_refused(tmp_book: Path, field: int, text: str, why: str) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        own(book)
        with pytest.raises(RepdeskError, match=why):
            set_custom(book, one, field, text)


def test_fields_are_renamed_ordered_and_retired_with_what_stands_in_them(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        text, number, renewal, brand = own(book)
        set_custom(book, one, brand, "华为")
        change_field(book, brand, "手机", ("华为", "小米"))
        assert move_field(book, brand, -9) is not None
        assert move_field(book, brand, -1) is None
        assert [field.id for field in read_custom_fields(book.read())] == [brand, text, number, renewal]
        assert field_called(book, "手机").choices == ("华为", "小米")
        assert field_rows(book)[0].filled == 1
        retire_field(book, brand)
        assert card(book, one).own_values == {}
        define_field(book, "手机", "text")
        undo(book)
        undo(book)
        assert card(book, one).own_values[brand].value == "华为"
        assert check(book.store) == []


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda book: define_field(book, "  ", "text"), "needs a name"),
        (lambda book: define_field(book, "ｒenewal", "text"), "already"),
        (lambda book: define_field(book, "x" * 41, "text"), "at most 40"),
        (lambda book: define_field(book, "brand", "choice"), "needs its choices"),
        (lambda book: define_field(book, "brand", "choice", [str(n) for n in range(21)]), "at most 20"),
        (lambda book: change_field(book, 4, "品牌", ("OPPO",)), "Customers have this choice: 华为"),
        (lambda book: change_field(book, 9, "x"), "no longer there"),
        (lambda book: field_called(book, "nope"), "no field nope"),
    ],
)
def test_a_field_that_cannot_be_is_refused(tmp_book: Path, act: Callable[[Book], object], why: str) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {})
        own(book)
        set_custom(book, one, 4, "华为")
        entries = book.last_entry()
        with pytest.raises(RepdeskError, match=why):
            act(book)
        assert book.last_entry() == entries
