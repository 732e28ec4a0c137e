"""The currency a book reckons in, and which of its amounts are in another."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.desk.book import Book
from repdesk.store.reading.money import read_currencies, read_foreign, read_named_currencies


@dataclass(frozen=True, slots=True)
class Currencies:
    """The book's currency ("" where none is known) and the accounts whose amount is in another one."""

    own: str
    foreign: frozenset[int] = frozenset()


def currencies(book: Book) -> Currencies:
    """Return the currency the book is set to, else the commonest of its amounts, and who is not reckoned in it."""
    own, named = book.setting("currency"), read_named_currencies(book.read())
    if len(named) < 2 and own in (None, *named):
        return Currencies(next(iter(named), ""))
    if own is None:
        own = next(iter(read_currencies(book.read())), "")
    return Currencies(own, read_foreign(book.read(), own))
