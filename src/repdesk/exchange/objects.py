"""JSON as rows: a list of objects, one a line, or what repdesk itself exports, a row for each customer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from repdesk.errors import RepdeskError
from repdesk.exchange.heading_row import Row
from repdesk.exchange.limits import COLUMNS, ROWS, too_many_columns, too_many_rows
from repdesk.exchange.own_export import is_own, rows_of_own
from repdesk.i18n import _

_DEEPEST = 3
"""Objects within objects become columns such as address.city; what lies deeper stays as JSON."""


def records_of(text: str) -> list[Row]:
    """Return a row of headings, the names of the values in the order they come, then one for each object.

    RepdeskError where the text is no JSON, or no list of objects.
    """
    held = _parsed(text)
    if is_own(held):
        objects = rows_of_own(held)
    else:
        found = _list_of(held)
        if len(found) > ROWS:
            raise too_many_rows()
        objects = [dict(_flat(one)) for one in found]
    headings = list(dict.fromkeys(name for one in objects for name in one))
    if len(headings) > COLUMNS:
        raise too_many_columns()
    return [tuple(headings), *(tuple(one.get(name, "") for name in headings) for one in objects)]


def _parsed(text: str) -> Any:
    """Read JSON, or JSON lines: a value a line."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise _no_list() from error
    except ValueError as whole:
        try:
            return [json.loads(line) for line in text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            raise _broken(whole) from whole


def _list_of(held: Any) -> list[Mapping[str, Any]]:
    """Return the objects of a list, or of the one list of objects that an object holds."""
    if isinstance(held, dict):
        lists = [value for value in held.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        if len(lists) > 1:
            raise _no_list()
        held = lists[0] if lists else [held]
    if not isinstance(held, list) or not held or not all(isinstance(one, dict) for one in held):
        raise _no_list()
    return held


def _flat(one: Mapping[str, Any], before: str = "", depth: int = 1) -> Iterable[tuple[str, str]]:
    """Yield the values of an object with their names; those of an object within it have its name before theirs."""
    for name, value in one.items():
        if isinstance(value, dict) and depth < _DEEPEST:
            yield from _flat(value, f"{before}{name}.", depth + 1)
        else:
            yield before + name, _text(value)


def _text(value: Any) -> str:
    """Return a value as a cell holds it."""
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return ", ".join(filter(None, map(_text, value)))
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool | dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else str(value)


def _broken(error: ValueError) -> RepdeskError:
    """Return the refusal of what is no JSON, with the place where it ends to be."""
    line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
    return RepdeskError(
        _("The JSON is damaged."),
        _("It cannot be read from line %(line)d on.") % {"line": line} if line else "",
        _("Write it out once more, or save the table as CSV."),
    )


def _no_list() -> RepdeskError:
    """Return the refusal of JSON that is no table."""
    return RepdeskError(
        _("This JSON is no list of customers."),
        _("It is a list of objects, one a customer, that can be imported."),
        _("Write it out once more, or save the table as CSV."),
    )
