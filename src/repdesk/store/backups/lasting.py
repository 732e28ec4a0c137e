"""What outlasts a restore: who was forgotten stays forgotten, and no number comes off the do-not-call list by it."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repdesk.errors import RepdeskError
from repdesk.store.backups.shelf import ASIDE, shelf
from repdesk.store.checking.replay import strayed
from repdesk.store.driver import connect_file
from repdesk.store.erasing.erasure import Forgotten, erase_in, read_forgotten
from repdesk.store.journal import origin_of, verify_chain
from repdesk.store.rows import read_row
from repdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Lasting:
    """Who was forgotten, and the do-not-call numbers in force as number, day and reason."""

    forgotten: Forgotten
    barred: tuple[tuple[str, str, str], ...]


_HASH = 32  # bytes of SHA-256
_E164 = re.compile(r"\+\d{5,15}")
_BARRED = "SELECT e164, since, reason FROM live_suppression"


def read_lasting(connection: sqlite3.Connection) -> Lasting:
    """Read from the present book what the restored one must know."""
    return Lasting(read_forgotten(connection), tuple(connection.execute(f"{_BARRED} ORDER BY e164").fetchall()))


def put_right(connection: sqlite3.Connection, lasting: Lasting) -> Lasting:
    """Return what was read as the journal has it: a damaged row must neither take a customer nor leave a number out."""
    tables: dict[str, tuple[tuple[str, ...], dict[Any, tuple[Any, ...]]]] = {
        "forgotten": (("account_id", "created_at", "at"), {one[:2]: one for one in lasting.forgotten.accounts}),
        "forgotten_number": (("hash", "salt", "since"), {one[:1]: one for one in lasting.forgotten.numbers}),
        "suppression": (("e164", "since", "reason"), {one[:1]: one for one in lasting.barred}),
    }
    if verify_chain(connection):
        return lasting
    for row in strayed(connection, tables):
        columns, rows = tables[row.table]
        stands = rows.pop(row.key, None) or read_row(connection, row.table, row.names, columns, row.key) or ()
        held = dict(zip(columns, stands, strict=False)) | row.values
        in_force = held.get("retracted_by") is None and held.get("lifted_on") is None
        if row.kind != "added" and in_force and set(columns) <= held.keys():
            rows[row.key] = tuple(held[name] for name in columns)
    accounts, numbers, barred = (tuple(rows.values()) for _columns, rows in tables.values())
    return Lasting(Forgotten(accounts, numbers), barred)


def salvage(path: Path) -> Lasting:
    """Read of a damaged book what can still be read, row by row from both ends of each table.

    That is nothing where all is lost. The file is not changed.
    """
    found: dict[str, dict[Any, tuple[Any, ...]]] = {"forgotten": {}, "number": {}, "barred": {}}
    asked = {
        "forgotten": ("SELECT account_id, created_at, at FROM forgotten", "account_id"),
        "number": ("SELECT hash, salt, since FROM forgotten_number", "hash"),
        "barred": (_BARRED, "e164"),
    }
    with (
        suppress(RepdeskError, sqlite3.Error, UnicodeDecodeError),
        closing(connect_file(path, "mode=ro")) as connection,
    ):
        for name, (sql, key) in asked.items():
            for way in (f"{sql} ORDER BY {key}", f"{sql} ORDER BY {key} DESC", sql):
                with suppress(sqlite3.Error, UnicodeDecodeError):
                    for row in connection.execute(way):
                        if _makes_sense(name, row):
                            found[name][row[:2]] = tuple(row)
    rows = {name: tuple(table[key] for key in sorted(table)) for name, table in found.items()}
    return Lasting(Forgotten(rows["forgotten"], rows["number"]), rows["barred"])


def told_aside(book: Path, origin: bytes) -> Forgotten:
    """Return whom the books know as forgotten that were set aside from this one, as far as they can be read."""
    accounts: dict[tuple[int, str], tuple[int, str, str]] = {}
    numbers: dict[bytes, tuple[bytes, bytes, str]] = {}
    for kept in shelf(book):
        if kept.why == ASIDE:
            with (
                suppress(RepdeskError, sqlite3.Error, UnicodeDecodeError),
                closing(connect_file(kept.path, "mode=ro&immutable=1")) as connection,
            ):
                if origin_of(connection) == origin:
                    known = read_forgotten(connection)
                    accounts |= {one[:2]: one for one in known.accounts}
                    numbers |= {one[0]: one for one in known.numbers}
    return Forgotten(tuple(accounts.values()), tuple(numbers.values()))


def _makes_sense(name: str, row: tuple[Any, ...]) -> bool:
    """Say whether what stands in a damaged table can be a row of it."""
    if name == "forgotten":
        return isinstance(row[0], int) and all(isinstance(cell, str) and cell for cell in row[1:])
    if name == "number":
        return (
            isinstance(row[0], bytes) and len(row[0]) == _HASH and isinstance(row[1], bytes) and isinstance(row[2], str)
        )
    return all(isinstance(cell, str) for cell in row) and bool(_E164.fullmatch(row[0]))


def together(first: Lasting, second: Lasting) -> Lasting:
    """Return what either says."""
    accounts = {one[:2]: one for one in (*second.forgotten.accounts, *first.forgotten.accounts)}
    numbers = {one[0]: one for one in (*second.forgotten.numbers, *first.forgotten.numbers)}
    barred = {one[0]: one for one in (*second.barred, *first.barred)}
    known = Forgotten(tuple(accounts.values()), tuple(numbers.values()))
    return Lasting(known, tuple(barred[number] for number in sorted(barred)))


def keep_lasting(path: Path, lasting: Lasting, *, at: str) -> tuple[bool, int]:
    """Bring a copy that is to be restored up to it before anybody opens it.

    Return whether it held anybody who was forgotten, and how many numbers went onto the do-not-call list again. The
    copy is brought to this schema. RepdeskError where it is no book or does not hold together.
    """
    erased = erase_in(path, lasting.forgotten, at=at)
    store = Store.open(path)
    try:
        standing = {e164 for (e164,) in store.read().execute("SELECT e164 FROM live_suppression")}
        missing = [row for row in lasting.barred if row[0] not in standing]
        if missing:
            from repdesk.models.account import Suppression

            with store.act("keep_do_not_call", at=at, kind="housekeeping") as act:
                for e164, since, reason in missing:
                    act.put(Suppression, e164, since=since, reason=reason, lifted_on=None, lifted_reason="")
    finally:
        store.close()
        with suppress(OSError):
            path.with_name(path.name + ".write").unlink(missing_ok=True)
    return erased, len(missing)
