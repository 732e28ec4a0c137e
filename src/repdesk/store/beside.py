"""Names beside a book that must be known before it is opened, and without loading what makes the files."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path

_WHEN = r"(?:-aside)?-(?P<day>\d{8})-(?P<clock>\d{6})(?:-(?P<number>\d+))?"
_ENDING = r"\.db(?:\.age)?"
_KEY = r"-[0-9a-z]{8}\.key\.age"


def backups_folder(book: Path) -> Path:
    """Return the folder of a book's backups."""
    return book.parent / "backups"


def named_as_backup(book: Path, name: str) -> re.Match[str] | None:
    """Match the whole name of a backup of a book: another book in the folder may have a name that begins alike."""
    return re.fullmatch(re.escape(book.stem) + _WHEN + _ENDING, name)


def goes_with_backups(book: Path, name: str) -> bool:
    """Say whether a name is that of a backup, of what stands beside one or is left of it, or of a key of theirs."""
    return re.fullmatch(re.escape(book.stem) + f"(?:{_WHEN}[.].*|{_KEY}.*)", name) is not None


def backups_in(book: Path, folder: Path | None = None) -> list[Path]:
    """Return the files in a folder, else on the shelf, that are backups of a book; none of them is opened.

    They have its name, and no note that names another book there, such as `book.sqlite` beside `book.db`.
    """
    folder = folder or backups_folder(book)
    with suppress(OSError):
        named = [path for path in folder.iterdir() if named_as_backup(book, path.name) and path.is_file()]
        return sorted(path for path in named if not _is_anothers(book, path))
    return []


def has_backups(book: Path) -> bool:
    """Say whether there are backups beside a book, or in its second folder."""
    if backups_in(book):
        return True
    if not book.with_name(book.name + ".backups").exists():
        return False
    from repdesk.store.backups.elsewhere import read_elsewhere

    second = read_elsewhere(book)
    return second.folder is not None and second.attached and bool(backups_in(book, second.folder))


def note_of(backup: Path) -> Path:
    """Return where a backup's note stands."""
    return backup.with_suffix(".json")


def _is_anothers(book: Path, backup: Path) -> bool:
    """Say whether a backup's note names another book; one that is gone may have got this one's name."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        name = str(json.loads(note_of(backup).read_text("utf-8"))["book"])
        other = book.with_name(name)
        named = other != book and named_as_backup(other, backup.name) is not None  # else it was named anew since
        return named and (other.stem != book.stem or other.exists())
    return False


def restored_path(book: Path) -> Path:
    """Return where a backup stands that is to take the book's place: it is there while a restore is under way."""
    return book.with_name(book.name + ".restored")


def recoding_path(book: Path) -> Path:
    """Return the folder of a book, or backup, being written anew: it is there while that is under way."""
    return book.with_name(book.name + ".recoding")
