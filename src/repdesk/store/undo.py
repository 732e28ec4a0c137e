"""Undo and redo: the journal read backwards, one act a step, across restarts.

An act is undone where the latest undo or redo about it is an undo. What can be undone next is the latest act that is
not; what can be redone next is the earliest act undone since the rep last did something new. An act of which a
forgotten customer was all is passed over; one of which the customer was a part goes back and forth without it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from repdesk.errors import RepdeskError
from repdesk.i18n import _
from repdesk.store.change import Change
from repdesk.store.journal import read_body
from repdesk.store.ledger import Body, Changed, Updated
from repdesk.store.rows import Rows, RowsMovedError
from repdesk.store.store import Store


@dataclass(frozen=True, slots=True)
class Step:
    """The act a step is about: its entry's number, name, account and instant."""

    seq: int
    name: str
    account_id: int | None
    at: str


_UNDO = """
SELECT seq, name, account_id, at FROM journal AS act
WHERE kind = 'act' AND seq NOT IN (SELECT seq FROM journal_rewrite WHERE body_digest IS NULL) AND coalesce(
  (SELECT kind FROM journal AS later WHERE later.target = act.seq ORDER BY later.seq DESC LIMIT 1), 'redo') = 'redo'
ORDER BY seq DESC LIMIT 1
"""

_REDO = """
SELECT seq, name, account_id, at FROM journal WHERE seq = (
  SELECT min(target) FROM journal AS undone
  WHERE kind = 'undo' AND target NOT IN (SELECT seq FROM journal_rewrite WHERE body_digest IS NULL)
    AND seq > (SELECT seq FROM journal WHERE kind = 'act' ORDER BY seq DESC LIMIT 1)
    AND NOT EXISTS (SELECT 1 FROM journal AS later WHERE later.target = undone.target AND later.seq > undone.seq))
"""

_UNDONE_BY = "SELECT seq FROM journal WHERE target = ? AND kind = 'undo' ORDER BY seq DESC LIMIT 1"


def peek_undo(connection: sqlite3.Connection) -> Step | None:
    """Return the act that undo would take back."""
    row = connection.execute(_UNDO).fetchone()
    return Step(*row) if row else None


def peek_redo(connection: sqlite3.Connection) -> Step | None:
    """Return the act that redo would bring back."""
    row = connection.execute(_REDO).fetchone()
    return Step(*row) if row else None


def undo(store: Store, *, at: str, policy_id: int | None = None) -> Change | None:
    """Take the latest act back and return the change; None where there is none.

    RepdeskError where its rows were changed since or its record was erased.
    """
    return _step(store, "undo", at, policy_id)


def redo(store: Store, *, at: str, policy_id: int | None = None) -> Change | None:
    """Bring back the act last undone; None where there is none, RepdeskError as `undo`."""
    return _step(store, "redo", at, policy_id)


def _step(store: Store, kind: Literal["undo", "redo"], at: str, policy_id: int | None) -> Change | None:
    with store.door.act(kind, at=at, policy_id=policy_id, kind=kind) as act:
        step = (peek_undo if kind == "undo" else peek_redo)(act.connection)
        if step is None:
            return None
        act.name, act.account_id, act.target = step.name, step.account_id, step.seq
        entry = step.seq if kind == "undo" else act.connection.execute(_UNDONE_BY, (step.seq,)).fetchone()[0]
        body = read_body(act.connection, entry)
        if body is None:
            raise _refused(_("Its record was erased."))
        try:
            reverse(act.rows, body)
        except RowsMovedError as error:
            raise _refused(_("What it touched has been changed since.")) from error
    return act.change


def reverse(rows: Rows, body: Body, leave: Collection[str] = ()) -> None:
    """Give changed rows their values back, then take back the rows that came; tables to `leave` stay as they are.

    RowsMovedError where a row was changed since.
    """
    rows.ledger.accounts.update(body.accounts)
    for changed in reversed(body.updated):
        if changed.table in leave:
            continue
        back: list[Changed] = [(key, after, before) for key, before, after in changed.rows]
        rows.update(Updated(changed.table, changed.key, changed.columns, back))
    for group in reversed(body.inserted):
        if group.table in leave:
            continue
        if group.table == "call":
            rows.retract_calls([key[0] for key in group.row_keys()])
            continue
        place = group.columns.index("retracted_by")
        retractions = zip(group.row_keys(), (row[place] for row in group.rows), strict=True)
        if group.table == "call_retraction":  # the opposite of taking a call back is to have it again
            again: list[Changed] = [(key, (now,), (None,)) for key, now in retractions]
            rows.update(Updated(group.table, group.key, ("retracted_by",), again))
        else:
            rows.retract(group.table, group.key, retractions)


def _refused(reason: str) -> RepdeskError:
    """Say why a step back or forth is not taken."""
    return RepdeskError(_("This step cannot be taken"), reason, _("Nothing was changed."))
