"""What the door must know of a table: its key, its columns, their defaults and which column names the account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlmodel import SQLModel

Row = tuple[Any, ...]  # values as SQLite holds them: None, int, float, str, bytes


@dataclass(frozen=True, slots=True)
class Shape:
    """A table as rows: `blank` is a row of defaults by column; None also where a value is required."""

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    blank: dict[str, Any]
    numbered: bool
    """Whether the key is an integer that the book gives out."""

    @property
    def account(self) -> str | None:
        """The column that says whose row it is."""
        return account_column(self.table, self.columns)

    def key_of(self, value: object) -> Row:
        """Return a key given as one value or as a tuple; ValueError where it has too many or too few parts."""
        key = value if isinstance(value, tuple) else (value,)
        if len(key) != len(self.key):
            raise ValueError(f"the key of {self.table} has {len(self.key)} parts")
        return key

    def row(self, values: Mapping[str, object]) -> Row:
        """Return a whole row, defaults where `values` names nothing; TypeError where it names a column there is not."""
        row = {**self.blank, **values}
        if len(row) != len(self.columns):
            raise TypeError(f"{self.table} has no column {', '.join(sorted(set(values) - set(self.columns)))}")
        return tuple(row.values())


def account_column(table: str, columns: tuple[str, ...]) -> str | None:
    """Return the column by which rows of `table` belong to an account, None where they belong to none."""
    if table == "account":
        return "id"
    return "account_id" if "account_id" in columns else None


@lru_cache
def shape_of(model: type[SQLModel]) -> Shape:
    """Read the shape off a model."""
    from pydantic_core import PydanticUndefined
    from sqlalchemy import inspect

    mapped = inspect(model).local_table
    fields = model.model_fields
    columns = tuple(column.name for column in mapped.columns)
    defaults = {name: fields[name].default for name in columns}
    blank = {name: None if default is PydanticUndefined else default for name, default in defaults.items()}
    key = tuple(column.name for column in mapped.primary_key)
    numbered = len(key) == 1 and fields[key[0]].default is None
    return Shape(mapped.name, key, columns, blank, numbered=numbered)
