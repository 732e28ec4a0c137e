"""What the rep puts on accounts in words of his own: tags, and the values of custom fields, in one pass over all."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from repdesk.store.kept_days import kept_day

FieldKind = Literal["text", "number", "date", "choice"]


@dataclass(frozen=True, slots=True)
class CustomField:
    """A field of the rep's own; `choices` is empty but for a choice."""

    id: int
    name: str
    kind: FieldKind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CustomValue:
    """What one account has in a field (a number as plain decimal text, a date YYYY-MM-DD) and the day it was set."""

    field_id: int
    value: str
    set_on: date


def read_tags(conn: sqlite3.Connection, ids: Iterable[int] | None = None) -> dict[int, tuple[str, ...]]:
    """Return the tags by account, sorted; of the accounts `ids`, or of all. Who has none is left out."""
    found: dict[int, list[str]] = {}
    where, named = _of(ids)
    for account_id, tag in conn.execute(f"SELECT account_id, tag FROM live_tag{where} ORDER BY account_id, tag", named):  # noqa: S608 (a constant)
        found.setdefault(account_id, []).append(tag)
    return {account_id: tuple(tags) for account_id, tags in found.items()}


def read_known_tags(conn: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Return every tag in use with how many accounts in force have it, the commonest first."""
    rows = conn.execute(
        "SELECT tag, count(*) FROM live_tag WHERE account_id IN (SELECT id FROM live_account)"
        " GROUP BY tag ORDER BY count(*) DESC, tag"
    )
    return tuple(rows.fetchall())


def read_custom_fields(conn: sqlite3.Connection) -> tuple[CustomField, ...]:
    """Return the custom fields in the rep's order."""
    rows = conn.execute("SELECT id, name, kind, choices FROM live_custom_field ORDER BY place, id")
    return tuple(CustomField(i, name, kind, tuple(json.loads(all_))) for i, name, kind, all_ in rows)


def read_custom_values(conn: sqlite3.Connection, ids: Iterable[int] | None = None) -> dict[int, dict[int, str]]:
    """Return the values by account and field; of the accounts `ids`, or of all. Who has none is left out."""
    found: dict[int, dict[int, str]] = {}
    where, named = _of(ids)
    rows = conn.execute(f"SELECT account_id, field_id, value FROM live_custom_value{where}", named)  # noqa: S608 (a constant)
    for account_id, field_id, value in rows:
        found.setdefault(account_id, {})[field_id] = value
    return found


def read_own_values(conn: sqlite3.Connection, account_id: int) -> dict[int, CustomValue]:
    """Return the values of one account by field, with the days they were set."""
    rows = conn.execute("SELECT field_id, value, set_on FROM live_custom_value WHERE account_id = ?", (account_id,))
    return {field: CustomValue(field, value, kept_day(on)) for field, value, on in rows}


def count_values(conn: sqlite3.Connection) -> dict[int, int]:
    """Return how many accounts in force have a value, by field."""
    rows = conn.execute(
        "SELECT field_id, count(*) FROM live_custom_value WHERE account_id IN (SELECT id FROM live_account)"
        " GROUP BY field_id"
    )
    return dict(rows.fetchall())


def read_choices_in_use(conn: sqlite3.Connection, field_id: int) -> tuple[str, ...]:
    """Return the different values that accounts in force have in a field."""
    rows = conn.execute(
        "SELECT DISTINCT value FROM live_custom_value WHERE field_id = ?"
        " AND account_id IN (SELECT id FROM live_account) ORDER BY value",
        (field_id,),
    )
    return tuple(value for (value,) in rows)


def _of(ids: Iterable[int] | None) -> tuple[str, tuple[str, ...]]:
    """Return the condition that leaves the rows of these accounts, and what it names."""
    if ids is None:
        return "", ()
    return " WHERE account_id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
