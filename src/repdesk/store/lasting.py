"""What outlasts a restore: who was forgotten stays forgotten, and no number comes off the do-not-call list by it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from repdesk.store.erasure import Forgotten, erase_in, read_forgotten
from repdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Lasting:
    """Who was forgotten, and the do-not-call numbers in force as number, day and reason."""

    forgotten: Forgotten
    barred: tuple[tuple[str, str, str], ...]


def read_lasting(connection: sqlite3.Connection) -> Lasting:
    """Read from the present book what the restored one must know."""
    rows = connection.execute("SELECT e164, since, reason FROM live_suppression ORDER BY e164")
    return Lasting(read_forgotten(connection), tuple(rows.fetchall()))


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
