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
    "tag": ("account_id", "tag"),
    "custom_value": ("account_id", "field_id"),
    "merged": ("account_id",),
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
    changes: list[Change] = []
    emptied = False
    for kind in ("inserted", "updated"):
        groups = []
        for table, key, columns, rows in parts[kind]:
            left, gone = _parted(kind, table, key, columns, rows, what)
            mended = _mended(kind, table, columns, left, what)
            if mended and kind == "updated":  # a change from nothing to nothing would be a step that undoes nothing
                left = [row for row in left if row[1] != row[2]]
                emptied = True
            changes += [(_compact(row), "") for row in gone] + mended
            if left:
                groups.append([table, key, columns, left])
            else:
                emptied = True
        parts[kind] = groups
    named = [number for number in parts["accounts"] if number not in what.accounts]
    if not changes and len(named) == len(parts["accounts"]):
        return body
    parts["accounts"] = named
    if not parts["inserted"] and not parts["updated"]:
        return None
    anew = None if emptied else _cut_out(body, named, changes)
    return anew or _compact(parts).encode()


Change = tuple[str, str]
"""A row as it stands in a body, and what it becomes; blank where it goes."""
_FEW = 200
_ACCOUNTS = b'{"accounts":['


def _compact(value: object) -> str:
    """Return a value as a body holds it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _cut_out(body: bytes, named: list[int], changes: list[Change]) -> bytes | None:
    """Change a few rows of a body where they stand, which takes half as long as to write an import's anew.

    None where that cannot be told for certain: a row must stand there once, and have a text in it, for no row with one
    can be the text of another, where quotes are escaped.
    """
    if len(changes) > _FEW or not body.startswith(_ACCOUNTS):
        return None
    edits = [(0, body.index(b"]") + 1, b'{"accounts":' + _compact(named).encode())]
    for before, after in changes:
        old = before.encode()
        at = body.find(old)
        end = at + len(old)
        if b'"' not in old or at < 0 or body.find(old, end) >= 0:
            return None
        if not after and body[at - 1 : at] == b",":
            at -= 1
        elif not after and body[end : end + 1] == b",":
            end += 1
        elif not after:
            return None
        edits.append((at, end, after.encode()))
    edits.sort()
    pieces, done = [], 0
    for at, end, anew in edits:
        if at < done:  # two that stand side by side want the same comma
            return None
        pieces += [body[done:at], anew]
        done = end
    return b"".join([*pieces, body[done:]])


def _parted(
    kind: str, table: str, key: list[str], columns: list[str], rows: list[Any], what: Doomed
) -> tuple[list[Any], list[Any]]:
    """Return the rows of a group that stay, and those that go."""
    keys = what.rows.get(table)
    if not keys:
        return rows, []
    if kind == "updated":
        going = [tuple(row[0]) in keys for row in rows]
    else:
        places = [columns.index(name) for name in key]
        if len(places) == 1:
            (place,) = places
            alone = {key[0] for key in keys}
            going = [row[place] in alone for row in rows]
        else:
            going = [tuple(row[place] for place in places) in keys for row in rows]
    if not any(going):
        return rows, []
    stays = [row for row, goes in zip(rows, going, strict=True) if not goes]
    return stays, [row for row, goes in zip(rows, going, strict=True) if goes]


def _mended(kind: str, table: str, columns: list[str], rows: list[Any], what: Doomed) -> list[Change]:
    """Take their words out of the rows that stay; return how those stood there and stand now."""
    cells = [(columns.index(name), mend) for name in columns if (mend := _MENDS.get((table, name))) is not None]
    key = None if kind == "updated" or "id" not in columns else columns.index("id")
    changes: list[Change] = []
    for row in rows if cells else ():
        if table == "lead_source" and (row[0][0] if key is None else row[key]) not in what.sources:
            continue
        before: str | None = None
        for values in row[1:] if kind == "updated" else (row,):
            for place, mend in cells:
                mended = mend(values[place], what)
                if mended != values[place]:
                    before = before or _compact(row)
                    values[place] = mended
        if before is not None:
            changes.append((before, _compact(row)))
    return changes


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
