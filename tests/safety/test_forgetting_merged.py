"""Forgetting somebody who was merged: what is one goes as one, what was one only for a while leaves no trace."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card import card
from repdesk.desk.card.fields_writing import edit_customer
from repdesk.desk.card.labels_writing import add_tags, set_custom
from repdesk.desk.forgetting import forget
from repdesk.desk.merging.merge_writing import merge
from repdesk.desk.undoing import redo, undo
from repdesk.errors import RepdeskError
from repdesk.rules.types import Outcome
from repdesk.store.backups.backup import backup
from repdesk.store.checking.check import check
from tests.desk.making import a_book, fill
from tests.safety.random_acts import MAKERS, START, Rep
from tests.safety.scan import hits
from tests.safety.test_forgetting import WORDS, WRITTEN, file_of, planted
from tests.visible_digest import visible_digests

EVERY = (*WORDS, *WRITTEN, "13977719999")


def planted_twice(book: Book, folder: Path) -> tuple[int, int]:
    """Return a customer who is written all over the book, and another of whom something is on record too."""
    one = planted(book, file_of(folder / "elsewhere"))
    edit_customer(book, one + 1, "notes", "staying notes")
    return one, one + 1


def lived_in(book: Book, keep: int, gone: int) -> None:
    """Merge, go on with the customer they are now, and take all of it back."""
    dialled = book.read().execute("SELECT id FROM phone WHERE account_id = ?", (gone,)).fetchone()[0]
    merge(book, keep, gone)
    edit_customer(book, keep, "notes", "between")
    log_call(book, keep, Outcome.TALKED, CallDetails(note="now", reason="they rang", phone_id=dialled))
    for _act in range(3):
        assert undo(book) is not None


def and_once_more(book: Book, keep: int, gone: int) -> None:
    """After all was taken back, put on anew what the merge had brought: a tag, a value in a field of the rep's own."""
    add_tags(book, gone, "both have it")
    for _time in range(2):
        merge(book, keep, gone)
        undo(book)
        redo(book)
        undo(book)
    number = book.read().execute("SELECT id FROM custom_field").fetchone()[0]
    add_tags(book, keep, "both have it")
    set_custom(book, keep, number, "own value")
    undo(book)
    redo(book)


@pytest.mark.parametrize("named", ["keep", "gone"])
@pytest.mark.parametrize("stays", [False, True], ids=["planted goes", "planted stays"])
def test_who_are_one_are_forgotten_as_one(tmp_path: Path, named: str, stays: bool) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one, other = planted_twice(book, tmp_path)
        keep, gone = (one, other) if stays else (other, one)
        merge(book, keep, gone)
        backup(book.store)
        forget(book, keep if named == "keep" else gone)
        assert hits(tmp_path / "desk", (*EVERY, "staying notes")) == []
        assert book.read().execute("SELECT count(*) FROM account WHERE id IN (?, ?)", (one, other)).fetchone() == (0,)
        assert check(book.store) == []


@pytest.mark.parametrize("apart", [lived_in, and_once_more])
@pytest.mark.parametrize("stays", [False, True], ids=["planted goes", "planted stays"])
def test_who_was_merged_for_a_while_is_forgotten_alone(
    tmp_path: Path, apart: Callable[[Book, int, int], None], stays: bool
) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one, other = planted_twice(book, tmp_path)
        fill(book, {"name": "third"})
        apart(book, *((one, other) if stays else (other, one)))
        theirs = visible_digests(book.read())
        log_call(book, other + 1, Outcome.TALKED, CallDetails(note="somebody else"))
        undo(book)
        assert visible_digests(book.read()) == theirs
        kept = card(book, other)
        forget(book, one)
        assert hits(tmp_path / "desk", EVERY) == []
        left = card(book, other)
        assert (left.fields.notes, left.people, left.numbers) == ("staying notes", kept.people, kept.numbers)
        assert check(book.store) == []
        while undo(book) is not None:
            assert check(book.store) == []
        while redo(book) is not None:
            pass
        assert card(book, other).fields.notes == "staying notes"


def test_a_backup_in_which_they_are_one_holds_neither(tmp_path: Path) -> None:
    with a_book(tmp_path / "desk" / "book.db") as book:
        one, other = planted_twice(book, tmp_path)
        merge(book, other, one)
        backup(book.store)
        undo(book)
        forget(book, one)
        assert hits(tmp_path / "desk", EVERY) == []
        assert card(book, other).fields.notes == "staying notes"


@pytest.mark.parametrize("seed", range(4))
def test_merging_undoing_and_forgetting_at_random_leave_a_book_that_is_well(tmp_book: Path, seed: int) -> None:
    rng = random.Random(seed)
    plain = [name for name in MAKERS if name not in ("repair", "normalise_numbers")]  # those two begin with a damage
    kinds = [*plain, *["merge_customers"] * 8]
    with a_book(tmp_book, now=START) as book:
        fill(book, *({"name": f"客户{n}", "kp": "陈", "stage": n % 4} for n in range(8)))
        rep = Rep(book, rng)
        for _act in range(50):
            rep.pause()
            try:
                MAKERS[rng.choice(kinds)](rep)
            except (RepdeskError, LookupError):  # not now
                continue
            if rng.random() < 0.2:
                for _step in range(rng.randint(1, 4)):
                    undo(book)
            if rng.random() < 0.1:
                forget(book, rep.one("SELECT id FROM account ORDER BY id"))
                assert check(book.store) == [], f"seed {seed}"
        while redo(book) is not None:
            pass
        end = visible_digests(book.read())
        while undo(book) is not None:
            pass
        assert check(book.store) == [], f"seed {seed}"
        while redo(book) is not None:
            pass
        assert visible_digests(book.read()) == end, f"seed {seed}"
