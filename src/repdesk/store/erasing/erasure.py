"""Erasure: customers taken out of a book for good, with what the journal knows of them, and kept out.

The gate opens inside the erasure's own transaction. Bodies of the journal that held rows of theirs are written anew
without them; the entry of the erasure says which, and the chain of digests holds.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from repdesk.errors import RepdeskError
from repdesk.garbage import uncollected
from repdesk.i18n import _
from repdesk.progress import Progress, silent
from repdesk.store import journal, migrate
from repdesk.store.connect import connect, holds_together
from repdesk.store.erasing.scrub import Doomed, delete, doomed
from repdesk.store.erasing.undone_merges import UndoneMerges
from repdesk.store.ledger import Body, Inserted, Ledger
from repdesk.store.merges import family


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Who was forgotten, without any data of theirs.

    Accounts as number, instant of their beginning and of their end; do-not-call numbers as hash, salt and day.
    """

    accounts: tuple[tuple[int, str, str], ...] = ()
    numbers: tuple[tuple[bytes, bytes, str], ...] = ()


def read_forgotten(connection: sqlite3.Connection) -> Forgotten:
    """Return who was forgotten in a book; nobody in one of an older schema."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'forgotten'").fetchone():
        return Forgotten()
    accounts = connection.execute("SELECT account_id, created_at, at FROM forgotten ORDER BY 1, 2").fetchall()
    numbers = connection.execute("SELECT hash, salt, since FROM forgotten_number ORDER BY hash").fetchall()
    return Forgotten(tuple(accounts), tuple(numbers))


class BarredNumbers:
    """The do-not-call numbers of forgotten customers: one that is named is known again, none can be listed."""

    def __init__(self, numbers: Iterable[tuple[bytes, bytes, str]] = ()) -> None:
        rows = tuple(numbers)
        self._since = {hash_: since for hash_, _salt, since in rows}
        self._salts = {salt for _hash, salt, _since in rows}

    def since(self, number: str) -> str | None:
        """Return the day since when a number must not be called, None where nobody forgotten asked for it."""
        found = (self._since.get(hashed(number, salt)) for salt in self._salts)
        return next((day for day in found if day is not None), None)

    def __contains__(self, number: str) -> bool:
        """Say whether a forgotten customer had asked not to be called under a number."""
        return self.since(number) is not None


def barred_numbers(connection: sqlite3.Connection) -> BarredNumbers:
    """Return the do-not-call numbers of those forgotten in a book."""
    return BarredNumbers(read_forgotten(connection).numbers)


def hashed(number: str, salt: bytes) -> bytes:
    """Return the salted hash of a number in E.164."""
    return hmac.digest(salt, number.encode(), hashlib.sha256)


def erase(connection: sqlite3.Connection, forgotten: Forgotten, *, at: str, progress: Progress = silent) -> bool:
    """Take out of a book all that belongs to the forgotten, in one transaction; say whether there was anything new.

    Whoever is merged with one of them in this book, as may be in an older copy, goes too: there they are one.
    The caller holds the write lock, and sweeps afterwards: what was freed is overwritten there.
    """
    with _gate(connection):
        known = read_forgotten(connection)
        told = {one[:2] for one in known.accounts}
        accounts = [one for one in forgotten.accounts if one[:2] not in told]
        numbers = {row[0]: row for row in forgotten.numbers if row not in known.numbers}
        if not accounts and not numbers:
            return False
        what = doomed(connection, family(connection, _there(connection, accounts)))
        undone = UndoneMerges.of(connection, what.accounts)
        salt = next((row[1] for row in (*known.numbers, *forgotten.numbers)), None) or os.urandom(32)
        for number, since in what.suppressed.items():
            row = (hashed(number, salt), salt, since)
            if row not in known.numbers:
                numbers[row[0]] = row
        delete(connection, what)
        seq = journal.next_seq(connection)
        rewritten = list(_rewrite(connection, what, undone, seq, progress)) if what.accounts else []
        _note(connection, seq, at, accounts, sorted(numbers.values()), rewritten, tuple(undone.settle(connection)))
        highest = max((number for number, *_when in accounts), default=0)  # a number once given is not given again
        connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = 'account'", (highest,))
    return True


def sweep(connection: sqlite3.Connection) -> bool:
    """Write the file anew without what was freed and empty its log; False where a reader is in the way of the log."""
    connection.execute("VACUUM")
    (busy, _pages, _moved) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def erase_in(path: Path, forgotten: Forgotten, *, at: str) -> bool:
    """Erase the forgotten in a copy of the book that nobody has open; say whether it held anything of them.

    A copy of an older schema is brought up to date first. RepdeskError where it is no book or does not hold together.
    """
    with closing(connect(path, write=True)) as connection:
        migrate.apply(connection, at=at)
        found = erase(connection, forgotten, at=at)
        if found:
            sweep(connection)
        connection.execute("PRAGMA journal_mode = DELETE")  # one file, whole in itself
        if not holds_together(connection):
            raise RepdeskError(_("This copy is damaged"), path.name, _("It was left as it is."))
    return found


def _there(connection: sqlite3.Connection, accounts: Iterable[tuple[int, str, str]]) -> Iterator[int]:
    """Yield the accounts the book has; one of the same number that began at another instant is somebody else."""
    for number, created_at, _at in accounts:
        if connection.execute("SELECT 1 FROM account WHERE id = ? AND created_at = ?", (number, created_at)).fetchone():
            yield number


@contextmanager
def _gate(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction in which rows may go; keys are looked at once, at its end."""
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA secure_delete = ON")
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE erasure_gate SET open = 1")
        yield
        connection.execute("UPDATE erasure_gate SET open = 0")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise sqlite3.IntegrityError("an erasure leaves a key that leads nowhere")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")


