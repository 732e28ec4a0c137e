"""The journal: what an entry holds, how it is packed, and the chain of digests that shows any change to it.

An entry's body is digested with a salt of its own, and the chain runs over headers and body digests alone:
digest = SHA-256(digest before + header + SHA-256(salt + body)). A body and its salt can be
erased; the chain still holds. What an erasure left of a body has its digest in journal_rewrite, and the rows of that
table stand in the body of the erasure's own entry.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from repdesk.store.connect import origin_of as origin_of
from repdesk.store.ledger import Body, Inserted, Updated

START = bytes(32)  # what the first entry is chained to
_PIECE = 500  # rows that are packed at a time


@dataclass(frozen=True, slots=True)
class Entry:
    """The header of an entry; `target` is the act that an undo or redo is about."""

    seq: int
    kind: str
    name: str
    at: str
    policy_id: int | None
    account_id: int | None
    target: int | None

    def header(self) -> tuple[int, str, str, str, int | None, int | None, int | None]:
        """Return the fields in their order."""
        return self.seq, self.kind, self.name, self.at, self.policy_id, self.account_id, self.target

    def canonical(self) -> bytes:
        """Return the header as it is digested."""
        return json.dumps(self.header(), ensure_ascii=True, separators=(",", ":")).encode()


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the journal does not hold: code is "gap", "header", "body" or "lost"."""

    seq: int
    code: str


_APPEND = """
INSERT INTO journal (seq, kind, name, at, policy_id, account_id, target, body_digest, digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_LATEST = """
SELECT seq, kind, name, at, policy_id, account_id, target FROM journal ORDER BY seq DESC LIMIT ?
"""
_ALL = """
SELECT seq, kind, name, at, policy_id, account_id, target, body_digest, digest, salt, body
FROM journal LEFT JOIN journal_body USING (seq) ORDER BY seq
"""
_REWRITTEN = "SELECT seq, body_digest FROM journal_rewrite ORDER BY seq, erasure"


def next_seq(connection: sqlite3.Connection) -> int:
    """Return the number the next entry will have; numbers are never given out twice."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'journal'").fetchone()
    return int(row[0]) + 1 if row else 1


def write(connection: sqlite3.Connection, entry: Entry, body: Body) -> None:
    """Append an entry and its body, inside the caller's transaction."""
    packed, salt = pack(body), os.urandom(16)
    body_digest = digest_of(salt, packed)
    row = connection.execute("SELECT digest FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    digest = _chained(row[0] if row else START, entry, body_digest)
    connection.execute(_APPEND, (*entry.header(), body_digest, digest))
    connection.execute("INSERT INTO journal_body (seq, salt, body) VALUES (?, ?, ?)", (entry.seq, salt, packed))


def read_body(connection: sqlite3.Connection, seq: int) -> Body | None:
    """Return the body of an entry, None where it was erased."""
    row = connection.execute("SELECT body FROM journal_body WHERE seq = ?", (seq,)).fetchone()
    return unpack(row[0]) if row else None


def entries(connection: sqlite3.Connection, limit: int = 100) -> list[Entry]:
    """Return the latest entries, newest first."""
    rows = connection.execute(_LATEST, (limit,))
    return [Entry(*row) for row in rows]


def verify_chain(connection: sqlite3.Connection) -> list[Fault]:
    """Return every place where a number is missing, a header or a body was altered, or a body is gone unerased."""
    faults: list[Fault] = []
    digest, expected = START, 1
    rewritten = rewrites(connection)
    for *header, body_digest, kept, salt, body in connection.execute(_ALL):
        entry = Entry(*header)
        if entry.seq != expected:
            faults.append(Fault(entry.seq, "gap"))
        elif not _holds(kept, _chained, digest, entry, body_digest):
            faults.append(Fault(entry.seq, "header"))
        left = rewritten.get(entry.seq, body_digest)
        if body is not None and not _holds(left, digest_of, salt, body):
            faults.append(Fault(entry.seq, "body"))
        elif body is None and left is not None:
            faults.append(Fault(entry.seq, "lost"))
        digest, expected = kept, entry.seq + 1
    if expected != next_seq(connection):
        faults.append(Fault(expected, "gap"))
    return faults


def _holds(kept: bytes | None, digest: Callable[..., bytes], *of: Any) -> bool:
    """Say whether a digest is the one that was kept; damage may have put text or nothing where bytes were."""
    try:
        return digest(*of) == kept
    except TypeError:
        return False


def rewrites(connection: sqlite3.Connection) -> dict[int, bytes | None]:
    """Return what erasures left of bodies, as digests by entry: None where nothing was left."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'journal_rewrite'").fetchone()
    return dict(connection.execute(_REWRITTEN).fetchall()) if known else {}  # a copy of an older schema has none


def digest_of(salt: bytes, packed: bytes) -> bytes:
    """Return the digest of a packed body."""
    return hashlib.sha256(salt + packed).digest()


def _chained(before: bytes, entry: Entry, body_digest: bytes) -> bytes:
    return hashlib.sha256(before + entry.canonical() + body_digest).digest()


def pack(body: Body) -> bytes:
    """Pack a body: JSON with columns named once a group, compressed; written in pieces, for a body may be large."""
    packer = zlib.compressobj(level=1)
    return b"".join([*(packer.compress(piece.encode()) for piece in _pieces(body)), packer.flush()])


def _pieces(body: Body) -> Iterator[str]:
    """Yield the JSON of a body piece by piece."""
    yield f'{{"accounts":{_JSON.encode(body.accounts)},"inserted":['
    yield from _groups([((g.table, g.key, g.columns), g.rows) for g in body.inserted])
    yield '],"updated":['
    yield from _groups([((g.table, g.key, g.columns), g.rows) for g in body.updated])
    yield "]}"


def _groups(groups: Iterable[tuple[Sequence[object], Sequence[object]]]) -> Iterator[str]:
    """Yield the JSON of groups, each a list of what names it and of its rows."""
    for number, (names, rows) in enumerate(groups):
        yield f"{',' if number else ''}{_JSON.encode(names)[:-1]},["
        for start in range(0, len(rows), _PIECE):
            yield ("," if start else "") + _JSON.encode(rows[start : start + _PIECE])[1:-1]
        yield "]]"


def unpack(packed: bytes) -> Body:
    """Return the body that was packed."""
    parts = json.loads(zlib.decompress(packed), object_hook=_unwrapped)
    return Body(
        tuple(parts["accounts"]),
        tuple(Inserted(t, tuple(k), tuple(c), [tuple(row) for row in rows]) for t, k, c, rows in parts["inserted"]),
        tuple(Updated(t, tuple(k), tuple(c), list(_changes(rows))) for t, k, c, rows in parts["updated"]),
    )


def _changes(rows: list[list[list[Any]]]) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]]:
    for key, before, after in rows:
        yield tuple(key), tuple(before), tuple(after)


def _wrapped(value: object) -> dict[str, str]:
    """Wrap bytes for JSON; TypeError for anything a book cannot hold."""
    if isinstance(value, bytes):
        return {"bytes": b64encode(value).decode()}
    raise TypeError(f"a book holds no {type(value).__name__}")


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_wrapped)


def _unwrapped(wrapped: dict[str, Any]) -> Any:
    """Give wrapped bytes back; the outermost object has no such key and stays."""
    return b64decode(wrapped["bytes"]) if "bytes" in wrapped else wrapped
