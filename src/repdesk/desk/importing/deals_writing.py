"""Deals of another tool written: each with the days it began and ended, in the past of its customer."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from repdesk.desk.importing.deals import Written
from repdesk.desk.importing.table_rows import TableRow, history_row
from repdesk.models.account import ImportOrigin
from repdesk.models.call import History
from repdesk.models.deal import Deal
from repdesk.store.act import Act

_AT_ONCE = 1000
_ORIGIN = "SELECT file, row, imported_at, fields FROM import_origin WHERE account_id = ? AND retracted_by IS NULL"


def write_deals(act: Act, deals: Sequence[Written], file: str, today: date, done: Callable[[int], None]) -> None:
    """Write new deals and changes of known ones; `done` is told how many are written."""
    kept: dict[int, dict[str, Any]] = {}
    rows = {one.owner: one.deal.row for one in reversed(deals)}
    for start in range(0, len(deals), _AT_ONCE):
        some = deals[start : start + _AT_ONCE]
        fresh = [one for one in some if one.known is None]
        history: list[TableRow] = []
        for number, one in zip(act.insert_many(Deal, [_row(one, today) for one in fresh]), fresh, strict=True):
            _note(history, act, one, number, today)
            kept.setdefault(one.owner, {})[one.known_as] = [number, one.values]
        for one in some:
            if one.known is not None:
                act.update_many(Deal, {one.known.id: one.values})
                if "outcome" in one.values:
                    history.append(_closed(act, one, one.known.id, str(one.known.values.get("outcome", "open")), today))
                kept.setdefault(one.owner, {})[one.known_as] = [one.known.id, one.known.imported | one.values]
        act.insert_many(History, history)
        done(start + len(some))
    for owner, known in kept.items():
        _keep_origin(act, owner, known, file, rows[owner])


def _row(one: Written, today: date) -> TableRow:
    return {"account_id": one.owner, "opened_on": _opened(one, today).isoformat(), **one.values}


def _opened(one: Written, today: date) -> date:
    """Return when the deal began: where the file does not say, when it ended, else today."""
    closed = one.values.get("closed_on")
    return one.deal.opened or (date.fromisoformat(str(closed)) if closed else today)


def _note(history: list[TableRow], act: Act, one: Written, number: int, today: date) -> None:
    """Put the beginning of a deal, and its end, into the past of the customer."""
    name = one.values["name"]
    history.append(history_row(one.owner, f"deal:{number}", None, name, act.at, _opened(one, today)))
    if one.values["outcome"] != "open":
        history.append(_closed(act, one, number, "open", today))


def _closed(act: Act, one: Written, number: int, before: str, today: date) -> TableRow:
    closed = one.values.get("closed_on")
    day = date.fromisoformat(str(closed)) if closed else today
    return history_row(one.owner, f"deal:{number}.status", before, one.values["outcome"], act.at, day)


def _keep_origin(act: Act, owner: int, deals: dict[str, Any], file: str, row: int) -> None:
    """Keep with the customer what the next file has to know of its deals."""
    found = act.connection.execute(_ORIGIN, (owner,)).fetchone()
    fields: dict[str, Any] = json.loads(found[3]) if found else {}
    fields["deals"] = {**fields.get("deals", {}), **deals}
    values = dict(zip(("file", "row", "imported_at"), found[:3] if found else (file, row, act.at), strict=True))
    act.put(ImportOrigin, owner, **values, fields=json.dumps(fields, ensure_ascii=False, separators=(",", ":")))
