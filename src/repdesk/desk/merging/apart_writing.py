"""The rep's word that two customers are not one: kept in their past, and gone with either of them."""

from __future__ import annotations

from repdesk.desk.book import Book
from repdesk.desk.merging.merge_writing import must_be_two
from repdesk.desk.on_record import keep_history
from repdesk.store.change import Change
from repdesk.store.reading.duplicates import NOT_SAME, read_apart


def keep_apart(book: Book, first: int, second: int) -> Change | None:
    """Remember that two customers are not one; None where that is known. RepdeskError where either is not there."""
    must_be_two(first, second)
    one, other = sorted((first, second))
    stamp, day = book.clock.stamp(), book.clock.today()
    with book.store.act("keep_apart", at=stamp, policy_id=book.policy_id(), account_id=one) as act:
        book.account(one)
        book.account(other)
        if (one, other) not in read_apart(act.connection):
            keep_history(act, one, NOT_SAME, None, other, at=stamp, day=day)
    return book.applied(act.change)
