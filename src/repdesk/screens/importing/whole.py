"""An export of repdesk that comes back whole, into a book that holds no customer yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk.desk.book import Book
from repdesk.i18n import _

if TYPE_CHECKING:
    from repdesk.desk.exporting import Held
    from repdesk.desk.importing.report import ImportReport


def read_whole(file: Path, book: Book | None) -> Held | None:
    """Return an export as it was read; None for any other file, and where `book` holds customers: that is a table."""
    from repdesk.desk.exporting import holds_customers, is_export, read_export

    if not is_export(file) or (book is not None and holds_customers(book)):
        return None
    return read_export(file)


def said_of(held: Held) -> str:
    """Say what is in it."""
    of = held.counted()
    said = _("An export of repdesk: %(accounts)d customers and %(calls)d calls, and all that belongs to them.")
    return said % {"accounts": of.accounts, "calls": of.calls}


def bring_back(held: Held, opened: Callable[[], Book]) -> ImportReport:
    """Bring all of it in."""
    from repdesk.desk.exporting import import_export
    from repdesk.desk.importing.report import ImportReport

    done = import_export(opened(), held)
    return ImportReport(str(held.path), None, {}, created=done.accounts)
