"""SQLModel's view of the tables is the schema's."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from sqlalchemy import Table
from sqlalchemy.dialects.sqlite import dialect
from sqlmodel import SQLModel

from repdesk import models
from repdesk.store.store import Store

KIND = {"VARCHAR": "TEXT", "INTEGER": "INTEGER", "FLOAT": "REAL", "BLOB": "BLOB"}


def mapped() -> dict[str, Table]:
    for module in iter_modules(models.__path__, f"{models.__name__}."):
        import_module(module.name)
    return dict(SQLModel.metadata.tables)


def test_every_table_is_mapped_and_no_other(store: Store) -> None:
    names = {n for (n,) in store.read().execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {name for name in names if not name.startswith("sqlite_")} == set(mapped())


def test_columns_types_nullability_and_keys_agree(store: Store) -> None:
    for name, table in mapped().items():
        schema = {
            column: (type_, bool(notnull) or bool(key), key)
            for _, column, type_, notnull, _, key in store.read().execute(f"PRAGMA table_info({name})")
        }
        key = [column.name for column in table.primary_key]
        model = {
            column.name: (
                KIND[column.type.compile(dialect())],
                not column.nullable,
                key.index(column.name) + 1 if column.primary_key else 0,
            )
            for column in table.columns
        }
        assert list(model.items()) == list(schema.items()), name


def test_foreign_keys_agree(store: Store) -> None:
    for name, table in mapped().items():
        schema = {
            (child, f"{parent}.{column}")
            for _, _, parent, child, column, *_ in store.read().execute(f"PRAGMA foreign_key_list({name})")
        }
        assert {(key.parent.name, key.target_fullname) for key in table.foreign_keys} == schema, name


def test_defaults_agree(store: Store) -> None:
    tables = mapped()
    models_by_table = {str(mapper.local_table): mapper.class_ for mapper in SQLModel._sa_registry.mappers}
    for name in tables:
        fields = models_by_table[name].model_fields
        for _, column, _, _, default, _ in store.read().execute(f"PRAGMA table_info({name})"):
            if default is not None:
                assert repr(fields[column].default) == default, (name, column)
