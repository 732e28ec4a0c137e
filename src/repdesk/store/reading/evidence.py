"""What speaks for another grade: talks, dated changes and refusals, read for one account or in a few scans for all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from datetime import date

from repdesk.rules.suggestions.stage_gates import GateFacts
from repdesk.rules.types import Talk, Turn
from repdesk.store.kept_days import kept_day

_OFFER = "(offer OR outcome = 'proposal_sent')"
_VISIT = "(spoke = 1 AND channel IN ('visit', 'meeting'))"
_TALKS = f"""
SELECT account_id, at, day, spoke = 1, price, demo, {_VISIT}, {_OFFER}, outcome = 'wrong_number' FROM live_call
"""  # noqa: S608 (constants)
_ALL_TALKS = f"""{_TALKS} WHERE price OR demo OR {_OFFER} OR {_VISIT}
OR (spoke = 1 AND account_id IN (SELECT value FROM json_each(?)))
OR (outcome = 'wrong_number' AND account_id IN (SELECT value FROM json_each(?)))
"""  # noqa: S608 (constants)
# The table, not its view: told not to use the index by account, one pass over it is ten times as quick.
_TURNS = """
SELECT account_id, at, day, field, before, after FROM history NOT INDEXED
WHERE retracted_by IS NULL AND field IN ('stage', 'intent', 'grade', 'suggestion')
"""
_TURNS_OF_ONE = """
SELECT account_id, at, day, field, before, after FROM live_history
WHERE account_id = ? AND field IN ('stage', 'intent', 'grade', 'suggestion')
"""
_GATES = """
SELECT a.id, a.need <> '', a.rival <> '', a.obstacle <> '',
  EXISTS (SELECT 1 FROM live_contact AS c WHERE c.account_id = a.id AND c.role = 'decision_maker')
FROM live_account AS a WHERE a.id IN (SELECT value FROM json_each(?))
"""
_BAD = "SELECT account_id, max(bad_on) FROM live_phone WHERE bad_on IS NOT NULL"


def read_talks(conn: sqlite3.Connection, account_id: int) -> tuple[Talk, ...]:
    """Return the calls in force of an account, as they speak for or against another grade."""
    return tuple(_talk(row) for row in conn.execute(_TALKS + "WHERE account_id = ?", (account_id,)))


def read_all_talks(
    conn: sqlite3.Connection, whole: Iterable[int], without_phone: Iterable[int]
) -> dict[int, list[Talk]]:
    """Return by account the talks that tell something: a price, a demonstration, an offer, a visit.

    Of the accounts `whole` all conversations are told, of those `without_phone` the wrong numbers.
    """
    rows = conn.execute(_ALL_TALKS, (json.dumps(list(whole)), json.dumps(list(without_phone))))
    found: dict[int, list[Talk]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(_talk(row))
    return found


def _talk(row: tuple[int, str, str, int | None, int, int, int, int, int]) -> Talk:
    _owner, at, day, spoke, *flags, wrong = row
    price, demo, visit, offer = map(bool, flags)
    return Talk(at, kept_day(day), bool(spoke), price, demo, visit, offer, bool(wrong))


def read_turns(conn: sqlite3.Connection, account_id: int | None = None) -> dict[int, list[Turn]]:
    """Return the dated changes of stage, intent and grade, and the refusals, by account; of one, or of all."""
    rows = conn.execute(_TURNS) if account_id is None else conn.execute(_TURNS_OF_ONE, (account_id,))
    found: dict[int, list[Turn]] = {}
    for owner, at, day, field, before, after in rows:
        found.setdefault(owner, []).append(Turn(at, kept_day(day), field, before, after))
    return found


def read_last_bad(conn: sqlite3.Connection, account_id: int | None = None) -> dict[int, date]:
    """Return when a number of an account last went bad, by account; of one, or of all."""
    if account_id is None:
        rows = conn.execute(f"{_BAD} GROUP BY account_id")
    else:
        rows = conn.execute(f"{_BAD} AND account_id = ? GROUP BY account_id", (account_id,))
    return {owner: kept_day(bad_on) for owner, bad_on in rows}


def read_gate_facts(conn: sqlite3.Connection, ids: Collection[int]) -> dict[int, GateFacts]:
    """Return by account which of the facts that a stage's gate asks for are on the card."""
    rows = conn.execute(_GATES, (json.dumps(list(ids)),))
    return {owner: GateFacts(*map(bool, facts)) for owner, *facts in rows}
