"""The log beside a book that is opened: one that SQLite would play into the file must be the book's own.

A log of changes (-wal) is left where repdesk was killed. SQLite takes whatever lies under that name, be it another
book's, or an older one's, and writes it into the file when the last connection closes. So where a log would change
the file, what the two give together is looked at first, through a connection that writes nothing.
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from repdesk.damage import damaged, is_damage
from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store import driver
from repdesk.store.connect import connect, holds_together

if TYPE_CHECKING:
    from repdesk.store.journal import Fault

_HEADER, _FRAME = 32, 24
_MAGIC = (0x377F0682, 0x377F0683)
_looked_at: set[Path] = set()
_FIRST = "SELECT digest FROM journal ORDER BY seq LIMIT 1"


def look_at_log(path: Path) -> None:
    """See that the log beside the book is the book's own; RepdeskError where it is not, or both together are damaged.

    It looks once in a process: to open and close a book's file beside SQLite lets go of the locks of connections to it.
    """
    if path in _looked_at:
        return
    if _adds(path):
        _look_at_both(path)
    _looked_at.add(path)


def _look_at_both(path: Path) -> None:
    """Look at what the file and the log give together, as `look_at_log` does."""
    alone = _journal(path)
    try:
        with closing(connect(path, read_only=True)) as both:
            if holds_together(both) and (alone is None or alone.fits(both)):
                return
    except driver.LockedError:
        raise
    except (sqlite3.DatabaseError, RepdeskError) as error:
        told = error.__cause__ if isinstance(error, RepdeskError) else error
        if told is not None and not is_damage(told):  # in use, or the place is in the way: the opening itself tells
            return
    if alone is None:
        raise damaged(path)
    raise RepdeskError(
        _("Beside this book lies a log that does not fit it"),
        str(path.with_name(path.name + "-wal")),
        _('Move that file away to open the book without it, or "repdesk restore" takes a backup. Nothing was changed.'),
    )


def _adds(path: Path) -> bool:
    """Say whether the log holds any page that the file does not hold just so."""
    log = path.with_name(path.name + "-wal")
    try:
        if log.stat().st_size <= _HEADER:
            return False
        with log.open("rb") as frames, path.open("rb") as book:
            magic, _version, size, _number, *salts = struct.unpack(">IIIIII", frames.read(24))
            if magic not in _MAGIC or not 512 <= size <= 65536:
                return False
            pages: dict[int, int] = {}
            waiting: dict[int, int] = {}
            place = _HEADER
            while True:
                frames.seek(place)
                head = frames.read(_FRAME)
                if len(head) < _FRAME or list(struct.unpack(">II", head[8:16])) != salts:
                    break
                page, committed = struct.unpack(">II", head[:8])
                waiting[page] = place + _FRAME
                if committed:
                    pages.update(waiting)
                    waiting.clear()
                place += _FRAME + size
            for page, there in pages.items():
                frames.seek(there)
                book.seek((page - 1) * size)
                if frames.read(size) != book.read(size):
                    return True
    except (OSError, struct.error):
        return False
    return False


@dataclass(frozen=True, slots=True)
class _Journal:
    """The journal as the file has it without the log: its first digest, and where it does not hold."""

    first: tuple[bytes]
    faults: frozenset[Fault]

    def fits(self, both: sqlite3.Connection) -> bool:
        """Say whether the file and the log together go on from it."""
        from repdesk.store.journal import verify_chain

        return bool(both.execute(_FIRST).fetchone() == self.first) and self.faults.issuperset(verify_chain(both))


def _journal(path: Path) -> _Journal | None:
    """Read the journal of the file without the log; None where it has none yet, or was being written to."""
    from repdesk.store.journal import verify_chain

    try:
        with closing(driver.connect_file(path, "mode=ro&immutable=1")) as connection:
            first = connection.execute(_FIRST).fetchone()
            return None if first is None else _Journal(first, frozenset(verify_chain(connection)))
    except sqlite3.DatabaseError:
        return None
