"""What belongs to customers who are to be forgotten, and the body of a journal entry without it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from repdesk.store.rows import quoted

OWNED: dict[str, tuple[str, ...]] = {
    "contact": ("id",),
    "phone": ("id",),
    "deal": ("id",),
    "contract": ("id",),
    "call": ("id",),
    "task": ("id",),
    "history": ("id",),
    "next_call": ("account_id",),
    "import_origin": ("account_id",),
    "list_item": ("plan_id", "account_id"),
}
"""The tables whose rows belong to an account by `account_id`, with their keys."""

_WORDS = {"call": ("note", "reason"), "history": ("why",), "account": ("notes", "override_reason")}
_SIGNS = (b'"suppression"', b'"lead_source"', b'"day_plan"', b'"referred_by"')


@dataclass(slots=True)
class Doomed:
    """Rows by table and key; numbers with all their written words; sources of leads that name nobody else's origin."""

    accounts: frozenset[int]
    rows: dict[str, set[tuple[Any, ...]]] = field(default_factory=dict)
    suppressed: dict[str, str] = field(default_factory=dict)
    """The do-not-call numbers that go and are in force, with the day since when."""
    sources: set[int] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """What was written of them, to be taken out where it stands as the reason of a number others share."""

    def touches(self, body: bytes) -> bool:
        """Say whether an unpacked body may hold anything of them: by the accounts it names, or by its tables."""
        start, end = body.index(b"["), body.index(b"]")
        named: list[int] = json.loads(body[start : end + 1])
        return not self.accounts.isdisjoint(named) or any(sign in body for sign in _SIGNS)


def doomed(connection: sqlite3.Connection, account_ids: Iterable[int]) -> Doomed:
    """Read what belongs to these accounts; rows of theirs that were taken back are among it."""
    ids = frozenset(account_ids)
    found = Doomed(ids, {"account": {(number,) for number in ids}})
    wanted = json.dumps(sorted(ids))
    for table, key in OWNED.items():
        columns = ", ".join(key)
        found.rows[table] = set(connection.execute(f"SELECT {columns} FROM {table} WHERE {_THEIRS}", (wanted,)))  # noqa: S608
    found.rows["call_retraction"] = found.rows["call"]
    for table, texts in _WORDS.items():
        owner = "id" if table == "account" else "account_id"
        where = _THEIRS.replace("account_id", owner)
        sql = f"SELECT {', '.join(texts)} FROM {table} WHERE {where}"  # noqa: S608 (constants)
        for row in connection.execute(sql, (wanted,)):
            found.words.update(word for word in row if word)
    numbers = [number for (number,) in connection.execute(_NUMBERS, {"ids": wanted})]
    found.rows["suppression"] = {(number,) for number in numbers}
    rows = connection.execute(_IN_FORCE, (json.dumps(numbers),))
    found.suppressed = dict(rows.fetchall())
    found.sources = {number for (number,) in connection.execute(_SOURCES, {"ids": wanted})}
    return found


_THEIRS = "account_id IN (SELECT value FROM json_each(?))"
_NUMBERS = """
WITH theirs AS (
  SELECT e164 FROM phone WHERE account_id IN (SELECT value FROM json_each(:ids))
  UNION SELECT e164 FROM call WHERE account_id IN (SELECT value FROM json_each(:ids))
  UNION SELECT before FROM history WHERE account_id IN (SELECT value FROM json_each(:ids)) AND field LIKE 'phone:%'
  UNION SELECT after FROM history WHERE account_id IN (SELECT value FROM json_each(:ids)) AND field LIKE 'phone:%')
SELECT e164 FROM suppression WHERE e164 IN (SELECT e164 FROM theirs) AND e164 NOT IN (
  SELECT e164 FROM phone WHERE account_id NOT IN (SELECT value FROM json_each(:ids)))
"""
_IN_FORCE = "SELECT e164, since FROM live_suppression WHERE e164 IN (SELECT value FROM json_each(?))"
_SOURCES = """
SELECT id FROM lead_source WHERE name <> ''
  AND id IN (SELECT source_id FROM account WHERE id IN (SELECT value FROM json_each(:ids)))
  AND id NOT IN (SELECT source_id FROM account WHERE source_id IS NOT NULL
    AND id NOT IN (SELECT value FROM json_each(:ids)))
"""


