"""Rows held against the journal: what was changed, taken away or put in from outside, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from repdesk.models.account import Account, Phone
from repdesk.models.call import Call
from repdesk.store.checking.replay import strayed
from repdesk.store.store import Store
from repdesk.store.undo import undo


@pytest.fixture
def filled(store: Store, at: str) -> Store:
    with store.act("import", at=at) as act:
        act.insert_many(Account, [{"name": f"客户{n}", "created_at": at} for n in range(40)])
        act.insert_many(Phone, [{"account_id": n, "e164": f"+86138{n:08d}", "raw": ""} for n in range(1, 41)])
    with store.act("log_call", at=at) as act:
        act.insert_many(Call, [{"account_id": 1, "at": at, "day": "2026-11-23", "outcome": "talked", "note": "报价"}])
        act.update_many(Account, {n: {"region": "north"} for n in range(1, 31)})
    with store.act("edit_customer", at=at) as act:
        act.update_many(Account, {2: {"name": "Alder", "need": "seats"}})
        act.retract(Phone, 3)
    return store


def tamper(store: Store, *statements: str) -> None:
    connection = store.door.connection
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("UPDATE erasure_gate SET open = 1")
    for sql in statements:
        connection.execute(sql)
    connection.execute("UPDATE erasure_gate SET open = 0")
    connection.execute("PRAGMA foreign_keys = ON")


def found(store: Store) -> list[tuple[str, object, str, dict[str, object]]]:
    return [(row.table, row.key[0], row.kind, row.values) for row in strayed(store.read())]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE account SET region = 'x' WHERE id = 7", ("account", 7, "changed", {"region": "north"})),
        ("UPDATE account SET name = 'x' WHERE id = 2", ("account", 2, "changed", {"name": "Alder"})),
        ("UPDATE account SET timezone = '' WHERE id = 40", ("account", 40, "changed", {"timezone": None})),
        ("UPDATE account SET intent = 1 WHERE id = 40", ("account", 40, "changed", {"intent": None})),
        ("UPDATE phone SET retracted_by = NULL WHERE id = 3", ("phone", 3, "changed", {"retracted_by": 3})),
        ("UPDATE phone SET retracted_by = 1 WHERE id = 4", ("phone", 4, "changed", {"retracted_by": None})),
        ("UPDATE call SET note = 'x'", ("call", 1, "changed", {"note": "报价"})),
        ("UPDATE account SET name = cast(x'ff41' AS TEXT) WHERE id = 5", ("account", 5, "changed", {"name": "客户4"})),
        ("UPDATE pipeline_stage SET probability = 1 WHERE stage = 0", ("pipeline_stage", 1, "changed",
                                                                      {"probability": 0.01})),
        ("INSERT INTO setting (key, value) VALUES ('country', 'x')", ("setting", "country", "added", {})),
        ("INSERT INTO call (account_id, at, day, outcome) VALUES (1, '', '', 'busy')", ("call", 2, "added", {})),
        ("INSERT INTO forgotten VALUES (7, '', '')", ("forgotten", 7, "added", {})),
    ],
)  # fmt: skip
def test_a_row_is_told_with_what_the_journal_has(
    filled: Store, sql: str, expected: tuple[str, object, str, dict[str, object]]
) -> None:
    assert found(filled) == []
    tamper(filled, sql)
    assert found(filled) == [expected]


@pytest.mark.parametrize(("sql", "table"), [("DELETE FROM phone WHERE id = 9", "phone"), ("DELETE FROM call", "call")])
def test_a_row_that_is_gone_is_told_whole(filled: Store, sql: str, table: str) -> None:
    tamper(filled, sql)
    (row,) = strayed(filled.read())
    assert (row.table, row.kind) == (table, "gone")
    columns = {name for (name,) in filled.read().execute("SELECT name FROM pragma_table_info(?)", (table,))}
    assert set(row.values) == columns


def test_what_lies_before_a_record_that_cannot_be_read_is_left_out_only_where_it_may_have_changed(
    filled: Store,
) -> None:
    tamper(
        filled,
        "UPDATE journal_body SET body = x'00' WHERE seq = 3",
        "UPDATE account SET region = 'x' WHERE id = 7",  # the third entry may have written that
        "UPDATE call SET note = 'x'",  # nothing writes over a call
        "DELETE FROM phone WHERE id = 9",  # nothing takes a row away
    )
    assert [(table, kind) for table, _key, kind, _values in found(filled)] == [("call", "changed"), ("phone", "gone")]


def test_a_step_back_leaves_nothing_stray(filled: Store, at: str) -> None:
    for _ in range(3):
        undo(filled, at=at)
    assert found(filled) == []
    tamper(filled, "UPDATE account SET region = 'x' WHERE id = 7")
    assert [row[:3] for row in found(filled)] == [("account", 7, "changed")]


def test_a_book_of_an_older_schema_has_none(tmp_path: Path) -> None:
    for number in (1, 2):
        path = tmp_path / f"book-{number}.db"
        path.write_bytes((Path(__file__).parents[1] / "data" / path.name).read_bytes())
        store = Store.open(path)
        assert strayed(store.read()) == []
        store.close()
