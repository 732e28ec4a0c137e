"""Which library opens a file: Python's SQLite a plain one, SQLCipher one that is encrypted.

What a file is, is looked at before this process has a connection to it, and then remembered: to open and close a file
beside SQLite lets go of the locks of every connection to it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repdesk.errors import RepdeskError
from repdesk.i18n import _

if TYPE_CHECKING:
    from repdesk.store.encrypting.keys import Key

_PLAIN = b"SQLite format 3\x00"
_seen: dict[str, bytes] = {}
"""The salts of files by their paths, b"" for those that are not encrypted."""


class LockedError(RepdeskError):
    """A file is encrypted, and no passphrase given so far opens it."""


def is_encrypted(path: Path) -> bool:
    """Say whether a file is encrypted; one that is missing, empty or may not be read is not."""
    return bool(_salt(path))


def key_of(path: Path) -> Key | None:
    """Return the key of a file, None where it is not encrypted; LockedError where no known passphrase opens it."""
    salt = _salt(path)
    if not salt:
        return None
    from repdesk.store.encrypting.keys import RING

    key = RING.key_of(path, salt)
    if key is None:
        raise LockedError(
            _("This book is encrypted"),
            str(path),
            _("Its passphrase is asked for on a terminal; for scripts: REPDESK_PASSPHRASE_FILE."),
        )
    return key


def is_locked(path: Path) -> bool:
    """Say whether a file is encrypted and no passphrase given so far opens it."""
    try:
        key_of(path)
    except LockedError:
        return True
    return False


def unlock(path: Path, passphrase: str) -> bool:
    """Take the passphrase of an encrypted file; False where it is another one. OSError."""
    from repdesk.store.encrypting.keys import RING

    return RING.unlock(path, _salt(path), passphrase)


def connect_file(path: Path, query: str = "mode=rw", **options: Any) -> sqlite3.Connection:
    """Connect, in autocommit, and touch the file, so that one that cannot be read is found out here.

    LockedError where it is encrypted and its passphrase is not known; sqlite3.DatabaseError as SQLite has it.
    """
    try:
        return _touched(path, query, **options)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_NOTADB or not _is_other_now(path):
            raise
    return _touched(path, query, **options)


def connect_bare(path: Path | None, like: sqlite3.Connection | None = None) -> sqlite3.Connection:
    """Connect without a look at the file: memory, a copy, or an empty file that is to be as `like` is."""
    if path is not None:
        forget_seen(path)  # a copy: what was made under its name before may have been another kind of file
    key: Key | None = getattr(like, "key", None) or (key_of(path) if path is not None else None)
    if key is None or path is None:
        return sqlite3.connect(":memory:" if path is None else path, isolation_level=None)
    return _keyed(str(path), key)


def connect_with(key: Key, path: Path) -> sqlite3.Connection:
    """Connect to a file that is encrypted, or to be encrypted, with `key`."""
    return _keyed(str(path), key)


def connect_exporting(path: Path) -> sqlite3.Connection:
    """Connect by SQLCipher to a file of either kind, to copy it into one of the other."""
    return _keyed(f"{path.absolute().as_uri()}?mode=rw", key_of(path), uri=True)


def forget_seen(path: Path) -> None:
    """Look at a file anew: another one is in its place now."""
    _seen.pop(os.path.realpath(path), None)


def can_encrypt() -> bool:
    """Say whether SQLCipher is installed."""
    from importlib.util import find_spec

    return find_spec("sqlcipher3") is not None


def needs_cipher(path: Path | None = None) -> RepdeskError:
    """Say what is missing for encrypted books, or for the one at `path`."""
    if path is not None:
        return LockedError(_("This book is encrypted"), str(path), _('Install "repdesk[cipher]" to open it.'))
    return RepdeskError(_("Encrypted books need a package that is not installed"), hint=_('Install "repdesk[cipher]".'))


def _touched(path: Path, query: str, **options: Any) -> sqlite3.Connection:
    key = key_of(path)
    uri = f"{path.absolute().as_uri()}?{query}"
    connection: sqlite3.Connection
    if key is None:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, **options)
    else:
        connection = _keyed(uri, key, uri=True, **options)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    except UnicodeDecodeError as error:  # SQLite names what it cannot read, and that is no text
        connection.close()
        garbled = sqlite3.DatabaseError("the schema is malformed")
        garbled.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise garbled from error
    return connection


def _keyed(name: str, key: Key | None, **options: Any) -> sqlite3.Connection:
    try:
        from repdesk.store.encrypting.cipher import connect_keyed
    except ImportError:
        raise needs_cipher() from None
    return connect_keyed(name, key, **options)


def _salt(path: Path) -> bytes:
    name = os.path.realpath(path)
    with suppress(OSError):
        if not os.stat(name).st_size:  # noqa: PTH116 (a path of text, as it is remembered)
            return b""
        if name not in _seen:
            _seen[name] = _looked(Path(name))
        return _seen[name]
    return b""


def _looked(path: Path) -> bytes:
    with path.open("rb") as file:
        if file.read(len(_PLAIN)) == _PLAIN:
            return b""
    from repdesk.store.encrypting.keys import salt_of

    return salt_of(path)


def _is_other_now(path: Path) -> bool:
    """Say whether another file has taken the place of the one that was looked at."""
    before = _salt(path)
    forget_seen(path)
    return _salt(path) != before
