"""What a rep does all day, at random, each deed with what proves later that it was kept."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from repdesk.desk.book import Book
from repdesk.desk.calls import log_call
from repdesk.desk.calls_ahead import CallDetails
from repdesk.desk.card.fields_writing import edit_customer
from repdesk.desk.exporting import export
from repdesk.desk.importing import import_file
from repdesk.desk.undoing import redo, undo
from repdesk.private import sha256
from repdesk.rules.types import Outcome
from repdesk.store.backups.backup import backup
from repdesk.store.checking.check import check
from repdesk.store.store import Store
from repdesk.store.undo import peek_undo
from tests.desk.making import a_book, fill

IMPORTED = 12
KINDS = ("call", "edit", "import", "undo", "backup", "export")
WEIGHTS = (8, 4, 1, 2, 1, 1)


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed that was acknowledged: the journal's latest entry and its digest then, and a proof of its own."""

    kind: str
    seq: int
    digest: str
    proof: str


def new_book(path: Path, accounts: int = 12) -> None:
    """Make a book with a few customers."""
    with a_book(path) as book:
        fill(book, *customers(f"客户{n}" for n in range(accounts)))


def customers(names: Iterable[str]) -> list[dict[str, object]]:
    """Return customers of these names, to be filled in."""
    return [{"name": name} for name in names]


def deed(book: Book, rng: random.Random, kind: str = "") -> Deed:
    """Do one thing, of a given kind or any."""
    kind = kind or rng.choices(KINDS, WEIGHTS)[0]
    token = _token(rng, kind)
    proof = _done(book, rng, kind, token)
    return Deed(kind, *latest(book.read()), proof)


def prepare(book: Book, rng: random.Random, kind: str) -> None:
    """Write the file that an import of that kind and seed will read."""
    if kind == "import":
        _spreadsheet(book, _token(rng, kind))


def _token(rng: random.Random, kind: str) -> str:
    return f"{kind}{rng.getrandbits(48):012x}"


def _spreadsheet(book: Book, token: str) -> Path:
    file = book.store.path.with_name(f"{token}.csv")
    if not file.exists():
        rng = random.Random(token)
        rows = [f"{token} {n},+86139{rng.randrange(10**8):08d}" for n in range(IMPORTED)]
        file.write_text("\n".join(["name,phone", *rows]), encoding="utf-8")
    return file


def _done(book: Book, rng: random.Random, kind: str, token: str) -> str:
    if kind == "call":
        log_call(book, rng.randint(1, 12), Outcome.TALKED, CallDetails(note=token))
    elif kind == "edit":
        edit_customer(book, rng.randint(1, 12), "need", token)
    elif kind == "import":
        file = _spreadsheet(book, token)
        import_file(file, lambda: book)
    elif kind == "undo":
        if rng.random() < 0.3 and redo(book) is not None:
            return ""
        step = peek_undo(book.read())
        if step is not None and step.seq > 1:  # the customers themselves stay
            undo(book)
    elif kind == "backup":
        made = backup(book.store, book.store.path.parent / "backups" / f"{token}.db", at=book.clock.stamp())
        return f"{made.path.name} {made.sha256}"
    elif kind == "export":
        file = export(book, book.store.path.parent / "exports" / f"{token}.json").path
        return f"{file.name} {sha256(file)}"
    return token


def latest(connection: sqlite3.Connection) -> tuple[int, str]:
    """Return the number and digest of the journal's latest entry."""
    row = connection.execute("SELECT seq, hex(digest) FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def wrong(store: Store, acknowledged: list[Deed]) -> list[str]:
    """Return what is wrong with a book: acknowledged deeds that are not in it, findings of its check."""
    connection = store.read()
    kept = dict(connection.execute("SELECT seq, hex(digest) FROM journal"))
    found = []
    for one in acknowledged:
        if one.seq and kept.get(one.seq) != one.digest:
            found.append(f"lost: {one.kind} {one.seq}")
        elif not _proved(connection, store.path, one):
            found.append(f"lost its content: {one.kind} {one.seq}")
    return found + [f"{problem.kind} {problem.where}: {problem.text}" for problem in check(store)]


def _proved(connection: sqlite3.Connection, path: Path, one: Deed) -> bool:
    """See what was typed, beside what the journal says."""
    if one.kind == "call":
        return bool(connection.execute("SELECT 1 FROM call WHERE note = ?", (one.proof,)).fetchone())
    if one.kind == "edit":
        return bool(connection.execute('SELECT 1 FROM history WHERE "after" = ?', (one.proof,)).fetchone())
    if one.kind == "import":
        (count,) = connection.execute("SELECT count(*) FROM account WHERE name LIKE ?", (one.proof + " %",)).fetchone()
        return bool(count == IMPORTED)
    if one.kind in ("backup", "export"):
        name, digest = one.proof.split()
        file = path.parent / f"{one.kind}s" / name
        return file.is_file() and sha256(file) == digest
    return True
