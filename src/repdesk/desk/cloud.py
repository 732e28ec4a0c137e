"""What is said, once, of a book in a folder that is copied to other computers, and of each copy that came of it."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from repdesk import paths
from repdesk.desk.book import Book
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.private import write_text
from repdesk.store.cloud import conflicted_copies, synced_by
from repdesk.text import visible


def said_of_cloud(book: Book) -> RepdeskError | None:
    """Return what the rep has not been told yet, None where there is nothing; it counts as told from then on."""
    path = book.store.path
    told = _told()
    copies = [copy for copy in conflicted_copies(path) if _mark(copy) not in told]
    if copies:
        _remember(told | {_mark(copy) for copy in copies})
        return RepdeskError(
            _("There is another copy of this book: %(name)s") % {"name": visible(copies[0].name)},
            _("A program that copies folders made it where the book was changed in two places."),
            _("Look into it with --db, and move it away when nothing in it is missing here."),
        )
    client = synced_by(path)
    if client is None or _mark(path) in told:
        return None
    _remember(told | {_mark(path)})
    return RepdeskError(
        _("The book lies in a folder that %(client)s copies") % {"client": client},
        _("A book that is open on two computers falls apart into two, and the copies hold customers' data."),
        _("Keep it in a folder of its own; --db names it."),
    )


def _mark(path: Path) -> str:
    """Return what a place is remembered by: not its name, which may hold a customer's."""
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _told() -> set[str]:
    """Return what was told before; nothing where that cannot be read."""
    with suppress(OSError, ValueError, RepdeskError):
        kept = json.loads(paths.told_path().read_text("utf-8"))
        if isinstance(kept, list):
            return {mark for mark in kept if isinstance(mark, str)}
    return set()


def _remember(told: set[str]) -> None:
    """Keep what was told; where that cannot be kept it is told again."""
    with suppress(OSError, RepdeskError):
        write_text(paths.told_path(), json.dumps(sorted(told)))
