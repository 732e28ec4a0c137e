"""Numbers in trouble, and numbers put into their international form, on real files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repdesk.desk import numbers as numbers_of_the_desk
from repdesk.desk.book import Book
from repdesk.desk.card import card
from repdesk.desk.card.phones_writing import mark_phone
from repdesk.desk.importing import import_file
from repdesk.desk.numbers import bad_numbers, normalising, refusals, troubles
from repdesk.desk.numbers_writing import normalise
from repdesk.desk.undoing import undo
from repdesk.errors import RepdeskError
from repdesk.models.account import Phone, Suppression
from repdesk.store.checking.check import check

from .making import a_book, fill


def put(book: Book, account_id: int, e164: str, raw: str, *, barred: bool = False) -> None:
    with book.store.act("import", at=book.clock.stamp()) as act:
        act.insert_many(Phone, [{"account_id": account_id, "e164": e164, "raw": raw}])
        if barred:
            act.put(Suppression, e164, since="2026-01-05", reason="asked by letter")
    book.applied(act.change)


def numbers(book: Book) -> list[str]:
    return [e164 for (e164,) in book.read().execute("SELECT e164 FROM live_phone ORDER BY id")]


def test_numbers_in_no_international_form_are_read_as_those_of_a_country(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(
            book,
            {"phones": ["138 0013 8001", "+8613800138002"]},
            {"phones": ["010-62480905 转 801"]},
            {"phones": ["12345"]},
            {"phones": ["13800138004", "+8613800138004"]},
        )
        found = normalising(book, "cn")
        assert [(one.account_id, one.after, one.extension) for one in found.changes] == [
            (1, "+8613800138001", ""),
            (2, "+861062480905", "801"),
        ]
        assert [(name, number) for name, number, _why in refusals(found)] == [
            ("客户3", "12345"),
            ("客户4", "13800138004"),
        ]
        assert [why for _name, _number, why in refusals(found)] == ["no number of CN", "the card has it already"]
        assert found.fine == 2
        before = card(book, 1)
        done = normalise(book, "CN")
        assert done.change is not None
        assert done.change.accounts == {1, 2}
        assert numbers(book) == [
            "+8613800138001", "+8613800138002", "+861062480905", "12345", "13800138004", "+8613800138004",
        ]  # fmt: skip
        assert [one.after for one in card(book, 1).timeline[0].changes] == ["+8613800138001"]
        assert normalise(book, "CN").change is None
        undo(book)
        assert card(book, 1) == before
        assert check(book.store) == []


def test_a_file_read_as_of_another_country_is_read_again_where_that_is_asked(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        (one,) = fill(book, {"phones": ["+442079497188"]})
        put(book, one, "+862079497199", "020 7949 7199")
        assert normalising(book, "GB").changes == ()
        normalise(book, "GB", reread=True)
        assert numbers(book) == ["+442079497188", "+442079497199"]


def test_do_not_call_goes_with_the_number(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        one, other = fill(book, {"phones": []}, {"phones": []})
        put(book, one, "13800138001", "13800138001", barred=True)
        put(book, other, "+8613800138001", "+8613800138001")
        normalise(book, "CN")
        assert troubles(book)["do_not_call"] == (one, other)
        rows = book.read().execute("SELECT since, reason FROM live_suppression WHERE e164 = '+8613800138001'")
        assert rows.fetchall() == [("2026-01-05", "asked by letter")]
        undo(book)
        assert troubles(book)["do_not_call"] == (one,)


def test_without_a_country_nothing_is_read(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"phones": ["13800138001"]})
        with pytest.raises(RepdeskError, match="Which country"):
            normalising(book)
        with pytest.raises(RepdeskError, match="No numbers are known of a country XX"):
            normalising(book, "xx")


def test_a_file_brought_in_again_after_that_changes_nothing(tmp_book: Path, tmp_path: Path) -> None:
    file = tmp_path / "uk.csv"
    file.write_text("name,phone\nAlder,0131 496 0194\n楚商,13800138003\n", encoding="utf-8")
    with a_book(tmp_book) as book:
        import_file(file, lambda: book)
        before = numbers(book)
        normalise(book, "GB", reread=True)
        assert import_file(file, lambda: book).created == 0
        assert len(numbers(book)) == len(before)


def test_troubles_are_listed_gravest_first_with_their_numbers(tmp_book: Path) -> None:
    with a_book(tmp_book) as book:
        fill(book, {"phones": ["+8613800138001", "+8613800138002"]}, {"phones": []}, {"phones": ["12"]}, {})
        mark_phone(book, 1, 1, bad=True)
        assert [(one.account_id, one.trouble) for one in bad_numbers(book)] == [
            (2, "no_number"),
            (3, "unreadable"),
            (1, "some_bad"),
        ]
        mark_phone(book, 1, 2, bad=True)
        assert troubles(book)["all_bad"] == (1,)


_GIVEN = (
    "13800138001",
    "+8613800138001",
    "12",
    "010-62480905",
    "0044 20 7949 7188",
    "１３８００１３８００２",
    "",
    "x",
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(st.sampled_from(_GIVEN), max_size=4), min_size=1, max_size=5))
def test_whatever_stands_there_comes_to_rest_after_one_act(tmp_path: Path, phones: list[list[str]]) -> None:
    path = tmp_path / "book.db"
    for old in tmp_path.glob("book.db*"):
        old.unlink()
    with a_book(path) as book:
        accounts: list[dict[str, object]] = [{"phones": some} for some in phones]
        fill(book, *accounts)
        before = numbers(book)
        found = normalise(book, "CN", reread=True).found
        assert normalising(book, "CN", reread=True).changes == ()
        assert found.fine + len(found.changes) + len(found.refused) == len(before)
        assert check(book.store) == []
        if found.changes:
            undo(book)
        assert numbers(book) == before


def test_a_long_look_says_how_far_it_is(tmp_book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(numbers_of_the_desk, "_STEP", 2)
    heard: list[tuple[int, int]] = []
    with a_book(tmp_book) as book:
        fill(book, {}, {}, {}, {}, {})
        troubles(book, lambda done, total: heard.append((done, total)))
    assert heard == [(2, 5), (4, 5)]
