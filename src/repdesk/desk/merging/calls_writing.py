"""What was said with a customer and when it is called again goes over to another: calls, next call, places on lists."""

from __future__ import annotations

from repdesk.desk.card.act_writing import CardAct
from repdesk.desk.merging.parts_writing import Renamed
from repdesk.desk.on_record import written
from repdesk.models.call import Call
from repdesk.models.plan import ListItem
from repdesk.models.plan import NextCall as NextCallRow
from repdesk.rules.merging import kept_call
from repdesk.rules.standing import is_callable
from repdesk.rules.types import Account
from repdesk.store.rows import read_row
from repdesk.store.shape import shape_of

_CALLS = "SELECT {columns} FROM call WHERE id IN (SELECT id FROM live_call WHERE account_id = ?) ORDER BY id"


def calls_moved(card: CardAct, gone: int, people: Renamed, phones: Renamed) -> None:
    """Put later versions of the calls on the card: a call is history and never rewritten."""
    rows = []
    columns = shape_of(Call).columns
    for values in card.act.connection.execute(_CALLS.format(columns=", ".join(columns)), (gone,)):
        row = dict(zip(columns, values, strict=True))
        first, before = row["root"], row.pop("id")
        row |= {"account_id": card.account_id, "root": first or before, "amends": before}
        row["contact_id"] = people.get(row["contact_id"], row["contact_id"])
        row["phone_id"] = phones.get(row["phone_id"], row["phone_id"])
        rows.append(row)
    card.act.insert_many(Call, rows)


def next_call_kept(card: CardAct, gone: int, leaving: Account) -> None:
    """Keep the one of two next calls that presses more, where the card may be called; the other stays on record."""
    own, other = card.before.next_call, leaving.next_call
    if other is None:
        return
    shape = shape_of(NextCallRow)
    row = read_row(card.act.connection, shape.table, shape.key, shape.columns, (gone,))
    card.act.retract(NextCallRow, gone)
    now = card.now()
    taken = kept_call(own, other, now.last_call) if is_callable(now, card.day) else "keep"
    if taken == "gone" and row is not None:
        values = dict(zip(shape.columns, row, strict=True)) | {"set_in": card.act.seq}
        del values["account_id"], values["retracted_by"]
        card.act.put(NextCallRow, card.account_id, **values)
        card.tell("next_call", written(own), written(other), own.purpose if own is not None else "")
    else:
        card.tell("next_call", written(other), written(own), other.purpose)


_PLACES = """
SELECT item.plan_id FROM live_list_item AS item JOIN live_day_plan AS plan ON plan.id = item.plan_id
WHERE item.account_id = ? AND plan.day >= ? ORDER BY item.plan_id
"""
_STANDS = "SELECT 1 FROM live_list_item WHERE plan_id = ? AND account_id = ?"


def list_places_moved(card: CardAct, gone: int) -> None:
    """Have the card stand where the other stood on the lists of today and later, unless it is on them already."""
    shape = shape_of(ListItem)
    for (plan,) in card.act.connection.execute(_PLACES, (gone, card.today)).fetchall():
        row = read_row(card.act.connection, shape.table, shape.key, shape.columns, (plan, gone))
        card.act.retract(ListItem, (plan, gone))
        if row is not None and not card.act.connection.execute(_STANDS, (plan, card.account_id)).fetchone():
            values = dict(zip(shape.columns, row, strict=True))
            for name in (*shape.key, "retracted_by"):
                del values[name]
            card.act.put(ListItem, (plan, card.account_id), **values)
