"""What there is to clean up in the book: drives, numbers in trouble, cards of which too little is known."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.desk.book import Book
from repdesk.desk.completeness import completeness_of
from repdesk.desk.drives import Drive, Sheet, drives, least_complete
from repdesk.desk.numbers import Trouble, troubles
from repdesk.rules.standing import grade
from repdesk.rules.types import GRADES, Grade

__all__ = ["CleanUp", "Drive", "Thin", "Trouble", "clean_up"]


@dataclass(frozen=True, slots=True)
class Thin:
    """The accounts of a grade whose card is below the mark, of whom least is known first, and all of that grade."""

    ids: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class CleanUp:
    """The book as it stands today; `mark` are the points below which a card is thin."""

    accounts: int
    drives: tuple[Drive, ...]
    troubles: dict[Trouble, tuple[int, ...]]
    thin: dict[Grade, Thin]
    mark: int


def clean_up(book: Book) -> CleanUp:
    """Look the whole book through: best in a thread."""
    sheet = Sheet(book)
    return CleanUp(
        len(sheet.accounts), drives(book, sheet), troubles(book), _thin(book, sheet), book.policy.clean_up.complete
    )


def _thin(book: Book, sheet: Sheet) -> dict[Grade, Thin]:
    """Count thin cards by grade; D is not worth the cleaning."""
    known, mark = sheet.read(completeness_of), book.policy.clean_up.complete
    by_grade: dict[Grade, list[int]] = {letter: [] for letter in GRADES if letter != "D"}
    for account in sheet.accounts.values():
        letter = grade(account, sheet.today, book.policy).grade
        if letter in by_grade:
            by_grade[letter].append(account.id)
    return {
        letter: Thin(least_complete(sheet, frozenset(one for one in ids if known[one].points < mark)), len(ids))
        for letter, ids in by_grade.items()
    }
