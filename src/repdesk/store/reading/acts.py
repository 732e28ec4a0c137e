"""What was done in a book, act by act: the headers of the journal, whose bodies are never read here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

_IN_FORCE = """coalesce((SELECT later.kind FROM journal AS later WHERE later.target = j.seq
  ORDER BY later.seq DESC LIMIT 1), 'redo') = 'redo'"""
_DONE = f"""
SELECT j.seq, j.kind, j.name, j.at, j.account_id, j.kind = 'act' AND {_IN_FORCE}
FROM journal AS j WHERE j.seq IN (SELECT value FROM json_each(?)) ORDER BY j.seq DESC
"""  # noqa: S608 (a constant)
_SINCE = f"SELECT count(*) FROM journal AS j WHERE j.kind = 'act' AND j.seq >= ? AND {_IN_FORCE}"  # noqa: S608 (a constant)


@dataclass(frozen=True, slots=True)
class ActDone:
    """An entry of the journal: its kind is "act", "undo" or "redo"; `in_force` is an act that undo can take back."""

    seq: int
    kind: str
    name: str
    at: str
    account_id: int | None
    in_force: bool


def read_act_numbers(conn: sqlite3.Connection) -> list[int]:
    """Return the numbers of all that the rep did, the latest first; what the program did by itself is none of it."""
    rows = conn.execute("SELECT seq FROM journal WHERE kind <> 'housekeeping' ORDER BY seq DESC")
    return [seq for (seq,) in rows]


def read_acts(conn: sqlite3.Connection, numbers: Sequence[int]) -> list[ActDone]:
    """Return these entries, the latest first."""
    rows = conn.execute(_DONE, (json.dumps(list(numbers)),))
    return [ActDone(seq, kind, name, at, account, bool(stands)) for seq, kind, name, at, account, stands in rows]


def count_since(conn: sqlite3.Connection, seq: int) -> int:
    """Count the acts from entry `seq` on that undo can take back."""
    (count,) = conn.execute(_SINCE, (seq,)).fetchone()
    return int(count)
