"""Who waits for a call and why it presses: the overdue by how late, contracts by their end, days to remember."""

from __future__ import annotations

from dataclasses import dataclass

from repdesk.desk.book import Book
from repdesk.rules.schedule import lay_out
from repdesk.rules.schedule.ladders import Ending, Late, Occasion, contract_ladder, occasions_ahead, overdue_ladder


@dataclass(frozen=True, slots=True)
class Ladders:
    """The three of them, as of today."""

    overdue: tuple[Late, ...]
    endings: tuple[Ending, ...]
    occasions: tuple[Occasion, ...]


def ladders(book: Book) -> Ladders:
    """Return the ladders of the book."""
    first, today = book.list_day(), book.clock.today()
    accounts = book.accounts(first)
    laid = lay_out(accounts, first, book.calendar)
    return Ladders(
        overdue_ladder(laid, book.policy, book.calendar),
        contract_ladder(accounts, today, book.policy, book.calendar),
        occasions_ahead(accounts, today, book.policy),
    )
