"""A SQLModel session that lives inside an act: its flushes are noted in the ledger, its transaction is the door's."""

from __future__ import annotations

import sqlite3
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NoReturn

from sqlalchemy import Engine, create_engine, event, inspect
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

from repdesk import models
from repdesk.store.ledger import Changed, Inserted, Updated
from repdesk.store.rows import Rows, read_row
from repdesk.store.shape import Row, Shape, shape_of


class DoorDialect(SQLiteDialect_pysqlite):
    """SQLite without transactions of its own: the door begins, commits and rolls back."""

    supports_statement_cache = True

    def do_begin(self, dbapi_connection: Any) -> None:
        """Leave it to the door."""

    def do_commit(self, dbapi_connection: Any) -> None:
        """Leave it to the door."""

    def do_rollback(self, dbapi_connection: Any) -> None:
        """Leave it to the door."""


registry.register("sqlite.door", __name__, "DoorDialect")


def engine_on(connection: sqlite3.Connection) -> Engine:
    """Return an engine whose only connection is the given one; its errors name no values."""
    for module in iter_modules(models.__path__, f"{models.__name__}."):
        import_module(module.name)  # a flush follows foreign keys, and so must know every table
    return create_engine("sqlite+door://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True)


class ActSession(Session):
    """The session of one act."""

    def __init__(self, engine: Engine, rows: Rows) -> None:
        super().__init__(engine, expire_on_commit=False)
        self.rows = rows
        self.pending: list[tuple[SQLModel, Shape, tuple[str, ...], Row, Row]] = []

    def commit(self) -> NoReturn:
        """Refuse: the act commits at its end."""
        raise RuntimeError("the door commits")

    def rollback(self) -> NoReturn:
        """Refuse: an act is kept whole or not at all."""
        raise RuntimeError("the door rolls back: let the exception pass")


@event.listens_for(ActSession, "before_flush")
def _look_before(session: ActSession, *_unused: object) -> None:
    """Refuse deletes, and read what the book holds in the columns about to change."""
    session.rows.require_open()
    if session.deleted:
        raise RuntimeError("nothing is deleted: retract it")
    for obj in session.dirty:
        state = inspect(obj)
        model: type[SQLModel] = type(obj)
        shape = shape_of(model)
        columns = tuple(name for name in shape.columns if state.attrs[name].history.has_changes())
        if not columns:
            continue
        if set(columns) & set(shape.key):
            raise RuntimeError(f"the key of a row of {shape.table} does not change")
        key = tuple(state.identity)
        before = read_row(session.rows.connection, shape.table, shape.key, columns, key)
        if before is not None:
            session.pending.append((obj, shape, columns, key, before))


@event.listens_for(ActSession, "after_flush")
def _note(session: ActSession, *_unused: object) -> None:
    """Note in the ledger what the flush has written."""
    ledger = session.rows.ledger
    for obj in session.new:
        model: type[SQLModel] = type(obj)
        shape = shape_of(model)
        row = tuple(getattr(obj, name) for name in shape.columns)
        ledger.insert(Inserted(shape.table, shape.key, shape.columns, [row]))
    for obj, shape, columns, key, before in session.pending:
        change: Changed = (key, before, tuple(getattr(obj, name) for name in columns))
        ledger.update(Updated(shape.table, shape.key, columns, [change]))
        if shape.account is not None and (account := getattr(obj, shape.account)) is not None:
            ledger.accounts.add(account)
    session.pending.clear()


@event.listens_for(ActSession, "do_orm_execute")
def _only_select(state: ORMExecuteState) -> None:
    """Refuse statements that would write past the ledger."""
    if not state.is_select:
        raise RuntimeError("write with add, insert_many or update_many: other statements leave no entry")
