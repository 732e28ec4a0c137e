"""Connections to encrypted files, by SQLCipher; they raise the errors of `sqlite3`, so that nobody need know two."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, NoReturn, cast

from sqlcipher3 import dbapi2

from repdesk.store.encrypting.keys import Key


def _raise(error: Any) -> NoReturn:
    """Raise SQLCipher's error as the one of `sqlite3` that has its name, with its code."""
    kind: type[sqlite3.Error] = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
    ours = kind(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(ours, name, getattr(error, name))
    raise ours from None


def _translated(method: Callable[..., Any]) -> Callable[..., Any]:
    def call(*args: Any, **named: Any) -> Any:
        try:
            return method(*args, **named)
        except dbapi2.Error as error:
            _raise(error)

    return call


class KeyedCursor(dbapi2.Cursor):  # type: ignore[misc]
    """A cursor over an encrypted file."""

    execute = _translated(dbapi2.Cursor.execute)
    executemany = _translated(dbapi2.Cursor.executemany)
    executescript = _translated(dbapi2.Cursor.executescript)
    fetchone = _translated(dbapi2.Cursor.fetchone)
    fetchmany = _translated(dbapi2.Cursor.fetchmany)
    fetchall = _translated(dbapi2.Cursor.fetchall)

    def __next__(self) -> Any:
        """Return the next row."""
        try:
            return super().__next__()
        except dbapi2.Error as error:
            _raise(error)


class KeyedConnection(dbapi2.Connection):  # type: ignore[misc]
    """A connection to an encrypted file."""

    key: Key
    backup = _translated(dbapi2.Connection.backup)
    close = _translated(dbapi2.Connection.close)
    commit = _translated(dbapi2.Connection.commit)
    rollback = _translated(dbapi2.Connection.rollback)
    create_function = _translated(dbapi2.Connection.create_function)

    def cursor(self, factory: Any = KeyedCursor) -> Any:
        """Return a cursor that raises the errors of `sqlite3`."""
        try:
            return super().cursor(factory)
        except dbapi2.Error as error:
            _raise(error)

    def execute(self, *args: Any) -> Any:
        """Run a statement."""
        return self.cursor().execute(*args)

    def executemany(self, *args: Any) -> Any:
        """Run a statement for many rows."""
        return self.cursor().executemany(*args)

    def executescript(self, script: str) -> Any:
        """Run many statements."""
        return self.cursor().executescript(script)


def connect_keyed(name: str, key: Key | None, **options: Any) -> sqlite3.Connection:
    """Connect to a file with its key, None for a plain one that is to be copied into an encrypted one.

    It is used as a connection of `sqlite3` and has its methods, though SQLCipher's class is no relative of it.
    """
    try:
        connection = dbapi2.connect(name, isolation_level=None, factory=KeyedConnection, **options)
    except dbapi2.Error as error:
        _raise(error)
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
    if key is not None:
        connection.key = key
        connection.execute(f'PRAGMA key = "{key.words}"')
    return cast("sqlite3.Connection", connection)
