"""An act: what may be done to the book between the beginning and the end of one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from repdesk.store import journal
from repdesk.store.change import Change
from repdesk.store.ledger import Changed, Inserted, Updated
from repdesk.store.rows import Rows, quoted, read_row
from repdesk.store.shape import Row, Shape, shape_of

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session, SQLModel

Kind = Literal["act", "undo", "redo", "housekeeping"]


class Act:
    """An act under way, made by the door.

    `seq` is the number its entry will have; name, policy_id, account_id and target go into the entry as they are at
    the end. `connection` is for reads that must see what the act has done so far; what it wrote would leave no entry.
    `change` is set when the act is over, None where it changed nothing.
    """

    def __init__(self, connection: sqlite3.Connection, engine: Callable[[], Engine], name: str, at: str, kind: Kind):
        self.name = name
        self.at = at
        self.kind = kind
        self.policy_id: int | None = None
        self.account_id: int | None = None
        self.target: int | None = None
        self.connection = connection
        self.seq = journal.next_seq(connection)
        self.rows = Rows(connection, self.seq)
        self.change: Change | None = None
        self._engine = engine
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """A session inside the act, to get, change and add rows; deletes and statements that write are refused."""
        if self._session is None:
            from repdesk.store.session import ActSession

            self._session = ActSession(self._engine(), self.rows)
        return self._session

    def insert_many(self, model: type[SQLModel], rows: Sequence[Mapping[str, object]]) -> list[int]:
        """Insert rows given by column, defaults where they name none, and return their numbers.

        A missing number is given out by the book; the list is empty for tables that are not numbered.
        """
        self._flush()
        shape = shape_of(model)
        whole = [shape.row(row) for row in rows]
        if shape.numbered:
            whole = self._numbered(shape, whole)
        group = Inserted(shape.table, shape.key, shape.columns, whole)
        self.rows.insert(group)
        return [key[0] for key in group.row_keys()] if shape.numbered else []

    def update_many(self, model: type[SQLModel], changes: Mapping[object, Mapping[str, object]]) -> None:
        """Set columns of rows given by key; LookupError where there is no such row."""
        self._flush()
        shape = shape_of(model)
        groups: dict[tuple[str, ...], list[Changed]] = {}
        for key, values in changes.items():
            row = shape.key_of(key)
            now = dict(zip(values, self._before(shape, tuple(values), row), strict=True))
            columns = tuple(name for name, value in values.items() if value != now[name])
            before, after = tuple(now[name] for name in columns), tuple(values[name] for name in columns)
            groups.setdefault(columns, []).append((row, before, after))
        for columns, rows in groups.items():
            if columns:
                self.rows.update(Updated(shape.table, shape.key, columns, rows))
        self._forget()

    def put(self, model: type[SQLModel], key: object, **values: object) -> None:
        """Have a row with these values: insert it, change it, or bring a retracted one back as if it were new."""
        shape = shape_of(model)
        row = shape.key_of(key)
        named = dict(zip(shape.key, row, strict=True))
        self._flush()
        current = read_row(self.connection, shape.table, shape.key, shape.columns, row)
        if current is None:
            self.insert_many(model, [named | values])
            return
        now = dict(zip(shape.columns, current, strict=True))
        if now.get("retracted_by") is not None:
            values = dict(zip(shape.columns, shape.row(named | values), strict=True))
        self.update_many(model, {row: values})

    def retract(self, model: type[SQLModel], key: object) -> None:
        """Take a row back; LookupError where there is none, nothing happens where it is taken back already."""
        self._flush()
        shape = shape_of(model)
        row = shape.key_of(key)
        if shape.table == "call":
            self._before(shape, shape.key, row)
            now = read_row(self.connection, "call_retraction", ("call_id",), ("retracted_by",), row)
            if now in (None, (None,)):
                self.rows.retract_calls([row[0]])
        else:
            (now,) = self._before(shape, ("retracted_by",), row)
            if now is None:
                self.rows.retract(shape.table, shape.key, [(row, now)])
        self._forget()

    def seal(self) -> None:
        """Write the entry, where anything was done, and say what changed."""
        self._flush()
        if self.rows.failed or (self._session is not None and not self._session.is_active):
            raise RuntimeError("a write of this act failed and was passed over")
        body = self.rows.ledger.body()
        if not body:
            return
        entry = journal.Entry(self.seq, self.kind, self.name, self.at, self.policy_id, self.account_id, self.target)
        journal.write(self.connection, entry, body)
        self.change = Change(self.seq, self.name, self.kind, frozenset(body.accounts), body.tables, self.target)

    def end(self) -> None:
        """Let the session go."""
        if self._session is not None:
            self._session.close()

    def _before(self, shape: Shape, columns: tuple[str, ...], key: Row) -> Row:
        """Return what the row's columns hold, and note whose row it is."""
        wanted = columns if shape.account is None else (*columns, shape.account)
        row = read_row(self.connection, shape.table, shape.key, wanted, key)
        if row is None:
            raise LookupError(f"{shape.table} has no such row")
        if shape.account is None:
            return row
        if row[-1] is not None:
            self.rows.ledger.accounts.add(row[-1])
        return row[:-1]

    def _numbered(self, shape: Shape, rows: list[Row]) -> list[Row]:
        """Give the rows without a number the numbers that follow every one ever given out."""
        place = shape.columns.index(shape.key[0])
        if all(row[place] is not None for row in rows):
            return rows
        sql = f"SELECT max({quoted(shape.key[0])}) FROM {quoted(shape.table)}"  # noqa: S608 (quoted names)
        (highest,) = self.connection.execute(sql).fetchone()
        given = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (shape.table,)).fetchone()
        last = max(highest or 0, given[0] if given else 0, *(row[place] or 0 for row in rows))
        numbered: list[Row] = []
        for row in rows:
            if row[place] is None:
                last += 1
                row = (*row[:place], last, *row[place + 1 :])
            numbered.append(row)
        return numbered

    def _flush(self) -> None:
        """Send what the session holds back, so that raw writes and reads come after it."""
        if self._session is not None:
            self._session.flush()

    def _forget(self) -> None:
        """Let the session read rows again that were written behind its back."""
        if self._session is not None:
            self._session.expire_all()