def delete(connection: sqlite3.Connection, what: Doomed) -> None:
    """Take the rows out of the book, inside the caller's transaction and with the gate open."""
    for table, keys in what.rows.items():
        names = (
            ("call_id",)
            if table == "call_retraction"
            else ("e164",)
            if table == "suppression"
            else OWNED.get(table, ("id",))
        )
        match = " AND ".join(f"{quoted(name)} = ?" for name in names)
        connection.executemany(f"DELETE FROM {quoted(table)} WHERE {match}", sorted(keys))  # noqa: S608 (quoted names)
    wanted = json.dumps(sorted(what.accounts))
    connection.execute(
        "UPDATE account SET referred_by = NULL WHERE referred_by IN (SELECT value FROM json_each(?))", (wanted,)
    )
    connection.executemany("UPDATE lead_source SET name = '' WHERE id = ?", [(number,) for number in what.sources])
    words = json.dumps(sorted(what.words))
    for column in ("reason", "lifted_reason"):
        connection.execute(
            f"UPDATE suppression SET {column} = '' WHERE {column} IN (SELECT value FROM json_each(?))",  # noqa: S608
            (words,),
        )
    for number, carried in connection.execute("SELECT id, carried FROM day_plan").fetchall():
        left = without_carried(carried, what.accounts)
        if left != carried:
            connection.execute("UPDATE day_plan SET carried = ? WHERE id = ?", (left, number))


def without_carried(carried: bytes, accounts: frozenset[int]) -> bytes:
    """Return a packed list of those carried over without these accounts, the very same bytes where it has none."""
    rows = json.loads(zlib.decompress(carried)) if carried else []
    left = [row for row in rows if row[0] not in accounts]
    if len(left) == len(rows):
        return carried
    return zlib.compress(json.dumps(left, ensure_ascii=False, separators=(",", ":")).encode())


def scrubbed(body: bytes, what: Doomed) -> bytes | None:
    """Return an unpacked body without what is doomed: the same bytes where it had none of it, None where all was."""
    parts = json.loads(body)
    before = json.dumps(parts["accounts"])
    changed = False
    for kind in ("inserted", "updated"):
        groups = []
        for table, key, columns, rows in parts[kind]:
            left = _left(kind, table, key, columns, rows, what)
            mended = _mended(kind, table, columns, left, what)
            changed = changed or mended or len(left) != len(rows)
            if mended and kind == "updated":  # a change from nothing to nothing would be a step that undoes nothing
                left = [row for row in left if row[1] != row[2]]
            if left:
                groups.append([table, key, columns, left])
        parts[kind] = groups
    parts["accounts"] = [number for number in parts["accounts"] if number not in what.accounts]
    if not changed and json.dumps(parts["accounts"]) == before:
        return body
    if not parts["inserted"] and not parts["updated"]:
        return None
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()


def _left(kind: str, table: str, key: list[str], columns: list[str], rows: list[Any], what: Doomed) -> list[Any]:
    """Return the rows of a group that stay."""
    keys = what.rows.get(table)
    if not keys:
        return rows
    if kind == "updated":
        return [row for row in rows if tuple(row[0]) not in keys]
    places = [columns.index(name) for name in key]
    if len(places) == 1:
        (place,) = places
        alone = {key[0] for key in keys}
        return [row for row in rows if row[place] not in alone]
    return [row for row in rows if tuple(row[place] for place in places) not in keys]


def _mended(kind: str, table: str, columns: list[str], rows: list[Any], what: Doomed) -> bool:
    """Take their words out of the rows that stay; say whether any was there."""
    cells = {column: mend for column in columns if (mend := _MENDS.get((table, column))) is not None}
    if not cells:
        return False
    changed = False
    for row in rows:
        if (
            table == "lead_source"
            and (row[0][0] if kind == "updated" else row[columns.index("id")]) not in what.sources
        ):
            continue
        for values in row[1:] if kind == "updated" else (row,):
            for column, mend in cells.items():
                place = columns.index(column)
                mended = mend(values[place], what)
                if mended != values[place]:
                    values[place], changed = mended, True
    return changed


def _carried(value: Any, what: Doomed) -> Any:
    return {"bytes": b64encode(without_carried(b64decode(value["bytes"]), what.accounts)).decode()} if value else value


def _word(value: Any, what: Doomed) -> Any:
    return "" if value in what.words else value


_MENDS: dict[tuple[str, str], Callable[[Any, Doomed], Any]] = {
    ("account", "referred_by"): lambda value, what: None if value in what.accounts else value,
    ("lead_source", "name"): lambda _value, _what: "",
    ("suppression", "reason"): _word,
    ("suppression", "lifted_reason"): _word,
    ("day_plan", "carried"): _carried,
}
