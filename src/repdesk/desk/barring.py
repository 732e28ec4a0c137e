"""The refusal of whom may not be called."""

from __future__ import annotations

from datetime import date

from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.rules.standing import why_not_callable
from repdesk.rules.types import Account
from repdesk.wording import reasons


def must_be_callable(book: Book, account: Account, day: date) -> None:
    """Refuse an account that may not be called on `day`, and say what bars it."""
    if barred := why_not_callable(account, day, book.policy):
        raise RepdeskError(_("This customer may not be called: %(why)s") % {"why": reasons(barred)})
