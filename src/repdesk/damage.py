"""A damaged book: how it shows in an error of the database, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.i18n import _

_CORRUPT, _NOT_A_DATABASE = 11, 26  # as SQLite numbers them; to import it here would cost the start of every command
_NO_TEXT = "Could not decode to UTF-8"  # Python's own words, which have no number


class BrokenBookError(RepdeskError):
    """The book is damaged, emptied or gone, so that a backup is to take its place."""


def is_damage(error: BaseException | None) -> bool:
    """Say whether an error, or one that led to it, tells that the book's file is damaged."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in (_CORRUPT, _NOT_A_DATABASE):
            return True
        if type(error).__name__ == "OperationalError" and str(error).startswith(_NO_TEXT):
            return True
        error = getattr(error, "orig", None) or error.__cause__ or error.__context__
    return False


def damaged(path: Path | None = None, message: str = "") -> BrokenBookError:
    """Say that the book is damaged, and the ways on."""
    return BrokenBookError(
        _("This book is damaged"),
        message or ("" if path is None else str(path)),
        _('"repdesk check" tells the damage, "repdesk restore" takes a backup in its place.'),
    )


def gone(path: Path) -> BrokenBookError:
    """Say that the book is gone, and that its backups are not."""
    return BrokenBookError(
        _("The book is gone, but there are backups of it"),
        str(path),
        _('"repdesk restore" puts the latest one in its place.'),
    )
