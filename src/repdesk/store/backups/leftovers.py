"""What a restore leaves that ended before its decision: a copy beside the book, and second names of it on the shelf."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from glob import escape
from pathlib import Path

from repdesk.private import overwrite, sync_folder
from repdesk.store.beside import backups_folder, restored_path


def restoring_path(book: Path) -> Path:
    """Return where a restore makes the copy that is to take the book's place."""
    ready = restored_path(book)
    return ready.with_name(ready.name + ".part")


def is_left(book: Path) -> bool:
    """Say whether there may be something to take away: the copy, or a book that has a second name."""
    if restoring_path(book).exists():
        return True
    with suppress(OSError):
        return book.stat().st_nlink > 1
    return False


def tidy_restore(book: Path) -> list[Path]:
    """Take it away, what was written overwritten first; return what could not be.

    The caller holds the write lock: so no restore is under way. What was decided is not touched.
    """
    left = [] if restored_path(book).exists() else [name for name in _second_names(book) if not _gone(name)]
    # The copy itself last: as long as it is there, the next to open the book goes on.
    copies = sorted(book.parent.glob(f"{escape(restoring_path(book).name)}*"), reverse=True)
    return left + [path for path in copies if not _gone(path)]


def _second_names(book: Path) -> Iterator[Path]:
    """Yield names on the shelf, to be taken away at once: of the book as it is now, of its log, of a log left alone."""
    for ending in ("", "-wal", "-journal"):
        file = book.with_name(book.name + ending)
        for other in list(backups_folder(book).glob(f"{escape(book.stem)}-aside-*.db{ending}")):
            alone = bool(ending) and not other.with_name(other.name.removesuffix(ending)).exists()
            if alone or (file.exists() and other.samefile(file)):
                yield other


def _gone(path: Path) -> bool:
    """Take away a file, or a folder of files; say whether it is gone. One that has another name is not overwritten."""
    try:
        for file in path.iterdir() if path.is_dir() else (path,):
            with suppress(OSError):
                overwrite(file)
            file.unlink()
        if path.is_dir():
            shutil.rmtree(path)
        sync_folder(path.parent)
    except OSError:
        return False
    return True
