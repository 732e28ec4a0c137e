"""A quick look at the open book's file, for a thread of the app after its first paint."""

from __future__ import annotations

from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.store.checking.quick_look import look_at_pages


def damage(book: Book) -> RepdeskError | None:
    """Return what to say of a book whose pages or keys do not hold together; None where they do.

    It reads all of the file, over a connection of the calling thread's own, and writes nothing: half a second at
    100,000 accounts. What only the digests of the journal tell is left to the check.
    """
    try:
        return look_at_pages(book.read(), book.store.path)
    except RepdeskError as refused:  # it cannot even be opened again
        return refused
