"""Names beside a book that must be known before it is opened, and without loading what makes the files."""

from __future__ import annotations

from pathlib import Path


def backups_folder(book: Path) -> Path:
    """Return the folder of a book's backups."""
    return book.parent / "backups"


def has_backups(book: Path) -> bool:
    """Say whether there are backups beside a book."""
    return any(backups_folder(book).glob(f"{book.stem}-*.db"))


def restored_path(book: Path) -> Path:
    """Return where a backup stands that is to take the book's place: it is there while a restore is under way."""
    return book.with_name(book.name + ".restored")


def recoding_path(book: Path) -> Path:
    """Return the folder of a book, or backup, being written anew: it is there while that is under way."""
    return book.with_name(book.name + ".recoding")