def _rewrite(
    connection: sqlite3.Connection, what: Doomed, undone: UndoneMerges, seq: int, progress: Progress
) -> Iterator[tuple[int, int, bytes | None]]:
    """Write the bodies anew that hold anything of theirs; yield entry, erasure and the digest of what is left."""
    numbers = [number for (number,) in connection.execute("SELECT seq FROM journal_body ORDER BY seq")]
    with uncollected():  # an import's body is a million small objects
        yield from _rewrite_each(connection, numbers, what, undone, seq, progress)


def _rewrite_each(
    connection: sqlite3.Connection,
    numbers: list[int],
    what: Doomed,
    undone: UndoneMerges,
    seq: int,
    progress: Progress,
) -> Iterator[tuple[int, int, bytes | None]]:
    for done, number in enumerate(numbers):
        if done % 1000 == 0:
            progress(done, len(numbers))
        (packed,) = connection.execute("SELECT body FROM journal_body WHERE seq = ?", (number,)).fetchone()
        try:
            body = zlib.decompress(packed)
            left = undone.left_of(connection, number, body, what)
        except (zlib.error, ValueError):  # damaged: nobody can say that it holds nothing of theirs
            body, left = b"", None
        if left is None:
            connection.execute("DELETE FROM journal_body WHERE seq = ?", (number,))
            yield number, seq, None
        elif left is not body:
            salt, anew = os.urandom(16), zlib.compress(left, level=1)
            connection.execute("UPDATE journal_body SET salt = ?, body = ? WHERE seq = ?", (salt, anew, number))
            yield number, seq, journal.digest_of(salt, anew)


def _note(
    connection: sqlite3.Connection,
    seq: int,
    at: str,
    accounts: list[tuple[int, str, str]],
    numbers: list[tuple[bytes, bytes, str]],
    rewritten: list[tuple[int, int, bytes | None]],
    standing: tuple[Inserted, ...],
) -> None:
    """Put on record that they were forgotten, in an entry that no undo takes back; `standing` rows are there."""
    groups = (
        Inserted("forgotten", ("account_id", "created_at"), ("account_id", "created_at", "at"), accounts),
        Inserted("forgotten_number", ("hash",), ("hash", "salt", "since"), numbers),
        Inserted("journal_rewrite", ("seq", "erasure"), ("seq", "erasure", "body_digest"), rewritten),
    )
    entry = journal.Entry(seq, "housekeeping", "forget", at, None, None, None)
    left = Ledger()  # it tells whose those rows are, for another erasure to find them by
    for group in standing:
        left.insert(group)
    body = left.body()
    told = (*(group for group in groups if group.rows), *body.inserted)
    journal.write(connection, entry, Body(body.accounts, told))
    for group in groups:
        places = ", ".join("?" * len(group.columns))
        sql = f"INSERT INTO {group.table} ({', '.join(group.columns)}) VALUES ({places})"  # noqa: S608 (constants)
        connection.executemany(sql, group.rows)
